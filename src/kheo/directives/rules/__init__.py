"""What may be written of a directive, a task, a target, an activity or a committee: pure functions, no database."""
