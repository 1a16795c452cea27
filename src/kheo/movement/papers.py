"""Papers of the movement: the minutes of the appraisal, and the guidance sheet of an initiative."""

import io
from datetime import date

from django.utils import timezone
from pypdf import PdfReader

from kheo.documents.content import Annex, Block, Column, Heading, Numbered, Paper, Paragraph, Signature, Table
from kheo.documents.pdf import to_pdf
from kheo.foundation.numbers import in_words, written
from kheo.foundation.refusal import RefusedError
from kheo.movement.models import Guidance, Initiative, Programme
from kheo.movement.queries.assessments import Ranked, differences, ranking
from kheo.movement.queries.lineage import place_of
from kheo.movement.queries.registrations import place_name
from kheo.movement.rules.programmes import place_words
from kheo.movement.rules.spread import GUIDANCE
from kheo.organisation.queries.bodies import as_it_was

BLANK = "……………………………………………………………"


def minutes(programme: Programme) -> Paper:
    """The minutes of a programme's appraisal: every closed sheet by place, and each difference with its reason.

    Who was present, who chaired and the number are filled in by the office: Khéo was not in the room. Marked as a draft while a
    sheet is still open. RefusedError when none is closed.
    """
    ranked = ranking(programme)
    closed = [one for one in ranked if one.is_closed]
    days = [day for one in closed if (day := closed_on(one)) is not None]
    if not days:
        raise RefusedError("Chưa chốt phiếu điểm nào nên chưa có gì để lập biên bản. Chốt điểm rồi lập lại.")
    day = max(days)
    body = as_it_was(programme.recognising_body, day)
    criteria_set = closed[0].registration.assessment_link.assessment.criteria_set
    return Paper(
        layout="party" if body.layout == "party" else "administrative",
        superior=body.superior,
        issuer=body.name,
        place=place_words(programme.locality.name),
        title="Biên bản",
        subject=f"thẩm định mô hình, điển hình “Dân vận khéo” năm {programme.year}",
        number_template="…-BB",
        on=day,
        blocks=(*_opening(programme, body.name, day), *_result(closed, str(criteria_set), criteria_set.source)),
        signature=Signature("CHỦ TRÌ"),
        countersignature=Signature("THƯ KÝ"),
        recipients=(f"- {as_it_was(programme.standing_body, day).name}", "- Lưu."),
        annexes=_annexes(programme),
        draft=len(closed) < len(ranked),
    )


def closed_on(ranked: Ranked) -> date | None:
    return ranked.registration.assessment_link.assessment.assessed_on if ranked.is_closed else None


def _opening(programme: Programme, who: str, day: date) -> tuple[Block, ...]:
    movement = f"{programme.title[:1].lower()}{programme.title[1:]}"
    return (
        Paragraph(f"Ngày {day:%d/%m/%Y}, {who} họp thẩm định các hồ sơ đăng ký trong {movement}."),
        Heading("I. Thành phần", level=2),
        Numbered("1.", f"Chủ trì: {BLANK}"),
        Numbered("2.", f"Thư ký: {BLANK}"),
        Numbered("3.", f"Dự họp: {BLANK}"),
    )


def _result(closed: list[Ranked], criteria_set: str, source: str) -> tuple[Block, ...]:
    columns = (
        Column("Hạng", 1, "centre"),
        Column("Tên mô hình, điển hình", 5),
        Column("Đơn vị", 3),
        Column("Tự chấm", 1.3, "right"),
        Column("Thẩm định", 1.4, "right"),
        Column("Xếp loại", 2.2),
    )
    rows = tuple(
        (
            str(one.place or ""),
            one.registration.initiative.title,
            place_name(one.registration),
            _points(one.standing.self_total),
            _points(one.standing.verified_total),
            one.standing.class_name,
        )
        for one in closed
    )
    count = len(closed)
    return (
        Heading("II. Kết quả", level=2),
        Paragraph(f"Thẩm định theo bộ tiêu chí “{criteria_set}” ({source.rstrip('.')})."),
        Paragraph(f"Đã chốt điểm {count} ({in_words(count)}) hồ sơ, xếp theo tổng điểm thẩm định, bằng điểm thì cùng hạng:"),
        Table(columns, rows),
        Paragraph("Biên bản được thông qua tại cuộc họp."),
    )


def _annexes(programme: Programme) -> tuple[Annex, ...]:
    rows = tuple(
        (
            one.title,
            f"{one.score.criterion.code}. {one.score.criterion.text}",
            _points(one.score.self_score),
            _points(one.score.verified_score),
            one.score.reason,
        )
        for one in differences(programme)
    )
    if not rows:
        return ()
    columns = (
        Column("Mô hình", 3),
        Column("Mục", 4),
        Column("Tự chấm", 1.2, "right"),
        Column("Thẩm định", 1.3, "right"),
        Column("Lý do", 4),
    )
    return (Annex("Phụ lục", "Các mục có điểm thẩm định khác điểm tự chấm", (Table(columns, rows),)),)


def _points(points: object) -> str:
    return "" if points is None else written(float(str(points)))


def guidance_paper(sheet: Guidance, initiative: Initiative) -> Paper:
    """The guidance sheet, for a table or a wall: no number, no signature (*initiative* of ``initiatives_named``)."""
    blocks: list[Block] = [Paragraph(initiative.summary)] if initiative.summary else []
    for name, label in GUIDANCE:
        lines = [line for line in getattr(sheet, name).splitlines() if line.strip()]
        if not lines:
            continue
        blocks.append(Heading(label, level=2))
        if name == "steps":
            blocks += [Numbered(f"{number}.", line) for number, line in enumerate(lines, 1)]
        else:
            blocks += [Paragraph(line) for line in lines]
    return Paper(
        layout="administrative",
        superior=initiative.locality.name,
        issuer=place_of(initiative),
        place=place_words(initiative.locality.name),
        title="Hướng dẫn nhân rộng",
        subject=f"mô hình “{initiative.title}”",
        number_template="",
        on=timezone.localdate(sheet.changed_at),
        blocks=tuple(blocks),
        signature=None,
    )


def pages_of(paper: Paper) -> int:
    """How many pages *paper* prints on."""
    return len(PdfReader(io.BytesIO(to_pdf(paper))).pages)
