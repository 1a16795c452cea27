"""Made-up places, initiatives and texts for tests and benches: the same seed gives the same data. Never real records."""
