"""From a text to what is read aloud: the order in which its signs are told apart."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kheo.democracy.speaking.breath import Sentence, seconds, sentences
from kheo.democracy.speaking.capitals import without_capitals
from kheo.democracy.speaking.days import days_in_words
from kheo.democracy.speaking.papers import papers_in_words
from kheo.democracy.speaking.quantities import quantities_in_words, ranges_in_words, round_the_clock, telephones_in_words
from kheo.democracy.speaking.short_forms import short_forms_in_words, signs_in_words, unknown_in
from kheo.foundation.text import tidy

_BULLET = re.compile(r"^\s*(?:[-–—•+*●▪✓]\s+|\(?[a-zđ]\)\s+)")
_QUOTES = str.maketrans("", "", '«»“”"*_|')
_BRACKETS = re.compile(r"\s*[(\[]\s*([^()\[\]]*?)\s*[)\]]")
_STEPS = (
    papers_in_words,
    round_the_clock,
    telephones_in_words,
    days_in_words,
    ranges_in_words,
    short_forms_in_words,
    quantities_in_words,
    signs_in_words,
)
_COMMAS = re.compile(r"(?:\s*,)+\s*(?=[,.;:!?]|$)|\s+(?=[,.;:!?])")


@dataclass(frozen=True)
class Aloud:
    """*unknown*: short forms, addresses and signs that were left as they stand, for the editor; *seconds* at the table's pace."""

    sentences: tuple[Sentence, ...]
    unknown: tuple[str, ...]
    seconds: int

    @property
    def text(self) -> str:
        """One sentence a line."""
        return "\n".join(sentence.text for sentence in self.sentences)


def read_aloud(text: str, names: Sequence[str] = ()) -> Aloud:
    """*text* as it is read on a loudspeaker; never fails, whatever the text. *names*: how names of the place are written."""
    lines = [_line(line, names) for line in text.split("\n")]
    spoken = "\n".join(line for line in lines if line)
    return Aloud(tuple(sentences(spoken)), tuple(dict.fromkeys(unknown_in(spoken))), seconds(spoken))


def _line(line: str, names: Sequence[str]) -> str:
    """One line in words. Papers come before days («12/2026/QĐ-UBND»), telephones before ranges, days before numbers."""
    said = without_capitals(_BULLET.sub("", tidy(line)), names).translate(_QUOTES)
    for step in _STEPS:
        said = step(said)
    said = _BRACKETS.sub(r", \1,", said)
    return _COMMAS.sub("", tidy(said)).strip(" ,")
