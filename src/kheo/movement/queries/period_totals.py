"""What the reports of a period say together: by unit and item, by field of work, texts under their units' names."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kheo.movement.models import (
    Measure,
    Period,
    PeriodAnswer,
    PeriodCorrection,
    PeriodItem,
    ProgrammeField,
)
from kheo.movement.queries.periods import SENT, Answered, Standing, items_of, reports_of
from kheo.movement.rules.period_sums import Total, adds_up, total
from kheo.movement.rules.programmes import OTHER_FIELD, USUAL_FIELDS


@dataclass(frozen=True)
class Value:
    """One answer as it counts: after its newest correction, which it names."""

    number: Decimal | None
    text: str
    correction: PeriodCorrection | None = None
    answer: PeriodAnswer | None = None


NOTHING = Value(None, "")


@dataclass(frozen=True)
class Row:
    standing: Standing
    values: list[Value]
    items: list[PeriodItem]

    @property
    def cells(self) -> list[tuple[PeriodItem, Value]]:
        return list(zip(self.items, self.values, strict=True))


@dataclass(frozen=True)
class TextPart:
    """Everything that was written under one item, each under its unit's name."""

    item: PeriodItem
    texts: list[tuple[Standing, Value]]


@dataclass(frozen=True)
class FieldRow:
    """One field of work: the parts of the figures, how many initiatives were told of, their newest numbers by measure."""

    label: str
    figures: list[int | None]
    told: int
    results: list[Decimal | None]
    heads: list[str]

    @property
    def cells(self) -> list[tuple[str, Decimal | int | None]]:
        return list(zip(self.heads, [*self.figures, self.told, *self.results], strict=True))


@dataclass(frozen=True)
class ByField:
    figures: list[PeriodItem]
    measures: list[tuple[str, str]]
    rows: list[FieldRow]

    @property
    def is_empty(self) -> bool:
        return not self.rows


@dataclass(frozen=True)
class Consolidation:
    period: Period
    answered: Answered
    numbers: list[PeriodItem]
    rows: list[Row]
    totals: list[Total]
    texts: list[TextPart]
    by_field: ByField
    corrected: int

    @property
    def missing(self) -> list[str]:
        """Names of who is in no total."""
        return [one.name for one in self.answered.waiting]

    @property
    def summed(self) -> list[tuple[PeriodItem, Total]]:
        return list(zip(self.numbers, self.totals, strict=True))


def values_of(period: Period) -> dict[tuple[int, int], Value]:
    """Every answer that counts, by report and item; two queries."""
    counted = PeriodAnswer.objects.filter(report__period=period, report__state__in=SENT)
    newest: dict[int, PeriodCorrection] = {}
    for one in PeriodCorrection.objects.filter(answer__report__period=period).order_by("made_at", "pk"):
        newest[one.answer_id] = one
    found = {}
    for answer in counted:
        stands = newest.get(answer.pk)
        found[answer.report_id, answer.item_id] = Value((stands or answer).number, (stands or answer).text, stands, answer)
    return found


def consolidate(period: Period, today: date) -> Consolidation:
    """The whole period on one page; the number of queries is the same for one unit and for a hundred."""
    answered, items, values = reports_of(period, today), items_of(period), values_of(period)
    numbers = [item for item in items if item.kind != PeriodItem.Kind.TEXT]
    rows = [
        Row(one, [values.get((one.report.pk, item.pk), NOTHING) for item in numbers], numbers)
        for one in answered.standings
        if one.is_sent
    ]
    return Consolidation(
        period=period,
        answered=answered,
        numbers=numbers,
        rows=rows,
        totals=[
            total(
                [row.values[place].number for row in rows],
                len(answered.standings),
                summed=adds_up(item.label, item.unit_of_measure),
            )
            for place, item in enumerate(numbers)
        ],
        texts=[
            TextPart(
                item,
                [
                    (one, values[one.report.pk, item.pk])
                    for one in answered.standings
                    if values.get((one.report.pk, item.pk), NOTHING).text
                ],
            )
            for item in items
            if item.kind == PeriodItem.Kind.TEXT
        ],
        by_field=_by_field(period, answered, numbers, values.values()),
        corrected=sum(1 for value in values.values() if value.correction),
    )


def _by_field(period: Period, answered: Answered, numbers: list[PeriodItem], values: Iterable[Value]) -> ByField:
    figures = [item for item in numbers if item.kind == PeriodItem.Kind.FIGURE]
    parts: dict[tuple[int, str], int] = defaultdict(int)
    for value in values:
        if value.answer is not None:
            for field, count in value.answer.parts.items():
                parts[value.answer.item_id, field] += count
    divided = [item for item in figures if any(key == item.pk for key, _field in parts)]
    labels = dict(ProgrammeField.objects.filter(programme=period.programme).order_by("order").values_list("key", "label"))
    told, sums = _told(answered)
    measures = [(key, label) for key, label in Measure.choices if any(key == measure for _field, measure in sums)]
    named = {**labels, **({OTHER_FIELD: "Lĩnh vực khác"} if any(field == OTHER_FIELD for _key, field in parts) else {})}
    rows = [
        FieldRow(
            label=label,
            figures=[parts.get((item.pk, key), 0 if key in USUAL_FIELDS else None) for item in divided],
            told=told.get(key, 0),
            results=[sums.get((key, measure)) for measure, _label in measures],
            heads=[*(item.label for item in divided), "Mô hình được kể", *(label for _measure, label in measures)],
        )
        for key, label in named.items()
    ]
    return ByField(divided, measures, rows if parts or told else [])


def _told(answered: Answered) -> tuple[dict[str, int], dict[tuple[str, str], Decimal]]:
    """What was told of the initiatives, as each report kept it when it was sent: how many by field, their numbers by measure."""
    told: dict[str, int] = defaultdict(int)
    sums: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for one in answered.sent:
        for field, kept in one.report.told.items():
            told[field] += kept["told"]
            for measure, value in kept["results"].items():
                sums[field, measure] += Decimal(value)
    return told, sums
