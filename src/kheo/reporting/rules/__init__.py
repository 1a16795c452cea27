"""What a report and a news item must obey, and their words: pure functions over plain facts. No Django here."""
