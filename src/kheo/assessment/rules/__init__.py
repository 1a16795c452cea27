"""What sets and sheets obey: pure functions over numbers; the sets are data (``data/*.toml``), each with its source."""
