"""The list of those invited, by group, with room for each to sign at the door."""

from kheo.conference.models import Conference, Guest
from kheo.conference.papers.frame import day_frame
from kheo.conference.papers.programme import when
from kheo.conference.queries.guests import ShownGuest, groups_of
from kheo.documents.content import Block, Column, Heading, Paper, Paragraph, Table
from kheo.foundation.refusal import RefusedError
from kheo.foundation.text import begin_small

COLUMNS = (
    Column("TT", 0.5, "centre"),
    Column("Họ tên, chức vụ", 4.4),
    Column("Trả lời", 1.7),
    Column("Ký tên", 1.7),
    Column("Ghi chú", 1.2),
)
_ROMAN = ("I", "II", "III", "IV", "V", "VI")


def attendance_paper(conference: Conference) -> Paper:
    """Every head once, numbered through all groups; the signature column is empty."""
    groups = groups_of(conference)
    if not groups:
        raise RefusedError("Chưa mời ai; chọn khách mời rồi in danh sách điểm danh.")
    heads = sum(group.count.invited for group in groups)
    blocks: list[Block] = [
        Paragraph(f"Thời gian: {when(conference)}. Địa điểm: {conference.venue}."),
        Paragraph(f"Tổng số: {heads} đại biểu được mời. Có mặt: …… đại biểu."),
    ]
    number = 0
    for mark, group in zip(_ROMAN, groups, strict=False):
        rows = []
        for guest in group.guests:
            number += 1
            rows.append((str(number), guest.called, _answer(guest), "", _mark(guest)))
        blocks += [Heading(f"{mark}. {group.label.capitalize()}: {group.count.invited}", 2), Table(COLUMNS, tuple(rows))]
    return Paper(
        title="Danh sách đại biểu",
        subject=f"dự {begin_small(conference.title)}",
        blocks=tuple(blocks),
        **day_frame(conference, "danh sách đại biểu"),
    )


def _answer(guest: ShownGuest) -> str:
    row = guest.guest
    if row.answer == Guest.Answer.SUBSTITUTE:
        return f"dự thay: {row.stand_in}"
    return "" if row.answer == Guest.Answer.NONE else row.get_answer_display()


def _mark(guest: ShownGuest) -> str:
    return "" if guest.guest.attendance == Guest.Attendance.UNKNOWN else guest.guest.get_attendance_display()
