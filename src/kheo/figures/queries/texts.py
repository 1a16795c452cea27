"""A text against the record: each figure it states beside the number the record gives."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from kheo.figures.queries.record import Scope, recorded, rows_url
from kheo.figures.reading import Compared, Unmatched, compare, extract
from kheo.organisation.models import Locality, Unit, UnitVersion

TYPES = ("thành phố", "thị xã", "thị trấn", "huyện", "quận", "phường", "xã", "tỉnh", "đặc khu")


@dataclass(frozen=True)
class Mark:
    """A stretch of the text: plain (``item`` None), or the quote of a figure with the page of its rows."""

    text: str
    item: Compared | None = None
    rows_url: str = ""


@dataclass(frozen=True)
class Reconciliation:
    figures: list[Compared]
    unmatched: list[Unmatched]
    notes: list[str]

    @property
    def all_match(self) -> bool:
        """True when every figure in scope is the record's own."""
        return all(item.verdict in {"match", "other_scope"} for item in self.figures)

    def as_json(self) -> dict[str, Any]:
        return {
            "figures": [item.as_json() for item in self.figures],
            "unmatched": [item.as_json() for item in self.unmatched],
            "notes": self.notes,
        }


def scope_of(code: str, year: int) -> Scope:
    """Scope of a unit's code, or a body's (``gso2024-349/thi-uy``): the locality itself or a unit inside one.

    LookupError, in words for the user, when no locality of this installation keeps the record of that unit.
    """
    unit_code = code.partition("/")[0]
    locality = Locality.objects.select_related("unit").filter(code=unit_code).first()
    if locality is not None:
        return Scope(locality, year)
    unit = Unit.objects.filter(code=unit_code).first()
    if unit is None:
        raise LookupError(f"không có đơn vị mang mã «{code}». Tìm mã bằng: kheo units find TÊN.")
    held = Locality.objects.select_related("unit").filter(initiatives__unit=unit).distinct().first()
    if held is None:
        raise LookupError(f"chưa địa phương nào trong máy này giữ số liệu của «{code}».")
    return Scope(held, year, unit)


def place_names(scope: Scope) -> list[str]:
    """Every name under which a text may mean the scope: full, without its type, and those of its bodies."""
    unit = scope.unit or scope.locality.unit
    names = list(UnitVersion.objects.filter(unit=unit).values_list("name", flat=True))
    if scope.unit is None:
        names.append(scope.locality.name)
    bare = [name[len(kind) :].strip() for name in names for kind in TYPES if name.lower().startswith(f"{kind} ")]
    bodies = unit.bodies.filter(Q(locality=scope.locality)).values_list("name", flat=True)
    return list(dict.fromkeys([*names, *bare, *bodies]))


def reconcile_text(text: str, scope: Scope) -> Reconciliation:
    """Read *text* and put the record's number beside each of its figures."""
    reading = extract(text)
    known: dict[tuple[Any, ...], Any] = {}  # a text may state one figure a thousand times; the record is asked once

    def of_record(key: str, dimensions: Mapping[str, str]) -> Any:
        asked = (key, *sorted(dimensions.items()))
        if asked not in known:
            known[asked] = recorded(scope, key, dimensions)
        return known[asked]

    items = compare(reading, of_record, place_names(scope), scope.year)
    return Reconciliation(items, reading.unmatched, reading.notes)


def marks(text: str, result: Reconciliation, scope: Scope) -> list[Mark]:
    """Cut *text* at its figures, in order; joined, the pieces give the text again."""
    pieces: list[Mark] = []
    at = 0
    for item in sorted(result.figures, key=lambda found: (found.figure.start, -found.figure.end)):
        start, end = item.figure.start, item.figure.end
        if start < at:
            continue
        if start > at:
            pieces.append(Mark(text[at:start]))
        pieces.append(Mark(text[start:end], item, rows_url(scope, item.figure.key, item.figure.dimensions)))
        at = end
    if at < len(text):
        pieces.append(Mark(text[at:]))
    return pieces
