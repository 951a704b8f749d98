"""What is kept: questions and what became of them, replies that wait, and what must not be kept."""
