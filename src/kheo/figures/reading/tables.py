"""Tables written as lines of cells parted by tabs: every number is read with the words of its column and its row.

A cell becomes a sentence of its own, as an official would read it aloud: «Số mô hình đăng ký, kinh tế: 12». The words
keep no place of their own there, so that the figure's quote is the number in its cell.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kheo.foundation.text import fold

from .sentence import Sentence
from .tokens import Token, sentences, tokenise

_BLOCK = re.compile(r"(?:^[^\n]*\t[^\n]*(?:\n|\Z))+", re.MULTILINE)
_NUMBER = re.compile(r"\s*\d+(?:\.\d{3})*\s*")
_ORDINAL = frozenset({"tt", "stt", "so tt", "so thu tu"})
_HEADING_ROWS = 2
_COLUMNS, _WORDY = 40, 200  # cells, characters of a heading: the words of a heading are read again for every number under it
_TELLS_FIRST = ("verb", "paper", "noun")
_KNOWN = (*_TELLS_FIRST, "field", "level", "recipient", "classifier")


@dataclass(frozen=True)
class _Cell:
    text: str
    start: int

    @property
    def is_number(self) -> bool:
        return _NUMBER.fullmatch(self.text) is not None

    def tokens(self) -> list[Token]:
        return [replace(token, start=token.start + self.start, end=token.end + self.start) for token in tokenise(self.text)]


def parts_of(text: str) -> list[list[Token]]:
    """Return the sentences of *text* in its order, the cells of its tables read as sentences between the others."""
    tokens, parts, begin = tokenise(text), [], 0
    for block in _BLOCK.finditer(text) if "\t" in text else ():
        table = _table(block.group(), block.start())
        if table is None:
            continue
        first = next((i for i in range(begin, len(tokens)) if tokens[i].start >= block.start()), len(tokens))
        last = next((i for i in range(first, len(tokens)) if tokens[i].start >= block.end()), len(tokens))
        above = sentences(tokens[begin:first])
        parts += above
        parts += _read_aloud(table, above[-1] if above else [])
        begin = last
    return parts + sentences(tokens[begin:])


def _table(block: str, start: int) -> list[list[_Cell]] | None:
    """Return the rows of a table: a heading of words, at least one row with a number, cells of more than one word."""
    rows, place = [], start
    for line in block.splitlines(keepends=True):
        cells, offset = [], place
        for cell in line.rstrip("\r\n").split("\t"):
            cells.append(_Cell(cell, offset))
            offset += len(cell) + 1
        rows.append(cells)
        place += len(line)
    heading = _heading_rows(rows)
    numbers = any(cell.is_number for row in rows[heading:] for cell in row)
    phrased = any(len(cell.text.split()) > 1 for row in rows for cell in row)
    small = all(len(row) <= _COLUMNS for row in rows) and all(len(c.text) <= _WORDY for row in rows[:heading] for c in row)
    return rows if small and 0 < heading <= _HEADING_ROWS and numbers and phrased else None


def _heading_rows(rows: list[list[_Cell]]) -> int:
    return next((n for n, row in enumerate(rows) if any(cell.is_number for cell in row)), len(rows))


def _read_aloud(rows: list[list[_Cell]], caption: list[Token]) -> Iterator[list[Token]]:
    """Yield a sentence for every number whose row or column the movement knows, and the sentences of wordy cells."""
    heading = _heading_rows(rows)
    columns = [_column(rows[:heading], n) for n in range(max(map(len, rows)))]
    ordinal = [any(fold(cell.text) in _ORDINAL for cell in column) for column in columns]
    noun = _noun_of(caption)
    for row in rows[heading:]:
        label = next((c.tokens() for n, c in enumerate(row) if not ordinal[n] and not c.is_number and c.text.strip()), [])[
            :_COLUMNS
        ]
        known = _knows(label, *_KNOWN) or not label
        for n, cell in enumerate(row):
            if cell.is_number and known and not ordinal[n]:
                yield _sentence([token for head in columns[n] for token in head.tokens()], label, noun, cell)
            elif not cell.is_number and re.search(r"\d", cell.text):
                yield from sentences(cell.tokens())


def _column(heading: list[list[_Cell]], n: int) -> list[_Cell]:
    """Return the heading of a column from above; an empty cell of the upper of two rows is one with its left neighbour."""
    *upper, last = heading
    filled = [[cell for cell in row[: n + 1] if cell.text.strip()] for row in upper]
    return [cell for row in filled for cell in row[-1:]] + last[n : n + 1]


def _sentence(head: list[Token], label: list[Token], noun: list[Token], cell: _Cell) -> list[Token]:
    number = cell.tokens()
    first, then = (label, head) if _knows(label, *_TELLS_FIRST) and not _knows(head, *_TELLS_FIRST) else (head, label)
    counted = _knows(first + then, "noun", "recipient")
    comma, colon = (replace(number[0], kind="mark", text=sign, key=sign) for sign in ",:")
    aloud = [*([] if counted else noun), *first, comma, *then, colon]
    place = number[0].start - 1
    return [*(replace(token, start=place, end=place) for token in aloud), *number]


def _noun_of(caption: list[Token]) -> list[Token]:
    """Return «mô hình» from the line above the table, for tables whose cells do not repeat it."""
    read = Sentence(caption)
    mark = next(read.between(0, len(caption), "noun"), None)
    return caption[mark.start : mark.end] if mark else []


def _knows(tokens: list[Token], *senses: str) -> bool:
    return Sentence(tokens).has(0, len(tokens), *senses)
