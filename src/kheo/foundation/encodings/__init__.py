"""Vietnamese as it was typed before Unicode, or in pieces: TCVN3, VNI, VIQR, decomposed. Recognised, and read into Unicode."""

from kheo.foundation.encodings.detection import CERTAIN, Nearby, detect, tells_something
from kheo.foundation.encodings.reading import LABELS, Encoding, Reading, family_of_font, in_family
from kheo.foundation.encodings.unicode_forms import composed

__all__ = [
    "CERTAIN",
    "LABELS",
    "Encoding",
    "Nearby",
    "Reading",
    "composed",
    "detect",
    "family_of_font",
    "in_family",
    "tells_something",
]
