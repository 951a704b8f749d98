"""The way to Telegram: proxies and certificates, as they are set, and as they are used over real sockets."""

from __future__ import annotations

import asyncio
import ssl
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import web
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from emulator import BOT_ID, TOKEN, Telegram
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr
from telegram.error import NetworkError

from bot.log.clock import Clock
from bot.replies.texts import finnish
from bot.route import PROXIES, find_route, read_proxy, tell_passwords
from bot.settings import PACKAGED, Settings, SettingsError, read_settings
from bot.telegram.delivery.connection import Connection
from bot.telegram.delivery.failures import tell_cause

if TYPE_CHECKING:
    from pathlib import Path

AWAY = "https://api.telegram.org"


@pytest.fixture(autouse=True)
def empty_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy", "ssl_cert_file", "ssl_cert_dir"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


def settings(api_url: str = AWAY, **chosen: object) -> Settings:
    given: dict[str, Any] = {"api_url": api_url, **chosen}
    secret = {name: SecretStr(given[name]) for name in PROXIES if name in given}
    return Settings.model_construct(**(given | secret))


def wrong(name: str) -> str:
    return finnish()("setting-wrong", name=name.upper(), mend=finnish()(f"setting-{name}"))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("127.0.0.1:3128", "http://127.0.0.1:3128"),
        ("http://proxy.example.org:3128/", "http://proxy.example.org:3128/"),
        ("https://proxy.example.org", "https://proxy.example.org"),
        ("maija:sala%40sana@proxy:3128", "http://maija:sala%40sana@proxy:3128"),
        ("http://m%C3%A4:%C3%B6@[::1]:8", "http://m%C3%A4:%C3%B6@[::1]:8"),
    ],
)
def test_proxy_is_read_with_and_without_its_scheme(written: str, read: str) -> None:
    assert read_proxy(written).rstrip("/") == read.rstrip("/")


@pytest.mark.parametrize(
    "written",
    [
        "socks5://127.0.0.1:9",
        "socks5h://127.0.0.1:9",
        "x://h",
        "http://",
        "://h",
        "http://h:99999",
        "http://h:0",
        "http://a b:1",
        "http://h/polku",
        "http://h:1?x",
        "http://u:p#x@h:1",
        "http://u:\u20ac@h:1",
        "http://u:%E2%82%AC@h:1",
        "\u20ac:p@h:1",
        "\ud800",
    ],
)
def test_proxy_that_cannot_be_used_is_one_line_without_its_value(written: str) -> None:
    with pytest.raises(SettingsError) as caught:
        find_route(settings(https_proxy=written))
    assert str(caught.value) == wrong("https_proxy")


@given(st.text())
def test_any_text_is_a_proxy_or_a_value_error(text: str) -> None:
    with suppress(ValueError):
        assert read_proxy(text).startswith(("http://", "https://"))


def test_all_that_is_wrong_is_told_at_once() -> None:
    chosen = settings(
        http_proxy="x://", https_proxy="socks5://h:1", all_proxy="h:1", ssl_cert_file=PACKAGED / "none.pem"
    )
    with pytest.raises(SettingsError) as caught:
        find_route(chosen)
    assert str(caught.value).splitlines() == [wrong("https_proxy"), wrong("http_proxy"), wrong("ssl_cert_file")]


@pytest.mark.parametrize(
    ("chosen", "proxy"),
    [
        ({}, None),
        ({"https_proxy": "a:1", "all_proxy": "b:1"}, "http://a:1"),
        ({"http_proxy": "a:1", "all_proxy": "b:1"}, "http://b:1"),
        ({"http_proxy": "a:1"}, None),
        ({"https_proxy": "a:1", "no_proxy": "example.org,telegram.org"}, None),
        ({"https_proxy": "a:1", "no_proxy": "example.org"}, "http://a:1"),
        ({"https_proxy": "socks5://a:1", "no_proxy": "*"}, None),
        ({"api_url": "http://bot-api:8081", "http_proxy": "a:1", "https_proxy": "b:1"}, "http://a:1"),
        ({"api_url": "http://127.0.0.1:8081", "http_proxy": "a:1", "all_proxy": "b:1"}, None),
        ({"api_url": "http://[::1]:8081", "all_proxy": "b:1"}, None),
        ({"api_url": "https://localhost", "https_proxy": "b:1"}, None),
    ],
)
def test_proxy_is_that_of_the_address_and_none_for_this_machine(chosen: dict[str, str], proxy: str | None) -> None:
    assert find_route(settings(**chosen)).proxy == proxy


@pytest.mark.parametrize("from_file", [False, True])
def test_they_are_settings_like_others(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, *, from_file: bool) -> None:
    given = {"HTTPS_PROXY": "proxy:3128", "NO_PROXY": "example.org", "SSL_CERT_FILE": "ca.pem", "ALL_PROXY": ""}
    if from_file:
        (tmp_path / ".env").write_text("\n".join(f"{name}={value}" for name, value in given.items()), encoding="utf-8")
    else:
        for name, value in given.items():
            monkeypatch.setenv(name, value)
    found = read_settings()
    assert found.https_proxy is not None
    assert found.https_proxy.get_secret_value() == "proxy:3128"
    assert found.no_proxy == "example.org"
    assert str(found.ssl_cert_file) == "ca.pem"
    assert found.all_proxy is None


@pytest.mark.parametrize(
    "written", ["m:hyvin%40salainen@h:1", "http://m:hyvin%40salainen@h:1", "m:\u20ac:@h", "m@h", "h"]
)
def test_passwords_are_told_so_that_no_line_holds_them(written: str) -> None:
    told = set(tell_passwords(settings(https_proxy=written)))
    expected = {"hyvin%40salainen", "hyvin@salainen"} if "salainen" in written else {"\u20ac:"}
    assert told == (expected if ":" in written.rpartition("@")[0].removeprefix("http://") else set())


async def post(chosen: Settings, url: str) -> object:
    connection = Connection(find_route(chosen), Clock().hear)
    await connection.initialize()
    try:
        return await connection.post(f"{url}/bot{TOKEN}/getMe")
    finally:
        await connection.shutdown()


async def test_calls_go_through_the_proxy(telegram: Telegram) -> None:
    proxied = settings("http://api.telegram.example", http_proxy=telegram.url.removeprefix("http://"))
    about = await post(proxied, "http://api.telegram.example")
    assert isinstance(about, dict)
    assert about["id"] == BOT_ID


async def test_address_that_is_excepted_needs_no_proxy(telegram: Telegram) -> None:
    chosen = settings(telegram.url, http_proxy="x://", no_proxy="127.0.0.1")
    assert await post(chosen, telegram.url)


async def test_proxy_that_wants_another_password_is_told_by_its_number() -> None:
    async def refuse(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(refuse, "127.0.0.1", 0) as server:
        proxy = f"maija:vaara@127.0.0.1:{server.sockets[0].getsockname()[1]}"
        with pytest.raises(NetworkError) as caught:
            await post(settings(https_proxy=proxy), AWAY)
    assert tell_cause(caught.value) == "ClientHttpProxyError 407"


# Certificates


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for 127.0.0.1 that nobody but itself vouches for: `cert.pem`, and `key.pem` beside it."""
    folder, key = tmp_path_factory.mktemp("authority"), ec.generate_private_key(ec.SECP256R1())
    name, now = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Esimerkki")]), datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "cert.pem").write_bytes(certificate.public_bytes(Encoding.PEM))
    (folder / "key.pem").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return folder / "cert.pem"


async def test_authority_of_the_file_is_trusted_and_no_other_is(authority: Path) -> None:
    async def tell(_: web.Request) -> web.Response:
        return web.json_response({"ok": True, "result": {"id": BOT_ID}})

    site = web.Application()
    site.router.add_post("/{path:.*}", tell)
    runner = web.AppRunner(site)
    await runner.setup()
    secured = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    secured.load_cert_chain(authority, authority.with_name("key.pem"))
    await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=secured).start()
    url = f"https://127.0.0.1:{runner.addresses[0][1]}"
    try:
        assert await post(settings(url, ssl_cert_file=authority), url) == {"id": BOT_ID}
        with pytest.raises(NetworkError, match="ClientConnectorCertificateError"):
            await post(settings(url), url)
    finally:
        await runner.cleanup()


@pytest.mark.parametrize(
    "held", [None, "", "ei varmenne", "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"]
)
def test_file_without_an_authority_is_named(tmp_path: Path, held: str | None) -> None:
    file = tmp_path / "ca.pem"
    if held is not None:
        file.write_text(held, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        find_route(settings(ssl_cert_file=file))
    assert str(caught.value) == wrong("ssl_cert_file")


def test_key_is_no_authority(authority: Path) -> None:
    with pytest.raises(SettingsError):
        find_route(settings(ssl_cert_file=authority.with_name("key.pem")))


def test_folder_is_trusted_too_where_it_is_prepared(tmp_path: Path, authority: Path) -> None:
    for name in ("none", "cert.pem"):
        folder = tmp_path / name
        if name != "none":
            folder.mkdir()
            (folder / name).write_bytes(authority.read_bytes())
        with pytest.raises(SettingsError) as caught:
            find_route(settings(ssl_cert_dir=folder))
        assert str(caught.value) == wrong("ssl_cert_dir")
    (tmp_path / "cert.pem" / "0a1b2c3d.0").write_bytes(authority.read_bytes())
    assert find_route(settings(ssl_cert_dir=tmp_path / "cert.pem")).trusted.get_ca_certs()
