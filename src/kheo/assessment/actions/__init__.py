"""Writes of the chapter."""
