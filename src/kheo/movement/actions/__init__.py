"""Writes of the movement: one verb one function, each in one transaction with its audit row."""
