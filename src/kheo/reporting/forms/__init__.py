"""Forms of the chapter's pages."""
