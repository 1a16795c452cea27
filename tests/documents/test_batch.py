"""Several papers in one file: each on pages of its own, counted from one; in Word a section each."""

import io
from dataclasses import replace
from datetime import date

import docx
import pytest
from docx.enum.section import WD_SECTION
from docx.oxml.ns import qn
from docx.shared import Pt

from kheo.documents.pdf import to_pdf
from kheo.documents.word import to_docx
from tests.documents import samples
from tests.documents.reading import page_texts


def batch():
    first = samples.decision(60)
    return first, replace(first, subject="công nhận lần hai", reference="Khéo 2", annexes=()), samples.decision(1)


def test_each_paper_of_a_pdf_begins_on_its_own_page_and_counts_from_one():
    alone = [page_texts(to_pdf(paper)) for paper in batch()]
    assert len(alone[0]) > 3
    assert page_texts(to_pdf(*batch())) == [page for pages in alone for page in pages]


def test_one_paper_is_the_batch_of_itself():
    paper = samples.decision()
    assert to_pdf(paper) == to_pdf(*[paper])
    assert to_docx(paper) == to_docx(*[paper])


def test_each_paper_of_a_word_file_is_a_section_with_its_own_foot_and_pages():
    document = docx.Document(io.BytesIO(to_docx(*batch())))
    assert [section.start_type for section in document.sections] == [WD_SECTION.NEW_PAGE] * 3
    assert [section.different_first_page_header_footer for section in document.sections] == [True] * 3
    starts = [section._sectPr.find(qn("w:pgNumType")) for section in document.sections]
    assert [start is None or start.get(qn("w:start")) for start in starts] == [True, "1", "1"]
    assert document.sections[1].footer.paragraphs[0].text == "Khéo 2"
    assert document.sections[2].footer.paragraphs[0].text == (samples.decision(1).reference or "")
    words = [paragraph.text for paragraph in document.paragraphs]
    assert words.count("QUYẾT ĐỊNH") == 3
    breaks = [one for one in document.paragraphs if one._p.pPr is not None and one._p.pPr.find(qn("w:sectPr")) is not None]
    assert [(one.paragraph_format.line_spacing, one.text) for one in breaks] == [(Pt(1), "")] * 2


def test_a_word_file_has_one_layout():
    with pytest.raises(ValueError, match="one layout"):
        to_docx(samples.decision(), samples.commendation())
    with pytest.raises(ValueError, match="one layout"):
        to_docx(samples.decision(), replace(samples.decision(), on=date(2026, 2, 1)))


def test_papers_of_both_layouts_stand_in_one_pdf():
    pages = page_texts(to_pdf(samples.decision(1), samples.commendation()))
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in pages[0]
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in pages[-1] or "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in pages[-2]
