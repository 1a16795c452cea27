"""The numbers of a report as its page shows them: by key, the whole first, its parts under it, each with its rows."""

from dataclasses import dataclass

from kheo.reporting.queries.cited import Cited


@dataclass(frozen=True)
class Numbered:
    number: int
    figure: Cited


@dataclass(frozen=True)
class Group:
    """Figures of one key and year: the whole, when the report states it, and the parts."""

    label: str
    year: int
    definition: str
    whole: Numbered | None
    parts: tuple[Numbered, ...]


def grouped(figures: tuple[Cited, ...]) -> list[Group]:
    """Figures by year and key, in the order in which the report first states them."""
    found: dict[tuple[int, str], list[Numbered]] = {}
    for number, figure in enumerate(figures, 1):
        found.setdefault((figure.year, figure.key), []).append(Numbered(number, figure))
    return [
        Group(
            label=rows[0].figure.label,
            year=year,
            definition=rows[0].figure.definition,
            whole=next((row for row in rows if not row.figure.part), None),
            parts=tuple(row for row in rows if row.figure.part),
        )
        for (year, _key), rows in found.items()
    ]
