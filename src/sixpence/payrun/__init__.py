"""The life of a pay run: open, calculate, review, approve, close."""
