"""Pages of the chapter: parse, call one query or one action, render."""
