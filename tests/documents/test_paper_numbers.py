"""The number of a paper is never torn by the end of a line, and reads back as it was written."""

import io

import docx
import pytest
from docx.oxml.ns import qn

from kheo.documents.content import Column, Paragraph, Table
from kheo.documents.pdf import to_pdf
from kheo.documents.word import to_docx
from tests.documents import samples
from tests.documents.reading import page_texts, place_of, whole_text

NUMBERS = ("05-CT/TW", "25-NQ/TW", "12/QĐ-UBND", "10/2022/QH15", "129/2025/NĐ-CP", "846-QĐ/BDVTW")


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_stands_on_one_line_wherever_the_line_ends(number: str) -> None:
    shifted = tuple(Paragraph(f"{'x' * count} thực hiện theo đúng tinh thần của văn bản số {number}.") for count in range(1, 26))
    pdf = to_pdf(samples.decision(blocks=shifted))
    found = [place_of(pdf, page, f"số {number}.") for page in range(len(page_texts(pdf)))]
    assert any(found)
    letter = place_of(pdf, 0, number)
    assert letter is not None
    assert letter.bottom - letter.top < 7
    assert whole_text(pdf).count(f" {number}.") == len(shifted)


def test_in_a_narrow_column_too() -> None:
    table = Table((Column("A", 1), Column("B", 9)), (("Thực hiện 25-NQ/TW", "y"),))
    pdf = to_pdf(samples.decision(blocks=(table,), annexes=()))
    box = place_of(pdf, 0, "25-NQ/TW")
    assert box is not None
    assert box.bottom - box.top < 6


@pytest.mark.parametrize("number", NUMBERS)
def test_word_gets_its_own_hyphen_and_reads_back_the_same(number: str) -> None:
    said = f"Thực hiện {number}, số-liệu khác; tháng 01-2025."
    document = docx.Document(io.BytesIO(to_docx(samples.decision(blocks=(Paragraph(said),)))))
    (line,) = [paragraph for paragraph in document.paragraphs if paragraph.text == said]
    assert len(list(line._p.iter(qn("w:noBreakHyphen")))) == number.count("-")


def test_what_lies_on_the_table_has_neither_number_nor_foot() -> None:
    paper = samples.decision(number=None, number_template="", signature=None, recipients=(), countersignature=None)
    text = whole_text(to_pdf(paper))
    assert ("Số" in text.split("QUYẾT ĐỊNH")[0], "Nơi nhận" in text) == (False, False)
    assert "(Kèm theo Quyết định ngày 26 tháng 12 năm 2024 của" in text
    document = docx.Document(io.BytesIO(to_docx(paper)))
    assert document.tables[0].rows[1].cells[0].text == ""
    assert [table for table in document.tables if "Nơi nhận" in table.rows[0].cells[0].text] == []
