"""Sets read figures beside recorded ones."""

import re
from collections.abc import Callable, Collection

from kheo.foundation.text import fold

from .results import Compared, ReadFigure, Reading

_TYPES = ("thanh pho", "tp.", "tp", "thi xa", "tinh", "huyen", "quan", "xa", "phuong", "thi tran", "dac khu")
_YEAR = re.compile(r"(?:19|20)\d\d")


def compare(
    reading: Reading,
    recorded: Callable[[str, dict[str, str]], int | None],
    place_names: Collection[str],
    year: int,
) -> list[Compared]:
    """Return each figure with what *recorded* answers for its key and dimensions (None: nothing is recorded).

    A figure of another year, of several years, or of a place that is none of *place_names* is ``other_scope``; a figure
    without year or place is taken to be in scope. Half a year of *year* is in scope.
    """
    return [_compare(figure, recorded, place_names, year) for figure in reading.figures]


def _compare(
    figure: ReadFigure,
    recorded: Callable[[str, dict[str, str]], int | None],
    place_names: Collection[str],
    year: int,
) -> Compared:
    if not (_is_year(figure.period, year) and _is_here(figure.place, place_names)):
        return Compared(figure, None, "other_scope")
    value = recorded(figure.key, figure.dimensions)
    if value is None:
        return Compared(figure, None, "not_recorded")
    return Compared(figure, value, "match" if value == figure.value else "differs")


def _is_year(period: str | None, year: int) -> bool:
    years = {int(found) for found in _YEAR.findall(period or "")}
    return not years or years == {year}


def _is_here(place: str | None, names: Collection[str]) -> bool:
    if place is None:
        return True
    kind, bare = _split(place)
    for name in names:
        other_kind, other = _split(name)
        if bare == other and (not kind or not other_kind or kind == other_kind):
            return True
    return False


def _split(name: str) -> tuple[str, str]:
    """Return type and bare name, folded: «TP Thử Nghiệm» → («thanh pho», «thu nghiem»)."""
    folded = fold(name)
    for kind in _TYPES:
        if folded.startswith((kind + " ", kind + ".")):
            return ("thanh pho" if kind.startswith("tp") else kind), folded[len(kind) :].strip(" .")
    return "", folded
