"""Asking for information that should be public, and answering it (Luật 10/2022/QH15 Điều 14 khoản 2)."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from kheo.democracy.models import InformationAnswer, InformationRequest, Posting
from kheo.democracy.queries.information import code_digest
from kheo.democracy.rules.comments import lines_of
from kheo.democracy.rules.information import (
    CONTACT_KEPT,
    REACHED_BY,
    REFUSED,
    TRANSFERRED,
    WORDS_KEPT,
    answer_problems,
    extension_problems,
    received_problems,
    refusals,
    request_problems,
    term_of,
)
from kheo.democracy.rules.publishing import FIRST_DAY
from kheo.foundation.refusal import Problem, RefusedError, require_version
from kheo.foundation.text import tidy
from kheo.foundation.uploads.keeping import keep_file
from kheo.foundation.uploads.papers import SentFile, look_at
from kheo.organisation.actions.notices import notify
from kheo.organisation.authority import NOBODY, Actor, require
from kheo.organisation.models import Locality, Role
from kheo.organisation.queries.holders import holders_in
from kheo.organisation.trail import record

CODE = "Mã theo dõi"


@dataclass(frozen=True)
class RequestContent:
    """*ground*, *way*: values of InformationRequest; *contact*: where the answer goes, kept only where it has to be sent."""

    words: str
    ground: str
    way: str
    contact: str = ""
    item: int | None = None
    posting: Posting | None = None


@dataclass(frozen=True)
class AnswerContent:
    outcome: str
    text: str = ""
    reason: str = ""
    to: str = ""


def send_request(locality: Locality, content: RequestContent, code: str) -> InformationRequest:
    """Take a request from the public page under the sender's own *code*; the same code again gives the same request.

    Whoever is signed in acts as nobody here: the trail tells that a request came, never from which account.
    """
    grant = require(NOBODY, "information.ask", locality)
    digest = code_digest(code)
    if digest is None:
        raise RefusedError(Problem("Mã theo dõi của trang này không đọc được; tải lại trang rồi gửi.", CODE))
    problems = _content_problems(locality, content)
    if problems:
        raise RefusedError(*problems)
    with transaction.atomic():
        if taken := InformationRequest.objects.filter(code_digest=digest).first():
            if taken.locality_id != locality.pk:
                raise RefusedError(Problem("Mã theo dõi này đã dùng ở nơi khác; tải lại trang rồi gửi.", CODE))
            return taken
        made = _keep(locality, content, timezone.localdate(), digest)
        record(NOBODY, grant, "information.ask", made, locality, _told(made))
        _tell_office(made)
    return made


def enter_request(actor: Actor, locality: Locality, content: RequestContent, received_on: date) -> InformationRequest:
    """Write down a request that came at the office or on paper on *received_on*."""
    grant = require(actor, "information.manage", locality)
    problems = [*_content_problems(locality, content), *received_problems(received_on, FIRST_DAY, timezone.localdate())]
    if problems:
        raise RefusedError(*problems)
    with transaction.atomic():
        made = _keep(locality, content, received_on, None)
        record(actor, grant, "information.enter", made, locality, _told(made))
    return made


def extend_request(actor: Actor, request: InformationRequest, until: date, reason: str, version: int) -> InformationRequest:
    """Say that the answer needs time until *until*, and why: whoever asked reads it under the code."""
    locality = request.locality
    grant = require(actor, "information.manage", locality)
    with transaction.atomic():
        held = _lock(request, version)
        if held.answered_on:
            raise RefusedError("Yêu cầu này đã trả lời rồi; không gia hạn nữa.")
        term = term_of(held.way, held.received_on)
        if problems := list(extension_problems(until, reason, held.due_on, term.latest)):
            raise RefusedError(*problems)
        held.due_on, held.extended_for = until, tidy(reason)
        held.version += 1
        held.save()
        record(actor, grant, "information.extend", held, locality, {"until": until.isoformat()})
    return held


def answer_request(
    actor: Actor, request: InformationRequest, content: AnswerContent, version: int, file: SentFile | None = None
) -> InformationAnswer:
    """Answer: given, refused with its reason, or led to the body that has it. A further answer takes the place of the last."""
    locality = request.locality
    grant = require(actor, "information.manage", locality)
    today = timezone.localdate()
    checked, problems = look_at(file, "paper", "Tệp")
    text, known = lines_of(content.text), refusals(today)
    problems += answer_problems(content.outcome, text, content.reason, content.to, known, has_file=file is not None)
    if content.outcome not in InformationAnswer.Outcome.values:
        problems.append(Problem("Chọn đã cung cấp, từ chối hay hướng dẫn đến cơ quan khác.", "Kết quả"))
    with transaction.atomic():
        held = _lock(request, version)
        if problems:
            raise RefusedError(*problems)
        kept = keep_file(checked, locality.code, actor.account_id) if checked else None
        made = InformationAnswer.objects.create(
            request=held, outcome=content.outcome, text=text, file=kept, on=today, added_by=actor.account_id,
            reason=content.reason if content.outcome == REFUSED else "",
            to=tidy(content.to) if content.outcome == TRANSFERRED else "",
        )  # fmt: skip
        held.answered_on = held.answered_on or today
        held.version += 1
        held.save()
        details = {"outcome": made.outcome, "reason": made.reason, "late": held.answered_on > held.due_on}
        record(actor, grant, "information.answer", held, locality, details | {"sha256": kept.sha256 if kept else ""})
    return made


def forget_requests() -> int:
    """Empty addresses, and later the words, of requests whose keeping time after the answer is over; how many were emptied."""
    today = timezone.localdate()
    answered = InformationRequest.objects.filter(answered_on__isnull=False)
    addresses = answered.filter(answered_on__lt=today - CONTACT_KEPT).exclude(contact="").update(contact="")
    return addresses + answered.filter(answered_on__lt=today - WORDS_KEPT).exclude(words="").update(words="")


def _content_problems(locality: Locality, content: RequestContent) -> list[Problem]:
    problems = list(request_problems(lines_of(content.words), content.way, content.contact))
    if content.ground not in InformationRequest.Ground.values:
        problems.append(Problem("Chọn một trong ba trường hợp.", "Trường hợp"))
    if content.way not in InformationRequest.Way.values:
        problems.append(Problem("Chọn cách nhận trả lời.", "Nhận trả lời"))
    if content.item is not None and not 0 <= content.item <= 14:
        problems.append(Problem("Chọn một trong 14 nội dung của Điều 11, hoặc để trống.", "Nội dung"))
    if content.posting is not None and content.posting.locality_id != locality.pk:
        problems.append(Problem("Nội dung công khai này của địa phương khác."))
    return problems


def _keep(locality: Locality, content: RequestContent, received_on: date, digest: str | None) -> InformationRequest:
    return InformationRequest.objects.create(
        locality=locality,
        item=content.item,
        posting=content.posting,
        ground=content.ground,
        words=lines_of(content.words),
        way=content.way,
        contact=tidy(content.contact) if content.way in REACHED_BY else "",
        received_on=received_on,
        due_on=term_of(content.way, received_on).on,
        is_online=digest is not None,
        code_digest=digest,
    )


def _told(made: InformationRequest) -> dict[str, object]:
    return {"item": made.item, "ground": made.ground, "way": made.way, "due": made.due_on.isoformat()}


def _tell_office(made: InformationRequest) -> None:
    office = holders_in(made.locality, [Role.OFFICE], made.received_on)
    path = reverse("democracy:information_request", args=[made.locality.code, made.pk])
    notify(office, made.locality, "Có yêu cầu cung cấp thông tin", path, f"Trả lời chậm nhất {made.due_on:%d/%m/%Y}.")


def _lock(request: InformationRequest, version: int) -> InformationRequest:
    held = InformationRequest.objects.select_for_update(of=("self",)).select_related("locality").get(pk=request.pk)
    require_version(version, held.version)
    return held
