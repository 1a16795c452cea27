"""The scan of a blank as one picture: what comes as PDF is drawn, its first page, in a process of its own.

``python -m kheo.documents.scans < PDF > PNG`` is that process.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

from kheo.documents.apart import limit_this_process, work_apart

_SETS = '#set page(width: auto, height: auto, margin: 0pt)\n#image("scan.pdf", page: 1, width: 1000pt)'
_DOTS = 144
MEMORY = 1 << 30
"""A scan of 20 MiB, decoded, takes a quarter of it."""


def first_page(pdf: bytes) -> bytes | None:
    """The first page of *pdf* as PNG, 2000 dots wide; None for one that cannot be drawn within the limits."""
    return work_apart("kheo.documents.scans", pdf)


def draw(pdf: bytes) -> bytes:
    with TemporaryDirectory(prefix="kheo-scan-") as folder:
        path = Path(folder)
        (path / "scan.pdf").write_bytes(pdf)
        (path / "scan.typ").write_text(_SETS, encoding="utf-8")
        drawn: bytes = typst.compile(path / "scan.typ", root=path, ignore_system_fonts=True, format="png", ppi=_DOTS)
        return drawn


if __name__ == "__main__":
    limit_this_process(MEMORY)
    sys.stdout.buffer.write(draw(sys.stdin.buffer.read()))
