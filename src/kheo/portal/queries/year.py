"""The year of a locality at a glance: its counts, its figures, what was just recognised, stories, decisions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from kheo.conference.models import Conference
from kheo.figures.queries.record import Figure, Scope, figures_of, value_label
from kheo.movement.models import Programme, Registration, Result
from kheo.movement.queries.programmes import current_programmes
from kheo.movement.queries.registrations import first_of
from kheo.movement.workflow import CARRIED_OUT
from kheo.organisation.models import Locality
from kheo.portal.queries.cards import Card, cards, going_on
from kheo.portal.rules.headline import YearCounts
from kheo.recognition.models import Decision, DecisionKind, DecisionLine
from kheo.reporting.models import NewsItem
from kheo.reporting.queries.news import published

STRIP = ("initiatives.operating", "initiatives.recognised", "commendations", "medals")
PATH = ("initiatives.registered", "initiatives.operating", "initiatives.recognised", "initiatives.proposed")
PATH_LABELS = ("Đăng ký", "Được thực hiện", "Được công nhận", "Được đề nghị khen thưởng")
STORIES = 3
NEWS = 3
RECENT = 3
CANDIDATES = 24  # stories are picked among so many, so that three fields and three places meet on the page


@dataclass(frozen=True)
class Bar:
    label: str
    value: int
    rows_url: str


@dataclass(frozen=True)
class Coming:
    """The next day that concerns everybody."""

    what: str
    day: date


@dataclass(frozen=True)
class IssuedDecision:
    """An issued decision as the public reads of it; *rows_key*: the figure whose rows are its names."""

    date: date
    number: str
    title: str
    count: int
    rows_key: str


@dataclass(frozen=True)
class Year:
    programme: Programme
    counts: YearCounts
    figures: list[Figure]
    bars: list[Bar]
    bars_label: str
    path: list[Bar]
    news: list[NewsItem]
    coming: Coming | None
    recent: list[Card]
    recent_are_recognised: bool
    stories: list[Card]
    decisions: list[IssuedDecision]

    @property
    def most(self) -> int:
        return max((bar.value for bar in self.bars), default=0)

    @property
    def most_of_path(self) -> int:
        return max((bar.value for bar in self.path), default=0)


def shown_first(locality: Locality) -> Programme | None:
    """The year shown unless another is asked for: the one that still goes on, however early the next one's registration began."""
    return next(iter(current_programmes(locality, timezone.localdate())), None)


def programmes(locality: Locality) -> list[Programme]:
    """Programmes of *locality*, the newest year first."""
    return list(Programme.objects.filter(locality=locality).order_by("-year"))


def year_of(locality: Locality, programme: Programme, *, is_newest: bool = True) -> Year:
    """All that the front page of *locality* shows of *programme*'s year; a fixed number of queries.

    The newest year is shown with the newest news, whatever year it tells of; an older one with its own.
    """
    record = figures_of(Scope(locality, programme.year))
    totals = {item.key: item for item in record if not item.dimensions}
    counts = _counts(programme, totals)
    counted = totals["initiatives.operating" if counts.carried_out else "initiatives.registered"]
    recent, are_recognised = _recent(locality, programme)
    return Year(
        programme=programme,
        counts=counts,
        figures=_strip(totals, counts),
        bars=_bars(record, counted.key),
        bars_label=counted.label,
        path=_path(totals),
        news=_news(locality, programme, is_newest=is_newest),
        coming=_coming(programme),
        recent=recent,
        recent_are_recognised=are_recognised,
        stories=_stories(locality, programme),
        decisions=_decisions(programme),
    )


def _counts(programme: Programme, totals: dict[str, Figure]) -> YearCounts:
    origin = Registration.objects.filter(programme=programme, state__in=CARRIED_OUT).aggregate(
        units=Count("pk", filter=Q(initiative__body=None)), bodies=Count("pk", filter=Q(initiative__body__isnull=False))
    )
    return YearCounts(
        year=programme.year,
        is_closed=programme.state == Programme.State.CLOSED,
        registered=totals["initiatives.registered"].value,
        carried_out=totals["initiatives.operating"].value,
        recognised=totals["initiatives.recognised"].value,
        from_units=origin["units"],
        from_bodies=origin["bodies"],
    )


def _strip(totals: dict[str, Figure], counts: YearCounts) -> list[Figure]:
    """The four figures; a year that has only registrations yet begins with these."""
    keys = STRIP if counts.carried_out else ("initiatives.registered", *STRIP[1:])
    return [totals[key] for key in keys]


def _bars(record: Sequence[Figure], key: str) -> list[Bar]:
    parts = [item for item in record if item.key == key and set(item.dimensions) == {"field"}]
    return [Bar(value_label("field", item.dimensions["field"]), item.value, item.rows_url) for item in parts if item.value]


def _path(totals: dict[str, Figure]) -> list[Bar]:
    """From registering to the proposal for commendation: how many came how far. Nothing before the first is recognised."""
    if not totals["initiatives.recognised"].value:
        return []
    steps = ((label, totals[key]) for label, key in zip(PATH_LABELS, PATH, strict=True))
    return [Bar(label, step.value, step.rows_url) for label, step in steps if step.value]


def _news(locality: Locality, programme: Programme, *, is_newest: bool) -> list[NewsItem]:
    items = published(locality)
    return list((items if is_newest else items.filter(year=programme.year))[:NEWS])


def _coming(programme: Programme) -> Coming | None:
    """The next day of an open programme, or of its conference; none once the year is closed."""
    if programme.state == Programme.State.CLOSED:
        return None
    today = timezone.localdate()
    conference = (
        Conference.objects.filter(programme=programme, held_on__gte=today)
        .exclude(state=Conference.State.CLOSED)
        .order_by("held_on")
        .first()
    )
    days = (
        ("Mở đăng ký", programme.registration_opens),
        ("Hạn đăng ký mô hình", programme.registration_closes),
        ("Hạn thẩm định", programme.assessment_due),
        ("Hội nghị tổng kết", conference.held_on if conference else programme.conference_on),
    )
    ahead = [Coming(what, day) for what, day in days if day is not None and day >= today]
    return min(ahead, key=lambda one: one.day, default=None)


def _recent(locality: Locality, programme: Programme) -> tuple[list[Card], bool]:
    """The newest recognised of the year; before any is, the newest registered (False)."""
    order = list(
        DecisionLine.objects.filter(
            decision__programme=programme,
            decision__kind=DecisionKind.RECOGNITION,
            decision__state=Decision.State.ISSUED,
            registration__isnull=False,
        )
        .order_by("-decision__date", "-decision__pk", "order")
        .values_list("registration_id", flat=True)[:RECENT]
    )
    rows = going_on(locality).filter(programme=programme)
    if order:
        found = {row.pk: row for row in rows.filter(pk__in=order)}
        return cards([found[key] for key in order if key in found]), True
    return cards(first_of(rows.order_by("-registered_on", "-pk"), RECENT)), False


def _stories(locality: Locality, programme: Programme) -> list[Card]:
    """Stories with people and results: outstanding first, then recognised; of different fields and places where it can be."""
    lines = DecisionLine.objects.filter(registration=OuterRef("pk"), decision__state=Decision.State.ISSUED)
    rows = (
        going_on(locality)
        .filter(programme=programme)
        .exclude(initiative__summary="")
        .annotate(
            outstanding=Exists(lines.filter(decision__kind=DecisionKind.OUTSTANDING)),
            recognised=Exists(lines.filter(decision__kind=DecisionKind.RECOGNITION)),
            told=Exists(Result.objects.filter(registration=OuterRef("pk"))),
        )
        .order_by("-outstanding", "-recognised", "-told", "pk")
    )
    return _varied(cards(first_of(rows, CANDIDATES)))


def _varied(candidates: Sequence[Card]) -> list[Card]:
    picked: list[Card] = []
    for is_new in (
        lambda card: card.field not in {other.field for other in picked} and card.place not in {other.place for other in picked},
        lambda card: card.place not in {other.place for other in picked},
        lambda _card: True,
    ):
        for card in candidates:
            if len(picked) < STORIES and card not in picked and is_new(card):
                picked.append(card)
    return picked


_ROWS = {
    DecisionKind.RECOGNITION: "initiatives.recognised",
    DecisionKind.COMMENDATION: "commendations",
    DecisionKind.MEDAL: "medals",
}


def _decisions(programme: Programme) -> list[IssuedDecision]:
    """Issued decisions of the year, the newest first; lists that only prepare another decision are the office's own."""
    issued = Decision.objects.filter(programme=programme, state=Decision.State.ISSUED, kind__in=_ROWS)
    return [
        IssuedDecision(decision.date, decision.number, decision.title, decision.named, _ROWS[DecisionKind(decision.kind)])
        for decision in issued.annotate(named=Count("lines")).order_by("-date", "-pk")[:5]
        if decision.date
    ]
