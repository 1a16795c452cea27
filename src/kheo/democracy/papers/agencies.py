"""The year of democracy inside an agency as a paper: what was told, the conference, the board, what it asked.

The law names no form for it; it gathers what Luật 10/2022/QH15 Điều 46–63 ask for, for a head's report and an inspector.
"""

from datetime import date

from kheo.democracy.queries.agencies import Asked, Held, Standing, Told
from kheo.democracy.rules.agencies import forms, items
from kheo.documents.content import Block, Column, Heading, Paper, Paragraph, Table
from kheo.organisation.models import Body
from kheo.organisation.queries.bodies import as_it_was


def year_paper(standing: Standing) -> Paper:
    """The list of *standing*'s working year, as of its day; no signature: the head's own report carries it."""
    body = as_it_was(standing.body, standing.today)
    locality = body.locality
    place = locality.name.removeprefix("Thị ").split(" ", 1)[-1] if locality else ""
    return Paper(
        layout="party" if body.layout == Body.Layout.PARTY else "administrative",
        superior=body.superior,
        issuer=body.name,
        number_template="",
        place=place,
        on=standing.today,
        title="Việc thực hiện dân chủ trong cơ quan",
        subject=f"năm {standing.year}, xét đến ngày {standing.today:%d/%m/%Y}",
        blocks=(*_told(standing), *_conference(standing), *_board(standing)),
        signature=None,
        reference=f"Khéo {body.code} · {standing.year}",
    )


def _told(standing: Standing) -> list[Block]:
    names = dict(items(date(standing.year, 12, 31)))
    ways = forms(date(standing.year, 12, 31))
    head: list[Block] = [Heading("1. Công khai trong nội bộ (Điều 46–48 Luật 10/2022/QH15)", 2)]
    if not standing.told:
        return [*head, Paragraph("Chưa ghi nội dung nào.")]
    columns = (
        Column("Nội dung", 3),
        Column("Thuộc khoản", 1.6),
        Column("Hình thức", 1.8),
        Column("Công khai", 1.1),
        Column("Nhận xét", 1.6),
    )
    rows = tuple(
        (
            one.posting.title,
            f"{one.posting.item}. {names.get(one.posting.item, '')}",
            ways.get(one.posting.form, one.posting.form),
            f"{one.posting.posted_on:%d/%m/%Y}",
            _remark(one),
        )
        for one in standing.told
    )
    return [*head, Table(columns, rows)]


def _remark(one: Told) -> str:
    words = [f"chậm, hạn {one.due:%d/%m/%Y}" if one.is_late else "đúng hạn"]
    if one.is_early_down and one.down:
        words.append(f"gỡ sớm ngày {one.down:%d/%m/%Y}")
    return "; ".join(words)


def _conference(standing: Standing) -> list[Block]:
    blocks: list[Block] = [Heading("2. Hội nghị cán bộ, công chức, viên chức, người lao động (Điều 51)", 2)]
    if not standing.held:
        words = f"Chưa họp; hạn {standing.conference_due:%d/%m/%Y}."
        return [*blocks, Paragraph(words)]
    return [*blocks, *(Paragraph(_held(one)) for one in standing.held)]


def _held(one: Held) -> str:
    held = one.conference
    state = "hợp lệ" if one.is_valid else f"không hợp lệ, cần ít nhất {one.needed} người"
    passed = "nghị quyết được thông qua" if one.is_passed else "nghị quyết không được thông qua"
    there = f"có mặt {held.present} trong {held.summoned} người được triệu tập (tổng số {held.staff})"
    return f"Ngày {held.held_on:%d/%m/%Y}: {there}, {state}; {held.votes_for} người tán thành, {passed}."


def _board(standing: Standing) -> list[Block]:
    blocks: list[Block] = [Heading("3. Ban Thanh tra nhân dân (Điều 60–63)", 2)]
    if standing.board is None:
        return [*blocks, Paragraph("Chưa ghi Ban Thanh tra nhân dân.")]
    board = standing.board
    term = f"nhiệm kỳ đến ngày {standing.board_until:%d/%m/%Y}"
    blocks.append(Paragraph(f"Bầu ngày {board.elected_on:%d/%m/%Y}, {board.members} thành viên, {term}."))
    return [*blocks, *(Paragraph(_asked(one, standing.today)) for one in standing.asked)]


def _asked(one: Asked, today: date) -> str:
    answer = f"trả lời ngày {one.replied_on:%d/%m/%Y}" if one.replied_on else f"chưa trả lời, hạn {one.due:%d/%m/%Y}"
    late = ", quá hạn" if one.is_overdue(today) else ""
    return f"Kiến nghị nhận ngày {one.recommendation.received_on:%d/%m/%Y}: {one.recommendation.text} ({answer}{late})."
