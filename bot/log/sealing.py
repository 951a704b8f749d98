"""What only a key opens: the words of questions, and replies that wait with their chat. No key is ever on the disk."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cryptography.fernet import MultiFernet

    from bot.settings import Settings

PURPOSE = b"elo-botti: what waits"
"""Parts this key from any other that may be made of the same token (RFC 5869, `info`)."""

CANARY = "elo-botti"
"""What is closed once with each key, so that one that is missing is told from a damaged row."""


class Seal:
    """Closes texts, and opens them again: Fernet, which is AES-128-CBC with HMAC-SHA-256.

    keys: as `make_key` gives them, the newest first: that one closes, each opens. token: that of the bot; what waits is
    closed with a key made of it where there is no other. The length and the time of writing of what is closed stay
    visible.
    """

    def __init__(self, keys: Sequence[str] = (), token: str | None = None) -> None:
        self.keys = tuple(keys)
        self._token = token

    def close(self, text: str) -> str:
        """A reply that waits as it may lie on a disk. Raises ValueError where there is neither a key nor a token."""
        return self._of_all.encrypt(text.encode("utf-8", "surrogatepass")).decode()

    def open(self, closed: str) -> str | None:
        """The reply again; None when no key opens it."""
        return _open(self._of_all, closed.encode()) if self.keys or self._token else None

    def close_words(self, words: str) -> str | bytes:
        """The words of a question as they may lie on a disk: bytes, or the words where there is no key, or no word."""
        return self._of_keys.encrypt(words.encode()) if self.keys and words else words

    def open_words(self, kept: bytes) -> str | None:
        """The words again; None when no key opens them."""
        return _open(self._of_keys, kept) if self.keys else None

    def is_newest(self, kept: bytes) -> bool:
        """Whether the first key closed this."""
        return bool(self.keys) and _open(self._of_newest, kept) is not None

    @cached_property
    def _of_newest(self) -> MultiFernet:
        return _made_of(self.keys[:1])

    @cached_property
    def _of_keys(self) -> MultiFernet:
        return _made_of(self.keys)

    @cached_property
    def _of_all(self) -> MultiFernet:
        return _made_of([*self.keys, *([_key_of(self._token)] if self._token else [])])


UNSEALED = Seal()
"""Closes nothing, and opens nothing that is closed."""


def seal_of(settings: Settings) -> Seal:
    """The seal of a log. Raises OSError when the file of keys cannot be read."""
    return Seal(settings.read_keys(), None if settings.token is None else settings.token.get_secret_value())


def make_key() -> str:
    """A new key: 32 random bytes in the alphabet of URLs."""
    from cryptography.fernet import Fernet  # noqa: PLC0415  most commands close and open nothing

    return Fernet.generate_key().decode()


def _made_of(keys: Sequence[str]) -> MultiFernet:
    from cryptography.fernet import Fernet, MultiFernet  # noqa: PLC0415  as above

    return MultiFernet([Fernet(key) for key in keys])


def _key_of(token: str) -> str:
    from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415  as above
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF  # noqa: PLC0415

    return urlsafe_b64encode(HKDF(SHA256(), 32, salt=None, info=PURPOSE).derive(token.encode())).decode()


def _open(fernet: MultiFernet, closed: bytes) -> str | None:
    from cryptography.fernet import InvalidToken  # noqa: PLC0415  as above

    try:
        return fernet.decrypt(closed).decode("utf-8", "surrogatepass")
    except (InvalidToken, UnicodeError):
        return None
