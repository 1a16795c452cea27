"""What a list, a decision and its number must obey: pure functions over plain facts and cited data. No Django here."""
