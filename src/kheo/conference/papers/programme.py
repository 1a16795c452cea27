"""The order of the day as a table: a paper of its own, and under every invitation."""

from kheo.conference.models import Conference, Speech
from kheo.conference.papers.frame import day_frame
from kheo.conference.queries.conferences import day_of
from kheo.conference.queries.speeches import shown, spoken
from kheo.conference.rules.agenda import CONTRIBUTIONS
from kheo.documents.content import Block, Column, Heading, Paper, Paragraph, Table
from kheo.foundation.text import begin_small

COLUMNS = (Column("Thời gian", 1.5, "centre"), Column("Nội dung", 4.6), Column("Thực hiện", 2.6))

SPOKEN = (Column("TT", 0.5, "centre"), Column("Tên bài", 4), Column("Người trình bày", 3.4), Column("Thời gian", 1))


def programme_table(conference: Conference) -> Table:
    """Hours, steps and who does them."""
    return Table(
        COLUMNS,
        tuple((f"{step.begins:%H:%M} – {step.ends:%H:%M}", step.title, step.by) for step in day_of(conference)),
    )


def programme_paper(conference: Conference) -> Paper:
    """The run of the day, with the contributions in the order in which they are spoken."""
    contributions = shown(list(spoken(conference, Speech.Kind.CONTRIBUTION)), conference.held_on, today=conference.held_on)
    blocks: list[Block] = [
        Paragraph(f"Thời gian: {when(conference)}."),
        Paragraph(f"Địa điểm: {conference.venue}."),
        Paragraph(f"Chủ trì: {conference.chair_title}."),
        programme_table(conference),
    ]
    if contributions and any(step.kind == CONTRIBUTIONS for step in day_of(conference)):
        rows = tuple(
            (str(number), row.speech.title, row.speaker, f"{row.speech.minutes} phút")
            for number, row in enumerate(contributions, 1)
        )
        blocks += [Heading("Tham luận, theo thứ tự trình bày", 2), Table(SPOKEN, rows)]
    return Paper(
        title="Chương trình",
        subject=begin_small(conference.title),
        blocks=tuple(blocks),
        **day_frame(conference, "chương trình"),
    )


def when(conference: Conference) -> str:
    """«08 giờ 00, thứ Tư, ngày 08/01/2025»."""
    names = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
    return f"{conference.starts_at:%H giờ %M}, {names[conference.held_on.weekday()]}, ngày {conference.held_on:%d/%m/%Y}"
