"""Every write of the chapter: reports, news and their pictures."""
