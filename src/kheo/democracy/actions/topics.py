"""Reading comments, gathering them by what they say, answering each topic (Luật 10/2022/QH15 Điều 28 khoản 3)."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from kheo.democracy.actions.consultations import lock_consultation
from kheo.democracy.models import Comment, Consultation, Topic
from kheo.democracy.rules.comments import REASONS, lines_of
from kheo.foundation.lengths import longest, too_long
from kheo.foundation.refusal import Problem, RefusedError, require_version
from kheo.foundation.text import tidy
from kheo.organisation.authority import Actor, require
from kheo.organisation.trail import record

TITLE, SUMMARY, VERDICT, ANSWER, TOPIC, WHY = "Tên nhóm", "Người dân nói gì", "Cách trả lời", "Lời trả lời", "Nhóm", "Lý do"
LONGEST_SUMMARY, LONGEST_ANSWER = 3_000, 6_000


@dataclass(frozen=True)
class TopicContent:
    title: str
    summary: str = ""


def add_topic(actor: Actor, consultation: Consultation, content: TopicContent) -> Topic:
    """Open a topic under which comments are gathered."""
    grant = require(actor, "consultation.manage", consultation.locality)
    with transaction.atomic():
        held = lock_consultation(consultation, "topic.edit")
        title, summary = _topic_words(held, content, None)
        made = Topic.objects.create(consultation=held, title=title, summary=summary)
        record(actor, grant, "topic.add", made, held.locality, {"consultation": held.pk})
    return made


def edit_topic(actor: Actor, topic: Topic, content: TopicContent, version: int) -> Topic:
    """Say better what a topic is about, until the results are published."""
    grant = require(actor, "consultation.manage", topic.consultation.locality)
    with transaction.atomic():
        consultation = lock_consultation(topic.consultation, "topic.edit")
        held = _lock_topic(topic, version)
        held.title, held.summary = _topic_words(consultation, content, held)
        _save(held)
        record(actor, grant, "topic.edit", held, consultation.locality, {"version": held.version})
    return held


def answer_topic(actor: Actor, topic: Topic, verdict: str, answer: str, version: int) -> Topic:
    """Answer what the people said: taken up, or explained. Who answers later than another reads that answer first."""
    grant = require(actor, "consultation.answer", topic.consultation.locality)
    words = lines_of(answer)
    problems = too_long(words, LONGEST_ANSWER, ANSWER)
    if verdict not in Topic.Verdict.values:
        problems.append(Problem("Chọn «Tiếp thu» hoặc «Giải trình» (Điều 28 khoản 3 Luật 10/2022/QH15).", VERDICT))
    if not words:
        problems.append(Problem("Viết tiếp thu điều gì, sửa vào đâu; hoặc vì sao giữ như dự thảo.", ANSWER))
    if problems:
        raise RefusedError(*problems)
    with transaction.atomic():
        consultation = lock_consultation(topic.consultation, "topic.answer")
        held = _lock_topic(topic, version)
        held.verdict, held.answer, held.answered_on = verdict, words, timezone.localdate()
        _save(held)
        details = {"verdict": verdict, "version": held.version}
        record(actor, grant, "topic.answer", held, consultation.locality, details)
    return held


def accept_comment(actor: Actor, comment: Comment, topic: Topic | None, version: int) -> Comment:
    """Take a comment, and put it under *topic* when it is known where it belongs."""
    grant = require(actor, "consultation.manage", comment.consultation.locality)
    with transaction.atomic():
        consultation = lock_consultation(comment.consultation, "comment.read")
        held = _lock_comment(comment, version)
        if topic is not None and topic.consultation_id != consultation.pk:
            raise RefusedError(Problem("Nhóm này thuộc đợt lấy ý kiến khác; chọn trong danh sách.", TOPIC))
        if held.reason and not REASONS[held.reason].keeps_words:
            what = "Lời của ý kiến này đã xoá khi không đưa lên, nên không nhận lại được; lựa chọn vẫn giữ."
            raise RefusedError(Problem(what))
        held.state, held.reason, held.topic = Comment.State.ACCEPTED, "", topic
        _save(held)
        record(actor, grant, "comment.accept", held, consultation.locality, {"topic": topic.pk if topic else None})
    return held


def set_aside_comment(actor: Actor, comment: Comment, reason: str, version: int) -> Comment:
    """Show a comment to nobody but its writer, who reads why; words that may not be kept are gone for good."""
    grant = require(actor, "consultation.manage", comment.consultation.locality)
    known = REASONS.get(reason)
    if known is None:
        raise RefusedError(Problem("Chọn lý do; người viết đọc được lý do này.", WHY))
    with transaction.atomic():
        consultation = lock_consultation(comment.consultation, "comment.read")
        held = _lock_comment(comment, version)
        held.state, held.reason, held.topic = Comment.State.SET_ASIDE, reason, None
        if not known.keeps_words:
            held.text, held.digest = "", ""
        _save(held)
        record(actor, grant, "comment.set_aside", held, consultation.locality, {"reason": reason})
    return held


def _topic_words(consultation: Consultation, content: TopicContent, held: Topic | None) -> tuple[str, str]:
    title, summary = tidy(content.title), lines_of(content.summary)
    problems = too_long(title, longest(Topic, "title"), TITLE) + too_long(summary, LONGEST_SUMMARY, SUMMARY)
    if not title:
        problems.append(Problem("Đặt tên cho nhóm: người dân nói về điều gì.", TITLE))
    others = Topic.objects.filter(consultation=consultation, title=title).exclude(pk=held.pk if held else 0)
    if others.exists():
        problems.append(Problem("Đã có nhóm tên này; xếp ý kiến vào nhóm ấy.", TITLE))
    if problems:
        raise RefusedError(*problems)
    return title, summary


def _lock_topic(topic: Topic, version: int) -> Topic:
    held = Topic.objects.select_for_update().get(pk=topic.pk)
    require_version(version, held.version)
    return held


def _lock_comment(comment: Comment, version: int) -> Comment:
    held = Comment.objects.select_for_update().get(pk=comment.pk)
    require_version(version, held.version)
    return held


def _save(held: Topic | Comment) -> None:
    held.version += 1
    held.save()
