"""Comments as they are read and gathered. There is no way to ask for the comments of a person: no row knows one."""

import hashlib
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from kheo.democracy.models import Comment, Consultation, Topic
from kheo.democracy.rules.comments import REASONS, hints
from kheo.foundation.text import fold
from kheo.recognition.rules.codes import normalise

WAITING, ACCEPTED, SET_ASIDE = Comment.State.WAITING, Comment.State.ACCEPTED, Comment.State.SET_ASIDE


def digest_of(text: str) -> str:
    """Equal for the same words however they are typed; empty for none."""
    return hashlib.sha256(fold(text).encode()).hexdigest() if text else ""


def code_digest(code: str) -> str | None:
    """What is kept of a writer's code; None for what is no code."""
    known = normalise(code)
    return hashlib.sha256(f"comment:{known}".encode()).hexdigest() if known else None


def comment_of_code(code: str) -> Comment | None:
    """The comment that *code* opens for whoever wrote it."""
    digest = code_digest(code)
    rows = Comment.objects.select_related("consultation__locality", "topic", "village")
    return rows.filter(code_digest=digest).first() if digest else None


@dataclass(frozen=True)
class ShownComment:
    """*hints*: what to look at twice; *same*: how many others of the consultation have the same words."""

    comment: Comment
    hints: tuple[str, ...]
    same: int

    @property
    def reason_words(self) -> str:
        return REASONS[self.comment.reason].label if self.comment.reason else ""


def comments_of(consultation: Consultation, state: str = "") -> QuerySet[Comment]:
    """Comments with words, the oldest first; those of *state* alone, where one is given."""
    rows = Comment.objects.filter(consultation=consultation).exclude(text="", state=ACCEPTED)
    return (rows.filter(state=state) if state else rows).select_related("topic", "village").prefetch_related("stances__question")


def shown_comments(rows: list[Comment]) -> list[ShownComment]:
    """*rows* of one consultation with what a reader should know; one query more."""
    digests = {row.digest for row in rows if row.digest}
    consultations = {row.consultation_id for row in rows}
    same = Comment.objects.filter(consultation__in=consultations, digest__in=digests).order_by()
    times = {row["digest"]: row["number"] for row in same.values("digest").annotate(number=Count("pk"))}
    return [ShownComment(row, hints(row.text), times.get(row.digest, 1) - 1) for row in rows]


def public_comments(consultation: Consultation) -> QuerySet[Comment]:
    """Words that were taken, without who said them."""
    rows = Comment.objects.filter(consultation=consultation, state=ACCEPTED).exclude(text="")
    return rows.select_related("village", "topic")


@dataclass(frozen=True)
class Progress:
    """How far reading and answering have come: what stands between closing and publishing."""

    waiting: int
    ungrouped: int
    topics: int
    unanswered: int

    @property
    def is_done(self) -> bool:
        return not (self.waiting or self.ungrouped or self.unanswered)


def progress(consultation: Consultation) -> Progress:
    """Two queries."""
    words = ~Q(text="")
    counted = Comment.objects.filter(consultation=consultation).aggregate(
        waiting=Count("pk", filter=Q(state=WAITING)),
        ungrouped=Count("pk", filter=words & Q(state=ACCEPTED, topic=None)),
    )
    topics = Topic.objects.filter(consultation=consultation).aggregate(
        topics=Count("pk"), unanswered=Count("pk", filter=Q(verdict=""))
    )
    return Progress(**counted, **topics)


@dataclass(frozen=True)
class GatheredTopic:
    """A topic and how many comments it gathers."""

    topic: Topic
    number: int


def topics_of(consultation: Consultation) -> list[GatheredTopic]:
    """Topics, the one with most comments first; two queries."""
    rows = Comment.objects.filter(consultation=consultation, topic__isnull=False).order_by()
    number = dict(rows.values_list("topic").annotate(Count("pk")))
    found = [GatheredTopic(topic, number.get(topic.pk, 0)) for topic in Topic.objects.filter(consultation=consultation)]
    return sorted(found, key=lambda one: (-one.number, one.topic.pk))
