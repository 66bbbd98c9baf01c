"""One class of settings, and what it refuses."""


import pytest

from data.settings import NAMES, SettingsError, refuse_weak_secret, settings

GOOD = "abcdefghij-KLMNOPQRST-0123456789-xyz"


@pytest.fixture
def given(monkeypatch):
    """``given(DEMO_MODE="1")`` -> the settings of an environment with nothing else."""
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)

    def read(**variables):
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        return settings()

    return read


def test_without_any_variable_it_is_safe_rather_than_convenient(given):
    chosen = given()
    assert (chosen.demo_mode, chosen.is_secure, chosen.trusted_proxies) == (False, True, 0)
    assert chosen.session_cookie.startswith("__Host-")
    assert chosen.url.endswith("/var/parks.db")


def test_an_empty_variable_counts_as_not_set(given):
    assert given(VAR_DIR="", SESSION_IDLE_MINUTES="").session_idle_minutes == 30


def test_a_changed_environment_is_read_anew(given):
    assert given(LOCKOUT_MINUTES="5").lockout_minutes == 5
    assert given(LOCKOUT_MINUTES="6").lockout_minutes == 6


@pytest.mark.parametrize("secret", ["", "short", "a" * 40, "change-me"])
def test_a_secret_left_out_or_weak_is_refused_and_how_to_make_one_is_told(given, secret):
    with pytest.raises(SettingsError, match=r"secrets\.token_urlsafe") as refusal:
        refuse_weak_secret(given(SECRET_KEY=secret))
    assert "SECRET_KEY" in str(refusal.value)


def test_a_good_secret_is_taken(given):
    refuse_weak_secret(given(SECRET_KEY=GOOD))


def test_demo_mode_needs_no_secret_and_signs_with_one_of_its_own(given):
    chosen = given(DEMO_MODE="1")
    refuse_weak_secret(chosen)
    assert len(chosen.signing_key) > 40
    assert (chosen.is_secure, chosen.session_cookie) == (False, "smepark")


@pytest.mark.parametrize(("name", "value", "said"), [
    ("LOCKOUT_MINUTES", "soon", "LOCKOUT_MINUTES"),
    ("PASSWORD_MIN_LENGTH", "3", "不小于8"),
    ("DEMO_MODE", "perhaps", "DEMO_MODE"),
    ("OIDC_ISSUER", "https://id.example", "OIDC_CLIENT_ID 和 PUBLIC_URL"),
])
def test_a_wrong_value_is_one_chinese_sentence_that_names_the_variable(given, name, value, said):
    with pytest.raises(SettingsError, match=said):
        given(**{name: value})


def test_a_wrong_secret_is_never_repeated(given):
    with pytest.raises(SettingsError) as refusal:
        refuse_weak_secret(given(SECRET_KEY="hunter2"))
    assert "hunter2" not in str(refusal.value)


def test_nothing_but_the_settings_reads_the_environment():
    from data.engine import ROOT

    readers = {
        path.relative_to(ROOT).as_posix() for part in ("core", "data", "pages", "server", "cli")
        for path in (ROOT / part).rglob("*.py") if "os.environ" in path.read_text() or "getenv" in path.read_text()
    }
    assert readers == {"data/settings.py"}
