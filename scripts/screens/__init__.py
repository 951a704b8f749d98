"""What the bot's replies look like on a phone: the parts of `scripts/screenshots.py` and `scripts/layout.py`."""
