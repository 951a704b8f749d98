"""What the log says is missing, how to mend it, and whether a change would break anything."""
