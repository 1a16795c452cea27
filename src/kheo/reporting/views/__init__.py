"""Pages of the chapter: the annual report, the office's news room, the public's news."""
