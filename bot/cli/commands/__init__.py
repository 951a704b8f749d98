"""The commands of an admin at a desk: to see what is missing, to mend it, to keep and forget. Wiring only."""
