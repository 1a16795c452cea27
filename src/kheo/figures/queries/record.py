"""Every named figure of a locality and year: its value, its parts, and the rows it is made of."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from kheo.democracy.figures import FIGURES as DEMOCRACY_FIGURES
from kheo.directives.figures import FIGURES as DIRECTIVE_FIGURES
from kheo.directives.measures import Share
from kheo.directives.models import ActivityKind
from kheo.foundation.figures import FigureDefinition
from kheo.movement.figures import FIGURES as MOVEMENT_FIGURES
from kheo.movement.models import Kind, Subject
from kheo.organisation.models import Body, Locality, Unit, UnitVersion
from kheo.recognition.figures import FIGURES as RECOGNITION_FIGURES

FIGURES: tuple[FigureDefinition, ...] = (*MOVEMENT_FIGURES, *RECOGNITION_FIGURES, *DIRECTIVE_FIGURES, *DEMOCRACY_FIGURES)

# The level a text may name, by the level of the unit whose record is asked (domain: cơ sở · huyện to 2025-06-30 · tỉnh).
LEVEL_OF_UNIT = {
    Unit.Level.COMMUNE: "grassroots",
    Unit.Level.DISTRICT: "district",
    Unit.Level.PROVINCE: "province",
    Unit.Level.COUNTRY: "central",
}


DIMENSION_LABELS = {"kind": "loại", "subject": "đối tượng", "field": "lĩnh vực", "level": "cấp"}
VALUE_LABELS = {
    **{("kind", value): label for value, label in Kind.choices},
    **{("kind", value): label for value, label in ActivityKind.choices},
    **{("subject", value): label for value, label in Subject.choices},
    ("field", "economy"): "kinh tế",
    ("field", "culture_society"): "văn hoá – xã hội",
    ("field", "defence_security"): "quốc phòng – an ninh",
    ("field", "political_system"): "xây dựng hệ thống chính trị",
    ("field", "other"): "lĩnh vực khác",
    ("level", "grassroots"): "cấp cơ sở",
    ("level", "district"): "cấp huyện",
    ("level", "province"): "cấp tỉnh",
    ("level", "central"): "cấp trung ương",
}


def value_label(dimension: str, value: str) -> str:
    """The trade's words for a dimension's value; a programme's own field is shown by its key."""
    return VALUE_LABELS.get((dimension, value), value)


@dataclass(frozen=True)
class Figure:
    """One number with all that proves it. ``rows_url`` is the path of the page that lists its rows."""

    key: str
    label: str
    value: int
    measure: str
    org_unit: str
    year: int
    dimensions: Mapping[str, str]
    as_of: date
    definition: str
    rows_url: str

    def as_json(self) -> dict[str, Any]:
        return {
            "key": self.key,
            "value": self.value,
            "measure": self.measure,
            "org_unit": self.org_unit,
            "year": self.year,
            "dimensions": dict(self.dimensions),
            "as_of": self.as_of.isoformat(),
            "definition": self.definition,
            "rows_url": self.rows_url,
        }


@dataclass(frozen=True)
class Scope:
    """Whose figures: a locality, one unit inside it, or one *body* of that unit alone, in one year."""

    locality: Locality
    year: int
    unit: Unit | None = None
    body: Body | None = None

    @property
    def code(self) -> str:
        return self.unit.code if self.unit else self.locality.code


def definition_of(key: str) -> FigureDefinition | None:
    return next((figure for figure in FIGURES if figure.key == key), None)


def rows_of(figure: FigureDefinition, scope: Scope, dimensions: Mapping[str, str]) -> QuerySet[Any]:
    """The rows that *figure* counts; none of them when the level asked for is not the level of the scope's record."""
    asked = dict(dimensions)
    level = asked.pop("level", None)
    rows = figure.select(scope.locality.pk, scope.year, asked)
    if level is not None and level != LEVEL_OF_UNIT.get(Unit.Level(scope.locality.unit.level)):
        return rows.none()
    if scope.body is not None:
        return rows.filter(**{figure.body_lookup: scope.body.pk}) if figure.body_lookup else rows.none()
    if scope.unit is None:
        return rows
    # The locality's own unit means its agencies and schools, without the communes or villages that lie in it.
    is_own = scope.unit.pk == scope.locality.unit_id
    return rows.filter(**{f"{figure.unit_lookup}__in": [scope.unit.pk] if is_own else _with_villages(scope.unit)})


def _with_villages(unit: Unit) -> list[int]:
    """A commune with its villages."""
    villages = UnitVersion.objects.filter(parent=unit, unit__level=Unit.Level.VILLAGE)
    return [unit.pk, *villages.values_list("unit_id", flat=True)]


def recorded(scope: Scope, key: str, dimensions: Mapping[str, str]) -> int | None:
    """Value of the record for what a text states; None when the record cannot say (no such figure, dimension or level)."""
    figure = definition_of(key)
    if figure is None or set(dimensions) - set(figure.dimensions) - {"level"}:
        return None
    if "level" in dimensions and dimensions["level"] != LEVEL_OF_UNIT.get(Unit.Level(scope.locality.unit.level)):
        return None
    return figure.value_of(rows_of(figure, scope, dimensions))


def shares(scope: Scope, key: str) -> list[Share] | None:
    """The figure's value by unit, body and field of work; one query, however many there are. None for an unknown figure."""
    figure = definition_of(key)
    if figure is None:
        return None
    field = figure.dimensions.get("field", "")
    lookups = [lookup for lookup in (figure.unit_lookup, figure.body_lookup, field) if lookup]
    groups = rows_of(figure, scope, {}).order_by().values(*lookups).annotate(counted=figure.total())
    return [
        Share(
            unit=group[figure.unit_lookup],
            body=group[figure.body_lookup] if figure.body_lookup else None,
            field=(group[field] or "") if field else "",
            value=group["counted"] or 0,
        )
        for group in groups
    ]


def rows_url(scope: Scope, key: str, dimensions: Mapping[str, str]) -> str:
    query: dict[str, str | int] = {"nam": scope.year, **dimensions}
    if scope.unit is not None:
        query["don_vi"] = scope.unit.code
    if scope.body is not None:
        query["co_quan"] = scope.body.code
    return f"{reverse('figures:rows', args=[scope.locality.code, key])}?{urlencode(query)}"


def figures_of(scope: Scope) -> list[Figure]:
    """Each figure as a whole and by each value of each of its dimensions; one query a figure."""
    return [item for figure in FIGURES for item in _with_parts(figure, scope)]


def _with_parts(figure: FigureDefinition, scope: Scope) -> list[Figure]:
    lookups = list(dict.fromkeys(figure.dimensions.values()))
    names = {lookup: name for name, lookup in figure.dimensions.items()}
    if not lookups:
        return [_figure(figure, scope, {}, figure.value_of(rows_of(figure, scope, {})))]
    total, parts = 0, Counter[tuple[str, str]]()
    for group in rows_of(figure, scope, {}).order_by().values(*lookups).annotate(counted=figure.total()):
        counted = group["counted"] or 0
        total += counted
        for lookup in lookups:
            if group[lookup] is not None:
                parts[names[lookup], group[lookup]] += counted
    order = list(figure.dimensions)
    ordered = sorted(parts.items(), key=lambda part: (order.index(part[0][0]), -part[1], part[0][1]))
    return [
        _figure(figure, scope, {}, total),
        *(_figure(figure, scope, {name: value}, counted) for (name, value), counted in ordered),
    ]


def _figure(figure: FigureDefinition, scope: Scope, dimensions: Mapping[str, str], value: int) -> Figure:
    return Figure(
        key=figure.key,
        label=figure.label,
        value=value,
        measure=figure.measure,
        org_unit=scope.code,
        year=scope.year,
        dimensions=dimensions,
        as_of=timezone.localdate(),
        definition=figure.definition,
        rows_url=rows_url(scope, figure.key, dimensions),
    )
