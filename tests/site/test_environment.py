import os
import subprocess
import sys
from pathlib import Path

import pytest

from kheo.site.environment import Mail, local_secret_key, read_mail, unsafe_settings

SAFE = {
    "SECRET_KEY": "k3" + "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
    "ALLOWED_HOSTS": ["kheo.example.vn"],
    "DEBUG": False,
    "KHEO_PUBLIC_URL": "https://kheo.example.vn",
    "TRUSTED_PROXIES_SET": True,
}


def test_safe_settings_pass():
    assert unsafe_settings(SAFE) == []


@pytest.mark.parametrize(
    ("name", "value", "named"),
    [
        ("SECRET_KEY", "short", "SECRET_KEY"),
        ("SECRET_KEY", "a" * 60, "SECRET_KEY"),
        ("ALLOWED_HOSTS", [], "ALLOWED_HOSTS"),
        ("ALLOWED_HOSTS", ["*"], "ALLOWED_HOSTS"),
        ("DEBUG", True, "KHEO_DEBUG"),
        ("KHEO_PUBLIC_URL", "http://kheo.example.vn", "KHEO_PUBLIC_URL"),
        ("TRUSTED_PROXIES_SET", False, "KHEO_PROXY_COUNT"),
        ("MAIL_PROBLEMS", ("EMAIL_FROM: thiếu",), "EMAIL_FROM"),
    ],
)
def test_each_unsafe_setting_is_named(name, value, named):
    assert [problem.partition(":")[0] for problem in unsafe_settings({**SAFE, name: value})] == [named]


def test_the_local_secret_key_is_made_once_and_only_its_owner_reads_it(tmp_path):
    key = local_secret_key(tmp_path)
    assert len(key) >= 40
    assert local_secret_key(tmp_path) == key
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0


SENDER = "Khéo <kheo@phuong.example>"


def test_without_an_address_of_a_server_no_mail_goes():
    assert read_mail("", "") == Mail()


@pytest.mark.parametrize(
    ("url", "read"),
    [
        ("smtp+tls://kheo:m%40t@thu.example", Mail("smtp", "thu.example", 587, "kheo", "m@t", "starttls")),
        ("smtps://kheo:mat@thu.example:1465", Mail("smtp", "thu.example", 1465, "kheo", "mat", "ssl")),
        ("smtp://thu.example", Mail("smtp", "thu.example", 25)),
        ("smtp://kheo:mat@127.0.0.1:1025", Mail("smtp", "127.0.0.1", 1025, "kheo", "mat")),
        ("file:///srv/th%C6%B0", Mail("filebased", folder="/srv/thư")),
    ],
)
def test_how_letters_go_out_is_read_from_one_address(url, read):
    assert read_mail(url, SENDER) == read


@pytest.mark.parametrize(
    ("url", "sender", "named"),
    [
        ("", SENDER, ["EMAIL_URL"]),
        ("smtp://thu.example", "", ["EMAIL_FROM"]),
        ("file:///tmp/x", "Khéo", ["EMAIL_FROM"]),
        ("http://thu.example", SENDER, ["EMAIL_URL"]),
        ("smtps://", SENDER, ["EMAIL_URL"]),
        ("smtps://kheo@thu.example", SENDER, ["EMAIL_URL"]),
        ("smtp://kheo:mat@thu.example", SENDER, ["EMAIL_URL"]),
        ("smtps://thu.example:cong", SENDER, ["EMAIL_URL"]),
        ("ftp://x", "", ["EMAIL_FROM", "EMAIL_URL"]),
    ],
)
def test_what_is_missing_for_mail_is_named_and_nothing_is_sent(url, sender, named):
    read = read_mail(url, sender)
    assert [problem.partition(":")[0] for problem in read.problems] == named
    assert read.backend == ""


def run_kheo(home: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
    command = [str(Path(sys.executable).parent / "kheo"), "django", "check"]
    return subprocess.run(
        command, env={**kept, "KHEO_HOME": str(home), **environment}, capture_output=True, text=True, check=False
    )


def test_production_refuses_to_start_and_says_which_settings_are_unsafe(tmp_path):
    done = run_kheo(tmp_path, KHEO_MODE="production", EMAIL_URL="smtp://thu.example")
    assert done.returncode == 2
    assert "- EMAIL_FROM:" in done.stderr
    for name in ("SECRET_KEY", "ALLOWED_HOSTS", "KHEO_PUBLIC_URL", "KHEO_PROXY_COUNT"):
        assert f"- {name}:" in done.stderr
    assert "KHEO_DEBUG" not in done.stderr
    assert "Traceback" not in done.stderr


def test_production_starts_on_safe_settings(tmp_path):
    done = run_kheo(
        tmp_path,
        KHEO_MODE="production",
        SECRET_KEY=str(SAFE["SECRET_KEY"]),
        ALLOWED_HOSTS="kheo.example.vn",
        KHEO_PUBLIC_URL="https://kheo.example.vn",
        KHEO_PROXY_COUNT="0",
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_an_unknown_mode_is_refused(tmp_path):
    done = run_kheo(tmp_path, KHEO_MODE="prod")
    assert done.returncode == 2
    assert "KHEO_MODE" in done.stderr
