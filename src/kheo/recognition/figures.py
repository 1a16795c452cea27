"""The chapter's named figures: what issued decisions count. A draft counts nothing."""

from typing import Any

from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.urls import reverse

from kheo.foundation.figures import FigureDefinition, FigureRow
from kheo.movement.figures import field_of_guideline
from kheo.organisation.models import UnitVersion
from kheo.recognition.models import Decision, DecisionKind, DecisionLine, FundEntry

# A paper keeps the unit's name as it was on the paper's day, whatever became of the unit since.
_NAME_THEN = (
    UnitVersion.objects.filter(
        Q(valid_from=None) | Q(valid_from__lte=OuterRef("decision__date")),
        unit=OuterRef("unit"),
    )
    .order_by(F("valid_from").desc(nulls_last=True))
    .values("name")[:1]
)
# As texts name it: one of the four of the guideline, «other» for a programme's own, none for a recipient without registration.
_FIELD = Case(When(registration__isnull=False, then=field_of_guideline("registration__field__key")), default=Value(None))


def _lines(kind: DecisionKind) -> Any:
    """Rows of issued decisions of *kind*, of the year of the movement (not the year in which the paper was signed)."""

    def rows(locality_id: int, year: int) -> QuerySet[DecisionLine]:
        counted = DecisionLine.objects.filter(
            decision__kind=kind,
            decision__state=Decision.State.ISSUED,
            decision__programme__locality=locality_id,
            decision__programme__year=year,
            revocation=None,
        )
        return counted.select_related("decision__programme__locality", "registration__initiative").annotate(
            unit_name=Subquery(_NAME_THEN), field_of_guideline=_FIELD
        )

    return rows


def _of_fund(kind: str, sign: int) -> Any:
    """Lines of the fund's book of *kind* with their corrections; ``dong``: what each adds to the figure."""

    def rows(locality_id: int, year: int) -> QuerySet[FundEntry]:
        of_kind = Q(kind=kind) | Q(corrects__kind=kind)
        lines = FundEntry.objects.filter(of_kind, locality=locality_id, year=year).select_related("locality", "corrects")
        return lines.annotate(dong=F("amount") * sign).order_by("on", "pk")

    return rows


def _describe_entry(entry: Any) -> FigureRow:
    url = f"{reverse('recognition:fund', args=[entry.locality.code])}?nam={entry.year}#dong-{entry.pk}"
    return FigureRow(title=entry.source, url=url, unit="", note=f"{entry.on:%d/%m/%Y}, {entry.paper}", value=entry.dong)


def _describe(line: Any) -> FigureRow:
    """*line*: a DecisionLine with ``unit_name``, as the rows above carry it."""
    decision = line.decision
    unit = line.unit_name or ""
    note = f"Quyết định số {decision.number} ngày {decision.date:%d/%m/%Y}"
    if line.registration is None:
        return FigureRow(title=line.recipient, url="", unit=unit, note=note)
    of_the_initiative = decision.kind in {DecisionKind.RECOGNITION, DecisionKind.PROPOSAL}
    return FigureRow(
        title=line.registration.initiative.title if of_the_initiative else line.recipient,
        url=reverse("movement:initiative", args=[decision.programme.locality.code, line.registration.initiative_id]),
        unit=unit,
        note=note,
    )


_OF_INITIATIVE = {
    "kind": "registration__initiative__kind",
    "subject": "subject",
    "field": "field_of_guideline",
}

FIGURES = (
    FigureDefinition(
        key="initiatives.recognised",
        label="mô hình, điển hình được công nhận",
        measure="mô hình",
        definition=(
            "Số mô hình, điển hình có tên trong các quyết định công nhận đã ban hành của chương trình năm. "
            "Dự thảo chưa có số không tính."
        ),
        rows=_lines(DecisionKind.RECOGNITION),
        describe=_describe,
        dimensions=_OF_INITIATIVE,
        unit_lookup="unit",
        body_lookup="registration__initiative__body",
    ),
    FigureDefinition(
        key="initiatives.proposed",
        label="mô hình, điển hình được đề nghị khen thưởng",
        measure="mô hình",
        definition="Số mô hình, điển hình có tên trong các danh sách đề nghị khen thưởng đã ban hành của chương trình năm.",
        rows=_lines(DecisionKind.PROPOSAL),
        describe=_describe,
        dimensions=_OF_INITIATIVE,
        unit_lookup="unit",
        body_lookup="registration__initiative__body",
    ),
    FigureDefinition(
        key="commendations",
        label="lượt khen thưởng",
        measure="tập thể, cá nhân, hộ",
        definition=(
            "Số tập thể, cá nhân, hộ gia đình có tên trong các quyết định khen thưởng đã ban hành của chương trình năm, "
            "mỗi tên một lượt."
        ),
        rows=_lines(DecisionKind.COMMENDATION),
        describe=_describe,
        dimensions={"subject": "subject", "field": "field_of_guideline"},
        unit_lookup="unit",
        body_lookup="registration__initiative__body",
    ),
    FigureDefinition(
        key="medals",
        label="kỷ niệm chương",
        measure="người",
        definition="Số người có tên trong các quyết định tặng kỷ niệm chương của cơ quan trung ương, ghi trong chương trình năm.",
        rows=_lines(DecisionKind.MEDAL),
        describe=_describe,
        dimensions={"subject": "subject"},
        unit_lookup="unit",
        body_lookup="registration__initiative__body",
    ),
    FigureDefinition(
        key="fund.received",
        label="thu vào quỹ thi đua, khen thưởng",
        measure="đồng",
        definition="Tổng các khoản thu của sổ quỹ trong năm, đã tính các lần sửa; không gồm số dư đầu năm.",
        rows=_of_fund("receipt", 1),
        describe=_describe_entry,
        dimensions={},
        unit_lookup="locality__unit",
        sums="dong",
        permission="fund.read",
    ),
    FigureDefinition(
        key="fund.paid",
        label="chi thưởng từ quỹ thi đua, khen thưởng",
        measure="đồng",
        definition="Tổng các danh sách chi thưởng đã ghi vào sổ quỹ trong năm, đã tính các lần sửa.",
        rows=_of_fund("payment", -1),
        describe=_describe_entry,
        dimensions={},
        unit_lookup="locality__unit",
        sums="dong",
        permission="fund.read",
    ),
)
