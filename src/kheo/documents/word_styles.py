"""The named styles of a paper's .docx, so that the office changes a size once and not in every line."""

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle

from kheo.documents import ooxml
from kheo.documents.rules import SMALL, SMALL_TABLE, Layout

ALIGNMENTS = {"left": WD_ALIGN_PARAGRAPH.LEFT, "centre": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT}
BODY, BASIS, TITLE, SUBJECT, MIDDLE, SIDE, UNDER, CELL, FOOT, CAPTION, SOURCE = (
    "Nội dung",
    "Căn cứ",
    "Title",
    "Subtitle",
    "Heading 1",
    "Heading 2",
    "Heading 3",
    "Ô bảng",
    "Đầu và cuối",
    "Caption",
    "Nguồn số liệu",
)
# Of an annex that is set small.
SMALL_BODY, SMALL_SIDE, SMALL_CELL = "Phụ lục", "Mục phụ lục", "Ô bảng phụ lục"
HEADINGS = {1: MIDDLE, 2: SIDE, 3: UNDER}


def set_styles(document: Document, look: Layout) -> ParagraphStyle:
    """Give *document* the styles that *look* asks for; return that of table cells, which is used a thousand times."""
    styles = document.styles
    for name in (BODY, BASIS, CELL, FOOT, SOURCE, SMALL_BODY, SMALL_SIDE, SMALL_CELL):
        styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    sizes = {
        "Normal": (look.body, False, False),
        BODY: (look.body, False, False),
        BASIS: (look.body, False, look.basis_italic),
        TITLE: (look.title, True, False),
        SUBJECT: (look.subject, True, False),
        MIDDLE: (look.body, True, False),
        SIDE: (look.body, True, False),
        UNDER: (look.body, True, True),
        CAPTION: (look.table, True, False),
        SOURCE: (look.table, False, True),
        CELL: (look.table, False, False),
        FOOT: (look.body, False, False),
        SMALL_BODY: (SMALL, False, False),
        SMALL_SIDE: (SMALL, True, False),
        SMALL_CELL: (SMALL_TABLE, False, False),
        "Header": (look.page_number, False, False),
        "Footer": (9, False, False),
    }
    for name, (size, bold, italic) in sizes.items():
        ooxml.set_face(styles[name], size, bold=bold, italic=italic)
        form = styles[name].paragraph_format
        form.space_before = form.space_after = Pt(0)
        form.line_spacing = 1.0
    for name in (BODY, BASIS, MIDDLE, SIDE, UNDER):
        form = styles[name].paragraph_format
        form.space_after, form.line_spacing = Pt(look.between), look.spacing
    for name in (BODY, BASIS):
        form = styles[name].paragraph_format
        form.first_line_indent, form.alignment = Mm(look.indent), WD_ALIGN_PARAGRAPH.JUSTIFY
    for name in (TITLE, SUBJECT, MIDDLE, CAPTION, SOURCE):
        styles[name].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for name in (TITLE, SUBJECT, MIDDLE, SIDE, UNDER, CAPTION):
        styles[name].paragraph_format.keep_with_next = True
    for name in (SIDE, UNDER):
        styles[name].paragraph_format.first_line_indent = Mm(look.indent)
    styles[SMALL_SIDE].paragraph_format.keep_with_next = True
    styles[SMALL_SIDE].paragraph_format.space_before = Pt(6)
    for name in (SMALL_BODY, SMALL_SIDE):
        styles[name].paragraph_format.space_after = Pt(2)
    styles[CAPTION].paragraph_format.space_before = Pt(look.between)
    styles[CAPTION].paragraph_format.space_after = Pt(look.between)
    styles[SOURCE].paragraph_format.space_after = Pt(look.between)
    styles[TITLE].paragraph_format.space_before, styles[TITLE].paragraph_format.space_after = Pt(18), Pt(3)
    styles[SUBJECT].paragraph_format.left_indent = styles[SUBJECT].paragraph_format.right_indent = Mm(12)
    return styles[CELL]


def cell_style(document: Document, name: str = CELL) -> ParagraphStyle:
    """The style of cells in a document that has its styles already."""
    style: ParagraphStyle = document.styles[name]
    return style
