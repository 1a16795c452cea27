"""Forms of the movement: they read what was typed; what may be done is decided by the actions."""
