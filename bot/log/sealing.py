"""What only the bot's token opens: a reply that waits, with its chat. The token itself is never on the disk."""

from __future__ import annotations

from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

PURPOSE = b"elo-botti: what waits"
"""Parts this key from any other that may be made of the same token (RFC 5869, `info`)."""


class Seal:
    """Closes texts under a key that is made of `token`: the length and the time of writing stay visible."""

    def __init__(self, token: str) -> None:
        key = HKDF(SHA256(), 32, salt=None, info=PURPOSE).derive(token.encode())
        self._fernet = Fernet(urlsafe_b64encode(key))

    def close(self, text: str) -> str:
        """`text` as it may lie on a disk."""
        return self._fernet.encrypt(text.encode("utf-8", "surrogatepass")).decode()

    def open(self, closed: str) -> str | None:
        """The text again; None when it was not closed with this token, or not at all."""
        try:
            return self._fernet.decrypt(closed.encode()).decode("utf-8", "surrogatepass")
        except (InvalidToken, UnicodeError):
            return None
