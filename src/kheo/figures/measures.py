"""What targets may be bound to: the named figures of the record, registered with directives when this app starts."""

from kheo.directives.measures import Share
from kheo.figures.queries import record
from kheo.organisation.models import Body, Locality, Unit


class RecordMeasures:
    """The record as targets ask it (see ``directives.measures.MeasureSource``)."""

    def choices(self) -> list[tuple[str, str]]:
        return [(figure.key, figure.label) for figure in record.FIGURES]

    def value_of(self, locality: Locality, year: int, key: str, unit: Unit | None = None) -> int | None:
        return record.recorded(record.Scope(locality, year, unit), key, {})

    def shares(self, locality: Locality, year: int, key: str) -> list[Share] | None:
        return record.shares(record.Scope(locality, year), key)

    def url(self, locality: Locality, year: int, key: str, unit: Unit | None = None, body: Body | None = None) -> str:
        return record.rows_url(record.Scope(locality, year, unit, body), key, {})
