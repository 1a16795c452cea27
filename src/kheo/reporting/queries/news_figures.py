"""The numbers a news item tells: each with its state, its rows, and the question it leaves open."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from kheo.figures.queries.record import Scope, definition_of, rows_url, value_label
from kheo.figures.queries.texts import Mark, Reconciliation, marks, place_names, reconcile_text
from kheo.figures.reading import Compared, Reading, compare, extract
from kheo.foundation.numbers import written
from kheo.reporting.models import FigureReason, NewsItem
from kheo.reporting.rules.news_text import LABELS

_GAP = "\n\n"


@dataclass(frozen=True)
class Part:
    """A stretch of the item: its head, its opening, a paragraph, a caption. *name*: the field it comes from."""

    name: str
    label: str
    text: str


@dataclass(frozen=True)
class MarkedPart:
    part: Part
    marks: list[Mark]


@dataclass(frozen=True)
class Question:
    """A number that the record does not give: *code* names it on the form, *reason* is what was answered already."""

    code: str
    where: str
    quote: str
    key: str
    stated: str
    recorded: str
    meaning: str
    rows_url: str
    reason: str = ""

    @property
    def is_answered(self) -> bool:
        return bool(self.reason)


@dataclass(frozen=True)
class Told:
    """Everything read in an item. *doubts*: numbers near the movement's words that the reader could not place."""

    parts: list[MarkedPart]
    questions: list[Question]
    matching: int
    elsewhere: int
    doubts: list[tuple[str, str]]
    notes: list[str]


def parts_of(title: str, lead: str, text: str, pictures: Sequence[tuple[str, str]] = ()) -> list[Part]:
    """The item cut into the parts that a reader meets; *pictures*: caption and alternative text of each."""
    body = [Part("text", LABELS["text"], one) for one in text.split(_GAP) if one]
    shown = [
        Part(name, f"{LABELS[name]}, ảnh {number}", words)
        for number, both in enumerate(pictures, 1)
        for name, words in zip(("caption", "alternative"), both, strict=True)
    ]
    return [Part("title", LABELS["title"], title), Part("lead", LABELS["lead"], lead), *body, *shown]


def parts_of_item(item: NewsItem) -> list[Part]:
    pictures = [(picture.caption, picture.alternative) for picture in item.pictures.all()]
    return parts_of(item.title, item.lead, item.text, pictures)


def figures_told(item: NewsItem, parts: list[Part] | None = None) -> Told:
    """What *item* tells (or would tell with other *parts*), held against the record of its locality and year."""
    scope = Scope(item.locality, item.year)
    asked = parts if parts is not None else parts_of_item(item)
    result = reconcile_text(_whole(asked), scope)
    answered = {(row.quote, row.key, row.stated, row.recorded): row.reason for row in item.reasons.all()}
    verdicts = [one.verdict for one in result.figures]
    return Told(
        parts=_marked(asked, result.figures, scope),
        questions=_questions(asked, result.figures, scope, answered),
        matching=verdicts.count("match"),
        elsewhere=verdicts.count("other_scope"),
        doubts=[(other.number, other.quote) for other in result.unmatched],
        notes=result.notes,
    )


def linked_parts(item: NewsItem) -> list[MarkedPart]:
    """The item for its readers: each figure of this place and year with the way to its rows. Asks the record for nothing."""
    scope = Scope(item.locality, item.year)
    parts = parts_of_item(item)
    here = compare(_read(_whole(parts)), lambda _key, _dimensions: None, place_names(scope), scope.year)
    told = [one for one in here if one.verdict != "other_scope" and definition_of(one.figure.key) is not None]
    return _marked(parts, told, scope)


def reasons_shown(item: NewsItem) -> list[FigureReason]:
    """Reasons of numbers that still stand in the item."""
    whole = _whole(parts_of_item(item))
    return [row for row in item.reasons.all() if row.quote in whole]


@lru_cache(maxsize=128)
def _read(text: str) -> Reading:
    """A published text does not change from one reader to the next."""
    return extract(text)


def _whole(parts: list[Part]) -> str:
    return _GAP.join(part.text for part in parts)


def _marked(parts: list[Part], figures: Sequence[Compared], scope: Scope) -> list[MarkedPart]:
    marked, at = [], 0
    for part in parts:
        end = at + len(part.text)
        own = [_moved(one, at, end) for one in figures if at <= one.figure.start < end]
        marked.append(MarkedPart(part, marks(part.text, Reconciliation(own, [], []), scope)))
        at = end + len(_GAP)
    return marked


def _moved(one: Compared, at: int, end: int) -> Compared:
    """*one* with its place counted from the beginning of its part."""
    figure = one.figure
    return replace(one, figure=replace(figure, start=figure.start - at, end=min(figure.end, end) - at))


def _questions(
    parts: list[Part], figures: Sequence[Compared], scope: Scope, answered: dict[tuple[str, str, str, str], str]
) -> list[Question]:
    found: dict[str, Question] = {}
    for one in figures:
        if one.verdict in {"match", "other_scope"}:
            continue
        figure = one.figure
        stated, recorded = written(figure.value), "" if one.recorded is None else written(one.recorded)
        code = code_of(figure.quote, figure.key, stated)
        found.setdefault(
            code,
            Question(
                code=code,
                where=_where(parts, figure.start),
                quote=figure.quote[:300],
                key=figure.key,
                stated=stated,
                recorded=recorded,
                meaning=_meaning(one),
                rows_url=rows_url(scope, figure.key, figure.dimensions) if one.recorded is not None else "",
                reason=answered.get((figure.quote[:300], figure.key, stated, recorded), ""),
            ),
        )
    return list(found.values())


def code_of(quote: str, key: str, stated: str) -> str:
    """A short name for a number as it stands in a text: the same words stated twice are one question."""
    return hashlib.sha256(f"{quote}\0{key}\0{stated}".encode()).hexdigest()[:12]


def _where(parts: list[Part], position: int) -> str:
    """The label of the last part that begins at or before *position*."""
    at, label = 0, ""
    for part in parts:
        if at > position:
            break
        label = part.label
        at += len(part.text) + len(_GAP)
    return label


def _meaning(one: Compared) -> str:
    definition = definition_of(one.figure.key)
    label = definition.label if definition else one.figure.key
    narrowed = ", ".join(value_label(name, value) for name, value in one.figure.dimensions.items())
    return f"{label} ({narrowed})" if narrowed else label
