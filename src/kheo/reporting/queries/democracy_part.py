"""What the report tells of grassroots democracy: people know, discuss and decide, are consulted, inspect (Luật 10/2022/QH15)."""

from dataclasses import dataclass

from kheo.documents.content import Block, Column, Paragraph, Table
from kheo.reporting.queries.cited import Cited
from kheo.reporting.queries.movement_part import SOURCE
from kheo.reporting.queries.source import Source
from kheo.reporting.queries.system_part import told_of_tasks

NOTHING = (
    "Năm này chưa ghi việc thực hiện dân chủ ở cơ sở nào: chưa có nội dung công khai, việc dân bàn, lấy ý kiến, kiểm tra, "
    "giám sát. Phần này chỉ có nhiệm vụ theo Luật Thực hiện dân chủ ở cơ sở (Luật số {law}) và tham luận tại hội nghị tổng kết."
)


@dataclass(frozen=True)
class Strand:
    """*keys*: figures told in one sentence after *words*; the first is what the sentence is about."""

    words: str
    keys: tuple[str, ...]


STRANDS = (
    Strand("Nhân dân biết", ("democracy.postings", "democracy.postings_late", "democracy.postings_not_done")),
    Strand("Nhân dân bàn, quyết định", ("democracy.matters_decided", "democracy.matters_carried", "democracy.conventions")),
    Strand(
        "Nhân dân tham gia ý kiến",
        ("consultations.opened", "consultations.heard", "consultations.answered", "dialogues.held"),
    ),
    Strand(
        "Nhân dân kiểm tra, giám sát",
        (
            "democracy.inspections",
            "democracy.recommendations",
            "democracy.recommendations_in_time",
            "democracy.recommendations_overdue",
            "democracy.projects_watched",
            "democracy.gifts_money",
            "democracy.gifts_work",
            "democracy.gifts_land",
        ),
    ),
    Strand("Hội nghị định kỳ", ("democracy.community_meetings",)),
    Strand("Trong cơ quan, đơn vị", ("democracy.agency_conferences", "democracy.agency_postings")),
)


def democracy(source: Source, law: str) -> list[Block]:
    """A sentence a strand, then all of them in a table; from tasks and contributions where nothing else is recorded."""
    blocks: list[Block] = []
    rows: list[tuple[str, ...]] = []
    for strand in STRANDS:
        told = _told(source, strand)
        if told:
            blocks.append(Paragraph(_sentence(source, strand, told)))
            rows += [(_capital(figure.label), *source.book.row([figure])) for figure in told]
    if rows:
        heads = (Column("Nội dung", 4), Column("Số lượng", 1, "right"), SOURCE)
        title = f"Thực hiện dân chủ ở cơ sở năm {source.scope.year}"
        blocks.append(Table(heads, tuple(rows), title))
    else:
        blocks.append(Paragraph(NOTHING.format(law=law)))
    return [*blocks, *told_of_tasks(source)]


def _told(source: Source, strand: Strand) -> list[Cited]:
    """The strand's figures that are not 0; none of them where the first, what it is about, is 0 and so are the rest."""
    figures = [source.figure(key) for key in strand.keys]
    return [figure for figure in figures if figure is not None and figure.value]


def _sentence(source: Source, strand: Strand, told: list[Cited]) -> str:
    parts = [f"{source.book.said(figure)} {_words(figure)}" for figure in told]
    return f"{strand.words}: {'; '.join(parts)}."


def _words(figure: Cited) -> str:
    """«đồng tiền nhân dân đóng góp»: the unit before a label that does not begin with it."""
    return figure.label if figure.label.startswith(figure.measure) else f"{figure.measure} {figure.label}"


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"
