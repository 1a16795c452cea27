"""A paper as .docx, to be edited by the office: named styles, Times New Roman, real page numbers and repeated table heads."""

import io

import docx
from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_UNDERLINE
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from kheo.documents import formalities, ooxml
from kheo.documents.charts import chart_picture, picture_width
from kheo.documents.columns import PADDING, column_widths
from kheo.documents.content import (
    MARK,
    Article,
    BarChart,
    Basis,
    Block,
    Heading,
    Numbered,
    Paper,
    Paragraph,
    Signature,
    Table,
)
from kheo.documents.fonts import line_width
from kheo.documents.pdf import LONG_CELL
from kheo.documents.printing import printable
from kheo.documents.rules import Layout, layout_on, small
from kheo.documents.word_styles import (
    ALIGNMENTS,
    BASIS,
    BODY,
    CAPTION,
    FOOT,
    HEADINGS,
    SMALL_BODY,
    SMALL_CELL,
    SMALL_SIDE,
    SOURCE,
    SUBJECT,
    TITLE,
    cell_style,
    set_styles,
)


def to_docx(paper: Paper, *more: Paper) -> bytes:
    """Return *paper* as a Word file; refuses what ``pdf.to_pdf`` refuses, so that the two never part.

    With *more*, a batch in one file, all in the layout of the first: each paper is a section with pages of its own.
    """
    ready = [printable(each, "paper") for each in (paper, *more)]
    first = ready[0]
    layout = layout_on(first.layout, first.layout_day)
    if any(layout_on(each.layout, each.layout_day) != layout for each in ready):
        raise ValueError("the papers of one Word file have one layout: its styles are the file's")
    document = docx.Document()
    for index, each in enumerate(ready):
        _Writer(each, layout, document).write(follows=index > 0)
    return ooxml.packed(document, first.layout_day)


class _Writer:
    """One paper being written into one document."""

    def __init__(self, paper: Paper, layout: Layout, document: Document) -> None:
        self.paper, self.layout, self.document = paper, layout, document
        self.small = False

    def write(self, *, follows: bool) -> None:
        """Write the paper; one that *follows* another begins a section, with the styles that are there already."""
        if follows:
            ooxml.next_paper(self.document)
            self.cell_style = cell_style(self.document)
        else:
            self._properties()
            self.cell_style = set_styles(self.document, self.layout)
        self._page()
        self._head()
        self._titled(self.paper.title, self.paper.subject)
        self._blocks(self.paper.blocks, stays_with_foot=True)
        self._foot()
        for annex in self.paper.annexes:
            self._titled(annex.title, annex.subject, note=formalities.annex_line(self.paper))
            if annex.small:
                self._turn_small()
            self._blocks(annex.blocks)

    def _turn_small(self) -> None:
        """What follows is set in the styles of a small annex: the last of the paper."""
        self.small, self.layout = True, small(self.layout)
        self.cell_style = cell_style(self.document, SMALL_CELL)

    # The file -----------------------------------------------------------------------------------------------------------

    def _properties(self) -> None:
        core = self.document.core_properties
        core.title = formalities.document_title(self.paper)
        core.author = core.last_modified_by = self.paper.issuer
        core.language, core.comments, core.identifier = ooxml.LANGUAGE, "", self.paper.reference or ""
        core.revision = 1
        ooxml.modern(self.document)

    def _page(self) -> None:
        look, section = self.layout, self.document.sections[-1]
        section.page_width, section.page_height = Mm(look.width), Mm(look.height)
        section.top_margin, section.bottom_margin = Mm(look.top), Mm(look.bottom)
        section.left_margin, section.right_margin = Mm(look.left), Mm(look.right)
        section.header_distance, section.footer_distance = Mm(look.top / 2 - 2), Mm(10)
        section.different_first_page_header_footer = True
        line = section.header.paragraphs[0]
        line.paragraph_format.tab_stops.clear_all()
        if self.paper.draft:
            line.paragraph_format.tab_stops.add_tab_stop(Mm(look.text_width / 2), ALIGNMENTS["centre"])
            line.add_run(formalities.DRAFT).bold = True
            line.add_run("\t")
        else:
            line.alignment = ALIGNMENTS["centre"]
        ooxml.page_field(line.add_run())
        if self.paper.reference:
            for foot in (section.footer, section.first_page_footer):
                foot.paragraphs[0].text = self.paper.reference

    # Head ---------------------------------------------------------------------------------------------------------------

    def _head(self) -> None:
        look, paper = self.layout, self.paper
        left, right = look.issuer_width, look.text_width - look.issuer_width
        cells = self._columns([left, right], rows=2)
        for line in formalities.name_lines(paper.superior, left, look.superior):
            self._line(cells[0][0], line, look.superior)
        issuer = formalities.name_lines(paper.issuer, left, look.issuer, bold=True)
        for line in issuer:
            self._line(cells[0][0], line, look.issuer, bold=True)
        if look.under_issuer == "star":
            self._line(cells[0][0], formalities.STAR, look.issuer)
        else:
            longest = max(line_width(line, look.issuer, bold=True) for line in issuer)
            ooxml.rule_under(self._line(cells[0][0], "", 1), left, longest * 0.4)
        titles = formalities.title_lines(paper.layout)
        sizes = (look.name, look.motto)
        for text, size in zip(titles, sizes, strict=False):
            self._line(cells[0][1], text, size, bold=True)
        last = line_width(titles[-1], sizes[len(titles) - 1], bold=True)
        ooxml.rule_under(self._line(cells[0][1], "", 1), right, last)
        self._line(cells[1][0], formalities.number_line(paper), look.number)
        self._line(cells[1][1], formalities.place_and_date(paper), look.place, italic=True)
        if paper.draft:
            draft = self._line(cells[1][0], formalities.DRAFT, look.number, bold=True)
            draft.paragraph_format.space_before = Pt(8)
            ooxml.boxed(draft, left, line_width(formalities.DRAFT, look.number, bold=True) + 8)

    def _titled(self, title: str, subject: str, note: str = "") -> None:
        look = self.layout
        heading = self.document.add_paragraph(title.upper(), style=TITLE)
        heading.paragraph_format.page_break_before = bool(note)
        if note:
            heading.paragraph_format.space_before = Pt(0)
        if subject:
            self.document.add_paragraph(subject, style=SUBJECT)
        if note:
            line = self.document.add_paragraph(note, style=SUBJECT)
            line.runs[0].bold, line.runs[0].italic = False, True
            line.paragraph_format.space_after = Pt(12)
        elif subject:
            width = min(line_width(subject, look.subject, bold=True), look.text_width)
            ooxml.rule_under(self.document.add_paragraph(style=SUBJECT), look.text_width, width / 3)
            self.document.paragraphs[-1].paragraph_format.space_after = Pt(12)

    # Body ---------------------------------------------------------------------------------------------------------------

    def _blocks(self, blocks: tuple[Block, ...], *, stays_with_foot: bool = False) -> None:
        last: WordParagraph | None = None
        for block in blocks:
            last = self._block(block)
        if stays_with_foot and last is not None:
            last.paragraph_format.keep_with_next = True

    def _block(self, block: Block) -> WordParagraph:
        match block:
            case Paragraph(text):
                return self._said(self.document.add_paragraph(style=SMALL_BODY if self.small else BODY), text)
            case Basis(text):
                return self.document.add_paragraph(formalities.basis_line(text, self.paper.layout), style=BASIS)
            case Article() | Numbered():
                return self._marked(block)
            case Heading():
                return self._heading(block)
            case Table():
                return self._table(block)
            case BarChart():
                return self._chart(block)

    def _heading(self, heading: Heading) -> WordParagraph:
        paragraph = self.document.add_paragraph(heading.text, style=SMALL_SIDE if self.small else HEADINGS[heading.level])
        if heading.under:
            paragraph.runs[0].add_break()
            paragraph.add_run(heading.under)
        return paragraph

    def _marked(self, block: Article | Numbered) -> WordParagraph:
        paragraph = self.document.add_paragraph(style=BODY)
        if isinstance(block, Article):
            paragraph.add_run(f"Điều {block.number}.").bold = True
        else:
            paragraph.add_run(block.mark)
        return self._said(paragraph, f" {block.text}")

    def _said(self, paragraph: WordParagraph, text: str, *, bold: bool | None = None) -> WordParagraph:
        """Add *text* to *paragraph*; a number's mark to the appendix is raised."""
        at = 0
        for found in MARK.finditer(text):
            paragraph.add_run(text[at : found.start()]).bold = bold
            paragraph.add_run(f"[{found[1]}]").font.superscript = True
            at = found.end()
        if at < len(text) or not text:
            paragraph.add_run(text[at:]).bold = bold
        return paragraph

    def _titled_piece(self, title: str) -> None:
        """The title over a table or chart, kept with it."""
        paragraph = self.document.add_paragraph(style=CAPTION)
        self._said(paragraph, title)

    def _chart(self, chart: BarChart) -> WordParagraph:
        self._titled_piece(chart.title)
        held = self.document.add_paragraph(style=FOOT)
        held.paragraph_format.keep_with_next = bool(chart.source)
        picture = held.add_run().add_picture(io.BytesIO(chart_picture(chart, self.layout)), width=Mm(picture_width(self.layout)))
        ooxml.describe(picture, chart.alternative)
        if not chart.source:
            return held
        return self.document.add_paragraph(chart.source, style=SOURCE)

    def _table(self, content: Table) -> WordParagraph:
        columns = content.columns
        if content.title:
            self._titled_piece(content.title)
        widths = list(column_widths(content, self.layout.text_width, self.layout.table))
        table = self.document.add_table(rows=0, cols=len(columns))
        ooxml.fix_widths(table, widths, borders=True, padding=(PADDING, 0.1 if self.small else 0.6))
        self._row(table, widths, [(column.title, ALIGNMENTS["centre"]) for column in columns], heading=True)
        for number, row in enumerate(content.rows, 1):
            texts = [(text, ALIGNMENTS[column.align]) for text, column in zip(row, columns, strict=True)]
            cells = self._row(table, widths, texts, bold=content.total and number == len(content.rows))
            if content.links:
                ooxml.link(cells[-1].paragraphs[0], content.links[number - 1])
        after = self.document.add_paragraph(style=BODY)
        after.paragraph_format.line_spacing = Pt(6)
        after.paragraph_format.space_after = Pt(0)
        return after

    def _row(
        self,
        table: docx.table.Table,
        widths: list[float],
        texts: list[tuple[str, WD_ALIGN_PARAGRAPH]],
        *,
        heading: bool = False,
        bold: bool = False,
    ) -> tuple[_Cell, ...]:
        row = table.add_row()
        if max(len(text) for text, _ in texts) <= LONG_CELL:
            ooxml.keep_whole(row)
        if heading:
            ooxml.repeat_on_every_page(row)
        for cell, width, (text, alignment) in zip(row.cells, widths, texts, strict=True):
            ooxml.set_width(cell, width)
            paragraph = cell.paragraphs[0]
            ooxml.set_style(paragraph, self.cell_style)
            paragraph.alignment = alignment
            self._said(paragraph, text, bold=heading or bold)
            if heading:
                cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        return row.cells

    # Foot ---------------------------------------------------------------------------------------------------------------

    def _foot(self) -> None:
        look, paper = self.layout, self.paper
        if paper.signature is None:
            return
        gap = self.document.add_paragraph(style=FOOT)
        gap.paragraph_format.line_spacing, gap.paragraph_format.keep_with_next = Pt(12), True
        if paper.countersignature:
            # Two rows, so that two names stand at one height although one title wraps.
            titles, names = self._columns([look.text_width / 2] * 2, rows=2)
            for signature, title, name in zip((paper.countersignature, paper.signature), titles, names, strict=True):
                self._signed(title, name, signature)
            return
        left, right = self._columns([look.text_width / 2] * 2)[0]
        if paper.recipients:
            word = self._line(left, formalities.RECIPIENTS, look.recipients_word, centred=False).runs[0]
            if look.recipients_style == "underline":
                word.underline = WD_UNDERLINE.SINGLE
            else:
                word.bold = word.italic = True
            for line in formalities.recipient_lines(paper.recipients):
                self._line(left, line, look.recipients, centred=False)
        self._signed(right, right, paper.signature)

    def _signed(self, cell: _Cell, below: _Cell, signature: Signature) -> None:
        """The title in *cell*; the name in *below*, under the room for hand and stamp."""
        look = self.layout
        self._line(cell, signature.authority, look.authority, bold=True)
        if signature.position:
            self._line(cell, signature.position, look.position, bold=look.position_bold)
        name = self._line(below, signature.name or "", look.signer, bold=True)
        name.paragraph_format.space_before = Mm(look.signing_room)

    def _columns(self, widths: list[float], rows: int = 1) -> list[tuple[_Cell, ...]]:
        table = self.document.add_table(rows=rows, cols=len(widths))
        ooxml.fix_widths(table, widths, borders=False, padding=(0, 0))
        for row in table.rows:
            ooxml.keep_whole(row)
            for cell, width in zip(row.cells, widths, strict=True):
                ooxml.set_width(cell, width)
        return [row.cells for row in table.rows]

    def _line(
        self, cell: _Cell, text: str, size: float, *, bold: bool = False, italic: bool = False, centred: bool = True
    ) -> WordParagraph:
        """Add a line to *cell*; its first paragraph is there from the start and is used first."""
        first = len(cell.paragraphs) == 1 and not cell.paragraphs[0].runs
        paragraph = cell.paragraphs[0] if first else cell.add_paragraph()
        paragraph.style = FOOT
        paragraph.paragraph_format.keep_with_next = True
        if centred:
            paragraph.alignment = ALIGNMENTS["centre"]
        run = paragraph.add_run(text)
        run.font.size, run.bold, run.italic = Pt(size), bold, italic
        return paragraph
