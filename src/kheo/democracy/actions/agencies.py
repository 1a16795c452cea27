"""Keeping the record of democracy inside an agency: by its own staff or the office; rows are written once."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from kheo.democracy.models import (
    AgencyBoard,
    AgencyConference,
    AgencyPosting,
    AgencyRecommendation,
    AgencyReply,
    AgencyTakenDown,
)
from kheo.democracy.rules.agencies import (
    board_problems,
    conference_problems,
    correction_problems,
    posting_problems,
    recommendation_problems,
    reply_problems,
    taking_down_problems,
)
from kheo.democracy.rules.comments import lines_of
from kheo.foundation.refusal import Problem, RefusedError
from kheo.foundation.text import tidy
from kheo.foundation.uploads.keeping import keep_file
from kheo.foundation.uploads.papers import SentFile, look_at
from kheo.organisation.authority import Actor, Grant, Owner, require
from kheo.organisation.models import Body, Locality
from kheo.organisation.trail import record


@dataclass(frozen=True)
class PostingContent:
    """*item*: the clause of Luật 10/2022/QH15 Điều 46; *form*: a key of ``agency.forms``."""

    item: int
    title: str
    form: str
    dated_on: date
    posted_on: date


@dataclass(frozen=True)
class ConferenceContent:
    """Numbers of people: *staff* in all, *summoned*, *present*, *votes_for* the resolution."""

    year: int
    held_on: date
    staff: int
    summoned: int
    present: int
    votes_for: int
    scattered: str = ""
    resolution: str = ""


def owner_of(body: Body) -> Owner:
    return Owner(body.unit_id, body.code)


def record_posting(
    actor: Actor,
    body: Body,
    content: PostingContent,
    proof: SentFile | None = None,
    corrects: AgencyPosting | None = None,
    why: str = "",
) -> AgencyPosting:
    """Record what was told to the staff of *body*; *corrects*: the row this one takes the place of, and *why*."""
    locality, grant = _allowed(actor, body)
    checked, problems = look_at(proof, "evidence")
    days = (content.dated_on, content.posted_on)
    problems += posting_problems(content.item, content.title, content.form, days, timezone.localdate())
    with transaction.atomic():
        _hold(body)
        problems += _correction_problems(body, corrects, why)
        same = AgencyPosting.objects.filter(
            body=body, item=content.item, title=tidy(content.title), form=content.form, posted_on=content.posted_on
        )
        if same.filter(corrected_by=None).exclude(pk=corrects.pk if corrects else 0).exists():
            problems.append(Problem("Đã ghi đúng nội dung này, hình thức này, ngày này.", "Nội dung"))
        if problems:
            raise RefusedError(*problems)
        made = AgencyPosting.objects.create(
            locality=locality,
            body=body,
            item=content.item,
            title=tidy(content.title),
            form=content.form,
            dated_on=content.dated_on,
            posted_on=content.posted_on,
            proof=keep_file(checked, locality.code, actor.account_id) if checked else None,
            corrects=corrects,
            why=tidy(why) if corrects else "",
            added_by=actor.account_id,
        )
        details = {"body": body.code, "item": made.item, "posted_on": made.posted_on.isoformat()}
        details |= {"proof": made.proof.sha256} if made.proof else {}
        details |= {"corrects": corrects.pk} if corrects else {}
        record(actor, grant, "agency.post", made, locality, details)
    return made


def take_down(actor: Actor, posting: AgencyPosting, on: date) -> AgencyTakenDown:
    """Record that *posting* came down; before its 20 days are over it stays marked as taken down early (Điều 48)."""
    locality, grant = _allowed(actor, posting.body)
    problems = list(taking_down_problems(posting.posted_on, posting.form, on, timezone.localdate()))
    with transaction.atomic():
        _hold(posting.body)
        if AgencyTakenDown.objects.filter(posting=posting).exists():
            problems.append(Problem("Đã ghi ngày gỡ.", "Ngày gỡ"))
        if problems:
            raise RefusedError(*problems)
        made = AgencyTakenDown.objects.create(posting=posting, on=on, added_by=actor.account_id)
        record(actor, grant, "agency.take_down", posting, locality, {"on": on.isoformat()})
    return made


def record_conference(
    actor: Actor, body: Body, content: ConferenceContent, corrects: AgencyConference | None = None, why: str = ""
) -> AgencyConference:
    """Record the conference of staff on a working year, also one with too few present: a second call is counted from it.

    *corrects*: the row this one takes the place of, and *why*; that row stays.
    """
    locality, grant = _allowed(actor, body)
    people = (content.staff, content.summoned, content.present, content.votes_for)
    problems = list(conference_problems(content.held_on, content.year, people, content.scattered, timezone.localdate()))
    with transaction.atomic():
        _hold(body)
        problems += _correction_problems(body, corrects, why)
        same = AgencyConference.objects.filter(body=body, held_on=content.held_on, corrected_by=None)
        if same.exclude(pk=corrects.pk if corrects else 0).exists():
            problems.append(Problem("Đã ghi hội nghị họp ngày này; sai thì đính chính mục đã ghi.", "Ngày họp"))
        if problems:
            raise RefusedError(*problems)
        made = AgencyConference.objects.create(
            locality=locality,
            body=body,
            year=content.year,
            held_on=content.held_on,
            staff=content.staff,
            summoned=content.summoned,
            present=content.present,
            votes_for=content.votes_for,
            scattered=tidy(content.scattered),
            resolution=lines_of(content.resolution),
            corrects=corrects,
            why=tidy(why) if corrects else "",
            added_by=actor.account_id,
        )
        details = {"body": body.code, "year": made.year, "present": made.present, "summoned": made.summoned}
        details |= {"corrects": corrects.pk} if corrects else {}
        record(actor, grant, "agency.conference", made, locality, details)
    return made


def record_board(actor: Actor, body: Body, elected_on: date, members: int, special: str = "") -> AgencyBoard:
    """Record the people's inspection board that the conference of *body* elected."""
    locality, grant = _allowed(actor, body)
    problems = list(board_problems(elected_on, members, special, timezone.localdate()))
    with transaction.atomic():
        _hold(body)
        if AgencyBoard.objects.filter(body=body, elected_on=elected_on).exists():
            problems.append(Problem("Đã ghi Ban bầu ngày này.", "Ngày bầu"))
        if problems:
            raise RefusedError(*problems)
        made = AgencyBoard.objects.create(
            locality=locality,
            body=body,
            elected_on=elected_on,
            members=members,
            special=tidy(special),
            added_by=actor.account_id,
        )
        record(actor, grant, "agency.board", made, locality, {"body": body.code, "members": members})
    return made


def record_recommendation(actor: Actor, body: Body, received_on: date, text: str) -> AgencyRecommendation:
    """Record what the board of *body* asked of its head."""
    locality, grant = _allowed(actor, body)
    problems = list(recommendation_problems(received_on, text, timezone.localdate()))
    with transaction.atomic():
        _hold(body)
        if not AgencyBoard.objects.filter(body=body, elected_on__lte=received_on).exists():
            problems.append(Problem("Ngày này cơ quan chưa có Ban Thanh tra nhân dân; ghi Ban trước.", "Ngày nhận"))
        if problems:
            raise RefusedError(*problems)
        made = AgencyRecommendation.objects.create(
            locality=locality, body=body, received_on=received_on, text=lines_of(text), added_by=actor.account_id
        )
        record(actor, grant, "agency.recommend", made, locality, {"body": body.code})
    return made


def answer_recommendation(actor: Actor, recommendation: AgencyRecommendation, replied_on: date, text: str) -> AgencyReply:
    """Record the head's answer; after 15 days it stays marked late (Điều 63 khoản 1 điểm c)."""
    locality, grant = _allowed(actor, recommendation.body)
    problems = list(reply_problems(recommendation.received_on, replied_on, text, timezone.localdate()))
    with transaction.atomic():
        _hold(recommendation.body)
        if AgencyReply.objects.filter(recommendation=recommendation).exists():
            problems.append(Problem("Kiến nghị này đã có trả lời; tải lại trang để xem.", "Kết quả giải quyết"))
        if problems:
            raise RefusedError(*problems)
        made = AgencyReply.objects.create(
            recommendation=recommendation, replied_on=replied_on, text=lines_of(text), added_by=actor.account_id
        )
        record(actor, grant, "agency.reply", recommendation, locality, {"on": replied_on.isoformat()})
    return made


def _allowed(actor: Actor, body: Body) -> tuple[Locality, Grant]:
    locality = body.locality
    grant = require(actor, "agency.record", locality, owner_of(body))
    if locality is None:
        raise RefusedError(Problem("Cơ quan này không thuộc địa phương nào ở đây.", "Cơ quan"))
    return locality, grant


def _hold(body: Body) -> None:
    """One writer for the record of an agency: the same form from two telephones is kept once."""
    Body.objects.select_for_update().get(pk=body.pk)


def _correction_problems(body: Body, corrects: AgencyPosting | AgencyConference | None, why: str) -> list[Problem]:
    if corrects is None:
        return []
    if corrects.body_id != body.pk:
        return [Problem("Mục được đính chính thuộc cơ quan khác.")]
    if type(corrects).objects.filter(corrects=corrects).exists():
        return [Problem("Mục này đã được đính chính; tải lại trang để xem bản mới.")]
    return list(correction_problems(why))
