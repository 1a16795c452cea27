"""The marks of a text: the shingles that stand for it in the index."""

from itertools import islice
from zlib import crc32

from kheo.movement.likeness.words import GAP, LEAST_WORDS, Reading

SHINGLE = 3  # syllables, some thirteen letters: fewer are common to all texts of a trade, more do not survive a paraphrase
ONE_OF = 5  # every fifth shingle by its hash, the same ones in every text
FEWEST = 12  # a short text keeps its lowest ones instead, so that there is something to find it by
_SIGNED = 1 << 31


def shingles_of(words: tuple[str, ...], size: int) -> list[tuple[int, tuple[str, ...]]]:
    """Runs of *size* words with the place of the first; none reaches across a set phrase."""
    runs = zip(*(islice(words, start, None) for start in range(size)), strict=False)
    return [(at, run) for at, run in enumerate(runs) if GAP not in run]


def marks_of(reading: Reading) -> list[int]:
    """Marks of a text, sorted, each a signed 32-bit integer: what an integer column of either database holds.

    None for a text too short to resemble anything.
    """
    if reading.length < LEAST_WORDS:
        return []
    hashes = {crc32(" ".join(run).encode()) for _at, run in shingles_of(reading.words, SHINGLE)}
    kept = {value for value in hashes if value % ONE_OF == 0}
    if len(kept) < FEWEST:
        kept |= set(sorted(hashes)[:FEWEST])
    return sorted(value - _SIGNED for value in kept)
