"""A question → what it is about and what it asks for → an answer. Pure: no clock, log or net."""
