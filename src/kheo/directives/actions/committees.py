"""Steering committees: founded, strengthened, dissolved by decisions; corrected by a new row; working rules."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from kheo.directives.actions.committee_lists import (
    CommitteeDecisionContent,
    Kind,
    MemberContent,
    content_problems,
    details_of,
    kind_problems,
    paper_of,
    tell_members,
    write_decision,
)
from kheo.directives.models import Committee, CommitteeDecision, WorkingRules
from kheo.directives.queries.committees import decision_on, standing
from kheo.directives.rules.committees import LONGEST, Paper, order_problems, paper_problems
from kheo.foundation.models import StoredFile
from kheo.foundation.paper_numbers import number_key
from kheo.foundation.refusal import Problem, RefusedError
from kheo.foundation.text import tidy
from kheo.foundation.uploads.checks import Checked
from kheo.foundation.uploads.keeping import keep_file
from kheo.foundation.uploads.papers import SentFile, look_at
from kheo.organisation.authority import Actor, require
from kheo.organisation.models import Body, Locality
from kheo.organisation.trail import record

__all__ = [
    "CommitteeDecisionContent",
    "MemberContent",
    "correct_decision",
    "dissolve_committee",
    "found_committee",
    "set_working_rules",
    "strengthen_committee",
]

SUMMARY_LENGTH = 4000


def found_committee(
    actor: Actor,
    body: Body,
    purpose: str,
    decision: CommitteeDecisionContent,
    members: Sequence[MemberContent],
    file: SentFile | None = None,
) -> Committee:
    """Enter the founding decision of *body* (of kind committee) with its whole list."""
    locality = _locality_of(body)
    grant = require(actor, "committee.manage", locality)
    checked, problems = look_at(file, "paper")
    if purpose not in Committee.Purpose.values:
        problems.append(Problem("Chọn ban này chỉ đạo việc gì.", "Chỉ đạo việc gì"))
    if body.kind != Body.Kind.COMMITTEE:
        problems.append(Problem(f"«{body.name}» không phải là ban chỉ đạo; lập tổ chức loại «ban chỉ đạo» trước.", "Ban chỉ đạo"))
    problems += kind_problems(decision, Kind.FOUNDING)
    problems += content_problems(locality, body, decision, members)
    with transaction.atomic():
        held = Body.objects.select_for_update(of=("self",)).get(pk=body.pk)
        if Committee.objects.filter(body=held).exists():
            problems.append(Problem(f"«{held.name}» đã có quyết định thành lập; ghi quyết định kiện toàn.", "Ban chỉ đạo"))
        if problems:
            raise RefusedError(*problems)
        made = Committee.objects.create(body=held, locality=locality, purpose=purpose)
        row = write_decision(actor, made, decision, members, _keep(checked, locality, actor))
        record(actor, grant, "committee.found", made, locality, {"body": held.code, **details_of(row)})
    return made


def strengthen_committee(
    actor: Actor,
    committee: Committee,
    decision: CommitteeDecisionContent,
    members: Sequence[MemberContent],
    file: SentFile | None = None,
) -> CommitteeDecision:
    """Enter a strengthening decision: its whole list takes the place of the former one from its day on."""
    return _next_decision(actor, committee, decision, members, file, Kind.STRENGTHENING)


def dissolve_committee(
    actor: Actor, committee: Committee, decision: CommitteeDecisionContent, file: SentFile | None = None
) -> CommitteeDecision:
    """Enter the decision that ends the committee: from its day on no list is in force."""
    return _next_decision(actor, committee, decision, (), file, Kind.DISSOLUTION)


def _next_decision(
    actor: Actor,
    committee: Committee,
    decision: CommitteeDecisionContent,
    members: Sequence[MemberContent],
    file: SentFile | None,
    kind: str,
) -> CommitteeDecision:
    locality = committee.locality
    grant = require(actor, "committee.manage", locality)
    checked, problems = look_at(file, "paper")
    problems += kind_problems(decision, kind)
    problems += content_problems(locality, committee.body, decision, members)
    with transaction.atomic():
        held = _lock(committee)
        before = list(standing(held))
        if before and before[0].kind == Kind.DISSOLUTION:
            ended = f"{before[0].date:%d/%m/%Y}"
            what = f"Ban này đã kết thúc theo quyết định ngày {ended}; thành lập lại thì lập tổ chức mới ở trang Tổ chức."
            raise RefusedError(what)
        problems += order_problems(decision.paper, [paper_of(one) for one in before])
        if problems:
            raise RefusedError(*problems)
        row = write_decision(actor, held, decision, members, _keep(checked, locality, actor))
        act = "committee.strengthen" if kind == Kind.STRENGTHENING else "committee.dissolve"
        record(actor, grant, act, held, locality, details_of(row))
    return row


def correct_decision(
    actor: Actor,
    wrong: CommitteeDecision,
    decision: CommitteeDecisionContent,
    members: Sequence[MemberContent],
    reason: str,
    file: SentFile | None = None,
) -> CommitteeDecision:
    """Enter a decision again as it really reads: a new row in the place of *wrong*, which stays readable."""
    committee = wrong.committee
    locality = committee.locality
    grant = require(actor, "committee.manage", locality)
    checked, problems = look_at(file, "paper")
    problems += kind_problems(decision, wrong.kind)
    problems += content_problems(locality, committee.body, decision, members)
    if not tidy(reason):
        problems.append(Problem("Ghi chỗ đã ghi sai, một câu.", "Ghi sai chỗ nào"))
    if len(tidy(reason)) > LONGEST["reason"]:
        problems.append(Problem(f"Dài quá {LONGEST['reason']} ký tự; viết gọn lại.", "Ghi sai chỗ nào"))
    with transaction.atomic():
        held = _lock(committee)
        others = list(standing(held))
        if wrong not in others:
            raise RefusedError("Quyết định này đã được ghi lại trước đó; mở bản đang dùng rồi sửa bản ấy.")
        place = others.index(wrong)
        after, before = others[:place], others[place + 1 :]
        problems += order_problems(decision.paper, [paper_of(one) for one in before], [paper_of(one) for one in after])
        if problems:
            raise RefusedError(*problems)
        kept = _keep(checked, locality, actor) or wrong.file
        row = write_decision(actor, held, decision, members, kept, corrects=wrong, reason=tidy(reason))
        record(actor, grant, "committee.correct", held, locality, {"corrects": wrong.pk, **details_of(row)})
    return row


def set_working_rules(
    actor: Actor, committee: Committee, number: str, day: date, summary: str, file: SentFile | None = None
) -> WorkingRules:
    """Enter the working rules of the committee; a newer paper takes the place of an older one."""
    locality = committee.locality
    grant = require(actor, "committee.manage", locality)
    checked, problems = look_at(file, "paper")
    issuer = committee.body.name[: LONGEST["issuer"]]
    problems += paper_problems(Paper(tidy(number), issuer, day), timezone.localdate())
    if not summary.strip():
        problems.append(Problem("Tóm tắt vài điều thành viên cần nhớ: chế độ họp, báo cáo, phân công.", "Tóm tắt"))
    if len(summary) > SUMMARY_LENGTH:
        problems.append(Problem(f"Dài quá {SUMMARY_LENGTH} ký tự; tóm tắt ngắn hơn, gửi kèm tệp toàn văn.", "Tóm tắt"))
    with transaction.atomic():
        held = _lock(committee)
        known = WorkingRules.objects.filter(committee=held)
        if any(one.date == day and number_key(one.number) == number_key(number) for one in known):
            problems.append(Problem(f"Quy chế số {tidy(number)} ngày {day:%d/%m/%Y} đã ghi rồi.", "Số"))
        if decision_on(held, day) is None:
            problems.append(Problem("Ngày này ban chưa lập, hoặc đã kết thúc; xem lại ngày của quy chế.", "Ngày"))
        if problems:
            raise RefusedError(*problems)
        made = WorkingRules.objects.create(
            committee=held,
            number=tidy(number),
            date=day,
            summary="\n".join(line for line in map(tidy, summary.splitlines()) if line),
            file=_keep(checked, locality, actor),
            added_by=actor.account_id,
        )
        record(actor, grant, "committee.rules", held, locality, {"rules": made.pk, "date": day.isoformat()})
        newest = decision_on(held, timezone.localdate())
        if newest:
            tell_members(held, newest, f"Quy chế làm việc mới của {held.body.short_name}")
    return made


def _keep(checked: Checked | None, locality: Locality, actor: Actor) -> StoredFile | None:
    return keep_file(checked, locality.code, actor.account_id) if checked else None


def _locality_of(body: Body) -> Locality:
    if body.locality is None:
        raise RefusedError(Problem(f"«{body.name}» ở ngoài địa phương; chọn ban chỉ đạo của địa phương.", "Ban chỉ đạo"))
    return body.locality


def _lock(committee: Committee) -> Committee:
    """Decisions of one committee are entered one after the other."""
    return Committee.objects.select_for_update(of=("self",)).select_related("body", "locality").get(pk=committee.pk)
