"""Web and worker on this machine, in the foreground, until Ctrl-C."""

import signal
import subprocess
import sys
import time
from pathlib import Path

BIN = Path(sys.executable).parent
THREADS = "4"


def processes(host: str, port: int) -> list[list[str]]:
    """Command lines of the web server and of the worker."""
    web = [
        str(BIN / "granian"), "--interface", "wsgi", "--host", host, "--port", str(port), "--workers", "1",
        "--blocking-threads", THREADS, "--no-access-log", "--log-level", "warning", "kheo.site.wsgi:application",
    ]  # fmt: skip
    return [web, [str(BIN / "kheo"), "worker"]]


def serve(host: str, port: int) -> int:
    """Run both until one ends or the user stops them; return the exit code of the one that failed, else 0."""
    running = [subprocess.Popen(command) for command in processes(host, port)]  # noqa: S603  our own command lines

    def stop(*_signal: object) -> None:
        for child in running:
            child.terminate()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    while all(child.poll() is None for child in running):
        time.sleep(0.2)
    stopped_by_user = all(child.poll() in {None, 0, -signal.SIGTERM, -signal.SIGINT} for child in running)
    stop()
    for child in running:
        child.wait(timeout=20)
    return 0 if stopped_by_user else 1
