"""Every write of the chapter."""
