"""Where people come from: connecting, mapping, choosing whom, and the syncs so far."""
