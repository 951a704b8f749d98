"""The Telegram edge: updates in, replies out, none lost."""
