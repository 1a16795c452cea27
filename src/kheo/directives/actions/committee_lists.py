"""A decision on a committee with its list: what is wrong with it, writing it, telling its members."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from kheo.directives.models import Committee, CommitteeDecision, CommitteeMember
from kheo.directives.queries.committees import decision_on, members_of
from kheo.directives.rules.committees import MEMBERS, Paper, Seat, member_problems, paper_problems, period_problems
from kheo.foundation.models import StoredFile
from kheo.foundation.refusal import Problem
from kheo.foundation.text import tidy
from kheo.organisation.actions.notices import notify
from kheo.organisation.authority import Actor
from kheo.organisation.models import Body, Locality, Position

Kind = CommitteeDecision.Kind


@dataclass(frozen=True)
class CommitteeDecisionContent:
    """What stands on a decision; *kind* is one of CommitteeDecision.Kind."""

    kind: str
    number: str
    issuer: str
    date: date

    @property
    def paper(self) -> Paper:
        return Paper(tidy(self.number), tidy(self.issuer), self.date)


@dataclass(frozen=True)
class MemberContent:
    """A member by position; with *position* its body is the position's own, without one *title* alone says who."""

    part: str
    title: str
    body: Body | None = None
    position: Position | None = None
    area: str = ""

    @property
    def seat(self) -> Seat:
        position = self.position
        return Seat(
            self.part,
            self.title,
            self.body.code if self.body else "",
            position.pk if position else None,
            position.valid_from if position else None,
            position.valid_to if position else None,
            self.area,
        )


def paper_of(decision: CommitteeDecision) -> Paper:
    return Paper(decision.number, decision.issuer, decision.date)


def kind_problems(decision: CommitteeDecisionContent, kind: str) -> list[Problem]:
    if decision.kind == kind:
        return []
    return [Problem(f"Việc này cần quyết định loại «{Kind(kind).label}».", "Loại quyết định")]


def content_problems(
    locality: Locality, body: Body, decision: CommitteeDecisionContent, members: Sequence[MemberContent]
) -> list[Problem]:
    """What is wrong with the paper and its list, the database's other rows left aside."""
    problems = [
        *paper_problems(decision.paper, timezone.localdate()),
        *period_problems(body.name, body.valid_from, _last_day_after(body), decision.date),
    ]
    if decision.kind == Kind.DISSOLUTION:
        return problems + ([Problem("Quyết định kết thúc không mang theo danh sách.", MEMBERS)] if members else [])
    problems += member_problems([member.seat for member in members], decision.date)
    for row, member in enumerate(members, 1):
        own = member.position.body if member.position else member.body
        if own is not None and own.locality_id not in {locality.pk, None}:
            problems.append(Problem(f"«{own.name}» thuộc địa phương khác; chọn trong danh sách.", f"Dòng {row}"))
        if member.part not in CommitteeMember.Part.values:
            problems.append(Problem("Chọn phần việc trong ban.", f"Dòng {row}"))
    return problems


def _last_day_after(body: Body) -> date | None:
    """The first day without *body*: its own, or that of the unit whose it is."""
    return min((end for end in (body.valid_to, body.unit.ended_on) if end is not None), default=None)


def write_decision(
    actor: Actor,
    committee: Committee,
    content: CommitteeDecisionContent,
    members: Sequence[MemberContent],
    file: StoredFile | None,
    *,
    corrects: CommitteeDecision | None = None,
    reason: str = "",
) -> CommitteeDecision:
    made = CommitteeDecision.objects.create(
        committee=committee,
        kind=content.kind,
        number=tidy(content.number),
        issuer=tidy(content.issuer),
        date=content.date,
        file=file,
        corrects=corrects,
        reason=reason,
        added_by=actor.account_id,
    )
    CommitteeMember.objects.bulk_create(
        CommitteeMember(
            decision=made,
            order=order,
            part=member.part,
            title=tidy(member.title),
            body=member.position.body if member.position else member.body,
            position=member.position,
            area=tidy(member.area),
        )
        for order, member in enumerate(members, 1)
    )
    if made == decision_on(committee, timezone.localdate()):
        tell_members(committee, made, f"Danh sách mới của {committee.body.short_name}")
    return made


def tell_members(committee: Committee, decision: CommitteeDecision, subject: str) -> None:
    """Tell the members who hold their position in Khéo."""
    today = timezone.localdate()
    seated = [member.position for member in members_of(decision) if member.position]
    held = [position for position in seated if position.valid_to is None or position.valid_to > today]
    path = reverse("directives:committee", args=[committee.locality.code, committee.pk])
    text = f"Quyết định {decision.get_kind_display()} số {decision.number} ngày {decision.date:%d/%m/%Y}."
    notify(held, committee.locality, subject, path, text)


def details_of(row: CommitteeDecision) -> dict[str, object]:
    members = CommitteeMember.objects.filter(decision=row).count()
    return {"decision": row.pk, "kind": row.kind, "date": row.date.isoformat(), "members": members}
