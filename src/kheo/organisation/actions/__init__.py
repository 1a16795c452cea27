"""Writes of the chapter: one verb, one function, one transaction, one audit row."""
