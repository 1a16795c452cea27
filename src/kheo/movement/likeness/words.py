"""A text as folded syllables, each with its place in the text; digest of what it says."""

import hashlib
import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from itertools import pairwise

from kheo.foundation.text import fold

# A number with its points and commas is one word: «42,6» and «1.240» are both a number.
_WORD = re.compile(r"\d[\d.,/]*|[^\W\d_]+")
NUMBER = "0"
_END = re.compile(r"[.!?;:\n]")
LEAST_WORDS = 20  # that two texts must share: below it lie names and turns of phrase
GAP = ""  # stands for a set phrase: counts nowhere, and no run of words reaches across it


@dataclass(frozen=True)
class Reading:
    """*text* (NFC) with its *words* folded (:data:`GAP` for those of a set phrase) and the *places* where each stands."""

    text: str
    words: tuple[str, ...]
    places: tuple[tuple[int, int], ...]

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """First and one past the last word of each sentence; a line is one as well."""
        cuts = [
            at
            for at in range(1, len(self.places))
            if _END.search(self.text, self.places[at - 1][1], self.places[at][0]) is not None
        ]
        return tuple(pairwise([0, *cuts, len(self.places)]))

    @cached_property
    def length(self) -> int:
        """How many words count."""
        return len(self.words) - self.words.count(GAP)


def read(text: str) -> Reading:
    text = unicodedata.normalize("NFC", text)
    found = [(folded_word(match.group()), match.span()) for match in _WORD.finditer(text)]
    words = [word for word, _place in found]
    return Reading(text, tuple(_without_phrases(words)), tuple(place for _word, place in found))


@lru_cache(maxsize=50_000)
def folded_word(word: str) -> str:
    """*word* without marks and case; any number is the same one, so that changed numbers hide nothing.

    Vietnamese has some seven thousand syllables: remembered, they cost one look-up a word.
    """
    return NUMBER if word[0].isdigit() else fold(word)


def digest_of(reading: Reading) -> str:
    """SHA-256 of the words as they stand: marks, case, commas and line breaks may change without changing it; numbers too."""
    return hashlib.sha256(" ".join(reading.words).encode()).hexdigest()


@cache
def set_phrases() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Phrases that every text of the trade has, by their first word, the longest first."""
    table = tomllib.loads(files("kheo.movement.likeness").joinpath("phrases.toml").read_text(encoding="utf-8"))
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in table["phrases"]:
        words = tuple(fold(phrase).split())
        found.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(phrases, key=len, reverse=True)) for first, phrases in found.items()}


def _without_phrases(words: list[str]) -> list[str]:
    phrases, at = set_phrases(), 0
    while at < len(words):
        for phrase in phrases.get(words[at], ()):
            if tuple(words[at : at + len(phrase)]) == phrase:
                words[at : at + len(phrase)] = [GAP] * len(phrase)
                at += len(phrase) - 1
                break
        at += 1
    return words
