"""What targets may be bound to: the named figures of the record, registered with directives when this app starts."""

from kheo.figures.queries import record
from kheo.organisation.models import Locality, Unit


class RecordMeasures:
    """The record as targets ask it (see ``directives.measures.MeasureSource``)."""

    def choices(self) -> list[tuple[str, str]]:
        return [(figure.key, figure.label) for figure in record.FIGURES]

    def value_of(self, locality: Locality, year: int, key: str, unit: Unit | None = None) -> int | None:
        return record.recorded(record.Scope(locality, year, unit), key, {})

    def url(self, locality: Locality, year: int, key: str, unit: Unit | None = None) -> str:
        return record.rows_url(record.Scope(locality, year, unit), key, {})
