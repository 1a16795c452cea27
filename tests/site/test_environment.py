import os
import subprocess
import sys
from pathlib import Path

import pytest

from kheo.site.environment import local_secret_key, unsafe_settings

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
    ],
)
def test_each_unsafe_setting_is_named(name, value, named):
    assert [problem.partition(":")[0] for problem in unsafe_settings({**SAFE, name: value})] == [named]


def test_the_local_secret_key_is_made_once_and_only_its_owner_reads_it(tmp_path):
    key = local_secret_key(tmp_path)
    assert len(key) >= 40
    assert local_secret_key(tmp_path) == key
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0


def run_kheo(home: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
    command = [str(Path(sys.executable).parent / "kheo"), "django", "check"]
    return subprocess.run(
        command, env={**kept, "KHEO_HOME": str(home), **environment}, capture_output=True, text=True, check=False
    )


def test_production_refuses_to_start_and_says_which_settings_are_unsafe(tmp_path):
    done = run_kheo(tmp_path, KHEO_MODE="production")
    assert done.returncode == 2
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
