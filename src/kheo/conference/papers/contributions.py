"""The collected contributions of a conference: those that are spoken in their order, then those that are only printed."""

from kheo.conference.models import Conference
from kheo.conference.papers.frame import day_frame
from kheo.conference.papers.programme import when
from kheo.conference.queries.speeches import ShownSpeech, collected, shown
from kheo.documents.content import Annex, Block, Column, Paper, Paragraph, Table
from kheo.foundation.refusal import RefusedError
from kheo.foundation.text import begin_small


def contributions_paper(conference: Conference) -> Paper:
    """One paper: a list of contents, then every contribution on a page of its own."""
    rows = shown(collected(conference), conference.held_on, today=conference.held_on)
    if not rows:
        raise RefusedError("Chưa bài tham luận nào được chọn trình bày hay in; chọn bài rồi in tập.")
    contents = tuple(
        (str(number), row.speech.title, row.speaker, row.speech.get_state_display()) for number, row in enumerate(rows, 1)
    )
    columns = (Column("TT", 0.5, "centre"), Column("Tên bài", 4), Column("Người trình bày", 3.2), Column("Hình thức", 1.8))
    return Paper(
        title="Tập tham luận",
        subject=f"tại {begin_small(conference.title)}",
        blocks=(Paragraph(f"{when(conference)}, {conference.venue}."), Table(columns, contents)),
        annexes=tuple(Annex(f"Tham luận {number}", row.speech.title, _body(row)) for number, row in enumerate(rows, 1)),
        **day_frame(conference, "tham luận"),
    )


def _body(row: ShownSpeech) -> tuple[Block, ...]:
    lines = [line for line in row.speech.text.splitlines() if line.strip()]
    return (Paragraph(f"Trình bày: {row.speaker}."), *(Paragraph(line) for line in lines))
