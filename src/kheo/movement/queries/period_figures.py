"""What the record says for each report of a period: the rows of one place, and of none twice, so that totals add up."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from kheo.directives.measures import MEASURES, Share
from kheo.movement.models import Period, PeriodReport
from kheo.organisation.queries.units import versions_on


@dataclass
class Counted:
    """The value of the record now, by field of work, too; *beside*: what its page lists besides, reported by others."""

    value: int = 0
    parts: dict[str, int] = field(default_factory=dict)
    beside: int = 0


Figures = dict[int, dict[str, Counted]]
"""By report, by the key of the figure."""


def figures_of(period: Period, keys: Collection[str]) -> Figures:
    """Values of *keys* for every report of *period*: two queries and one a figure, however many reports.

    A body that reports by itself counts its own rows; those of one that does not go to its unit, those of a village without a
    report to the unit it lies in. What lies in no place that reports is counted nowhere.
    """
    reports = list(PeriodReport.objects.filter(period=period))
    year, locality = period.programme.year, period.programme.locality
    shares = {key: MEASURES.source.shares(locality, year, key) or [] for key in dict.fromkeys(keys)}
    above = _parents({share.unit for found in shares.values() for share in found}, period)
    places = _Places(reports, above, locality.unit_id)
    figures: Figures = {report.pk: {key: Counted() for key in shares} for report in reports}
    for key, found in shares.items():
        _count(figures, key, found, places)
    return figures


def _parents(units: set[int], period: Period) -> dict[int, int | None]:
    return {unit: version.parent_id for unit, version in versions_on(units, period.last_day).items()}


class _Places:
    def __init__(self, reports: Iterable[PeriodReport], above: dict[int, int | None], own_unit: int) -> None:
        rows = list(reports)
        self.bodies = {report.body_id: report.pk for report in rows if report.body_id is not None}
        self.units = {report.unit_id: report.pk for report in rows if report.body_id is None}
        # Directly under the locality lie its communes or villages, each its own place: the locality's own report is of its own.
        self.above = {unit: None if parent == own_unit else parent for unit, parent in above.items()}

    def of(self, share: Share) -> int | None:
        """The report that tells of *share*."""
        if share.body in self.bodies:
            return self.bodies[share.body]
        return self.listed(share)

    def listed(self, share: Share) -> int | None:
        """The report of the unit on whose page of rows *share* stands."""
        if share.unit in self.units:
            return self.units[share.unit]
        return self.units.get(self.above.get(share.unit) or 0)

    def around(self, share: Share) -> int | None:
        """The report of the unit above, on whose page a village that reports itself is listed too."""
        return self.units.get(self.above.get(share.unit) or 0)


def _count(figures: Figures, key: str, shares: list[Share], places: _Places) -> None:
    parts: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for share in shares:
        told = places.of(share)
        for page in {places.listed(share), places.around(share)} - {told, None}:
            figures[page][key].beside += share.value  # type: ignore[index]  # None was taken out
        if told is None:
            continue
        figures[told][key].value += share.value
        if share.field:
            parts[told][share.field] += share.value
    for report, by_field in parts.items():
        figures[report][key].parts = dict(by_field)
