"""Every write of the chapter; one subject a file."""
