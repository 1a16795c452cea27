"""Every read of the chapter that more than one caller needs; one subject a file."""
