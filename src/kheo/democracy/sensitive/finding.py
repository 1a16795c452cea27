"""What a look tells: passages of a text, and what in them may be somebody's personal data."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

FILE_NAME = "Tên tệp"
"""The place of the last passage of a file."""


@dataclass(frozen=True)
class Passage:
    """One line, paragraph or cell; *place* says where for people; *heading* is what stands over its column, if anything.

    *is_number*: the cell holds a number, not text: noughts in front are lost and money looks like an identity number.
    *flow*: passages that bear the same are read on, one after the other; *row*, *column*: cells of a table.
    """

    place: str
    text: str
    heading: str = ""
    is_number: bool = False
    flow: str = ""
    row: str = ""
    column: str = ""


class CannotLookError(ValueError):
    """A file or text that is not looked through; the words say in plain Vietnamese why, and how to mend it."""


class Span(NamedTuple):
    """Characters from *start* to before *end* of passage number *passage* (from 0)."""

    passage: int
    start: int
    end: int


@dataclass(frozen=True)
class Finding:
    """*kind*: a key of ``kinds.toml``; *spans*: where the value stands, more than one when it is broken over lines or cells.

    *before*, *after*: a few words around it, with every finding masked; *shown*: the value masked. *is_doubtful*: its form fits,
    nothing beside it says what it is. The value itself stays in the text that was looked at.
    """

    kind: str
    place: str
    before: str
    shown: str
    after: str
    is_doubtful: bool
    spans: tuple[Span, ...]

    def value(self, texts: Sequence[str]) -> str:
        """What was found, out of the *texts* of all passages."""
        return "".join(texts[span.passage][span.start : span.end] for span in self.spans)


COMMENTS, CHANGES, TEXT, SHEETS, ROWS, COLUMNS = "comments", "changes", "text", "sheets", "rows", "columns"
"""Keys of what a copy can leave out."""


class Hidden(NamedTuple):
    """Something of a file that no page shows: *key* by which a copy leaves it out, *note* for the office."""

    key: str
    note: str


@dataclass(frozen=True)
class Look:
    """*unread*: what the machine could not read, in words for the office; *hidden*: what it read and people do not see at once.

    *passages* as they were read. What is decided of bears numbers from 1: findings, then what is unread, then what is hidden.
    """

    findings: tuple[Finding, ...]
    unread: tuple[str, ...] = ()
    hidden: tuple[Hidden, ...] = ()
    passages: tuple[Passage, ...] = field(default=(), repr=False)

    def kinds(self, unread: str, hidden: str) -> list[str]:
        """The kind of each thing that is decided of, by its number; *unread*, *hidden*: what the others are called."""
        return [one.kind for one in self.findings] + [unread] * len(self.unread) + [hidden] * len(self.hidden)

    def left_out(self, numbers: Collection[int]) -> set[str]:
        """Keys of what is hidden and bears one of *numbers*."""
        first = len(self.findings) + len(self.unread) + 1
        return {one.key for number, one in enumerate(self.hidden, start=first) if number in numbers}
