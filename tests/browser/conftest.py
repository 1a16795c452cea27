"""The demo as a user starts it, and a real browser on it.

Where several workers share the tests, each has a demo of its own to write in: one of them loads it, all start on a copy.
KHEO_TEST_DEMO names a home in which it was loaded before.
"""

import fcntl
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

KHEO = str(Path(sys.executable).parent / "kheo")
START_SECONDS = 400  # a machine that does other things at the same time
TOWN, WARD = "gso2024-349", "gso2025-13324"
# The ward's year is the one in which the demo is made.
TODAY = datetime.now(ZoneInfo("Asia/Ho_Chi_Minh")).date()
YEAR = TODAY.year
WARD_PROGRAMME = f"phuong-duy-tien-{YEAR}"


@dataclass(frozen=True)
class Demo:
    """A running demo: its address, its environment for further commands, its accounts by user name.

    *cookies*: of who signed in before, so that not every test signs in anew.
    """

    url: str
    environment: dict[str, str]
    passwords: dict[str, str]
    cookies: dict[str, list[Any]] = field(default_factory=dict)

    @property
    def password(self) -> str:
        """The one of this installation, which every demo account has."""
        return next(iter(self.passwords.values()))

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([KHEO, *arguments], env=self.environment, capture_output=True, text=True, check=False)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_ready(url: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        assert process.poll() is None, "kheo demo ended before it was ready"
        try:
            with urllib.request.urlopen(f"{url}/readyz", timeout=2) as answer:  # noqa: S310  our own address
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.3)
    raise AssertionError("kheo demo was not ready in time")


def surroundings(home: Path, port: int) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}}
    return {**kept, "KHEO_HOME": str(home), "PORT": str(port)}


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the demo in it, of this worker alone."""
    own = tmp_path_factory.mktemp("home")
    if loaded := os.environ.get("KHEO_TEST_DEMO"):
        shutil.copytree(loaded, own, dirs_exist_ok=True)
        return own
    if "PYTEST_XDIST_WORKER" not in os.environ:
        return own
    shared = tmp_path_factory.getbasetemp().parent / "demo"
    with shared.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not shared.exists():
            loading = shared.with_suffix(".loading")
            subprocess.run([KHEO, "demo", "--no-serve"], env=surroundings(loading, free_port()), check=True)
            loading.rename(shared)
    shutil.copytree(shared, own, dirs_exist_ok=True)
    return own


@pytest.fixture(scope="session")
def demo(home: Path) -> Iterator[Demo]:
    port = free_port()
    environment = surroundings(home, port)
    process = subprocess.Popen([KHEO, "demo"], env=environment)
    try:
        url = f"http://127.0.0.1:{port}"
        wait_until_ready(url, process)
        listed = subprocess.run([KHEO, "demo", "--accounts", "--json"], env=environment, capture_output=True, check=True)
        passwords = {account["username"]: account["password"] for account in json.loads(listed.stdout)}
        yield Demo(url, environment, passwords)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=30)


def launch(playwright: Playwright) -> Browser:
    return playwright.chromium.launch(
        executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
        args=[
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ],
    )


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


def fill_in_name_and_password(page: Page, demo: Demo, username: str) -> None:
    page.goto("/tai-khoan/dang-nhap/")
    page.fill("input[name=login]", username)
    page.fill("input[name=password]", demo.password)
    page.click("main button")
    page.wait_for_url(re.compile("ban-lam-viec"))


def sign_in(browser: Browser, demo: Demo, username: str, width: int = 1280, **screen: Any) -> Page:
    """A page in a context of its own, signed in; whoever opens it closes its context."""
    context = browser.new_context(base_url=demo.url, viewport={"width": width, "height": 900}, locale="vi-VN", **screen)
    page = context.new_page()
    fill_in_name_and_password(page, demo, username)
    return page


@pytest.fixture(params=[390, 1280], ids=["phone", "desk"])
def width(request: pytest.FixtureRequest) -> int:
    return int(request.param)


def is_signed_in_again(page: Page, demo: Demo, username: str) -> bool:
    """Give *page* the session of who signed in before; False where nobody did, or the session has ended.

    Asked of a small page: the desk is the dearest one there is, and few tests begin at it.
    """
    if username not in demo.cookies:
        return False
    page.context.add_cookies(demo.cookies[username])
    return page.request.get("/tai-khoan/mat-khau/", max_redirects=0).status == 200


@pytest.fixture
def open_page(demo: Demo, chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Return a function that opens a page: width, and a user name to be signed in as; where it stands a test says itself.

    Who opens a second page in one test signs in for it: two screens of one person have a session each.
    """
    contexts, seen = [], set()

    def opened(width: int = 1280, username: str = "", *, java_script_enabled: bool = True) -> Page:
        context = chromium.new_context(
            base_url=demo.url, viewport={"width": width, "height": 900}, locale="vi-VN", java_script_enabled=java_script_enabled
        )
        contexts.append(context)
        page = context.new_page()
        if username and (username in seen or not is_signed_in_again(page, demo, username)):
            fill_in_name_and_password(page, demo, username)
            demo.cookies.setdefault(username, context.cookies())
        seen.add(username)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def office_page(demo: Demo, chromium: Browser) -> Iterator[Page]:
    """One signed-in page of the office: a sign-in for every address would meet the throttle."""
    page = sign_in(chromium, demo, "thuongtruc")
    yield page
    page.context.close()
