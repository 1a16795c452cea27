"""What is published at the end of a consultation, as it is frozen."""

from typing import Any

from django.db.models import Count

from kheo.democracy.models import Comment, Consultation
from kheo.democracy.queries.comments import topics_of
from kheo.democracy.queries.consultations import counts_of, heard
from kheo.democracy.rules.comments import REASONS


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
