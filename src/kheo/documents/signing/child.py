"""The process that reads one PDF and ends: a line of JSON with sizes and the bytes come in, findings go out as JSON.

``python -m kheo.documents.signing.child``: time and memory are held by the system, whatever the file does.
"""

import json
import resource
import sys
from contextlib import suppress

CPU_SECONDS = 20
MEMORY = 1_610_612_736  # bytes of addresses: pyHanko itself takes some 300 MB of them


def main() -> None:
    for limit, most in ((resource.RLIMIT_CPU, CPU_SECONDS), (resource.RLIMIT_AS, MEMORY)):
        with suppress(
            ValueError, OSError
        ):  # a system that sets a lower one, or none, keeps its own; the parent still waits no longer
            resource.setrlimit(limit, (most, most))
    from kheo.documents.signing import reading  # noqa: PLC0415  the limits hold for what it loads, too

    asked = json.loads(sys.stdin.buffer.readline())
    parts = [sys.stdin.buffer.read(size) for size in asked["sizes"]]
    if asked["verb"] == "prepare":
        sys.stdout.buffer.write(reading.ready_to_sign(parts[0]))
        return
    if asked["verb"] == "seal":
        sys.stdout.buffer.write(reading.sealed(parts[0], parts[1], asked["passphrase"]))
        return
    given = parts[1] if asked["has_given"] else None
    roots = parts[2:] if asked["has_given"] else parts[1:]
    found = reading.read(parts[0], given, roots, asked_for_given=asked["asked_for_given"])
    sys.stdout.write(json.dumps(found.as_json()))


if __name__ == "__main__":
    main()
