"""Cells typed in old ways read into Unicode, each told: what stood there, what it is read as, how sure that is."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kheo.foundation.encodings import CERTAIN, LABELS, Encoding, Reading, detect, tells_something
from kheo.foundation.sheets.cells import Cell, Sheet, column_letters

_SAME_ROW, _ELSEWHERE = 2.0, 0.25  # what a cell counts for beside one of the same column: a row is mostly typed in one go
_HARDLY = 0.6  # a word of Unicode amid an old font is asked about, too, where the other reading is nearly as likely
_ENOUGH_UNICODE = 3  # cells; fewer do not tell what a file is written in
Place = tuple[str, int, int]  # sheet, row number as people see it, column from 0


@dataclass(frozen=True)
class Conversion:
    """One cell that was read into Unicode. *is_settled*: a person confirmed or corrected *after*, or the list proves it."""

    sheet: str
    row: int
    column: int
    before: str
    after: str
    encoding: Encoding
    confidence: float
    is_settled: bool = False

    @property
    def key(self) -> str:
        return key_of((self.sheet, self.row, self.column))

    @property
    def letter(self) -> str:
        """The column as people see it: B."""
        return column_letters(self.column)

    @property
    def percent(self) -> int:
        return round(self.confidence * 100)

    @property
    def label(self) -> str:
        return LABELS[self.encoding]

    @property
    def is_doubtful(self) -> bool:
        return self.confidence < CERTAIN and not self.is_settled


def key_of(place: Place) -> str:
    """The name of a cell in a form or a stored decision: «Danh sách|5|2»."""
    return "|".join(map(str, place))


def _telling_cells(sheets: Sequence[Sheet]) -> Iterator[tuple[Place, Cell]]:
    for sheet in sheets:
        for row in sheet.rows:
            for column, cell in enumerate(row.cells):
                if cell.kind == "text" and not cell.spread_from and (cell.font or tells_something(str(cell.value))):
                    yield (sheet.name, row.number, column), cell


class _Around:
    """How many cells were found in each encoding beyond doubt: by column, by row, and in the whole file."""

    def __init__(self, readings: Mapping[Place, Reading]) -> None:
        self.columns: dict[tuple[str, int], Counter[Encoding]] = {}
        self.rows: dict[tuple[str, int], Counter[Encoding]] = {}
        self.all: Counter[Encoding] = Counter()
        for (sheet, row, column), reading in readings.items():
            if reading.confidence >= CERTAIN:
                # Composed or in pieces, it is Unicode: both speak against the old fonts.
                encoding: Encoding = "unicode" if reading.encoding == "nfd" else reading.encoding
                self.columns.setdefault((sheet, column), Counter())[encoding] += 1
                self.rows.setdefault((sheet, row), Counter())[encoding] += 1
                self.all[encoding] += 1

    def speaks_against(self, encoding: Encoding) -> bool:
        """Say whether the file is one in Unicode, with not a single cell beyond doubt in *encoding*."""
        return not self.all[encoding] and self.all["unicode"] >= _ENOUGH_UNICODE

    @property
    def has_legacy(self) -> bool:
        return any(count and name != "unicode" for name, count in self.all.items())

    def of(self, place: Place) -> dict[Encoding, float]:
        column = self.columns.get((place[0], place[2]), Counter())
        row = self.rows.get((place[0], place[1]), Counter())
        return {
            name: column[name] + _SAME_ROW * row[name] + _ELSEWHERE * (count - column[name] - row[name])
            for name, count in self.all.items()
        }


def _read(sheets: Sequence[Sheet]) -> tuple[dict[Place, tuple[Cell, Reading]], _Around]:
    cells = dict(_telling_cells(sheets))
    seen: dict[tuple[str, str], Reading] = {}

    def alone(cell: Cell) -> Reading:
        key = str(cell.value), cell.font
        if key not in seen:
            seen[key] = detect(key[0], font=key[1])
        return seen[key]

    first = {place: alone(cell) for place, cell in cells.items()}
    around = _Around(first)
    for place, reading in first.items():
        if reading.confidence < CERTAIN and around.all:
            first[place] = detect(str(cells[place].value), font=cells[place].font, nearby=around.of(place))
    return {place: (cell, first[place]) for place, cell in cells.items()}, around


@dataclass(frozen=True)
class Recoded:
    """*sheets* in Unicode; *conversions*: every cell that was changed for it. *left*: what may be in an old font, and stays."""

    sheets: list[Sheet]
    conversions: list[Conversion]
    left: list[Conversion]


def recoded(sheets: Sequence[Sheet], decided: Mapping[str, str]) -> Recoded:
    """Read what was typed in old ways. A short cell leans on its column and its file.

    In a file of Unicode a lone word that would make sense in an old font is more likely a name or a slip: it stays and is told.
    *decided*: what a person said a cell means, by its key; that is taken as it is.
    """
    conversions: dict[Place, Conversion] = {}
    left: list[Conversion] = []
    read, around = _read(sheets)
    for place, (cell, reading) in read.items():
        said = decided.get(key_of(place))
        before = str(cell.value)
        if said is not None:
            conversions[place] = Conversion(*place, before, said, reading.encoding, reading.confidence, is_settled=True)
        elif reading.encoding != "unicode" or (reading.confidence < _HARDLY and around.has_legacy):
            found = Conversion(*place, before, reading.text, reading.encoding, reading.confidence)
            if found.is_doubtful and around.speaks_against(found.encoding) and not cell.font:
                left.append(found)
            else:
                conversions[place] = found
    if not conversions:
        return Recoded(list(sheets), [], left)

    def converted(sheet: Sheet, number: int, column: int, cell: Cell) -> Cell:
        row, index = cell.spread_from or (number, column)
        found = conversions.get((sheet.name, row, index))
        return replace(cell, value=found.after) if found and cell.kind == "text" else cell

    changed = [
        replace(
            sheet,
            rows=tuple(
                replace(row, cells=tuple(converted(sheet, row.number, column, cell) for column, cell in enumerate(row.cells)))
                for row in sheet.rows
            ),
            above=tuple(detect(line).text for line in sheet.above),
        )
        for sheet in sheets
    ]
    return Recoded(changed, list(conversions.values()), left)
