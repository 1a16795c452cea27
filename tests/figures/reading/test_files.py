import io
import zipfile

import docx
import pytest

from kheo.figures.reading import UnreadableDocumentError, extract, read_document
from kheo.figures.reading.files import MAX_BYTES, MAX_ENTRIES, MAX_TEXT, MAX_UNPACKED

TEXT = "Xã công nhận 12 mô hình\nDân vận khéo"


def saved(document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def repacked(data: bytes, extra: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            target.writestr(entry, source.read(entry))
        for name, content in extra.items():
            target.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_read_document_reads_unicode_text(encoding):
    assert read_document("bai.TXT", TEXT.encode(encoding)) == TEXT


def test_read_document_reads_paragraphs_and_tables_in_their_order():
    document = docx.Document()
    document.add_paragraph("Mở đầu")
    table = document.add_table(rows=2, cols=2)
    for index, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"Ô {index}"
    table.cell(0, 0).merge(table.cell(0, 1))
    inner = table.cell(1, 1).add_table(rows=1, cols=1)
    inner.cell(0, 0).text = "Trong ô"
    document.add_paragraph("Kết thúc")
    text = read_document("bai.docx", saved(document))
    assert [line for line in text.split("\n") if line] == ["Mở đầu", "Ô 0", "Ô 1", "Ô 2", "Ô 3", "Trong ô", "Kết thúc"]


def test_read_document_keeps_the_cells_of_a_row_on_one_line():
    document = docx.Document()
    document.add_paragraph("Kết quả phong trào “Dân vận khéo”")
    table = document.add_table(rows=4, cols=3)
    words = ["Lĩnh vực", "Số mô hình", "", "", "Đăng ký", "Công nhận", "Kinh tế", "9", "7", "Văn hóa - xã hội", "14", "12"]
    for cell, word in zip((cell for row in table.rows for cell in row.cells), words, strict=True):
        cell.text = word
    table.cell(0, 1).merge(table.cell(0, 2)).text = "Số mô hình"
    text = read_document("bang.docx", saved(document))
    assert text.split("\n") == [
        "Kết quả phong trào “Dân vận khéo”",
        "Lĩnh vực\tSố mô hình\t",
        "\tĐăng ký\tCông nhận",
        "Kinh tế\t9\t7",
        "Văn hóa - xã hội\t14\t12",
    ]
    assert [(figure.key, figure.value, figure.dimensions) for figure in extract(text).figures] == [
        ("initiatives.registered", 9, {"field": "economy", "kind": "mo_hinh"}),
        ("initiatives.recognised", 7, {"field": "economy", "kind": "mo_hinh"}),
        ("initiatives.registered", 14, {"field": "culture_society", "kind": "mo_hinh"}),
        ("initiatives.recognised", 12, {"field": "culture_society", "kind": "mo_hinh"}),
    ]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("bai.txt", b"", "rỗng"),
        ("bai.txt", "Dân vận khéo: 12 mô hình".encode("utf-16")[:-1], "Unicode"),
        ("bai.txt", "Phường đã công nhận".encode("cp1258", errors="replace"), "UTF-8"),
        ("bai.txt", b"abc\0def", "không phải tệp văn bản"),
        ("bai.txt", b"a" * (MAX_TEXT + 1), "dài quá"),
        ("bai.pdf", b"%PDF-1.7", "không phải .txt, .docx hay .html"),
        ("bai", b"abc", "không phải .txt, .docx hay .html"),
        ("bai.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "đời cũ"),
        ("bai.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "mật khẩu"),
        ("bai.docx", b"PK\x03\x04 broken", "không phải tệp .docx nguyên vẹn"),
        ("bai.docx", repacked(saved(docx.Document()), {"word/vbaProject.bin": b"x"}), "macro"),
        ("bai.docx", repacked(saved(docx.Document()), {"word/media/a": b"\0" * (MAX_UNPACKED + 1)}), "nở ra quá lớn"),
        ("bai.docx", repacked(saved(docx.Document()), {f"x/{n}": b"" for n in range(MAX_ENTRIES)}), "nở ra quá lớn"),
        ("bai.docx", b"\0" * (MAX_BYTES + 1), "lớn quá"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_read_document_refuses_in_plain_words(name, data, words):
    with pytest.raises(UnreadableDocumentError) as caught:
        read_document(name, data)
    assert words in str(caught.value)
    assert f"«{name}»" in str(caught.value)


def test_read_document_refuses_a_package_without_a_document():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", "không phải Word")
    with pytest.raises(UnreadableDocumentError, match="bị hỏng"):
        read_document("bai.docx", stream.getvalue())
