"""Papers of the movement: minutes of the appraisal, the guidance sheet of an initiative, consolidated reports of a period."""

import io
from datetime import date

from django.utils import timezone
from pypdf import PdfReader

from kheo.assessment.models import CriteriaSet
from kheo.assessment.queries.sheets import words_of
from kheo.assessment.rules.schemes import Basis
from kheo.documents.content import Annex, Block, Column, Heading, Numbered, Paper, Paragraph, Signature, Table
from kheo.documents.pdf import to_pdf
from kheo.foundation.numbers import in_words, written
from kheo.foundation.refusal import RefusedError
from kheo.foundation.text import begin_small
from kheo.movement.models import Guidance, Initiative, Programme
from kheo.movement.queries.assessments import Ranked, differences, ranking
from kheo.movement.queries.lineage import place_of
from kheo.movement.queries.period_totals import Consolidation, Value
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
        blocks=(*_opening(programme, body.name, day), *_result(closed, criteria_set)),
        signature=Signature("CHỦ TRÌ"),
        countersignature=Signature("THƯ KÝ"),
        recipients=(f"- {as_it_was(programme.standing_body, day).name}", "- Lưu."),
        annexes=_annexes(programme),
        draft=len(closed) < len(ranked),
    )


def closed_on(ranked: Ranked) -> date | None:
    return ranked.registration.assessment_link.assessment.assessed_on if ranked.is_closed else None


def _opening(programme: Programme, who: str, day: date) -> tuple[Block, ...]:
    movement = begin_small(programme.title)
    return (
        Paragraph(f"Ngày {day:%d/%m/%Y}, {who} họp thẩm định các hồ sơ đăng ký trong {movement}."),
        Heading("I. Thành phần", level=2),
        Numbered("1.", f"Chủ trì: {BLANK}"),
        Numbered("2.", f"Thư ký: {BLANK}"),
        Numbered("3.", f"Dự họp: {BLANK}"),
    )


def _result(closed: list[Ranked], criteria_set: CriteriaSet) -> tuple[Block, ...]:
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
    by_share = criteria_set.basis == Basis.PERCENT
    ranked = "phần trăm điểm tối đa của loại đơn vị" if by_share else "tổng điểm thẩm định"
    return (
        Heading("II. Kết quả", level=2),
        Paragraph(f"Thẩm định theo bộ tiêu chí “{criteria_set}” ({_source(criteria_set)})."),
        Paragraph(f"Đã chốt điểm {count} ({in_words(count)}) hồ sơ, xếp theo {ranked}, bằng nhau thì cùng hạng:"),
        Table(columns, rows),
        Paragraph("Biên bản được thông qua tại cuộc họp."),
    )


def _annexes(programme: Programme) -> tuple[Annex, ...]:
    rows = tuple(
        (
            one.title,
            f"{one.score.criterion.code}. {one.score.criterion.text}",
            words_of(one.score.criterion, one.score.self_score),
            words_of(one.score.criterion, one.score.verified_score),
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


def _source(criteria_set: CriteriaSet) -> str:
    """Where the set is from; of an excerpt also what was not read of it, so that nobody takes the minutes for the whole rule."""
    unread = f"; trích, chưa đọc được: {criteria_set.unread}" if criteria_set.excerpt else ""
    return f"{criteria_set.source.rstrip('.')}{unread}"


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


COLUMNS_A_TABLE = 5


def consolidated(told: Consolidation) -> Paper:
    """What the reports of a period say together, as the office files it: of how many places, who is missing, every number.

    Marked as a draft while the period is open: its numbers may still move. RefusedError while nothing was sent.
    """
    if not told.rows:
        raise RefusedError("Chưa nơi nào gửi báo cáo nên chưa có gì để tổng hợp.")
    period, programme = told.period, told.period.programme
    body = as_it_was(programme.standing_body, period.last_day)
    return Paper(
        layout="party" if body.layout == "party" else "administrative",
        superior=body.superior,
        issuer=body.name,
        place=place_words(programme.locality.name),
        title="Tổng hợp",
        subject=f"{begin_small(period.title)} của các đơn vị",
        blocks=(*_sent(told), *_sums(told), *_fields_of_work(told), *_words(told)),
        signature=Signature("NGƯỜI TỔNG HỢP"),
        number_template="",
        year=period.last_day.year,
        annexes=(Annex("Phụ lục", "Số liệu từng đơn vị", _by_unit(told), small=True),) if told.numbers else (),
        draft=period.closed_at is None,
    )


def _sent(told: Consolidation) -> tuple[Block, ...]:
    asked = len(told.answered.standings)
    missing = f" Chưa có trong số liệu dưới đây: {'; '.join(told.missing)}." if told.missing else ""
    corrected = (
        f" Có {told.corrected} số đã được đính chính sau khi chốt; tổng tính theo số đính chính." if told.corrected else ""
    )
    days = f"từ {told.period.first_day:%d/%m/%Y} đến {told.period.last_day:%d/%m/%Y}"
    return (
        Heading("I. Các đơn vị gửi báo cáo", level=2),
        Paragraph(f"Kỳ báo cáo {days}. {len(told.rows)} trong {asked} nơi đã gửi.{missing}{corrected}"),
    )


def _sums(told: Consolidation) -> tuple[Block, ...]:
    if not told.numbers:
        return ()
    columns = (Column("Mục", 5), Column("Đơn vị tính", 1.6), Column("Tổng", 1.8, "right"), Column("Số nơi", 1.2, "right"))
    rows = tuple(
        (
            item.label,
            item.unit_of_measure,
            "không cộng" if one.value is None and one.of else _shown(one.value),
            f"{one.of}/{one.asked}",
        )
        for item, one in zip(told.numbers, told.totals, strict=True)
    )
    return (Heading("II. Số liệu chung", level=2), Table(columns, rows))


def _fields_of_work(told: Consolidation) -> tuple[Block, ...]:
    if told.by_field.is_empty:
        return ()
    columns = (
        Column("Lĩnh vực", 3),
        *(Column(item.label, 2, "right") for item in told.by_field.figures),
        Column("Mô hình được kể", 1.6, "right"),
        *(Column(label, 2, "right") for _key, label in told.by_field.measures),
    )
    rows = tuple(
        (row.label, *(_shown(part) for part in row.figures), str(row.told), *(_shown(sum_) for sum_ in row.results))
        for row in told.by_field.rows
    )
    return (Heading("III. Theo lĩnh vực", level=2), Table(columns, rows))


def _words(told: Consolidation) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for part in told.texts:
        if part.texts:
            blocks.append(Heading(part.item.label, level=3))
            blocks += [Numbered("-", f"{one.name}: {' '.join(value.text.split())}") for one, value in part.texts]
    return (Heading("IV. Các đơn vị viết", level=2), *blocks) if blocks else ()


def _by_unit(told: Consolidation) -> tuple[Block, ...]:
    """Every number of every place, a few items a table, so that columns stay wide enough to be read."""
    tables = []
    for first in range(0, len(told.numbers), COLUMNS_A_TABLE):
        items = told.numbers[first : first + COLUMNS_A_TABLE]
        columns = (Column("Đơn vị", 3), *(Column(_head(item.label, item.unit_of_measure), 2, "right") for item in items))
        rows = [(row.standing.name, *(_value(row.values[first + place]) for place in range(len(items)))) for row in told.rows]
        tables.append(Table(columns, tuple(rows)))
    return tuple(tables)


def _head(label: str, unit: str) -> str:
    return f"{label} ({unit})" if unit else label


def _shown(number: object) -> str:
    return "" if number is None else written(float(str(number)))


def _value(value: Value) -> str:
    return f"{_shown(value.number)}*" if value.correction else _shown(value.number)
