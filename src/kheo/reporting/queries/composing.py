"""A report put together: the outline, the words of people, the pieces of the record, each number in the book.

``compose`` is the whole report of now; what was issued is read from its frozen content instead (``queries.freezing``).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import count

from django.utils import timezone

from kheo.documents.content import BarChart, Block, Heading, Paragraph, Table, mark, without_marks
from kheo.figures.queries.record import Scope, definition_of
from kheo.figures.queries.texts import Mark, Reconciliation, marks, reconcile_text
from kheo.figures.reading import Compared
from kheo.foundation.text import begin_small
from kheo.reporting.models import Report
from kheo.reporting.queries import democracy_part, movement_part, next_year_part, system_part
from kheo.reporting.queries.cited import Cited
from kheo.reporting.queries.reports import scope_of_report
from kheo.reporting.queries.source import Source
from kheo.reporting.rules.outline import Section, TextBox, kept, numbered, outline, paragraphs

DRAWN: dict[str, Callable[[Source], list[Block]]] = {
    "system": system_part.system,
    "party": system_part.party,
    "government": system_part.government,
    "front": system_part.front,
    "movement": movement_part.movement,
    "democracy": lambda source: democracy_part.democracy(source, outline().democracy_law),
    "office": system_part.office,
    "reached": next_year_part.reached,
    "targets": next_year_part.targets,
    "tasks": next_year_part.tasks,
}


@dataclass(frozen=True)
class BoxText:
    """A text box, what stands in it, and the record beside the numbers it states."""

    box: TextBox
    text: str
    result: Reconciliation
    marks: tuple[Mark, ...]

    @property
    def differing(self) -> list[Compared]:
        """Numbers that are not the record's."""
        return [item for item in self.result.figures if item.verdict in {"differs", "not_recorded"}]


@dataclass(frozen=True)
class Composed:
    """The blocks of a report, the figures its appendix lists in their order, and its boxes."""

    blocks: tuple[Block, ...]
    figures: tuple[Cited, ...]
    boxes: tuple[BoxText, ...]
    as_of: date

    @property
    def differing(self) -> list[tuple[TextBox, Compared]]:
        return [(one.box, item) for one in self.boxes for item in one.differing]


def compose(report: Report, texts: dict[str, str], as_of: date | None = None) -> Composed:
    """Put *report* together with *texts* (box → words) from the record of now."""
    source = Source(scope_of_report(report), as_of or timezone.localdate())
    boxes = {box.key: read_box(box, texts.get(box.key, ""), source.scope) for box in outline().boxes()}
    sections = outline().sections
    pieces = {place: _pieces(section, source, boxes) for place, section in enumerate(sections)}
    shown = kept(sections, frozenset(place for place, blocks in pieces.items() if blocks))
    blocks: list[Block] = []
    for section, number in zip(shown, numbered(shown), strict=True):
        title = f"{number} {section.titled(report.year)}".strip()
        blocks.append(Heading(title, section.level, section.lower(report.year)))
        blocks += pieces[sections.index(section)]
    return Composed(tuple(_counted(blocks)), tuple(source.book.cited), tuple(boxes.values()), source.as_of)


def _counted(blocks: list[Block]) -> Iterator[Block]:
    """Tables and charts with their number before the title, each kind counted through the whole report."""
    tables, charts = count(1), count(1)
    for block in blocks:
        if isinstance(block, Table):
            yield replace(block, title=f"Bảng {next(tables)}. {block.title}")
        elif isinstance(block, BarChart):
            yield replace(block, title=f"Biểu đồ {next(charts)}. {block.title}")
        else:
            yield block


def read_box(box: TextBox, text: str, scope: Scope) -> BoxText:
    """*text* of *box* held against the record."""
    clean = without_marks(text)
    result = reconcile_text(clean, scope)
    return BoxText(box, clean, result, tuple(marks(clean, result, scope)))


def _pieces(section: Section, source: Source, boxes: dict[str, BoxText]) -> list[Block]:
    """What stands under a title: people's words first, then what is drawn; a required box that is empty says so."""
    blocks: list[Block] = []
    for box in section.boxes:
        written = boxes[box.key]
        blocks += [Paragraph(line) for line in paragraphs(_marked(written, source))]
        if box.required and not written.text.strip():
            blocks.append(Paragraph(f"[Chưa viết: {begin_small(box.label)}]"))
    drawn = DRAWN[section.drawn](source) if section.drawn else []
    return [*blocks, *drawn] if section.drawn not in {"movement", "system"} else [*drawn, *blocks]


def _marked(written: BoxText, source: Source) -> str:
    """The words of a box, each number that is the record's with its mark to the appendix."""
    told = []
    for piece in written.marks:
        told.append(piece.text)
        if piece.item is not None and piece.item.verdict == "match":
            figure = piece.item.figure
            known = source.figure(figure.key, **figure.dimensions) if definition_of(figure.key) else None
            if known is not None and known.value == piece.item.figure.value:
                told.append(mark(source.book.number(known)))
    return "".join(told)
