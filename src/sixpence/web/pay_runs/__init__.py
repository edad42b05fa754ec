"""The pay run: open, check, adjust, approve."""
