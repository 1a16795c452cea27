"""Which texts resemble each other: a reading machine that knows no database.

A text is read as folded syllables; numbers are all one sign and set phrases of the trade are left out. Every run of three
syllables is a *shingle*; those whose hash falls into one residue class are the text's *marks* (FracMinHash: a MinHash that
keeps a share of the shingles instead of a fixed number, so that a passage copied into a longer text is found as well as a
whole text). The marks find candidates; the texts themselves are then compared word by word.
"""

from kheo.movement.likeness.kinds import LABELS, Resemblance, kind_of, resembles
from kheo.movement.likeness.marks import marks_of
from kheo.movement.likeness.passages import Comparison, Piece, compare
from kheo.movement.likeness.words import Reading, digest_of, read

__all__ = [
    "LABELS",
    "Comparison",
    "Piece",
    "Reading",
    "Resemblance",
    "compare",
    "digest_of",
    "kind_of",
    "marks_of",
    "read",
    "resembles",
]
