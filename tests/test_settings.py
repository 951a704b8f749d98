from __future__ import annotations

import traceback
from pathlib import Path

import pytest

from bot.replies.texts import finnish
from bot.settings import Settings, SettingsError, read_settings, unknown_names

TOKEN = "123456:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw0"


@pytest.fixture(autouse=True)
def empty_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"BOT_{name.upper()}", raising=False)
    monkeypatch.chdir(tmp_path)


def test_nothing_needs_to_be_set() -> None:
    settings = read_settings()
    assert settings.token is None
    assert settings.api_url == "https://api.telegram.org"
    assert settings.admins == frozenset()
    assert settings.database == Path("data/questions.db")
    assert settings.knowledge == Path(__file__).parent.parent / "knowledge"
    assert settings.questions is None


def test_environment_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    monkeypatch.setenv("BOT_API_URL", "http://127.0.0.1:8081/")
    monkeypatch.setenv("BOT_ADMINS", "123, 456,")
    monkeypatch.setenv("BOT_LOG_LEVEL", "debug")
    settings = read_settings()
    assert settings.token is not None
    assert settings.token.get_secret_value() == TOKEN
    assert settings.api_url == "http://127.0.0.1:8081"
    assert settings.admins == {123, 456}
    assert settings.log_level == "DEBUG"


def test_dotenv_is_read_and_the_environment_goes_before_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("BOT_ADMINS=1\nBOT_WEBHOOK_PORT=9000\nMUU=arvo\nBOT_TOKEN=\n", encoding="utf-8")
    monkeypatch.setenv("BOT_ADMINS", "2")
    settings = read_settings()
    assert settings.admins == {2}
    assert settings.webhook_port == 9000
    assert settings.token is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BOT_TOKEN", "salaisuus"),
        ("BOT_TOKEN", f"{TOKEN} x"),
        ("BOT_API_URL", "api.telegram.org"),
        ("BOT_API_URL", "http://host:port"),
        ("BOT_API_URL", "http://host:99999"),
        ("BOT_API_URL", "http://"),
        ("BOT_API_URL", "http://[::1"),
        ("BOT_API_URL", "http://api.telegram.org"),
        ("BOT_API_URL", "http://10.0.0.1:8081"),
        ("BOT_API_URL", "http://localhost.example.org"),
        ("BOT_API_URL", "http://127.0.0.1@example.org"),
        ("BOT_API_URL", "http://telegram-bot-api:8081"),
        ("BOT_API_IN_CLEAR", "ehkä"),
        ("BOT_WEBHOOK_URL", "ftp://host"),
        ("BOT_WEBHOOK_URL", "http://bot.example.org"),
        ("BOT_WEBHOOK_URL", "http://127.0.0.1:8443"),
        ("BOT_WEBHOOK_URL", "https://bot.example.org:8080/polku"),
        ("BOT_POLL_SECONDS", "0"),
        ("BOT_POLL_SECONDS", "51"),
        ("BOT_WEBHOOK_PORT", "0"),
        ("BOT_WEBHOOK_PORT", "65536"),
        ("BOT_WEBHOOK_PORT", "kahdeksan"),
        ("BOT_WEBHOOK_LISTEN", "0.0.0.0 "),
        ("BOT_WEBHOOK_SECRET", "välilyönti ei käy"),
        ("BOT_KEYS", "avain"),
        ("BOT_KEYS", "A" * 43 + "=;" + "A" * 43 + "="),
        ("BOT_ADMINS", "123;456"),
        ("BOT_ADMINS", "@maija"),
        ("BOT_ADMINS", "-100"),
        ("BOT_ADMINS", "123 456"),
        ("BOT_ADMINS", "123456789 987654321"),
        ("BOT_ADMINS", "123\n456"),
        ("BOT_ADMINS", "1_000"),
        ("BOT_ADMINS", "+123"),
        ("BOT_ADMINS", "123.0"),
        ("BOT_ADMINS", "0123"),
        ("BOT_ADMINS", "\u0661\u0662\u0663"),
        ("BOT_ADMINS", '"123"'),
        ("BOT_ADMINS", "[123]"),
        ("BOT_DIGEST", "123 456"),
        ("BOT_ADMIN_NAMES", "1_000=Maija"),
        ("BOT_ADMIN_NAMES", "1 2=Maija"),
        ("BOT_ADMIN_NAMES", f"1={41 * 'a'}"),
        ("BOT_ADMIN_NAMES", "1=Ma\nija"),
        ("BOT_ADMIN_NAMES", "1="),
        ("BOT_ADMIN_NAMES", "Maija"),
        ("BOT_DESK_NAME", 41 * "a"),
        ("BOT_DESK_NAME", "\x1b[31m"),
        ("BOT_DESK_NAME", "  "),
        ("BOT_CONTACT", 201 * "a"),
        ("BOT_CONTACT", "a\u202eb"),
        ("BOT_VOIKKO", "hunspell"),
        ("BOT_LOG_LEVEL", "paljon"),
    ],
)
def test_wrong_value_is_named_in_one_line_with_its_mend(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as caught:
        read_settings()
    mend = finnish()(f"setting-{name.removeprefix('BOT_').lower()}")
    assert str(caught.value) == f"{name}: arvo ei kelpaa, {mend}"


@pytest.mark.parametrize(
    ("api", "webhook"),
    [
        ("https://api.telegram.org", "https://bot.example.org"),
        ("https://api.telegram.org", "https://bot.example.org:8443/polku"),
        ("http://127.0.0.1:8081", "http://127.0.0.1:9000"),
    ],
)
def test_webhook_is_where_telegram_posts_and_a_server_of_ones_own_judges_itself(
    monkeypatch: pytest.MonkeyPatch, api: str, webhook: str
) -> None:
    monkeypatch.setenv("BOT_API_URL", api)
    monkeypatch.setenv("BOT_WEBHOOK_URL", webhook)
    assert read_settings().webhook_url == webhook


@pytest.mark.parametrize(
    ("url", "in_clear"),
    [
        ("http://127.0.0.1:8081", False),
        ("http://127.1.2.3", False),
        ("http://localhost:8081", False),
        ("http://[::1]:8081", False),
        ("https://api.example.org", False),
        ("http://telegram-bot-api:8081", True),
    ],
)
def test_token_goes_out_in_clear_only_to_this_machine_or_where_that_is_said(
    monkeypatch: pytest.MonkeyPatch, url: str, *, in_clear: bool
) -> None:
    monkeypatch.setenv("BOT_API_URL", url)
    monkeypatch.setenv("BOT_API_IN_CLEAR", str(in_clear).lower())
    assert read_settings().api_url == url


def test_every_wrong_value_is_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_ADMINS", "x,y")
    monkeypatch.setenv("BOT_WEBHOOK_PORT", "x")
    with pytest.raises(SettingsError) as caught:
        read_settings()
    assert [line.partition(":")[0] for line in str(caught.value).splitlines()] == ["BOT_WEBHOOK_PORT", "BOT_ADMINS"]


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("BOT_ADMIN", "BOT_ADMINS"),
        ("BOT_KEEPDAYS", "BOT_KEEP_DAYS"),
        ("BOT_KNOWLEGDE", "BOT_KNOWLEDGE"),
        ("bot_tokn", "BOT_TOKEN"),
        ("BOT_ZZZ", None),
    ],
)
@pytest.mark.parametrize("from_file", [False, True])
def test_name_that_is_no_setting_is_told_with_the_nearest(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, nearest: str | None, *, from_file: bool
) -> None:
    if from_file:
        (tmp_path / ".env").write_text(f"{name}=1\nMUU=arvo\nBOT_ADMINS=1\n", encoding="utf-8")
    else:
        monkeypatch.setenv(name, "1")
        monkeypatch.setenv("bot_admins", "1")
    assert unknown_names() == {name.upper(): nearest}


def test_dotenv_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes("BOT_DATABASE=käyttö.db".encode("latin-1"))
    with pytest.raises(SettingsError, match=r"^\.env: .*UTF-8$"):
        read_settings()


@pytest.mark.parametrize("name", ["BOT_TOKEN", "BOT_WEBHOOK_SECRET"])
def test_secret_is_shown_nowhere(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, TOKEN if name == "BOT_TOKEN" else "hyvinsalainen")
    secret = getattr(read_settings(), name.removeprefix("BOT_").lower()).get_secret_value()
    settings = read_settings()
    assert secret not in f"{settings!r} {settings} {settings.model_dump()} {settings.model_dump_json()}"


def test_wrong_secret_is_not_in_the_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", "melkein-oikea-tunnus")
    with pytest.raises(SettingsError) as caught:
        read_settings()
    assert "melkein" not in "".join(traceback.format_exception(caught.value))


def test_every_setting_is_described_and_can_be_mended() -> None:
    for name, field in Settings.model_fields.items():
        assert field.description, name
        assert finnish()(f"setting-{name}"), name
