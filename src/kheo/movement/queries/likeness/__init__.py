"""Look-alikes: the words of an initiative, who resembles whom, what waits for the office."""
