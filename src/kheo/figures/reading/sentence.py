"""One sentence with its marks: the small questions every rule asks of it."""

from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property

from .lexicon import Mark, marks_of
from .tokens import Token, either

JOINERS = either(", / - & + và hoặc cùng")
QUOTE = '"'


class Sentence:
    """Tokens of one sentence, the lexicon's marks over them, and where the marks begin and end."""

    def __init__(self, tokens: list[Token], *, bare: bool = False) -> None:
        self.tokens = tokens
        self._words = [token.word for token in tokens]
        self.marks: dict[int, Mark] = marks_of(tokens, bare=bare)
        self.ending: dict[int, Mark] = {mark.end: mark for mark in self.marks.values()}

    def __len__(self) -> int:
        return len(self.tokens)

    @cached_property
    def ordered(self) -> list[Mark]:
        return [self.marks[index] for index in sorted(self.marks)]

    @cached_property
    def _starts(self) -> list[int]:
        return [mark.start for mark in self.ordered]

    def word(self, index: int) -> str:
        """Return the plain form of token *index*, or '' outside the sentence."""
        return self._words[index] if 0 <= index < len(self._words) else ""

    def sense(self, index: int, sense: str) -> str | None:
        """Return the value *sense* has for the phrase that begins at *index*."""
        mark = self.marks.get(index)
        return mark.senses.get(sense) if mark else None

    def before(self, index: int, sense: str) -> str | None:
        """Return the value *sense* has for the phrase that ends right before *index*."""
        mark = self.ending.get(index)
        return mark.senses.get(sense) if mark else None

    def between(self, start: int, end: int, *senses: str) -> Iterator[Mark]:
        """Yield the marks inside ``start:end`` that have one of *senses*."""
        for index in range(bisect_left(self._starts, start), len(self.ordered)):
            mark = self.ordered[index]
            if mark.start >= end:
                return
            if mark.end <= end and mark.has(*senses):
                yield mark

    def has(self, start: int, end: int, *senses: str) -> bool:
        return next(self.between(start, end, *senses), None) is not None

    def find(self, words: frozenset[str], start: int, end: int) -> int | None:
        """Return the first token in ``start:end`` whose plain form is one of *words*."""
        return next((index for index in range(max(start, 0), min(end, len(self))) if self.word(index) in words), None)

    def is_joiner(self, index: int) -> bool:
        return self.word(index) in JOINERS

    def closing_quote(self, index: int) -> int | None:
        """Return the quote that closes the one at *index*, if it closes within 30 tokens."""
        limit = min(len(self), index + 30)
        return next((end for end in range(index + 1, limit) if self.word(end) == QUOTE), None)
