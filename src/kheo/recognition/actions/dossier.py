"""The commendation file: its review with the votes, and that it was taken in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from kheo.foundation.lengths import longest, too_long
from kheo.foundation.refusal import Problem, RefusedError
from kheo.foundation.text import tidy
from kheo.organisation.authority import Actor, require
from kheo.organisation.trail import record
from kheo.recognition.models import Decision, DecisionKind, FileReceipt, Review, ReviewVote
from kheo.recognition.queries.dossier import dossier_of
from kheo.recognition.queries.lines import lines_of
from kheo.recognition.rules.dossier import FILES, vote_problems
from kheo.recognition.rules.facts import problems_of


@dataclass(frozen=True)
class Meeting:
    """*members*: all members of *council*, the absent ones too; *paper*: number and day of its minutes."""

    held_on: date
    council: str
    paper: str
    members: int


def record_review(actor: Actor, decision: Decision, meeting: Meeting, votes: Mapping[int, tuple[int, int]]) -> Review:
    """Write down how the proposal was voted on: *votes* by registration, for and against. The newest review counts."""
    grant = require(actor, "file.manage", decision.locality)
    with transaction.atomic():
        locked = _locked(decision)
        lines = {line.registration_id: line for line in lines_of(locked).filter(revocation=None) if line.registration_id}
        labels = {vote_label(line.order, line.recipient): votes.get(key) for key, line in lines.items()}
        problems = [*_meeting_problems(meeting), *vote_problems(meeting.members, labels)]
        if problems:
            raise RefusedError(*problems)
        made = Review.objects.create(
            decision=locked,
            held_on=meeting.held_on,
            council=tidy(meeting.council),
            paper=tidy(meeting.paper),
            members=meeting.members,
            added_by=actor.account_id,
        )
        ReviewVote.objects.bulk_create(
            ReviewVote(review=made, registration_id=key, votes_for=votes[key][0], votes_against=votes[key][1]) for key in lines
        )
        record(actor, grant, "file.review", made, locked.locality, {"members": meeting.members, "lines": len(lines)})
    return made


def take_in(actor: Actor, decision: Decision, on: date, paper: str) -> FileReceipt:
    """Write down that the commending body took the file in on the day *on*; refused while a piece or votes are missing."""
    grant = require(actor, "file.manage", decision.locality)
    with transaction.atomic():
        locked = _locked(decision)
        problems = list(problems_of(dossier_of(locked).checks))
        if not tidy(paper):
            problems.append(Problem("Ghi số của giấy biên nhận hoặc số đến.", "Giấy biên nhận"))
        problems += too_long(tidy(paper), longest(FileReceipt, "paper"), "Giấy biên nhận")
        if on > timezone.localdate():
            problems.append(Problem(f"Ngày {on:%d/%m/%Y} ở sau hôm nay.", "Ngày nhận"))
        if locked.date and on < locked.date:
            problems.append(Problem(f"Ngày nhận ở trước ngày tờ trình {locked.date:%d/%m/%Y}.", "Ngày nhận"))
        if problems:
            raise RefusedError(*problems)
        law = FILES.on("taken_under", on).value
        made = FileReceipt.objects.create(decision=locked, on=on, paper=tidy(paper), law=law, added_by=actor.account_id)
        record(actor, grant, "file.take_in", made, locked.locality, {"on": on.isoformat()})
    return made


def vote_label(order: int, name: str) -> str:
    """How the form and the refusal call the votes of one line."""
    return f"{order}. {name}, số phiếu đồng ý"


def _locked(decision: Decision) -> Decision:
    locked = Decision.objects.select_for_update(of=("self",)).select_related("locality").get(pk=decision.pk)
    if locked.kind != DecisionKind.PROPOSAL:
        raise RefusedError("Chỉ tờ trình đề nghị khen thưởng có hồ sơ.")
    if locked.state != Decision.State.ISSUED:
        raise RefusedError("Tờ trình chưa ghi số, ngày; ghi số rồi mới ghi biên bản và gửi hồ sơ.")
    receipt = FileReceipt.objects.filter(decision=locked).first()
    if receipt is not None:
        raise RefusedError(f"Hồ sơ đã được nhận ngày {receipt.on:%d/%m/%Y}; không sửa nữa.")
    return locked


def _meeting_problems(meeting: Meeting) -> list[Problem]:
    problems = []
    for label, text, name in (("Hội đồng xét", meeting.council, "council"), ("Biên bản", meeting.paper, "paper")):
        if not tidy(text):
            problems.append(Problem("Chưa ghi mục này.", label))
        problems += too_long(tidy(text), longest(Review, name), label)
    if meeting.held_on > timezone.localdate():
        problems.append(Problem(f"Ngày {meeting.held_on:%d/%m/%Y} ở sau hôm nay.", "Ngày họp"))
    return problems
