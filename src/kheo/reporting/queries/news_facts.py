"""What the record knows of a year and of a conference, as the words of a news item need it."""

from django.utils import timezone

from kheo.conference.models import AwardCall, AwardGroup, Capacity, ConclusionPoint, Conference, Guest, Speech
from kheo.figures.queries.record import Figure, Scope, figures_of, value_label
from kheo.figures.queries.texts import reconcile_text
from kheo.movement.models import Programme
from kheo.movement.queries.registrations import place_name, registrations
from kheo.movement.rules.programmes import days_of
from kheo.organisation.models import Locality
from kheo.organisation.queries.units import names_on, version_on
from kheo.recognition.models import Decision, DecisionKind, DecisionLine
from kheo.reporting.rules.news_draft import Counted, DayFacts, YearFacts, borne_out, compose

STORIES = 3
_CAME = {Guest.Attendance.PRESENT, Guest.Attendance.SUBSTITUTE}
_NAMED_ONE_BY_ONE = (Guest.Group.SUPERIOR, Guest.Group.LEADERS)
_NAMED_TOGETHER = {
    Guest.Group.COMMITTEE: "các thành viên ban chỉ đạo",
    Guest.Group.AGENCIES: "lãnh đạo các cơ quan, ban, ngành, đoàn thể",
    Guest.Group.GRASSROOTS: "đại diện cơ sở",
    Guest.Group.HONOURED: "các tập thể, cá nhân được tuyên dương",
}


def programme_of(locality: Locality, year: int) -> Programme | None:
    return (
        Programme.objects.filter(locality=locality, year=year)
        .select_related("recognising_body", "commending_body", "broadcaster", "standing_body")
        .first()
    )


def drafted(programme: Programme, conference: Conference | None) -> tuple[str, str, str] | None:
    """Title, lead and text; None when the record holds nothing to tell of.

    Held against the record once more before anybody sees it: a piece that our own reader does not read back as the
    record's number (a title of a speech may carry any) is left out.
    """
    locality = programme.locality
    year = year_facts(programme)
    if conference is None and not (year.registered.total or year.carried_out.total):
        return None
    scope = Scope(locality, programme.year)

    def refuted(text: str) -> list[tuple[int, int]]:
        read = reconcile_text(text, scope).figures
        return [(item.figure.start, item.figure.end) for item in read if item.verdict != "match"]

    return borne_out(compose(year, day_facts(conference) if conference else None), refuted)


def year_facts(programme: Programme) -> YearFacts:
    locality, year = programme.locality, programme.year
    record = figures_of(Scope(locality, year))
    by_decision = _deciding_bodies(programme)
    last = days_of(year)[1]
    version = version_on(locality.unit_id, last)
    kind = version.type if version else ""
    return YearFacts(
        year=year,
        place=_place(locality.name, kind),
        whole=f"toàn {kind}" if kind else locality.name,
        is_closed=programme.state == Programme.State.CLOSED or timezone.localdate() > last,
        today=timezone.localdate(),
        registered=_counted(record, "initiatives.registered"),
        carried_out=_counted(record, "initiatives.operating"),
        recognised=_counted(record, "initiatives.recognised", by_decision.get(DecisionKind.RECOGNITION, "")),
        commended=_counted(record, "commendations", by_decision.get(DecisionKind.COMMENDATION, "")),
        medals=_counted(record, "medals", by_decision.get(DecisionKind.MEDAL, "")),
        fields=[
            (value_label("field", figure.dimensions["field"]), figure.value)
            for figure in record
            if figure.key == "initiatives.operating" and set(figure.dimensions) == {"field"} and figure.value
        ],
        stories=_stories(programme),
    )


def _place(name: str, kind: str) -> str:
    """«Thị xã Duy Tiên» inside a sentence: «thị xã Duy Tiên»."""
    return f"{kind}{name[len(kind) :]}" if kind and name.lower().startswith(f"{kind.lower()} ") else name


def _counted(record: list[Figure], key: str, by: str = "") -> Counted:
    own = [figure for figure in record if figure.key == key and figure.value]
    return Counted(
        total=next((figure.value for figure in own if not figure.dimensions), 0),
        kinds=[figure.dimensions["kind"] for figure in own if "kind" in figure.dimensions],
        subjects={figure.dimensions["subject"]: figure.value for figure in own if "subject" in figure.dimensions},
        by=by,
    )


def _deciding_bodies(programme: Programme) -> dict[str, str]:
    """By kind of decision the body that issued all of that kind; none where several did."""
    issued = Decision.objects.filter(programme=programme, state=Decision.State.ISSUED).values_list("kind", "body__short_name")
    names: dict[str, set[str]] = {}
    for kind, name in issued:
        names.setdefault(kind, set()).add(name)
    return {kind: next(iter(found)) for kind, found in names.items() if len(found) == 1}


def _stories(programme: Programme) -> list[tuple[str, str]]:
    """The outstanding initiatives, else the first recognised ones: what they are called and where they are."""
    lines = (
        DecisionLine.objects.filter(
            decision__programme=programme,
            decision__state=Decision.State.ISSUED,
            decision__kind__in=(DecisionKind.OUTSTANDING, DecisionKind.RECOGNITION),
            registration__isnull=False,
            revocation=None,
        )
        .order_by("decision__kind", "order")
        .values_list("decision__kind", "registration")
    )
    chosen = [pk for kind, pk in lines if kind == DecisionKind.OUTSTANDING] or [pk for _kind, pk in lines]
    rows = {row.pk: row for row in registrations(programme.locality_id).filter(pk__in=chosen[:STORIES])}
    return [(rows[pk].initiative.title, place_name(rows[pk])) for pk in chosen[:STORIES]]


def _all_were_given(conference: Conference) -> bool:
    """A ceremony stood on the list and no certificate of it was kept back; else the year's total was not given that day."""
    kept_back = AwardCall.objects.filter(award__group__conference=conference, outcome=AwardCall.Outcome.WITHHELD)
    return AwardGroup.objects.filter(conference=conference).exists() and not kept_back.exists()


def day_facts(conference: Conference) -> DayFacts:
    """Of a conference that has begun; its conclusion only once it is closed, for until then the points may still change."""
    guests, groups = _guests(conference)
    speeches = list(
        Speech.objects.filter(conference=conference, state=Speech.State.DELIVERED).select_related("body").order_by("order", "pk")
    )
    names = names_on({one.unit_id for one in speeches if one.body is None}, conference.held_on)
    closed = conference.state == Conference.State.CLOSED
    return DayFacts(
        title=conference.title.rstrip(" ."),
        host=conference.host.short_name,
        held_on=conference.held_on,
        starts_at=conference.starts_at,
        venue=conference.venue,
        chair=conference.chair_title,
        guests=guests,
        groups=groups,
        themes=[
            (one.title.rstrip(" ."), one.body.short_name if one.body else names.get(one.unit_id, ""))
            for one in speeches
            if one.kind == Speech.Kind.CONTRIBUTION
        ],
        directing=[one.speaker_title for one in speeches if one.kind == Speech.Kind.DIRECTING and one.speaker_title],
        points=list(ConclusionPoint.objects.filter(conference=conference).values_list("text", "due_on")) if closed else [],
        has_ceremony=_all_were_given(conference),
    )


def _guests(conference: Conference) -> tuple[list[str], list[str]]:
    """Positions of guests from above and of the leaders who came, head by head; the other groups that came, by name."""
    came = Guest.objects.filter(conference=conference, attendance__in=_CAME)
    present = set(came.order_by().values_list("group", flat=True).distinct())
    heads = list(came.filter(group__in=_NAMED_ONE_BY_ONE).order_by("order", "pk"))
    titles: dict[int, list[str]] = {}
    for guest, title in Capacity.objects.filter(guest__in=heads).order_by("order").values_list("guest", "title"):
        titles.setdefault(guest, []).append(title)
    heads.sort(key=lambda guest: _NAMED_ONE_BY_ONE.index(Guest.Group(guest.group)))
    named = [_said_of(guest, titles.get(guest.pk, [])) for guest in heads]
    return list(dict.fromkeys(filter(None, named))), [words for group, words in _NAMED_TOGETHER.items() if group in present]


def _said_of(guest: Guest, titles: list[str]) -> str:
    """Positions, never the name; a stand-in by the position it was noted with."""
    return guest.stand_in if guest.attendance == Guest.Attendance.SUBSTITUTE else ", ".join(titles) or guest.label
