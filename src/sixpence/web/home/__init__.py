"""The first page of a company."""
