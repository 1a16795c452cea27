"""Official papers: typed content becomes .docx and PDF. Pure functions, no database, no Django."""
