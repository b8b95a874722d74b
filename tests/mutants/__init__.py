"""What the tests notice: one change at a time in the code that makes answers."""
