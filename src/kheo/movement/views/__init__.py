"""Pages of the movement: each parses, asks one query or takes one action, and renders."""
