"""The log of every change."""
