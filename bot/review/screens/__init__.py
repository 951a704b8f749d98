"""What an admin sees, as `Reply`: pages with buttons in the chat, the same whole and as plain text at a desk. Pure."""
