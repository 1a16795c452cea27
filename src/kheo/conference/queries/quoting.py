"""The figures that a speech quotes, beside what the record says: what the editor shows under the text while it is written."""

from dataclasses import dataclass

from kheo.conference.models import Speech
from kheo.figures.queries.record import Scope
from kheo.figures.queries.texts import Mark, Reconciliation, marks, reconcile_text

WHOLE = 6_000
"""A text up to this many characters is shown whole; of a longer one the lines that quote a figure."""


@dataclass(frozen=True)
class CheckedText:
    """The verdicts of one text: *figures* each with its rows' address, *lines* the text with its marks."""

    result: Reconciliation
    figures: list[Mark]
    lines: list[list[Mark]]
    is_whole: bool
    year: int

    @property
    def matching(self) -> int:
        return sum(item.verdict == "match" for item in self.result.figures)

    @property
    def wrong(self) -> int:
        return sum(item.verdict in {"differs", "not_recorded"} for item in self.result.figures)


def scope_for(speech: Speech) -> Scope:
    """Year and place whose record a speech is held against: its unit's own when it comes from a unit of the locality."""
    conference = speech.conference
    own = speech.kind != Speech.Kind.CONTRIBUTION or speech.unit_id == conference.locality.unit_id
    return Scope(conference.locality, conference.programme.year, None if own else speech.unit)


def checked(speech: Speech, text: str) -> CheckedText:
    """Hold *text*, as it stands in the editor, against the record."""
    scope = scope_for(speech)
    result = reconcile_text(text, scope)
    pieces = marks(text, result, scope)
    lines = _lines(pieces)
    is_whole = len(text) <= WHOLE
    shown = lines if is_whole else [line for line in lines if any(mark.item for mark in line)]
    return CheckedText(result, [mark for mark in pieces if mark.item], shown, is_whole, scope.year)


def _lines(pieces: list[Mark]) -> list[list[Mark]]:
    """The marks by the lines of the text; empty lines are left out."""
    lines: list[list[Mark]] = [[]]
    for piece in pieces:
        if piece.item:
            lines[-1].append(piece)
            continue
        first, *rest = piece.text.split("\n")
        lines[-1].append(Mark(first))
        lines += [[Mark(text)] for text in rest]
    return [line for line in lines if any(mark.item or mark.text.strip() for mark in line)]
