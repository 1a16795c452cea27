"""``python -m kheo.documents.font_probe < FONT``: what a font from outside says of itself, found out in a process of its own.

A font is a program of tables that may point at each other without end (``apart``). One line with every Vietnamese letter is set
with it, too.
"""

import io
import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst
from fontTools.ttLib import TTFont

from kheo.documents.apart import limit_this_process
from kheo.documents.fonts import NEEDED_LETTERS
from kheo.documents.office_fonts import RESTRICTED, USAGE, renamed

MEMORY = 400 << 20
"""A font of 5 MiB takes half of it."""
_SETS = '#set text(font: "Probe", fallback: false)\n#sys.inputs.letters'


def facts(data: bytes) -> dict[str, Any]:
    """Family, style, licence bits (OS/2 fsType) and the needed letters that are missing; raises whatever a bad font runs into."""
    with TTFont(io.BytesIO(data), lazy=True) as font:
        letters = font.getBestCmap() or {}
        names = font["name"]
        found = {
            "family": names.getDebugName(16) or names.getDebugName(1) or "",
            "style": names.getDebugName(17) or names.getDebugName(2) or "",
            "fs_type": font["OS/2"].fsType,
            "missing": [letter for letter in NEEDED_LETTERS if ord(letter) not in letters],
        }
    if found["fs_type"] & USAGE == RESTRICTED:
        return found  # not to be embedded, so not to be tried
    with TemporaryDirectory(prefix="kheo-font-") as folder:
        path = Path(folder)
        (path / "probe.ttf").write_bytes(renamed(data, "Probe"))
        (path / "probe.typ").write_text(_SETS, encoding="utf-8")
        typst.compile(
            path / "probe.typ",
            font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[path]),
            ignore_system_fonts=True,
            sys_inputs={"letters": NEEDED_LETTERS},
            format="pdf",
        )
    return found


if __name__ == "__main__":
    limit_this_process(MEMORY)
    sys.stdout.write(json.dumps(facts(sys.stdin.buffer.read())))
