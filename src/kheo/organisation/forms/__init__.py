"""Forms of the chapter's pages: they read and keep what was typed; the actions decide."""
