"""The only reader of the environment and of `.env`."""

from __future__ import annotations

import errno
import re
from difflib import get_close_matches
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError, ValidationInfo
from pydantic_settings import BaseSettings, DotEnvSettingsSource, EnvSettingsSource, NoDecode, SettingsConfigDict

import bot
from bot.content.files import MEGABYTE, UnreadableError, read
from bot.replies.texts import finnish
from bot.understanding.language import Engine  # noqa: TC001  pydantic reads the annotations

DOTENV = Path(".env")
UNUSABLE = 78
"""Exit code for settings and content that another try does not mend (EX_CONFIG)."""
TELEGRAM = "https://api.telegram.org"
POSTED_TO = (443, 80, 88, 8443)
"""The ports that Telegram posts to."""
NEAR = 0.8
"""Likeness, 0–1, from which a name is a slip of another; `BOT_` alone makes about a half."""
PACKAGED = Path(bot.__file__).resolve().parent / "knowledge"
"""The content in an installed wheel; in a checkout it stands beside the package."""


class SettingsError(Exception):
    """Settings that cannot be used: one line in Finnish for each, without the value."""


def _check_root(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        raise ValueError
    if parts.port == 0:  # reading the port also raises ValueError when it is no port
        raise ValueError
    return url.rstrip("/")


def _check_postable(url: str, about: ValidationInfo) -> str:
    """An address that Telegram posts to: by TLS, on one of its ports (https://core.telegram.org/bots/api#setwebhook).

    What a Bot API server of one's own posts to, that server judges.
    """
    parts = urlsplit(url)
    if about.data.get("api_url") == TELEGRAM and (parts.scheme != "https" or (parts.port or 443) not in POSTED_TO):
        raise ValueError
    return url


def _check_private(url: str, about: ValidationInfo) -> str:
    """The root of the Bot API, unless the token, which is a part of each address there, would go out in clear."""
    parts = urlsplit(url)
    if parts.scheme == "http" and not is_here(parts.hostname or "") and not about.data.get("api_in_clear"):
        raise ValueError
    return url


def is_here(host: str) -> bool:
    """Whether a host is this machine."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _check_shape(pattern: str) -> AfterValidator:
    def check(secret: SecretStr) -> SecretStr:
        if not re.fullmatch(pattern, secret.get_secret_value()):
            raise ValueError
        return secret

    return AfterValidator(check)


def _split(ids: object) -> object:
    return [part for part in map(str.strip, ids.split(",")) if part] if isinstance(ids, str) else ids


def _pair(names: object) -> object:
    return dict(pair.split("=", 1) for pair in names.split(",")) if isinstance(names, str) else names


def _check_id(text: object) -> object:
    """Digits alone: what `int` reads otherwise, such as `1_000`, would be the id of somebody else."""
    if isinstance(text, str) and not re.fullmatch(r"[1-9][0-9]*", text.strip(" ")):
        raise ValueError
    return text


def _check_readable(most: int) -> AfterValidator:
    def check(text: str) -> str:
        if not 1 <= len(text.strip()) <= most or not text.isprintable():
            raise ValueError
        return text.strip()

    return AfterValidator(check)


KEY = r"[A-Za-z0-9_-]{43}="
"""A key of Fernet: 32 bytes in the alphabet of URLs."""


def _read_keys(file: Path) -> list[str]:
    """The keys of a file; lines that begin with `#` are none. Raises OSError, and UnicodeError."""
    lines = (line.strip() for line in read(file, MEGABYTE).decode().splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def _check_keys_file(file: Path, about: ValidationInfo) -> Path:
    """A file of keys that a copy of the log's folder does not bring along. OSError is told like what is wrong in it."""
    try:
        keys = _read_keys(file)
    except OSError as error:
        raise ValueError from error
    database = about.data.get("database")
    if not keys or not all(re.fullmatch(KEY, key) for key in keys):
        raise ValueError
    if database is not None and file.resolve().is_relative_to(database.resolve().parent):
        raise ValueError
    return file


Key = Annotated[SecretStr, _check_shape(KEY)]
Name = Annotated[str, _check_readable(40)]
Url = Annotated[str, AfterValidator(_check_root)]
UserId = Annotated[int, BeforeValidator(_check_id), Field(gt=0)]


class Settings(BaseSettings):
    """What the operator decides; each field is the environment variable `BOT_…` of the same name."""

    model_config = SettingsConfigDict(
        env_prefix="BOT_",
        env_file=DOTENV,
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    token: Annotated[SecretStr, _check_shape(r"[0-9]+:[A-Za-z0-9_-]+")] | None = Field(
        None, description="Bot token from BotFather; without it the bot talks in the terminal."
    )
    api_in_clear: bool = Field(
        False, description="`true` to let BOT_API_URL be `http://` to another machine: the token goes there in clear."
    )  # before the address, which is judged by it
    api_url: Annotated[Url, AfterValidator(_check_private)] = Field(
        TELEGRAM, description="Root of the Bot API; `/bot…` and `/file/bot…` follow. `http://` only to this machine."
    )
    webhook_url: Annotated[Url, AfterValidator(_check_postable)] | None = Field(
        None,
        description="Public `https://` address that Telegram posts updates to, on port 443, 80, 88 or 8443; without it "
        "the bot polls.",
    )
    webhook_port: int = Field(8080, ge=1, le=65535, description="Port that the webhook listens on.")
    webhook_listen: Annotated[str, Field(pattern=r"^\S+$")] = Field(
        "127.0.0.1", description="Address that the webhook listens on; `0.0.0.0` in a container."
    )
    webhook_secret: Annotated[SecretStr, _check_shape(r"[A-Za-z0-9_-]{1,256}")] | None = Field(
        None, description="Secret that Telegram sends with every webhook post."
    )
    poll_seconds: int = Field(
        25,
        ge=1,
        le=50,
        description="Seconds that Telegram holds a poll open when there is nothing to do; less where a firewall cuts "
        "off connections that are silent so long.",
    )
    https_proxy: SecretStr | None = Field(
        None,
        validation_alias="HTTPS_PROXY",
        description="HTTP proxy for calls to Telegram, such as `http://name:password@proxy.example.org:3128`; SOCKS is "
        "not spoken.",
    )
    http_proxy: SecretStr | None = Field(
        None, validation_alias="HTTP_PROXY", description="The same where BOT_API_URL is `http://` to another machine."
    )
    all_proxy: SecretStr | None = Field(
        None, validation_alias="ALL_PROXY", description="The same where neither of the two is set for it."
    )
    no_proxy: str | None = Field(
        None,
        validation_alias="NO_PROXY",
        description="Hosts that are called without a proxy, separated by commas; this machine always is.",
    )
    ssl_cert_file: Path | None = Field(
        None,
        validation_alias="SSL_CERT_FILE",
        description="PEM file of the authorities that are trusted, instead of those that come with the bot.",
    )
    ssl_cert_dir: Path | None = Field(
        None,
        validation_alias="SSL_CERT_DIR",
        description="Folder of authorities that are trusted too, prepared by `openssl rehash`.",
    )
    keys: Annotated[tuple[Key, ...], NoDecode, BeforeValidator(_split)] = Field(
        (),
        description="Keys that the words of questions are encrypted with in the log, from `bot key new`, separated by "
        "commas, the newest first; without one they are not encrypted.",
    )
    admins: Annotated[frozenset[UserId], NoDecode, BeforeValidator(_split)] = Field(
        frozenset(), description="Numeric Telegram ids of those who look after the content, separated by commas."
    )
    digest: Annotated[frozenset[UserId], NoDecode, BeforeValidator(_split)] = Field(
        frozenset(), description="Those of BOT_ADMINS who get a letter each Monday at 8 Finnish time."
    )
    controller: Annotated[str, _check_readable(200)] | None = Field(
        None,
        description="The controller in the sense of the GDPR, as `/tietosuoja` names it, e.g. a municipality; "
        "needed where others use the bot.",
    )
    contact: Annotated[str, _check_readable(200)] | None = Field(
        None,
        description="Who answers questions about privacy, as `/tietosuoja` tells it, e.g. an e-mail address; "
        "needed where others use the bot.",
    )
    legal_basis: Literal["public-task", "legitimate-interest"] = Field(
        "public-task",
        description="Why questions may be stored, as `/tietosuoja` tells it: `public-task` "
        "(GDPR 6(1)(e)) or `legitimate-interest` (6(1)(f)).",
    )
    admin_names: Annotated[dict[UserId, Name], NoDecode, BeforeValidator(_pair)] = Field(
        {}, description="How the record of changes calls admins, such as `123=Maija,456=Pekka`."
    )
    desk_name: Name = Field("työpöytä", description="How the record of changes calls who works at this command line.")
    keep_days: int = Field(
        365, ge=1, description="Days after which the texts of questions are removed from the log; the counts stay."
    )
    watch: bool = Field(
        False, description="`true` to reload by itself when a file of BOT_KNOWLEDGE or BOT_QUESTIONS has changed."
    )
    questions: Path | None = Field(
        None,
        description="Folder of labelled questions that a change of the content must not break; "
        "by default `questions/` in BOT_KNOWLEDGE.",
    )
    flood_limit: int = Field(
        20,
        ge=1,
        description="Messages a minute that one person is answered, in all chats together; a group three "
        "times as many.",
    )
    late_hours: float = Field(
        12, ge=0, description="Age in hours from which the answer to a question says why it is late."
    )
    metrics_port: int | None = Field(
        None, ge=1, le=65535, description="Port on 127.0.0.1 that serves Prometheus metrics; without it none."
    )
    send_limits: bool = Field(
        True, description="Keep Telegram's limits on sending; `false` only for load tests against an emulator."
    )
    database: Path = Field(Path("data/questions.db"), description="SQLite file of the question log; made when missing.")
    keys_file: Annotated[Path, AfterValidator(_check_keys_file)] | None = Field(
        None, description="File of further keys, one a line, in another folder than BOT_DATABASE."
    )  # after the log, from which it is to be apart
    knowledge: Path = Field(
        PACKAGED if (PACKAGED / "schema.json").exists() else PACKAGED.parent.with_name("knowledge"),
        description="Folder of the knowledge base; by default `knowledge/` beside the package, or in it where a wheel "
        "is installed.",
    )
    knowledge_image: Path | None = Field(
        None,
        description="Folder of content that a container image brings: copied to BOT_KNOWLEDGE at the first "
        "start, later upgraded without touching what an admin changed.",
    )
    voikko: Engine = Field(
        "auto", description="Finnish morphology: `libvoikko` (the system's), `pyvoikko` (portable), or `auto`."
    )
    log_level: Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], BeforeValidator(str.upper)] = Field(
        "INFO", description="Least level that is logged: `DEBUG`, `INFO`, `WARNING` or `ERROR`."
    )

    def read_keys(self) -> list[str]:
        """The keys of BOT_KEYS and of BOT_KEYS_FILE, the newest first. Raises OSError."""
        held = [] if self.keys_file is None else _read_keys(self.keys_file)
        return [*(key.get_secret_value() for key in self.keys), *held]

    @property
    def heartbeat(self) -> Path:
        """The file beside the log whose time is that of the last successful poll."""
        return self.database.with_name(f"{self.database.name}-polled")


def read_settings() -> Settings:
    """Read the settings of this process.

    Raises SettingsError with a line for each variable that is wrong, or for a `.env` that cannot be read.
    """
    try:
        if DOTENV.exists():
            read(DOTENV, MEGABYTE)  # no pipe that nobody writes to, and nothing endless
        return Settings()
    except ValidationError as error:
        wrong = dict.fromkeys(str(fault["loc"][0]) for fault in error.errors(include_input=False))
    except UnreadableError as error:
        raise SettingsError(str(error)) from None
    except (OSError, UnicodeDecodeError):
        raise SettingsError(finnish()("setting-unread")) from None
    raise SettingsError("\n".join(map(tell_mend, wrong)))


def variable_of(name: str) -> str:
    """The environment variable of a setting."""
    return str(Settings.model_fields[name].validation_alias or f"BOT_{name.upper()}")


def tell_mend(name: str) -> str:
    """The line that says that a setting is wrong, and how it is mended."""
    texts = finnish()
    return texts("setting-wrong", name=variable_of(name), mend=texts(f"setting-{name}"))


def unknown_names() -> dict[str, str | None]:
    """The names `BOT_…` of the environment and `.env` that are no setting, each with the one meant, if any is near."""
    known = list(map(variable_of, Settings.model_fields))
    given = {**EnvSettingsSource(Settings).env_vars, **DotEnvSettingsSource(Settings).env_vars}
    strange = sorted(name for name in map(str.upper, given) if name.startswith("BOT_") and name not in known)
    return {name: next(iter(get_close_matches(name, known, 1, NEAR)), None) for name in strange}


class Places(BaseSettings):
    """Where the user of this process keeps things, as the XDG base directories have it."""

    xdg_cache_home: Path | None = None


def cache() -> Path:
    """The folder of what may be thrown away. Raises OSError when there is no home."""
    try:
        return Places().xdg_cache_home or Path.home() / ".cache"
    except RuntimeError as error:
        raise FileNotFoundError(errno.ENOENT, str(error)) from error
