"""Where a report's numbers come from: the named figures and the report's own measures of one scope, ready to be cited."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse

from kheo.figures.queries import record
from kheo.figures.queries.record import Scope
from kheo.foundation.figures import FigureDefinition
from kheo.movement.models import Programme
from kheo.movement.queries.registrations import units_in_year
from kheo.organisation.models import Unit, UnitVersion
from kheo.organisation.queries.units import name_on, version_on
from kheo.reporting.queries.cited import Book, Cited
from kheo.reporting.queries.measured_results import CONFERENCE_MEASURES, RESULT_MEASURES, TARGET_MEASURES
from kheo.reporting.queries.measured_tasks import TASK_MEASURES
from kheo.reporting.queries.measures import Measured

MEASURES: Mapping[str, Measured] = {
    one.key: one for one in (*RESULT_MEASURES, *TASK_MEASURES, *TARGET_MEASURES, *CONFERENCE_MEASURES)
}


class Source:
    """The record of *scope* as of *as_of*, and the *book* in which what is cited of it gets its number."""

    def __init__(self, scope: Scope, as_of: date) -> None:
        self.scope, self.as_of, self.book = scope, as_of, Book()

    @cached_property
    def programme(self) -> Programme | None:
        return (
            Programme.objects.select_related("locality__unit", "leading_body", "standing_body")
            .filter(locality=self.scope.locality, year=self.scope.year)
            .first()
        )

    @cached_property
    def unit_names(self) -> dict[int, str]:
        """Units of the locality in the year, itself first, with their names then."""
        return units_in_year(self.programme) if self.programme else {}

    @cached_property
    def _figures(self) -> dict[str, dict[tuple[tuple[str, str], ...], int]]:
        found: dict[str, dict[tuple[tuple[str, str], ...], int]] = {}
        for figure in record.figures_of(self.scope):
            found.setdefault(figure.key, {})[tuple(sorted(figure.dimensions.items()))] = figure.value
        return found

    def figure(self, key: str, **dimensions: str) -> Cited | None:
        """The named figure *key* under *dimensions*; None where it is not divided so."""
        definition = record.definition_of(key)
        if definition is None or set(dimensions) - set(definition.dimensions):
            return None
        value = self._figures[key].get(tuple(sorted(dimensions.items())), 0)
        words = ", ".join(f"{record.DIMENSION_LABELS[name]}: {record.value_label(name, of)}" for name, of in dimensions.items())
        return self._of_figure(definition, self.scope, dimensions, value, words)

    def parts(self, key: str, dimension: str) -> list[str]:
        """The values of *dimension* by which *key* is divided, the largest first."""
        parts = {dict(named)[dimension]: count for named, count in self._figures[key].items() if dimension in dict(named)}
        return sorted(parts, key=lambda name: (-parts[name], name))

    def by_unit(self, key: str) -> dict[int, Cited]:
        """The figure *key* of each unit that has rows; in a town or province villages with the commune they lie in."""
        definition = _definition(key)
        rows = record.rows_of(definition, self.scope, {}).order_by()
        counted = Counter[int]()
        for row in rows.values(definition.unit_lookup).annotate(counted=Count("pk")):
            pk = row[definition.unit_lookup]
            counted[self._communes.get(pk, pk)] += row["counted"]
        units = Unit.objects.in_bulk(list(counted))
        return {pk: self._of_unit(definition, units[pk], count) for pk, count in counted.items()}

    def none_of_unit(self, key: str, unit: Unit) -> Cited:
        """The figure *key* of a unit without rows: 0, with the page that shows there are none."""
        return self._of_unit(_definition(key), unit, 0)

    @cached_property
    def _communes(self) -> dict[int, int]:
        villages = UnitVersion.objects.filter(unit__level=Unit.Level.VILLAGE, unit__initiatives__locality=self.scope.locality)
        own = self.scope.locality.unit_id  # in a commune or ward the villages are what there is to tell apart
        return {version.unit_id: version.parent_id for version in villages if version.parent_id not in {None, own}}

    def _of_unit(self, definition: FigureDefinition, unit: Unit, value: int) -> Cited:
        scope = Scope(self.scope.locality, self.scope.year, unit)
        return self._of_figure(definition, scope, {}, value, self.unit_name(unit.pk), unit.code)

    def unit_name(self, pk: int) -> str:
        """The unit's name in the year; rows of the locality itself are those of its agencies and schools."""
        if pk == self.scope.locality.unit_id:
            return f"Cơ quan, đơn vị {self._type_of_locality}"
        if pk not in self.unit_names:  # a unit that came after the year, or no programme that says which units there were
            self.unit_names[pk] = name_on(Unit.objects.get(pk=pk), self.as_of)
        return self.unit_names[pk]

    @cached_property
    def _type_of_locality(self) -> str:
        """«thị xã», «phường»: what the locality itself was at the end of the year."""
        version = version_on(self.scope.locality.unit, date(self.scope.year, 12, 31))
        return version.type.lower() if version else "địa phương"

    def _of_figure(
        self, definition: FigureDefinition, scope: Scope, dimensions: Mapping[str, str], value: int, words: str, unit: str = ""
    ) -> Cited:
        narrowed = urlencode(sorted({**dimensions, **({"don_vi": unit} if unit else {})}.items()))
        return Cited(
            identity=f"{self.scope.year} {definition.key}?{narrowed}",
            year=self.scope.year,
            key=definition.key,
            label=definition.label,
            part=words,
            definition=definition.definition,
            measure=definition.measure,
            value=Decimal(value),
            as_of=self.as_of,
            path=record.rows_url(scope, definition.key, dimensions),
        )

    def measured(self, key: str, part: str = "", *, words: str = "", measure: str = "") -> Cited:
        """The report's own measure *key*, of one *part* alone where one is named; *words* tell a part that is one row."""
        definition = MEASURES[key]
        value = definition.value(self.scope, self.as_of, part)
        return self.of_measure(definition, value, part, words or (definition.part(part).label if part else ""), measure)

    def of_measure(self, definition: Measured, value: Decimal, part: str, words: str, measure: str = "") -> Cited:
        """*value* of *definition*, known already: a row of a list is not asked for again."""
        return Cited(
            identity=f"{self.scope.year} {definition.key}?{part}",
            year=self.scope.year,
            key=definition.key,
            label=definition.label,
            part=words,
            definition=definition.definition,
            measure=measure or definition.measure,
            value=value,
            as_of=self.as_of,
            path=self._path(definition.key, part),
        )

    def _path(self, key: str, part: str) -> str:
        query = {"phan": part} if part else {}
        if self.scope.unit is not None:
            query["don_vi"] = self.scope.unit.code
        path = reverse("reporting:rows", args=[self.scope.locality.code, self.scope.year, key])
        return f"{path}?{urlencode(query)}" if query else path


def _definition(key: str) -> FigureDefinition:
    definition = record.definition_of(key)
    if definition is None:
        raise LookupError(f"Không có số liệu «{key}».")
    return definition


def row_place(source: Source, row: Any) -> str:
    """Where a row of a measure belongs: its body, else its unit by the name of the time."""
    owners: tuple[Any, ...] = (row, getattr(row, "visit", None), getattr(row, "target", None))
    for owner in owners:
        if getattr(owner, "body", None) is not None:
            return str(owner.body.name)
        if getattr(owner, "unit_id", None) is not None:
            return source.unit_name(owner.unit_id)
    registration = getattr(row, "registration", None)
    if registration is None:
        return ""
    initiative = registration.initiative
    return str(initiative.body.name) if initiative.body else source.unit_name(initiative.unit_id)
