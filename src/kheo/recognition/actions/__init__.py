"""Every write of the chapter: drafts and their lines, decisions, certificates."""
