"""What is published at the end of a consultation, as it is frozen."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from kheo.democracy.models import Comment, Consultation
from kheo.democracy.queries.comments import topics_of
from kheo.democracy.queries.consultations import counts_of, heard
from kheo.democracy.rules.comments import REASONS
from kheo.democracy.rules.consultations import STANCES


@dataclass(frozen=True)
class FrozenCount:
    """A question as it was published: *rows* of label and number in the order asked, what more than half chose, the total."""

    text: str
    rows: list[tuple[str, int]]
    leading: str
    total: int


def frozen_counts(content: dict[str, Any]) -> list[FrozenCount]:
    """Counts of a frozen result; a database may have kept its keys in another order."""
    return [
        FrozenCount(
            text=one["text"],
            rows=[(label, one["counts"].get(stance, 0)) for stance, label in STANCES.items()],
            leading=STANCES.get(one["leading"], ""),
            total=sum(one["counts"].values()),
        )
        for one in content["questions"]
    ]


def result_content(consultation: Consultation) -> dict[str, Any]:
    """Counts by question, topics with their answers, who was heard, how many were set aside and why; no comment's own words."""
    aside = Comment.objects.filter(consultation=consultation, state=Comment.State.SET_ASIDE).order_by()
    number = dict(aside.values_list("reason").annotate(Count("pk")))
    return {
        "questions": [
            {"text": one.question.text, "counts": dict(one.counts), "leading": one.leading or ""}
            for one in counts_of(consultation)
        ],
        "topics": [
            {
                "title": one.topic.title,
                "summary": one.topic.summary,
                "number": one.number,
                "verdict": one.topic.verdict,
                "answer": one.topic.answer,
            }
            for one in topics_of(consultation)
        ],
        "heard": [
            {"village": row.village, "form": row.form, "comments": row.comments, "present": row.present}
            for row in heard(consultation)
        ],
        "set_aside": [{"reason": reason.label, "number": number[code]} for code, reason in REASONS.items() if number.get(code)],
    }
