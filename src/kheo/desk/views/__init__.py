"""The desk and the acts that are done from it."""
