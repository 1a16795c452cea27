"""The year of publishing: the plan's lines as they stand, its calendar, and what has to be done now."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch

from kheo.democracy.models import PlanLine, Posting, PublishingPlan
from kheo.democracy.queries.posting_spots import Shown, Spot, shown
from kheo.democracy.queries.publishing import postings_of
from kheo.democracy.queries.publishing_villages import form_words
from kheo.democracy.rules.posting_standing import DONE, LATE, MISSING, WAITING, Standing, line_standing
from kheo.democracy.rules.publishing import Item, in_order, item_on, required_forms
from kheo.organisation.models import Locality
from kheo.organisation.queries.words import Terms, terms_of

SOON = timedelta(days=7)
WATCHED = timedelta(days=120)
TONES = {MISSING: "late", LATE: "late", WAITING: "wait", DONE: "done"}


@dataclass(frozen=True)
class ShownLine:
    """A line of the plan with its item, the forms it needs, what was published under it, and how it stands (None: no day)."""

    line: PlanLine
    item: Item
    forms: tuple[str, ...]
    postings: tuple[Posting, ...]
    standing: Standing | None
    terms: Terms

    @property
    def form_names(self) -> str:
        return "; ".join(form_words(form, self.terms) for form in self.forms)

    @property
    def tone(self) -> str:
        return TONES.get(self.standing.code, "info") if self.standing else "info"

    @property
    def words(self) -> str:
        if self.standing is None:
            return "đã công khai khi phát sinh" if self.postings else "khi phát sinh"
        said = {MISSING: "quá hạn, chưa công khai", WAITING: "chưa đến hạn", DONE: "đã công khai"}
        return said.get(self.standing.code, self.standing.words)


def lines_of(plan: PublishingPlan, today: date) -> list[ShownLine]:
    """The lines of *plan* in the order of the items; three queries."""
    found = plan.lines.prefetch_related(Prefetch("postings", Posting.objects.order_by("published_on", "pk")))
    first_day = date(plan.year, 1, 1)
    items = {number: item_on(number, first_day) for number in range(15)}
    terms = terms_of(plan.locality, today)
    return sorted((_line(plan, line, items[line.item], terms, today) for line in found), key=lambda one: one.line.item or 15)


def _line(plan: PublishingPlan, line: PlanLine, item: Item, terms: Terms, today: date) -> ShownLine:
    postings = tuple(line.postings.all())
    forms = in_order({*required_forms(item, has_loudspeaker=plan.has_loudspeaker), *line.more_forms})
    standing = line_standing(line.due_on, [one.published_on for one in postings], today)
    return ShownLine(line, item, forms, postings, standing, terms)


@dataclass(frozen=True)
class Event:
    """Something of a day: *what* happens; *line* leads to what is to be published, *posting* to what was."""

    on: date
    tag: str
    tone: str
    what: str
    line: PlanLine | None = None
    posting: Posting | None = None


def calendar_of(
    year: int, lines: Iterable[ShownLine], postings: Iterable[Posting], today: date
) -> list[tuple[date, list[Event]]]:
    """The months of *year* (first days) with what falls into each: lines due, published, coming down; made by itself."""
    events = [
        Event(
            one.line.due_on, one.words, one.tone, f"{one.line.what}{f', {one.line.period}' if one.line.period else ''}", one.line
        )
        for one in lines
        if one.line.due_on is not None and not one.postings
    ]
    for posting in postings:
        is_late = posting.published_on > posting.due_on
        tag, tone = ("công khai, chậm", "late") if is_late else ("đã công khai", "done")
        events.append(Event(posting.published_on, tag, tone, posting.title, posting=posting))
        if posting.shown_until is not None and posting.shown_until >= today:
            events.append(Event(posting.shown_until, "hết 30 ngày", "info", posting.title, posting=posting))
    months: dict[date, list[Event]] = defaultdict(list)
    for event in sorted(events, key=lambda one: (one.on, one.what)):
        months[event.on.replace(day=1)].append(event)
    first, last = date(year, 1, 1), date(year + 1, 3, 31)
    return [(month, months[month]) for month in sorted(months) if first <= month <= last]


def due_lines(locality: Locality, today: date) -> list[ShownLine]:
    """Lines that are due within a week or overdue with nothing published, of the plans of this year and the last; late first."""
    found = []
    for plan in PublishingPlan.objects.filter(locality=locality, year__in=(today.year - 1, today.year)):
        found += [one for one in lines_of(plan, today) if one.standing and one.standing.code in {MISSING, WAITING}]
    near = [one for one in found if one.standing is not None and one.standing.due <= today + SOON]
    return sorted(near, key=lambda one: (one.line.due_on or date.max, one.line.pk))


def watched(locality: Locality, today: date) -> list[Shown]:
    """What was published lately and may still want a proof, with every spot."""
    return shown(postings_of(locality).filter(published_on__gt=today - WATCHED), today)


def open_spots(listed: Iterable[Shown]) -> list[Spot]:
    """Where a proof is wanted: missing first, then by the day it is due."""
    found = [spot for one in listed for spot in (*one.missing, *one.waiting)]
    return sorted(found, key=lambda spot: (spot.standing.code != MISSING, spot.standing.due, spot.posting.pk))
