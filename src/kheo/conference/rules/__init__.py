"""What a conference obeys: pure functions over plain facts and cited data. No Django here."""
