"""The command line: commands, the conversation in a terminal, answers for programs, whether the bot does its work."""
