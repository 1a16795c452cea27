"""What the movement's year obeys: pure functions, no Django."""
