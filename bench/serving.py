"""Public pages as the web server gives them, against /healthz of the same server."""

import http.client
import os
import socket
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from bench.measure import Comparison, compare
from kheo.site.serve import processes

REQUESTS, THREADS = 40, 4
TOWN = "gso2024-350"
PAGES = {"home": f"/{TOWN}/", "figures": f"/{TOWN}/so-lieu/"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def get(port: int, address: str, count: int) -> None:
    """*count* requests one after the other on one connection."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    for _request in range(count):
        connection.request("GET", address)
        answer = connection.getresponse()
        answer.read()
        if answer.status != http.HTTPStatus.OK:
            raise RuntimeError(f"{address}: {answer.status}")
    connection.close()


def get_together(port: int, address: str) -> None:
    with ThreadPoolExecutor(THREADS) as readers:
        for reader in [readers.submit(get, port, address, REQUESTS // THREADS) for _thread in range(THREADS)]:
            reader.result()


@contextmanager
def server() -> Iterator[int]:
    """The product's own web server on a free port."""
    port = free_port()
    web, _worker = processes("127.0.0.1", port)
    process = subprocess.Popen(web, env=os.environ)
    try:
        until = time.monotonic() + 60
        while True:
            try:
                get(port, "/healthz", 1)
                break
            except OSError:
                if time.monotonic() > until or process.poll() is not None:
                    raise
                time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=20)


def measure(_folder: Path) -> Iterator[Comparison]:
    with server() as port:
        for name, address in PAGES.items():
            get(port, address, 2)
            for how, request in (
                ("one after the other", partial(get, port, address, REQUESTS)),
                (f"by {THREADS} readers", partial(get_together, port, address)),
            ):
                floor = (
                    partial(get, port, "/healthz", REQUESTS)
                    if how == "one after the other"
                    else partial(get_together, port, "/healthz")
                )
                yield compare(
                    f"{name}: {REQUESTS} requests {how}",
                    request,
                    floor,
                    "/healthz of the same server, in the same way",
                    rounds=3,
                    clock=time.perf_counter,
                )
