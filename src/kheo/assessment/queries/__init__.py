"""Reads of the chapter."""
