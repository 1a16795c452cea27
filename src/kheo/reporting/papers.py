"""The annual report as a paper: its blocks, and the appendix that tells where each number comes from."""

from datetime import date

from django.conf import settings

from kheo.documents.content import Annex, Block, Column, Heading, LayoutKind, Paper, Paragraph, Signature, Table
from kheo.reporting.models import Report
from kheo.reporting.queries.cited import Cited
from kheo.reporting.queries.freezing import Content


def report_paper(report: Report, content: Content) -> Paper:
    """*content* as its issuer prints it; «DỰ THẢO» and a blank number while it is not issued."""
    head = content.head
    layout: LayoutKind = "party" if head.layout == "party" else "administrative"
    is_draft = content.number is None
    return Paper(
        layout=layout,
        superior=head.superior,
        issuer=head.issuer,
        place=head.place,
        title=head.title,
        subject=head.subject,
        blocks=(*content.blocks, _closing(content)),
        signature=Signature(head.signer_authority, head.signer_position, head.signer_name or None),
        number=content.number,
        number_template=number_template(layout, report.issuer.number_suffix),
        on=content.on,
        year=None if content.on else min(content.as_of.year, content.year + 1),
        recipients=head.recipients,
        annexes=(Annex("Phụ lục", "Nguồn số liệu", appendix(content), small=True),),
        draft=is_draft,
        reference=f"Khéo {report.locality.code} · báo cáo {report.year}" + (f" · bản {report.version}" if is_draft else ""),
    )


def _closing(content: Content) -> Paragraph:
    """The sentence that ends a report of the trade; it goes with the signature, which so never stands alone on a page."""
    of = content.head.issuer
    return Paragraph(f"Trên đây là báo cáo {content.head.subject} của {of}./.")


def number_template(layout: str, suffix: str) -> str:
    """«…-BC/TU», «…/BC-UBND», from the symbol that the body writes on its decisions («QĐ/TU», «QĐ-UBND»)."""
    outer, inner = ("-", "/") if layout == "party" else ("/", "-")
    organ = suffix.partition(inner)[2] or suffix
    return f"…{outer}BC{inner}{organ}" if organ else f"…{outer}BC"


def appendix(content: Content) -> tuple[Block, ...]:
    """Every figure once, by year and key: definition, day and address; then number, words, value, rest of the address."""
    groups: dict[tuple[int, str], list[tuple[int, Cited]]] = {}
    for number, figure in enumerate(content.figures, 1):
        groups.setdefault((figure.year, figure.key), []).append((number, figure))
    blocks: list[Block] = [Paragraph(f"{_day_told(content)} {_LEAD}")]
    for rows in groups.values():
        blocks += _of_key(rows, content.as_of)
    return tuple(blocks)


_LEAD = (
    "Mỗi con số mang số thứ tự trong ngoặc vuông của phụ lục này. Phần ghi ở cột cuối nối vào sau địa chỉ đứng trên mỗi "
    "bảng, mở ra là từng dòng làm nên con số."
)


def _day_told(content: Content) -> str:
    """As of which day the record was read; a report dated otherwise than it was read says both days."""
    day = f"{content.as_of:%d/%m/%Y}"
    if content.on is None:
        return f"Dự thảo: số liệu trong báo cáo đọc từ sổ của Khéo ngày {day}, còn đổi theo sổ đến khi ban hành."
    if content.on == content.as_of:
        return f"Số liệu trong báo cáo đọc từ sổ của Khéo ngày {day}, ngày ban hành, từ đó giữ nguyên."
    return (
        f"Báo cáo đề ngày {content.on:%d/%m/%Y}; số liệu đọc từ sổ của Khéo khi ghi số, ngày ban hành vào sổ, "
        f"ngày {day}, từ đó giữ nguyên."
    )


def _of_key(rows: list[tuple[int, Cited]], as_of: date) -> list[Block]:
    figure = rows[0][1]
    one_measure = len({one.measure for _, one in rows}) == 1
    measure = f" Đơn vị tính: {figure.measure}." if one_measure else ""
    # The day stands in the lead once; a figure read on another day says so.
    day = f" Tính đến ngày {figure.as_of:%d/%m/%Y}." if figure.as_of != as_of else ""
    base = _base(figure.path)
    lines = [
        (f"[{number}]", _part(one), one.text if one_measure else f"{one.text} {one.measure}", _rest(one.path, base))
        for number, one in rows
    ]
    table = Table(
        (Column("Số", 0.6, "centre"), Column("Phần", 3.4), Column("Giá trị", 1.3, "right"), Column("Địa chỉ các dòng", 2.8)),
        tuple(lines),
        links=tuple(address(one.path) for _, one in rows) if settings.KHEO_PUBLIC_URL else (),
    )
    title = f"{figure.label[:1].upper()}{figure.label[1:]}, năm {figure.year}"
    told = f"Khoá: {figure.key}. {figure.definition}{measure}{day}"
    if len(rows) == 1:
        return [Heading(title, 2), Paragraph(told), _alone(rows[0][0], figure)]
    return [Heading(title, 2), Paragraph(f"{told} Địa chỉ: {address(base)}"), table]


def _alone(number: int, figure: Cited) -> Block:
    """A key with one figure needs no table; the whole address stands beside it."""
    part = f"{_part(figure)}: " if figure.part else ""
    return Paragraph(f"[{number}] {part}{figure.text} {figure.measure}. Địa chỉ: {address(figure.path)}")


def _base(path: str) -> str:
    """What the addresses of one key and year have in common: all before the words that narrow them."""
    head, _, query = path.partition("?")
    first = query.partition("&")[0]
    return f"{head}?{first}" if first.startswith("nam=") else head


def _rest(path: str, base: str) -> str:
    return f"…{path[len(base) :]}" if len(path) > len(base) else "như trên"


def _part(figure: Cited) -> str:
    return f"{figure.part[:1].upper()}{figure.part[1:]}" if figure.part else "Chung"


def address(path: str) -> str:
    """The whole address where the installation has one of its own, else the path."""
    return f"{settings.KHEO_PUBLIC_URL}{path}"
