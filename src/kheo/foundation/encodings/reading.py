"""What a text was found to be, and a text read in a family that is known."""

from dataclasses import dataclass
from typing import Literal

from kheo.foundation.encodings import tcvn3, viqr, vni
from kheo.foundation.encodings.unicode_forms import composed

Encoding = Literal["unicode", "nfd", "tcvn3", "vni", "viqr"]
LABELS: dict[Encoding, str] = {
    "unicode": "Unicode",
    "nfd": "Unicode tổ hợp",
    "tcvn3": "TCVN3 (ABC)",
    "vni": "VNI",
    "viqr": "VIQR",
}


@dataclass(frozen=True)
class Reading:
    """*text*: read into Unicode. *confidence*: how likely the reading is right, 0 to 1; 1 only where nothing is guessed."""

    encoding: Encoding
    text: str
    confidence: float

    @property
    def label(self) -> str:
        return LABELS[self.encoding]


def family_of_font(font: str) -> Encoding | None:
    """Return the family that a font's name tells (``.VnTimeH`` → tcvn3, ``VNI-Times`` → vni), or None."""
    name = font.strip().lower()
    if name.startswith(".vn"):
        return "tcvn3"
    return "vni" if name.startswith("vni") else None


def in_family(text: str, family: Encoding, font: str = "") -> str:
    """Return *text* read as *family*; *font* tells a capitals font (``.VnTimeH``, ``.VnArialH``)."""
    if family == "tcvn3":
        return tcvn3.decode(text, is_capitals_font=font.startswith(".") and font.endswith("H"))
    if family == "vni":
        return vni.decode(text)
    if family == "viqr":
        return viqr.decode(text)
    return composed(text) if family == "nfd" else text
