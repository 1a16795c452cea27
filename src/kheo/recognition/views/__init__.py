"""Pages of the chapter: decisions and their papers, the register, verification."""
