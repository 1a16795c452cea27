"""Reads of the movement: programmes, registrations, public pages, standings, counts under today's units."""
