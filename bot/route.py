"""The way to Telegram: through which proxy, and whose certificates are trusted on it."""

from __future__ import annotations

import re
import ssl
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit
from urllib.request import proxy_bypass_environment  # type: ignore[attr-defined]  # `proxy_bypass` reads the environment

import httpx
from yarl import URL

from bot.content.files import MEGABYTE, read
from bot.settings import SettingsError, is_here, tell_mend

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.settings import Settings

PROXIES = ("https_proxy", "http_proxy", "all_proxy")
"""The settings that name a proxy."""

MOST = 10 * MEGABYTE
"""Bytes of a file of certificates; that of all whom browsers trust has a quarter of one million."""

HASHED = re.compile(r"[0-9a-f]{8}\.[0-9]+")
"""The name under which OpenSSL finds a certificate in a folder, made by `openssl rehash`."""


@dataclass(frozen=True, slots=True)
class Route:
    """How calls go out.

    proxy: its address, with the name and the password that it asks for; None for none. trusted: whose word is taken
    for who answers.
    """

    proxy: str | None
    trusted: ssl.SSLContext


def find_route(settings: Settings) -> Route:
    """The way to BOT_API_URL. Raises SettingsError with a line for each setting of it that cannot be used.

    Unless NO_PROXY excepts the address, every proxy that is set is looked at; to this machine none is used.
    """
    address, wrong, proxies = urlsplit(settings.api_url), list[str](), dict[str, str]()
    excepted = proxy_bypass_environment(address.netloc, {"no": settings.no_proxy or ""})
    for name, proxy in () if excepted else _proxies(settings):
        with _judging(name, wrong):
            proxies[name] = read_proxy(proxy)
    trusted = httpx.create_ssl_context(trust_env=False)
    if settings.ssl_cert_file is not None:
        with _judging("ssl_cert_file", wrong):
            trusted = _trust_file(settings.ssl_cert_file)
    if settings.ssl_cert_dir is not None:
        with _judging("ssl_cert_dir", wrong):
            _trust_folder(trusted, settings.ssl_cert_dir)
    if wrong:
        raise SettingsError("\n".join(wrong))
    chosen = proxies.get(f"{address.scheme}_proxy") or proxies.get("all_proxy")
    return Route(None if is_here(address.hostname or "") else chosen, trusted)


@contextmanager
def _judging(name: str, wrong: list[str]) -> Iterator[None]:
    """Add the line that says how a setting is mended to what is `wrong`, where it cannot be used in the block."""
    try:
        yield
    except (OSError, ValueError):  # UnicodeError and SSLError among them
        wrong.append(tell_mend(name))


def tell_passwords(settings: Settings) -> Iterator[str]:
    """The passwords of the proxies, as they are written and as they are meant: what no line may hold."""
    for _, proxy in _proxies(settings):
        _, _, written = proxy.rpartition("@")[0].rpartition("/")[2].partition(":")
        if written:
            yield from {written, unquote(written)}


def read_proxy(text: str) -> str:
    """The address of an HTTP proxy; without a scheme it is one of `http://`. Raises ValueError.

    Name and password have to be of Latin-1, all that an HTTP client may be sure to send in a header (RFC 7617, 2.1).
    """
    address = URL(text if "://" in text else f"http://{text}")
    if address.scheme not in {"http", "https"} or not re.fullmatch(r"[^\s/]+", address.host or "") or not address.port:
        raise ValueError
    if address.path not in {"", "/"} or address.query_string or address.fragment:
        raise ValueError
    f"{address.user}:{address.password}".encode("latin-1")
    return str(address)


def _proxies(settings: Settings) -> Iterator[tuple[str, str]]:
    """Each proxy that is set, by the name of its setting."""
    for name in PROXIES:
        proxy = getattr(settings, name)
        if proxy is not None:
            yield name, proxy.get_secret_value().strip()


def _trust_file(file: Path) -> ssl.SSLContext:
    """Trust the authorities of a file, and no other. Raises OSError, ValueError."""
    read(file, MOST)  # no pipe that nobody writes to, and nothing endless
    trusted = ssl.create_default_context(cafile=file)
    if not trusted.get_ca_certs():
        raise ValueError
    return trusted


def _trust_folder(trusted: ssl.SSLContext, folder: Path) -> None:
    """Trust the authorities of a folder, too. Raises OSError, ValueError."""
    if not any(HASHED.fullmatch(file.name) for file in folder.iterdir()):
        raise ValueError
    trusted.load_verify_locations(capath=folder)
