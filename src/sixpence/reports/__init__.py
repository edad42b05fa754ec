"""What finance and People teams read and keep: tables of figures made from pay runs, and the files they leave in."""
