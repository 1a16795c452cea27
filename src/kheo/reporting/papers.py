"""The annual report as a paper: its blocks, and the appendix that tells where each number comes from."""

from django.conf import settings

from kheo.documents.content import Annex, Block, Column, Heading, LayoutKind, Paper, Paragraph, Signature, Table
from kheo.reporting.models import Report
from kheo.reporting.queries.cited import Cited
from kheo.reporting.queries.freezing import Content

NUMBER = {"party": "…-BC", "administrative": "…/BC"}


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
        blocks=content.blocks,
        signature=Signature(head.signer_authority, head.signer_position, head.signer_name or None),
        number=content.number,
        number_template=number_template(layout, report.issuer.number_suffix),
        on=content.on,
        year=None if content.on else min(content.as_of.year, content.year + 1),
        recipients=head.recipients,
        annexes=(Annex("Phụ lục", "Nguồn số liệu", appendix(content)),),
        draft=is_draft,
        reference=f"Khéo {report.locality.code} · báo cáo {report.year}" + (f" · bản {report.version}" if is_draft else ""),
    )


def number_template(layout: str, suffix: str) -> str:
    """«…-BC/TU», «…/BC-UBND», from the symbol that the body writes on its decisions («QĐ/TU», «QĐ-UBND»)."""
    outer, inner = ("-", "/") if layout == "party" else ("/", "-")
    organ = suffix.partition(inner)[2] or suffix
    return f"…{outer}BC{inner}{organ}" if organ else f"…{outer}BC"


def appendix(content: Content) -> tuple[Block, ...]:
    """Every figure once, by year and key: definition, day and address; then number, words, value, rest of the address."""
    lead = (
        f"Mỗi con số trong báo cáo lấy từ sổ của Khéo, tính đến ngày {content.as_of:%d/%m/%Y}, và mang số thứ tự trong ngoặc "
        "vuông của phụ lục này. Phần ghi ở cột cuối nối vào sau địa chỉ đứng trên mỗi bảng, mở ra là từng dòng làm nên con số."
    )
    groups: dict[tuple[int, str], list[tuple[int, Cited]]] = {}
    for number, figure in enumerate(content.figures, 1):
        groups.setdefault((figure.year, figure.key), []).append((number, figure))
    blocks: list[Block] = [Paragraph(lead)]
    for rows in groups.values():
        blocks += _of_key(rows)
    return tuple(blocks)


def _of_key(rows: list[tuple[int, Cited]]) -> list[Block]:
    figure = rows[0][1]
    one_measure = len({one.measure for _, one in rows}) == 1
    measure = f" Đơn vị tính: {figure.measure}." if one_measure else ""
    base = _base(figure.path)
    lines = [
        (f"[{number}]", _part(one), one.text if one_measure else f"{one.text} {one.measure}", _rest(one.path, base))
        for number, one in rows
    ]
    table = Table(
        (Column("Số", 0.6, "centre"), Column("Phần", 3), Column("Giá trị", 1.3, "right"), Column("Địa chỉ các dòng", 3)),
        tuple(lines),
        links=tuple(address(one.path) for _, one in rows) if settings.KHEO_PUBLIC_URL else (),
    )
    return [
        Heading(f"{figure.label[:1].upper()}{figure.label[1:]}, năm {figure.year}", 2),
        Paragraph(f"Khoá: {figure.key}. {figure.definition}{measure} Tính đến ngày {figure.as_of:%d/%m/%Y}."),
        Paragraph(address(base)),
        table,
    ]


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
