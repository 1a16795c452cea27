"""Figures of the record to which a target may be bound. The chapter that counts registers its source when its app starts.

Directives stand above the chapters that count and know none of them: a target keeps the key of a figure, and asks here.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from django.utils.module_loading import import_string

if TYPE_CHECKING:  # read by apps while they start, before any table is loaded
    from kheo.organisation.models import Body, Locality, Unit


@dataclass(frozen=True)
class Share:
    """What the rows of one unit, or of one body of it, add to a figure; *field*: of work, empty where the figure has none."""

    unit: int
    body: int | None
    field: str
    value: int


class MeasureSource(Protocol):
    """Named figures as targets need them."""

    def choices(self) -> list[tuple[str, str]]:
        """Key and label of every figure, in their order."""

    def value_of(self, locality: "Locality", year: int, key: str, unit: "Unit | None" = None) -> int | None:
        """Value of the record now, of the whole locality or of one *unit* of it; None for a key that is not known."""

    def shares(self, locality: "Locality", year: int, key: str) -> list[Share] | None:
        """The value of the record now, taken apart by whose rows they are; the shares add up to it. None for an unknown key."""

    def url(self, locality: "Locality", year: int, key: str, unit: "Unit | None" = None, body: "Body | None" = None) -> str:
        """Address of the page that lists the rows behind the value."""


class Registry:
    """The one source, named by its path while apps start and loaded when it is first asked."""

    def __init__(self) -> None:
        self._path = ""
        self._source: MeasureSource | None = None

    def register(self, path: str) -> None:
        """*path*: of a class that keeps :class:`MeasureSource`; registering again replaces the former one."""
        self._path, self._source = path, None

    @property
    def source(self) -> MeasureSource:
        if self._source is None:
            self._source = import_string(self._path)()
        return self._source


MEASURES = Registry()
