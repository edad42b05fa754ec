"""Money on its way: what leaves when, and the files for the bank."""
