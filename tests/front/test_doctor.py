"""The doctor names every misconfiguration, what it means and what to do."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.conf import settings as project
from django.core.management import call_command

from portal.front.doctor import Finding, Severity, examine
from portal.front.doctor.configuration import examine_configuration, is_weak
from portal.front.doctor.database import character_findings, examine_database
from portal.front.doctor.surroundings import examine_surroundings

GOOD_KEY = "kV8-qz3RtYw_Lm5NbXc7JhGf2DsAp9UeIo4Zx6Cv1BnQlWrTyEuHj0"
SUNDAY_IN_A_KNOWN_YEAR = date(2026, 5, 10)
AFTER_THE_LAST_ARRANGEMENT = date(2031, 5, 12)


@pytest.fixture
def sound(settings: LazySettings, tmp_path: Path) -> LazySettings:
    """A production configuration with nothing to complain about."""
    settings.DEBUG = False
    settings.SECRET_KEY = GOOD_KEY
    settings.SALT_KEY = [GOOD_KEY]
    settings.LOOKUP_HMAC_KEY = GOOD_KEY
    settings.ALLOWED_HOSTS = ["zwgk.example.gov.cn"]
    settings.SITE_URL = "https://zwgk.example.gov.cn"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.STAFF_SECOND_FACTOR = True
    settings.MEDIA_ROOT = tmp_path
    return settings


def titles(findings: list[Finding]) -> str:
    return "\n".join(finding.title for finding in findings)


def test_a_sound_configuration_has_no_finding(sound: LazySettings):
    assert list(examine_configuration()) == []


@pytest.mark.parametrize(
    ("name", "value", "title"),
    [
        ("DEBUG", True, "调试模式已打开"),
        ("SECRET_KEY", "", "SECRET_KEY 缺失"),
        ("SECRET_KEY", "a" * 60, "SECRET_KEY 缺失或过于简单"),
        ("SECRET_KEY", "trial-only-key-that-protects-nothing-at-all-0000000000", "SECRET_KEY"),
        ("SALT_KEY", [], "FIELD_ENCRYPTION_SALTS"),
        ("SALT_KEY", [GOOD_KEY, "short"], "FIELD_ENCRYPTION_SALTS"),
        ("LOOKUP_HMAC_KEY", "", "LOOKUP_HMAC_KEY"),
        ("EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend", "邮件不会真正发出"),
        ("ALLOWED_HOSTS", ["*"], "ALLOWED_HOSTS"),
        ("SITE_URL", "http://127.0.0.1:8000", "SITE_URL"),
        ("STAFF_SECOND_FACTOR", False, "双因素"),
    ],
)
def test_each_bad_setting_is_one_finding(sound: LazySettings, name: str, value: object, title: str):
    setattr(sound, name, value)

    findings = list(examine_configuration())

    assert len(findings) == 1
    assert title in findings[0].title
    assert findings[0].meaning
    assert findings[0].remedy


def test_the_trial_may_take_its_shortcuts(sound: LazySettings):
    sound.TRIAL = True
    sound.SECRET_KEY = "trial-only"
    sound.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"

    assert list(examine_configuration()) == []


@pytest.mark.parametrize(("key", "weak"), [("", True), ("ab" * 40, True), (GOOD_KEY, False)])
def test_a_key_is_weak_when_short_or_plain(key: str, weak: bool):
    assert is_weak(key, 50) is weak


@pytest.mark.parametrize(
    ("encoding", "character_type", "trigrams", "count"),
    [
        ("UTF8", "C.UTF-8", 3, 0),
        ("UTF8", "zh_CN.UTF-8", None, 0),
        ("UTF8", "C", None, 1),
        ("UTF8", "C", 0, 1),
        ("UTF8", "POSIX", 3, 1),
        ("SQL_ASCII", "C", 0, 2),
    ],
)
def test_a_character_type_without_chinese_letters_is_an_error(
    encoding: str, character_type: str, trigrams: int | None, count: int
):
    findings = list(character_findings(encoding, character_type, trigrams))

    assert len(findings) == count
    assert all(finding.severity is Severity.ERROR for finding in findings)


@pytest.mark.django_db
def test_the_test_database_itself_is_sound():
    assert list(examine_database(today=SUNDAY_IN_A_KNOWN_YEAR)) == []


@pytest.mark.django_db
def test_a_year_without_calendar_is_an_error():
    findings = list(examine_database(today=AFTER_THE_LAST_ARRANGEMENT))

    assert titles(findings) == "工作日历缺少 2031 年"
    assert findings[0].severity is Severity.ERROR


@pytest.mark.django_db
@pytest.mark.parametrize(("day", "expected"), [(date(2026, 11, 14), ""), (date(2026, 11, 15), "工作日历缺少 2027 年")])
def test_a_missing_next_year_is_a_warning_from_mid_november(day: date, expected: str):
    findings = list(examine_database(today=day))

    assert titles(findings) == expected
    assert all(finding.severity is Severity.WARNING for finding in findings)


def test_a_broker_that_is_away_is_an_error(sound: LazySettings):
    sound.REDIS_URL = "redis://127.0.0.1:1/0"

    assert "消息服务没有响应" in titles(list(examine_surroundings()))


def test_no_broker_at_all_is_an_error(sound: LazySettings):
    sound.REDIS_URL = ""

    assert "没有配置消息服务" in titles(list(examine_surroundings()))


def test_a_media_folder_that_cannot_be_written_is_an_error(sound: LazySettings, tmp_path: Path):
    in_the_way = tmp_path / "file"
    in_the_way.touch()
    sound.MEDIA_ROOT = in_the_way / "media"

    assert "附件目录不可写" in titles(list(examine_surroundings()))


@pytest.mark.django_db
def test_it_finds_everything_and_not_only_the_first(sound: LazySettings):
    sound.DEBUG = True
    sound.REDIS_URL = ""

    found = titles(examine(today=AFTER_THE_LAST_ARRANGEMENT))

    assert all(word in found for word in ("DEBUG", "2031", "消息服务"))


@pytest.mark.django_db
def test_the_command_ends_with_one_on_errors(sound: LazySettings, capsys: pytest.CaptureFixture[str]):
    sound.DEBUG = True

    with pytest.raises(SystemExit) as ended:
        call_command("doctor")

    assert ended.value.code == 1
    assert "影响：出错页面会向访问者显示源代码" in capsys.readouterr().out


def test_production_without_keys_and_database_is_explained_and_not_a_traceback():
    environment = {"PATH": os.environ["PATH"], "DATABASE_URL": "postgres://portal@127.0.0.1:1/portal"}

    done = subprocess.run(
        [sys.executable, "manage.py", "doctor", "--settings", "portal.settings.production"],
        cwd=project.BASE_DIR, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 1
    for words in ("缺少配置项 SECRET_KEY", "缺少配置项 FIELD_ENCRYPTION_SALTS", "数据库无法连接"):
        assert words in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_production_refuses_every_other_command_with_the_names_of_what_is_missing():
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--settings", "portal.settings.production"],
        cwd=project.BASE_DIR, env={"PATH": os.environ["PATH"], "SECRET_KEY": GOOD_KEY},
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode != 0
    assert "LOOKUP_HMAC_KEY, FIELD_ENCRYPTION_SALTS, ALLOWED_HOSTS, DATABASE_URL" in done.stderr
