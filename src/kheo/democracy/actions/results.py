"""After the period: results and answers published, the decision with its explanation, the report (Điều 28 khoản 3–5)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from kheo.democracy.actions.consultations import lock_consultation, past_problems, save_step
from kheo.democracy.models import Consultation, ConsultationDecision, ConsultationResult, CouncilReport, DecisionPoint
from kheo.democracy.queries.comments import progress
from kheo.democracy.queries.consultations import counts_of
from kheo.democracy.queries.results import result_content
from kheo.democracy.rules.comments import lines_of
from kheo.democracy.rules.consultations import is_against, rule
from kheo.democracy.rules.records import digest
from kheo.foundation.lengths import longest, too_long
from kheo.foundation.refusal import Problem, RefusedError
from kheo.foundation.text import tidy
from kheo.organisation.authority import Actor, require
from kheo.organisation.trail import record

NUMBER, DECIDED_ON, DECIDED, EXPLANATION, REASON = (
    "Số quyết định", "Ngày quyết định", "Nội dung quyết định", "Giải trình", "Vì sao ghi lại",
)  # fmt: skip
SESSION, SESSION_DAY, FRONT_DAY = "Kỳ họp", "Ngày báo cáo", "Ngày gửi Mặt trận"
PUBLISHED = "Ngày công khai kết quả"
LONGEST_TEXT = 6_000


@dataclass(frozen=True)
class DecisionContent:
    """*as_asked*: by the key of a question, whether it was decided as the people were asked or otherwise."""

    number: str
    decided_on: date
    summary: str
    as_asked: Mapping[int, bool]
    explanation: str = ""


def publish_results(actor: Actor, consultation: Consultation, version: int, on: date | None = None) -> ConsultationResult:
    """Freeze and publish what was said, who was heard, the answers; refused while a comment is unread or a topic unanswered.

    *on*: the day of publication, for what was published on paper before it was entered.
    """
    grant = require(actor, "consultation.manage", consultation.locality)
    today = on or timezone.localdate()
    with transaction.atomic():
        held = lock_consultation(consultation, "consultation.publish", version)
        done = progress(held)
        source = rule("results.published", held.ends_on).citation
        problems = [
            Problem(f"Còn {number} {what} ({source}).")
            for number, what in (
                (done.waiting, "ý kiến chưa đọc; nhận vào nhóm hoặc ghi lý do không đưa lên"),
                (done.ungrouped, "ý kiến chưa xếp vào nhóm"),
                (done.unanswered, "nhóm chưa trả lời tiếp thu hoặc giải trình"),
            )
            if number
        ]
        problems += past_problems(today, PUBLISHED)
        if held.closed_on and today < held.closed_on:
            problems.append(Problem(f"Đã kết thúc nhận ý kiến ngày {held.closed_on:%d/%m/%Y}; xem lại ngày.", PUBLISHED))
        if problems:
            raise RefusedError(*problems)
        content = result_content(held)
        made = ConsultationResult.objects.create(
            consultation=held, content=content, sha256=digest(content), published_on=today, added_by=actor.account_id
        )
        save_step(held)
        record(actor, grant, "consultation.publish", made, held.locality, {"consultation": held.pk, "sha256": made.sha256})
    return made


def record_decision(actor: Actor, consultation: Consultation, content: DecisionContent, version: int) -> ConsultationDecision:
    """Write down what was decided; otherwise than most people said it needs its explanation (Điều 28 khoản 4)."""
    grant = require(actor, "consultation.manage", consultation.locality)
    with transaction.atomic():
        held = lock_consultation(consultation, "consultation.decide", version)
        made = _decide(actor, held, content, None, "")
        save_step(held)
        record(actor, grant, "consultation.decide", made, held.locality, _details(made))
    return made


def correct_decision(actor: Actor, decision: ConsultationDecision, content: DecisionContent, reason: str) -> ConsultationDecision:
    """Write the decision down again beside the row that was wrong, and say what was wrong with it."""
    grant = require(actor, "consultation.manage", decision.consultation.locality)
    words = tidy(reason)
    with transaction.atomic():
        held = lock_consultation(decision.consultation, "consultation.correct")
        problems = too_long(words, longest(ConsultationDecision, "reason"), REASON)
        if not words:
            problems.append(Problem("Ghi bản trước sai ở đâu.", REASON))
        if ConsultationDecision.objects.filter(corrects=decision).exists():
            problems.append(Problem("Bản này đã được ghi lại; tải lại trang rồi sửa bản mới."))
        if problems:
            raise RefusedError(*problems)
        made = _decide(actor, held, content, decision, words)
        save_step(held)
        details = {**_details(made), "corrects": decision.pk}
        record(actor, grant, "consultation.correct", made, held.locality, details)
    return made


def report_to_council(
    actor: Actor, consultation: Consultation, session: str, reported_on: date, front_sent_on: date, version: int
) -> CouncilReport:
    """The People's Committee reported to the Council's regular session and sent it to the Front (Điều 28 khoản 5)."""
    grant = require(actor, "consultation.manage", consultation.locality)
    words = tidy(session)
    with transaction.atomic():
        held = lock_consultation(consultation, "consultation.report", version)
        problems = too_long(words, longest(CouncilReport, "session"), SESSION)
        if not words:
            problems.append(Problem(f"Ghi tên kỳ họp ({rule('report.council', held.ends_on).citation}).", SESSION))
        problems += [*past_problems(reported_on, SESSION_DAY), *past_problems(front_sent_on, FRONT_DAY)]
        if problems:
            raise RefusedError(*problems)
        made = CouncilReport.objects.create(
            consultation=held, session=words, reported_on=reported_on, front_sent_on=front_sent_on, added_by=actor.account_id
        )
        save_step(held)
        details = {"consultation": held.pk, "reported_on": reported_on.isoformat()}
        record(actor, grant, "consultation.report", made, held.locality, details)
    return made


def _details(made: ConsultationDecision) -> dict[str, object]:
    against = sum(point.is_against for point in made.points.all())
    return {"consultation": made.consultation_id, "decided_on": made.decided_on.isoformat(), "against": against}


def _decide(
    actor: Actor, held: Consultation, content: DecisionContent, corrects: ConsultationDecision | None, reason: str
) -> ConsultationDecision:
    number, summary, explanation = tidy(content.number), lines_of(content.summary), lines_of(content.explanation)
    problems = [
        *too_long(number, longest(ConsultationDecision, "number"), NUMBER),
        *too_long(summary, LONGEST_TEXT, DECIDED),
        *too_long(explanation, LONGEST_TEXT, EXPLANATION),
        *past_problems(content.decided_on, DECIDED_ON),
    ]
    problems += [
        Problem(what, where)
        for text, where, what in (
            (number, NUMBER, "Ghi số, ký hiệu như trên văn bản."),
            (summary, DECIDED, "Ghi đã quyết định điều gì; người dân đọc được."),
        )
        if not text
    ]
    if held.closed_on and content.decided_on < held.closed_on:
        what = f"Ngày {content.decided_on:%d/%m/%Y} ở trước ngày kết thúc lấy ý kiến {held.closed_on:%d/%m/%Y}; xem lại ngày."
        problems.append(Problem(what, DECIDED_ON))
    counts = counts_of(held)
    if set(content.as_asked) != {one.question.pk for one in counts}:
        problems.append(Problem("Ghi quyết định thế nào ở từng câu đã hỏi."))
        raise RefusedError(*problems)
    points = [
        DecisionPoint(
            question=one.question,
            as_asked=content.as_asked[one.question.pk],
            majority=one.leading or "",
            is_against=is_against(one.leading, as_asked=content.as_asked[one.question.pk]),
        )
        for one in counts
    ]
    if any(point.is_against for point in points) and not explanation:
        said = "; ".join(f"«{point.question.text}»" for point in points if point.is_against)
        source = rule("decision.against", held.ends_on).citation
        what = f"Quyết định khác ý kiến của đa số ở {said}: phải nêu lý do ({source})."
        problems.append(Problem(what, EXPLANATION))
    if problems:
        raise RefusedError(*problems)
    made = ConsultationDecision.objects.create(
        consultation=held,
        number=number,
        decided_on=content.decided_on,
        summary=summary,
        explanation=explanation,
        corrects=corrects,
        reason=reason,
        added_by=actor.account_id,
    )
    for point in points:
        point.decision = made
    DecisionPoint.objects.bulk_create(points)
    return made
