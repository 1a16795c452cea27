"""What the registers, the succession of 2025 and the village decree say: pure functions, no Django."""
