"""Screen fonts: woff2 files with the letters of Vietnamese and English and nothing else.

The packages carry whole families of several hundred kB a face; a page needs three faces of about 14 kB. A face is cut once
and kept; a new version of the package or of the letters below gives it a new key and so a new cut.
"""

import os
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import as_file, files
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

# First and last code point of each stretch: Latin, Vietnamese, marks that combine, punctuation, units, arrows.
LETTERS = (
    (0x20, 0x7E), (0xA0, 0xFF), (0x102, 0x103), (0x110, 0x111), (0x128, 0x129), (0x168, 0x169), (0x1A0, 0x1A1),
    (0x1AF, 0x1B0), (0x300, 0x301), (0x303, 0x303), (0x309, 0x309), (0x323, 0x323), (0x1EA0, 0x1EF9), (0x2010, 0x2015),
    (0x2018, 0x201E), (0x2020, 0x2022), (0x2026, 0x2026), (0x2030, 0x2030), (0x2032, 0x2033), (0x2039, 0x203A),
    (0x20AB, 0x20AC), (0x2190, 0x2193), (0x2212, 0x2212), (0x2264, 0x2265),
)  # fmt: skip
FEATURES = ["kern", "liga", "mark", "mkmk", "ccmp", "locl", "calt", "tnum", "lnum"]


@dataclass(frozen=True)
class Face:
    """One weight of a family: the package and file it is cut from; *weight* is set only where the file is a variable font."""

    name: str
    package: str
    file: str
    weight: int | None = None

    @property
    def key(self) -> str:
        """Changes when a new cut is needed: other package, other letters, other features."""
        wanted = (version(self.package.replace("_", "-")), version("fonttools"), self, LETTERS, FEATURES)
        return sha256(repr(wanted).encode()).hexdigest()[:16]


FACES = (
    Face("be-vietnam-pro-400", "fontpkg_be_vietnam_pro", "BeVietnamPro-Regular.ttf"),
    Face("be-vietnam-pro-600", "fontpkg_be_vietnam_pro", "BeVietnamPro-SemiBold.ttf"),
    Face("noto-serif-600", "fontpkg_noto_serif", "NotoSerif[wdth,wght].ttf", weight=600),
)


def face_file(face: Face, target: Path) -> Path:
    """Return *target*, cut anew unless the cut that is there has the face's key. Safe with two processes at once."""
    note = target.with_suffix(".key")
    if target.exists() and note.exists() and note.read_text(encoding="ascii") == face.key:
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_suffix(f".{os.getpid()}")
    _cut(face, draft)
    draft.replace(target)
    note.write_text(face.key, encoding="ascii")
    return target


def _cut(face: Face, target: Path) -> None:
    with as_file(files(face.package).joinpath("files", face.file)) as source, TTFont(source) as font:
        subsetter = Subsetter(Options(layout_features=FEATURES, hinting=False, name_IDs=[0, 1, 2, 5, 13, 14]))
        subsetter.populate(unicodes=[point for first, last in LETTERS for point in range(first, last + 1)])
        subsetter.subset(font)
        # After the letters are cut, not before: pinning the weight of a few hundred glyphs is ten times faster than of all.
        pinned = instancer.instantiateVariableFont(font, {"wght": face.weight, "wdth": 100}) if face.weight else font
        pinned.flavor = "woff2"
        pinned.save(target)
