"""What the annual report asks for: its outline, when it may be issued."""
