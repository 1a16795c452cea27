"""What python-docx has no word for: borders, repeated table heads, fields, language, a package without the hour it was made."""

import io
import re
import zipfile
from datetime import date, datetime

from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shape import InlineShape
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

TIMES = "Times New Roman"
LANGUAGE = "vi-VN"
# As in assets/lines.typ: «05-CT/TW», «12/QĐ-UBND», «……-GM/TU».
PAPER_NUMBER = re.compile(r"(?:\d+|…+)(?:/\d{4})?[-/][A-ZĐ][^\W_]*(?:[-/][A-ZĐ][^\W_]*)*")
_EARLIEST_ZIP_DAY = (1980, 1, 1, 0, 0, 0)


def element(tag: str, /, **attributes: str) -> BaseOxmlElement:
    """Return ``<w:tag w:attribute="…"/>``."""
    made = OxmlElement(f"w:{tag}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def set_face(style: ParagraphStyle, size: float, *, bold: bool = False, italic: bool = False) -> None:
    """Times New Roman for every script, black, Vietnamese; the template's theme fonts and colours go."""
    style.font.size, style.font.bold, style.font.italic = Pt(size), bold, italic
    style.font.color.rgb = RGBColor(0, 0, 0)
    properties = style.element.get_or_add_rPr()
    for name in ("w:rFonts", "w:lang", "w:spacing", "w:kern"):
        for old in properties.findall(qn(name)):
            properties.remove(old)
    properties.insert(0, element("rFonts", ascii=TIMES, hAnsi=TIMES, eastAsia=TIMES, cs=TIMES))
    complex_size = properties.find(qn("w:szCs"))
    if complex_size is None:
        complex_size = element("szCs")
        properties.find(qn("w:sz")).addnext(complex_size)
    complex_size.set(qn("w:val"), str(int(size * 2)))
    properties.append(element("lang", val=LANGUAGE, eastAsia=LANGUAGE, bidi="ar-SA"))
    for border in style.element.get_or_add_pPr().findall(qn("w:pBdr")):
        border.getparent().remove(border)


def set_style(paragraph: Paragraph, style: ParagraphStyle) -> None:
    """Give *paragraph* its *style* at once: python-docx searches all styles each time, six seconds for a thousand rows."""
    paragraph._p.style = style.style_id  # noqa: SLF001  see above


def rule_under(paragraph: Paragraph, width: float, length: float) -> None:
    """Make the empty *paragraph* a rule of *length* mm in the middle of *width* mm."""
    side = Mm(max(0.0, (width - length) / 2))
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = side
    form.space_before, form.space_after, form.line_spacing = Pt(1), Pt(4), Pt(3)
    borders = element("pBdr")
    borders.append(element("bottom", val="single", sz="6", space="0", color="000000"))
    paragraph._p.get_or_add_pPr().insert_element_before(  # noqa: SLF001  python-docx has no public way to a paragraph's border
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def boxed(paragraph: Paragraph, width: float, length: float) -> None:
    """Put a frame of *length* mm round *paragraph*, in the middle of *width* mm."""
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = Mm(max(0.0, (width - length) / 2))
    borders = element("pBdr")
    for side in ("top", "left", "bottom", "right"):
        borders.append(element(side, val="single", sz="8", space="2", color="000000"))
    paragraph._p.get_or_add_pPr().insert_element_before(  # noqa: SLF001  as above
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def page_field(run: Run) -> None:
    """Add the field that Word replaces with the number of the page."""
    for kind, text in (("begin", ""), ("", " PAGE "), ("separate", ""), ("result", "2"), ("end", "")):
        if kind == "result":
            run.add_text(text)
        elif kind:
            run._r.append(element("fldChar", fldCharType=kind))  # noqa: SLF001  fields have no public way in
        else:
            code = element("instrText")
            code.text = text
            run._r.append(code)  # noqa: SLF001  as above


def fix_widths(table: Table, widths: list[float], *, borders: bool, padding: tuple[float, float]) -> None:
    """Give *table* columns of *widths* mm that no program changes; *padding* is (sides, top and bottom) in mm."""
    table.autofit = False
    properties = table._tbl.tblPr  # noqa: SLF001  python-docx sets no borders, margins or total width
    for name in ("w:tblW", "w:tblBorders", "w:tblCellMar"):
        for old in properties.findall(qn(name)):
            properties.remove(old)
    layout = properties.find(qn("w:tblLayout"))
    layout.addprevious(element("tblW", w=str(_twips(sum(widths))), type="dxa"))
    layout.addprevious(element("tblInd", w="0", type="dxa"))
    edges = element("tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        edges.append(element(side, val="single" if borders else "nil", sz="4", space="0", color="000000"))
    layout.addprevious(edges)
    margins = element("tblCellMar")
    for side, value in (("top", padding[1]), ("left", padding[0]), ("bottom", padding[1]), ("right", padding[0])):
        margins.append(element(side, w=str(_twips(value)), type="dxa"))
    layout.addnext(margins)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)


def set_width(cell: _Cell, width: float) -> None:
    cell.width = Mm(width)


def next_paper(document: Document) -> None:
    """Begin a section on a new page: its own head and foot, pages counted from one, no line carried over."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    # The paragraph that carries the break stands under the foot: no higher than a hair, or it would need a page of its own.
    form = document.paragraphs[-1].paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(0), Pt(0), Pt(1)
    for part in (section.header, section.footer, section.first_page_header, section.first_page_footer):
        part.is_linked_to_previous = False
    for old in section._sectPr.findall(qn("w:pgNumType")):  # noqa: SLF001  python-docx has no word for the first page's number
        section._sectPr.remove(old)  # noqa: SLF001  as above
    section._sectPr.insert_element_before(  # noqa: SLF001  as above
        element("pgNumType", start="1"), "w:cols", "w:formProt", "w:vAlign", "w:noEndnote", "w:titlePg", "w:docGrid"
    )


def repeat_on_every_page(row: _Row) -> None:
    row._tr.get_or_add_trPr().append(element("tblHeader"))  # noqa: SLF001  no public way


def keep_whole(row: _Row) -> None:
    """No page break inside *row*."""
    row._tr.get_or_add_trPr().append(element("cantSplit"))  # noqa: SLF001  no public way


def describe(picture: InlineShape, text: str) -> None:
    """Give *picture* its alternative text, which a screen reader says in its place."""
    picture._inline.docPr.set("descr", text)  # noqa: SLF001  no public way


def link(paragraph: Paragraph, address: str) -> None:
    """Let the words of *paragraph* lead to *address*."""
    key = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    made = OxmlElement("w:hyperlink")
    made.set(qn("r:id"), key)
    for run in paragraph.runs:
        made.append(run._r)  # noqa: SLF001  no public way to wrap runs
    paragraph._p.append(made)  # noqa: SLF001  as above


def keep_numbers_whole(document: Document) -> None:
    """Give the numbers of papers («05-CT/TW») Word's hyphen that no line ends at; what is read back stays «-»."""
    for text in list(document.element.body.iter(qn("w:t"))):
        pieces = _cut(text.text or "")
        if len(pieces) == 1:
            continue
        after = text
        for number, piece in enumerate(pieces):
            if number:
                hyphen = element("noBreakHyphen")
                after.addnext(hyphen)
                after = hyphen
            made = element("t")
            made.text = piece
            made.set(qn("xml:space"), "preserve")
            after.addnext(made)
            after = made
        text.getparent().remove(text)


def _cut(text: str) -> list[str]:
    """*text* cut at the hyphens that stand inside numbers of papers."""
    at = [
        found.start() + place for found in PAPER_NUMBER.finditer(text) for place, letter in enumerate(found[0]) if letter == "-"
    ]
    return [text[start + 1 : end] for start, end in zip([-1, *at], [*at, len(text)], strict=True)]


def modern(document: Document) -> None:
    """Say that the file is of today's Word, which otherwise opens it in compatibility mode, and drop the template's thumbnail."""
    settings = document.settings.element
    compat = settings.find(qn("w:compat"))
    if compat is None:
        compat = element("compat")
        settings.insert_element_before(compat, "w:docVars", "w:rsids", "m:mathPr", "w:themeFontLang", "w:clrSchemeMapping")
    for old in compat.findall(qn("w:compatSetting")):
        compat.remove(old)
    uri = "http://schemas.microsoft.com/office/word"
    compat.append(element("compatSetting", name="compatibilityMode", uri=uri, val="15"))
    for key, relation in list(document.part.package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            del document.part.package.rels[key]


def packed(document: Document, on: date) -> bytes:
    """Return the file; made and changed on *on*, no clock in it, so that the same paper gives the same bytes."""
    keep_numbers_whole(document)
    moment = datetime(on.year, on.month, on.day)  # noqa: DTZ001  python-docx writes naive times as UTC
    document.core_properties.created = document.core_properties.modified = moment
    raw, fixed = io.BytesIO(), io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, date_time=_EARLIEST_ZIP_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return fixed.getvalue()


def _twips(millimetres: float) -> int:
    return round(millimetres / 25.4 * 1440)
