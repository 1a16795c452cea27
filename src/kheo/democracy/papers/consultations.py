"""Papers of a consultation and of a dialogue, with what Luật 10/2022/QH15 Điều 27, 28 ask to stand in them.

The law names no form for them; a locality that has its own takes the content from the .docx.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from kheo.democracy.models import Consultation, ConsultationDecision, CouncilReport, Dialogue, DialogueQuestion
from kheo.democracy.queries.dialogues import ShownConclusion
from kheo.democracy.rules.consultations import STANCES, forms, rule
from kheo.democracy.rules.dialogues import LABELS
from kheo.democracy.rules.wording import wording_note
from kheo.documents.content import Block, Column, Heading, Numbered, Paper, Paragraph, Signature, Table
from kheo.foundation.numbers import written
from kheo.foundation.text import begin_small
from kheo.organisation.models import Body, Locality
from kheo.organisation.queries.signing import signing_of


def plan_paper(consultation: Consultation, issuer: Body | None, questions: list[str]) -> Paper:
    """The plan that goes to the Council and the Front: content, forms, way, period, who is responsible (28(1))."""
    day = consultation.opened_on or consultation.opens_on
    labels = forms(day)
    period = consultation.own_document or rule("period.days", day).citation
    blocks: list[Block] = [
        _basis(("plan.sent", "period.days"), day),
        Heading("1. Nội dung lấy ý kiến", 2),
        Paragraph(f"{rule(f'matter.{consultation.kind}', day).citation}: {rule(f'matter.{consultation.kind}', day).value}."),
        *(Paragraph(line) for line in consultation.content.splitlines() if line.strip()),
        Paragraph("Câu hỏi:"),
        *(Numbered(f"{number}.", text) for number, text in enumerate(questions, start=1)),
        Heading("2. Hình thức, cách thức", 2),
        *(Numbered("-", f"{labels[letter].value}.") for letter in consultation.forms),
        *(Paragraph(line) for line in consultation.way.splitlines() if line.strip()),
        Heading("3. Thời hạn", 2),
        Paragraph(
            f"Công khai nội dung ngày {day:%d/%m/%Y}; nhận ý kiến đến hết ngày {consultation.ends_on:%d/%m/%Y} ({period})."
        ),
        Heading("4. Trách nhiệm", 2),
        Paragraph(f"{consultation.responsible}."),
    ]
    if consultation.decider:
        blocks.append(Paragraph(f"Cơ quan quyết định: {consultation.decider}."))
    subject = f"Lấy ý kiến Nhân dân: {begin_small(consultation.title)}"
    head = _Head(consultation.locality, issuer, "Kế hoạch", "KH", f"lấy ý kiến {consultation.pk}", day)
    return _paper(head, subject, blocks)


def summary_paper(
    consultation: Consultation, issuer: Body | None, content: dict[str, Any], decision: ConsultationDecision | None
) -> Paper:
    """What the people said and what was answered, to be posted: by topic, by question, by village and form (28(3))."""
    day = consultation.opened_on or consultation.opens_on
    blocks = [_basis(("results.published", "decision.against"), day), *_asked(consultation), *_said(content)]
    if decision is not None:
        blocks += _decided(decision)
    subject = f"Tổng hợp ý kiến Nhân dân, nội dung tiếp thu, giải trình: {begin_small(consultation.title)}"
    mark = f"lấy ý kiến {consultation.pk} · tổng hợp"
    head = _Head(consultation.locality, issuer, "Tổng hợp", "", mark, consultation.ends_on)
    return _paper(head, subject, blocks)


def council_paper(
    consultation: Consultation,
    issuer: Body | None,
    content: dict[str, Any],
    decision: ConsultationDecision,
    report: CouncilReport | None,
) -> Paper:
    """The report to the Council's regular session, sent to the Front as well (28(5))."""
    day = consultation.opened_on or consultation.opens_on
    blocks = [_basis(("report.council",), day), *_asked(consultation), *_said(content), *_decided(decision)]
    where = f"tại {begin_small(report.session)}" if report else "tại kỳ họp thường lệ gần nhất"
    subject = f"Kết quả lấy ý kiến Nhân dân về {begin_small(consultation.title)}, báo cáo {where}"
    mark = f"lấy ý kiến {consultation.pk} · báo cáo"
    head = _Head(consultation.locality, issuer, "Báo cáo", "BC", mark, decision.decided_on)
    return _paper(head, subject, blocks)


def dialogue_paper(
    dialogue: Dialogue, issuer: Body | None, questions: list[DialogueQuestion], conclusions: list[ShownConclusion]
) -> Paper:
    """What was said at a dialogue and what was answered: kept with the file (27(3)), or told to the people (32)."""
    keys = ("bound.told", "bound.present", "bound.answered") if dialogue.kind == "bound" else ("yearly.dialogues",)
    blocks: list[Block] = [_basis(keys, dialogue.planned_on), Heading("1. Thời gian, thành phần", 2)]
    day = dialogue.held_on or dialogue.planned_on
    blocks.append(Paragraph(f"Ngày {day:%d/%m/%Y}, tại {begin_small(dialogue.venue)}."))
    if dialogue.told and dialogue.told_on:
        told = f"Đã báo cho {written(dialogue.told)} người phải thi hành ngày {dialogue.told_on:%d/%m/%Y}: {dialogue.told_how}."
        blocks.append(Paragraph(told))
    came = [(LABELS[name], getattr(dialogue, name)) for name in ("residents", "leaders", "front", "inspectors")]
    blocks += [Numbered("-", f"{label}: {written(number)} người.") for label, number in came if number]
    blocks += [Heading("2. Nội dung", 2), *(Paragraph(line) for line in dialogue.content.splitlines() if line.strip())]
    blocks.append(Heading("3. Ý kiến và trả lời", 2))
    for number, question in enumerate(questions, start=1):
        who = " (ý kiến của cơ quan, tổ chức liên quan)" if question.agency else ""
        blocks.append(Numbered(f"{number}.", f"{question.text}{who}"))
        answer = f"{question.get_verdict_display()}: {question.answer}" if question.verdict else "Chưa trả lời."
        blocks += [Paragraph(line) for line in answer.splitlines() if line.strip()]
    if conclusions:
        blocks.append(Heading("4. Kết luận", 2))
        blocks += [
            Numbered("-", f"{one.conclusion.text}. Thực hiện: {one.owner}; hạn {one.conclusion.due_on:%d/%m/%Y}.")
            for one in conclusions
        ]
    subject = f"{dialogue.get_kind_display()}: {begin_small(dialogue.title)}"
    mark = f"đối thoại {dialogue.pk}"
    head = _Head(dialogue.locality, issuer, "Tổng hợp", "", mark, day)
    return _paper(head, subject[:1].upper() + subject[1:], blocks)


def _asked(consultation: Consultation) -> list[Block]:
    labels = forms(consultation.opened_on or consultation.opens_on)
    ways = "; ".join(begin_small(labels[letter].value) for letter in consultation.forms)
    day = consultation.opened_on or consultation.opens_on
    return [
        Heading("1. Việc tổ chức lấy ý kiến", 2),
        Paragraph(f"Nội dung công khai ngày {day:%d/%m/%Y}, nhận ý kiến đến hết ngày {consultation.ends_on:%d/%m/%Y}."),
        Paragraph(f"Hình thức: {ways}."),
    ]


def _said(content: dict[str, Any]) -> list[Block]:
    blocks: list[Block] = []
    if content["heard"]:
        rows = tuple((row["village"], row["form"], written(row["comments"]), written(row["present"])) for row in content["heard"])
        columns = (
            Column("Nơi", 2),
            Column("Hình thức", 2.4),
            Column("Ý kiến gửi", 1, "right"),
            Column("Người dự, phiếu", 1.2, "right"),
        )
        blocks.append(Table(columns, rows))
    blocks.append(Heading("2. Người dân chọn gì", 2))
    asked = (Column("Câu hỏi", 3.4), *(Column(label, 1, "right") for label in STANCES.values()), Column("Đa số", 1.3))
    blocks.append(
        Table(
            asked,
            tuple(
                (
                    one["text"],
                    *(written(one["counts"][stance]) for stance in STANCES),
                    STANCES[one["leading"]].lower() if one["leading"] else "không có",
                )
                for one in content["questions"]
            ),
        )
    )
    blocks.append(Heading("3. Ý kiến bằng lời, tiếp thu, giải trình", 2))
    for number, topic in enumerate(content["topics"], start=1):
        blocks.append(Numbered(f"{number}.", f"{topic['title']} ({written(topic['number'])} ý kiến)."))
        blocks += [Paragraph(line) for line in topic["summary"].splitlines() if line.strip()]
        verdict = "Tiếp thu" if topic["verdict"] == "taken" else "Giải trình"
        blocks += [Paragraph(line) for line in f"{verdict}: {topic['answer']}".splitlines() if line.strip()]
    if not content["topics"]:
        blocks.append(Paragraph("Không có ý kiến bằng lời."))
    blocks += [Paragraph(f"{written(row['number'])} ý kiến không đưa lên: {row['reason']}.") for row in content["set_aside"]]
    return blocks


def _decided(decision: ConsultationDecision) -> list[Block]:
    blocks: list[Block] = [
        Heading("4. Quyết định", 2),
        Paragraph(f"Số {decision.number} ngày {decision.decided_on:%d/%m/%Y}."),
        *(Paragraph(line) for line in decision.summary.splitlines() if line.strip()),
    ]
    against = [point.question.text for point in decision.points.all() if point.is_against]
    if against:
        blocks.append(Paragraph(f"Khác ý kiến của đa số ở: {'; '.join(against)}"))
    if decision.explanation:
        lines = f"Giải trình: {decision.explanation}".splitlines()
        blocks += [Paragraph(line) for line in lines if line.strip()]
    return blocks


def _basis(keys: tuple[str, ...], day: date) -> Paragraph:
    cited = "; ".join(rule(key, day).citation for key in keys)
    note = wording_note(day)
    return Paragraph(f"Theo {cited}{f' ({note})' if note else ''}.")


@dataclass(frozen=True)
class _Head:
    """*kind*: the symbol of the kind of paper («KH»), empty for what bears no number; *day*: of the year it belongs to."""

    locality: Locality
    issuer: Body | None
    title: str
    kind: str
    mark: str
    day: date

    @property
    def recipients(self) -> tuple[str, ...]:
        name = self.locality.name
        return (f"Hội đồng nhân dân {name}", f"Uỷ ban Mặt trận Tổ quốc {name}", "Lưu: VT") if self.kind else ()


def _paper(head: _Head, subject: str, blocks: list[Block]) -> Paper:
    """A paper of the commune's government; number, day and signature are its records office's."""
    locality, issuer = head.locality, head.issuer
    signs = signing_of(issuer, head.day) if issuer and head.kind else None
    suffix = issuer.number_suffix.partition("-")[2] if issuer else ""
    return Paper(
        layout="administrative",
        superior=issuer.superior if issuer else "",
        issuer=issuer.name if issuer else f"Uỷ ban nhân dân {locality.name}",
        number_template=f"…/{head.kind}-{suffix or 'UBND'}" if head.kind else "",
        place=locality.name.split(" ", 1)[-1],
        title=head.title,
        subject=subject,
        blocks=tuple(blocks),
        signature=Signature(signs.authority, signs.position, signs.name or None) if signs else None,
        year=head.day.year,
        recipients=head.recipients,
        draft=bool(head.kind),
        reference=f"Khéo {locality.code} · {head.mark}",
    )
