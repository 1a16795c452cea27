"""Sentences, each in pieces of one breath; minutes."""

import re
from dataclasses import dataclass

from kheo.democracy.speaking.table import PACE

_END = re.compile(r"(?<=[.!?;…])\s+|\n+")
_SEMICOLON = re.compile(r"\s*;\s+(\w)")
_JOINING = "và nhưng để do vì nếu khi nhằm theo của tại từ với cho hoặc đến".split()  # noqa: SIM905  a line of words reads easier
_PAUSE = re.compile(rf"(?<=[,:])\s+|\s+(?=(?:trong đó|đồng thời|cùng với|{'|'.join(_JOINING)})\s)")


@dataclass(frozen=True)
class Sentence:
    """*pieces*: what is read in one breath each; *is_long*: one of them is longer than a breath and nothing parts it."""

    pieces: tuple[str, ...]
    is_long: bool = False

    @property
    def text(self) -> str:
        return " ".join(self.pieces)


def syllables(text: str) -> int:
    """«Tiếng»: Vietnamese is written with a blank between syllables."""
    return sum(any(character.isalnum() for character in word) for word in text.split())


def sentences(text: str) -> list[Sentence]:
    """A semicolon ends a sentence for whoever listens: what follows begins with a capital, for whoever reads."""
    text = _SEMICOLON.sub(lambda found: f". {found[1].upper()}", text)
    return [_breathed(one) for one in (part.strip() for part in _END.split(text)) if any(letter.isalnum() for letter in one)]


def _breathed(sentence: str) -> Sentence:
    """Pieces as long as one breath allows, parted at commas and joining words."""
    pieces: list[str] = []
    for part in _PAUSE.split(sentence):
        joined = f"{pieces[-1]} {part}" if pieces else part
        if pieces and syllables(joined) <= PACE.breath:
            pieces[-1] = joined
        else:
            pieces.append(part)
    return Sentence(tuple(pieces), any(syllables(piece) > PACE.breath for piece in pieces))


def seconds(text: str) -> int:
    """How long *text* takes at the pace of the table."""
    return round(syllables(text) * 60 / PACE.per_minute)
