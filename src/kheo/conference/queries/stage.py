"""The ceremony as it stands: every name with what is handed over, who came up, what is next, what is missing."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from kheo.conference.models import Award, AwardCall, AwardGroup, Conference, Guest
from kheo.conference.rules.protocol import handed_kinds
from kheo.foundation.text import fold
from kheo.organisation.queries.units import names_on
from kheo.recognition.models import Certificate, CertificateNotice, Decision, DecisionKind, DecisionLine
from kheo.recognition.queries.certificates import numbered

NEXT = 3


@dataclass(frozen=True)
class StageAward:
    """One name: *name*, *unit* and *what* as they are read out; *certificate* is the one that stands today, or the revoked one.

    *absent*: the attendance of the day says that this guest did not come.
    """

    award: Award
    name: str
    unit: str
    what: str
    certificate: Certificate | None
    call: AwardCall | None
    needs_certificate: bool
    absent: bool

    @property
    def is_waiting(self) -> bool:
        return self.call is None

    @property
    def revocation(self) -> CertificateNotice | None:
        """The notice by which the certificate was taken back; the name is then not handed anything."""
        notice = getattr(self.certificate, "notice", None)
        return notice if notice is not None and notice.kind == CertificateNotice.Kind.REVOKED else None

    @property
    def number(self) -> str:
        """Number of the certificate in its register; "" for an award that has none."""
        return numbered(self.certificate) if self.certificate else ""

    @property
    def is_corrected(self) -> bool:
        return self.certificate is not None and self.certificate.replaces_id is not None

    @property
    def lacks_certificate(self) -> bool:
        return self.needs_certificate and self.certificate is None

    @property
    def lacks_receiver(self) -> bool:
        return self.is_waiting and self.absent and not self.award.receiver

    @property
    def receiver(self) -> str:
        """Who came up, else who is to come up, for an absent one."""
        return self.call.receiver if self.call else self.award.receiver


@dataclass(frozen=True)
class StageGroup:
    group: AwardGroup
    awards: tuple[StageAward, ...]

    @property
    def waiting(self) -> int:
        return sum(award.is_waiting for award in self.awards)


@dataclass(frozen=True)
class Stage:
    """The whole ceremony. *left_out*: lines of issued decisions that are in no group yet."""

    conference: Conference
    groups: tuple[StageGroup, ...]
    left_out: tuple[DecisionLine, ...]

    @property
    def awards(self) -> list[StageAward]:
        return [award for group in self.groups for award in group.awards]

    @property
    def total(self) -> int:
        return len(self.awards)

    @property
    def called(self) -> int:
        return self.total - len(self.waiting)

    @property
    def waiting(self) -> list[StageAward]:
        return [award for award in self.awards if award.is_waiting]

    @property
    def current(self) -> StageAward | None:
        """The name that is called now: the first that waits; None when all are through or there is no one."""
        return next(iter(self.waiting), None)

    @property
    def current_group(self) -> StageGroup | None:
        return next((group for group in self.groups if group.waiting), None)

    @property
    def following(self) -> list[StageAward]:
        return self.waiting[1 : 1 + NEXT]

    @property
    def uncalled(self) -> int:
        """Names that block the end: waiting, and issued but in no group."""
        return len(self.waiting) + len(self.left_out)

    @property
    def without_presenter(self) -> list[StageGroup]:
        return [group for group in self.groups if group.waiting and not group.group.presenter]

    @property
    def without_receiver(self) -> list[StageAward]:
        return [award for award in self.awards if award.lacks_receiver]

    @property
    def without_certificate(self) -> list[StageAward]:
        return [award for award in self.waiting if award.lacks_certificate]

    @property
    def revoked(self) -> list[StageAward]:
        return [award for award in self.waiting if award.revocation]

    @property
    def corrected(self) -> list[StageAward]:
        return [award for award in self.waiting if award.is_corrected]

    @property
    def shown_on_screen(self) -> StageAward | None:
        """The name that the hall sees: none while the screen is covered, none whose certificate was taken back."""
        current = self.current
        return None if self.conference.stage_covered or current is None or current.revocation else current

    @property
    def digest(self) -> str:
        """Changes whenever something that the pages of the stage show has changed."""
        shown = [
            (
                group.group.pk,
                group.group.title,
                group.group.presenter,
                *(one.award.pk, one.name, one.unit, one.what, one.number, one.receiver, one.is_waiting, bool(one.revocation)),
            )
            for group in self.groups
            for one in group.awards
        ]
        state = (self.conference.state, self.conference.stage_version, self.conference.stage_covered, len(self.left_out), shown)
        return hashlib.sha256(repr(state).encode()).hexdigest()[:20]


def open_lines(conference: Conference) -> QuerySet[DecisionLine]:
    """Lines of issued decisions that this conference has still to put into a group: each is handed over once, wherever.

    A name that another conference of the year called and put off («trao sau») comes again here.
    """
    elsewhere = Award.objects.filter(~Q(group__conference=conference), group__conference__programme=conference.programme_id)
    return (
        DecisionLine.objects.filter(
            decision__programme=conference.programme_id,
            decision__state=Decision.State.ISSUED,
            decision__kind__in=handed_kinds(conference.held_on),
            revocation=None,
        )
        .exclude(awards__group__conference=conference)
        .exclude(pk__in=elsewhere.exclude(call__outcome=AwardCall.Outcome.LATER).values("line"))
        .select_related("decision__body__unit", "decision__programme", "unit")
        .order_by("decision__date", "decision", "order")
    )


def stage_of(conference: Conference) -> Stage:
    """The ceremony of *conference*, the same number of queries however many names."""
    groups = list(
        AwardGroup.objects.filter(conference=conference).select_related("decision__body", "decision__programme").order_by("order")
    )
    awards = list(
        Award.objects.filter(group__conference=conference)
        .select_related("line__registration__initiative", "call__certificate__notice")
        .order_by("group__order", "order")
    )
    lines = [award.line for award in awards]
    names = names_on({line.unit_id for line in lines}, conference.held_on)
    certificates = certificates_of_lines([line.pk for line in lines])
    absent = _absent(conference)
    by_group: dict[int, list[StageAward]] = {group.pk: [] for group in groups}
    kinds = {group.pk: group.decision.kind for group in groups}
    for award in awards:
        by_group[award.group_id].append(
            _shown(award, names.get(award.line.unit_id, ""), certificates.get(award.line_id), kinds[award.group_id], absent)
        )
    return Stage(
        conference,
        tuple(StageGroup(group, tuple(by_group[group.pk])) for group in groups),
        tuple(open_lines(conference)),
    )


def certificates_of_lines(lines: Collection[int]) -> dict[int, Certificate]:
    """The last certificate of each line (primary keys): the one that stands, or that was taken back; one query."""
    rows = Certificate.objects.filter(line__in=lines, replaced_by=None).select_related("notice", "register")
    return {certificate.line_id: certificate for certificate in rows}


def _absent(conference: Conference) -> set[str]:
    """Folded names of the guests who did not come, as a line may name them."""
    gone = Guest.objects.filter(conference=conference, attendance=Guest.Attendance.ABSENT).select_related("person", "body")
    return {fold(name) for guest in gone for name in (guest.label, guest.person and guest.person.name) if name}


def _shown(award: Award, unit: str, certificate: Certificate | None, kind: str, absent: set[str]) -> StageAward:
    line, call = award.line, getattr(award, "call", None)
    if call is not None and call.certificate is not None:
        certificate = call.certificate  # what was handed over, whatever became of it since
    initiative = line.registration.initiative.title if line.registration else ""
    name, what = line.recipient, (initiative or line.reason) if kind == DecisionKind.RECOGNITION else (line.reason or initiative)
    if certificate is not None:
        what = certificate.content["initiative"]
        if certificate.replaces_id is not None:
            name = certificate.content["holder"].removeprefix("của ")
    if fold(unit) in fold(name):
        unit = ""  # the name says it already
    if fold(what) == fold(name):
        what = ""  # a model that stands on the list under its own title
    return StageAward(
        award=award,
        name=name,
        unit=unit,
        what=what,
        certificate=certificate,
        call=call,
        needs_certificate=kind == DecisionKind.RECOGNITION,
        absent=fold(line.recipient) in absent,
    )
