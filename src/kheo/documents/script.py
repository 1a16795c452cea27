"""The script that a chair reads from on stage: large type, one name after another, as PDF and as .docx."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from kheo.documents import ooxml
from kheo.documents.printing import breakable, printable
from kheo.documents.typesetting import typeset

# Points: read at arm's length on a lectern. No rule sets them; a speech is usually printed so.
NAME, WORDS, NOTE, HEAD, TITLE = 20, 18, 16, 20, 22
MARGINS = {"top": 20, "bottom": 20, "left": 25, "right": 20}
_GROUP, _NAME, _WORDS, _NOTE = "Nhóm trao", "Tên được gọi", "Lời đọc", "Ghi chú"


@dataclass(frozen=True)
class SpokenName:
    """One name: *mark* («3.»), *name* as it is called, *words* read out after it, *note* for the chair's eyes alone."""

    mark: str
    name: str
    words: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class SpokenGroup:
    """What is given in one go: *title* is read out first, *note* says who hands over."""

    title: str
    note: str
    names: tuple[SpokenName, ...]


@dataclass(frozen=True, kw_only=True)
class Script:
    """*subject*: the conference, its day and place; *on*: the day of the file. *reference* stands in the foot."""

    title: str
    subject: str
    on: date
    groups: tuple[SpokenGroup, ...]
    reference: str = ""


def script_pdf(script: Script) -> bytes:
    """Return *script* as a PDF; RefusedError for a character that no face prints."""
    ready = printable(script, "paper")
    return typeset("script.typ", breakable(_data(ready)), ready.on)


def _data(script: Script) -> dict[str, Any]:
    return {
        "title": script.title,
        "subject": script.subject,
        "reference": script.reference,
        "sizes": {"name": NAME, "words": WORDS, "note": NOTE, "head": HEAD, "title": TITLE},
        "margins": MARGINS,
        "groups": [
            {
                "title": group.title,
                "note": group.note,
                "names": [
                    {"mark": one.mark, "name": one.name, "words": list(one.words), "note": one.note} for one in group.names
                ],
            }
            for group in script.groups
        ],
    }


def script_docx(script: Script) -> bytes:
    """Return *script* as a Word file, to be changed by hand up to the last minute."""
    ready = printable(script, "paper")
    document = docx.Document()
    core = document.core_properties
    core.title, core.author, core.comments, core.language = ready.title, "Khéo", "", ooxml.LANGUAGE
    ooxml.modern(document)
    _styles(document)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(MARGINS["top"]), Mm(MARGINS["bottom"])
    section.left_margin, section.right_margin = Mm(MARGINS["left"]), Mm(MARGINS["right"])
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    ooxml.page_field(foot.add_run())
    document.add_paragraph(ready.title.upper(), style="Title")
    document.add_paragraph(ready.subject, style="Subtitle")
    for group in ready.groups:
        document.add_paragraph(group.title, style=_GROUP)
        document.add_paragraph(group.note, style=_NOTE)
        for one in group.names:
            document.add_paragraph(f"{one.mark} {one.name}", style=_NAME)
            texts = [(words, _WORDS) for words in one.words] + ([(one.note, _NOTE)] if one.note else [])
            for text, style in texts:
                document.add_paragraph(text, style=style)
            for paragraph in document.paragraphs[-1 - len(texts) : -1]:
                paragraph.paragraph_format.keep_with_next = True
            document.paragraphs[-1].paragraph_format.space_after = Pt(14)
    return ooxml.packed(document, ready.on)


def _styles(document: Any) -> None:
    styles = document.styles
    sizes = {
        "Normal": (WORDS, False),
        "Title": (TITLE, True),
        "Subtitle": (NOTE, False),
        _GROUP: (HEAD, True),
        _NAME: (NAME, True),
        _WORDS: (WORDS, False),
        _NOTE: (NOTE, False),
        "Footer": (12, False),
    }
    for name, (size, bold) in sizes.items():
        if name in {_GROUP, _NAME, _WORDS, _NOTE}:
            styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        ooxml.set_face(styles[name], size, bold=bold, italic=name == _NOTE)
        form = styles[name].paragraph_format
        form.space_before, form.space_after, form.line_spacing = Pt(0), Pt(2), 1.3
    for name in ("Title", "Subtitle"):
        styles[name].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    styles["Subtitle"].paragraph_format.space_after = Pt(16)
    styles[_GROUP].paragraph_format.space_before = Pt(18)
    for name in (_GROUP, _NAME):
        styles[name].paragraph_format.keep_with_next = True
