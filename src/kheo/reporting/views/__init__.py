"""Pages of the annual report: list, the year's report, its words, its steps, downloads, the rows behind its numbers."""
