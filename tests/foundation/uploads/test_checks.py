import hashlib
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kheo.foundation.uploads.checks import Checked, check_upload
from kheo.foundation.uploads.limits import RefusedUpload
from kheo.foundation.uploads.secrecy import first_page_lines
from tests.foundation.uploads import samples

MACRO_TYPES = b"""<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Override PartName="/xl/workbook.xml" ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>"""
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'


def refusal(name: str, data: bytes, purpose: str = "evidence") -> str:
    with pytest.raises(RefusedUpload) as caught:
        check_upload(name, data, purpose)
    return str(caught.value)


@pytest.mark.parametrize(
    ("name", "data", "media_type"),
    [
        ("ds.xlsx", samples.xlsx(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("bc.docx", samples.word("Báo cáo"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("bc.odt", samples.odt("Báo cáo"), "application/vnd.oasis.opendocument.text"),
        ("qd.pdf", samples.pdf(), "application/pdf"),
        ("anh.jpg", samples.picture(), "image/jpeg"),
        ("anh.JPEG", samples.picture(), "image/jpeg"),
        ("anh.png", samples.picture("PNG"), "image/png"),
        ("anh.webp", samples.picture("WEBP"), "image/webp"),
        ("ds.csv", "Tên;Đơn vị\nĐường hoa;Xã A\n".encode(), "text/csv"),
        ("ds.csv", "Tên;Đơn vị\nĐường hoa;Xã A\n".encode("utf-16"), "text/csv"),
        ("tin.txt", "Thị xã có 44 mô hình.".encode(), "text/plain"),
    ],
)
def test_check_upload_takes_a_sound_file(name, data, media_type):
    extension = name.rpartition(".")[2].lower()
    digest = hashlib.sha256(data).hexdigest()
    stem = name.rpartition(".")[0]
    assert check_upload(name, data, "evidence") == Checked(f"{stem}.{extension}", media_type, extension, len(data), digest, data)


def test_check_upload_reads_a_file_object():
    data = samples.xlsx()
    assert check_upload("ds.xlsx", io.BytesIO(data), "spreadsheet").data == data


def test_empty_file_is_refused():
    assert refusal("ds.xlsx", b"").startswith("Tệp «ds.xlsx» trống (0 byte).")


def test_advice_to_rename_is_given_only_where_the_kind_is_taken():
    workbook = samples.xlsx()
    assert refusal("a.docx", workbook).endswith("Hãy đổi đuôi thành .xlsx, rồi gửi lại.")
    advice = "Hãy chọn đúng tệp; bảng tính nhận .xlsx, .ods, .csv, .tsv, .docx, rồi gửi lại."
    assert refusal("a.xlsx", samples.pdf(), "spreadsheet").endswith(advice)
    assert refusal("a.ttf", b"\x01\x02" * 200, "font").endswith("Hãy chọn đúng tệp; phông chữ nhận .ttf, .otf, rồi gửi lại.")


def test_too_large_file_is_refused_with_the_limit_of_the_purpose():
    message = refusal("ds.csv", b"a" * (10 * 1024 * 1024 + 1), "spreadsheet")
    assert message.startswith("Tệp «ds.csv» lớn hơn 10 MB, mức cho phép với bảng tính.")
    assert check_upload("ds.csv", b"a" * (10 * 1024 * 1024), "spreadsheet").size == 10 * 1024 * 1024


@pytest.mark.parametrize(
    ("name", "data", "starts"),
    [
        ("a.xlsx", samples.word("x"), "Tệp «a.xlsx» mang đuôi .xlsx nhưng nội dung là tệp .docx."),
        ("a.docx", samples.xlsx(), "Tệp «a.docx» mang đuôi .docx nhưng nội dung là tệp .xlsx."),
        ("a.pdf", samples.picture(), "Tệp «a.pdf» mang đuôi .pdf nhưng nội dung là tệp .jpg."),
        ("a.png", samples.picture(), "Tệp «a.png» mang đuôi .png nhưng nội dung là tệp .jpg."),
        ("a.csv", samples.xlsx(), "Tệp «a.csv» mang đuôi .csv nhưng nội dung là tệp .xlsx."),
        ("a.xlsx", "Tên;Đơn vị".encode(), "Tệp «a.xlsx» mang đuôi .xlsx nhưng nội dung là văn bản thuần."),
        ("a.jpg", b"MZ\x90\x00" + b"\x00" * 300, "Tệp «a.jpg» không thuộc loại được nhận"),
        ("a.pdf", b"\x7fELF" + b"\x00" * 300, "Tệp «a.pdf» không thuộc loại được nhận"),
        ("a.txt", b"#!/bin/sh\nrm -rf /\n", "Tệp «a.txt» không thuộc loại được nhận"),
        ("a.csv", b"<html><script>alert(1)</script></html>", "Tệp «a.csv» thực ra là một trang web"),
        ("a.txt", b"\xef\xbb\xbf  <!-- x --> <!DOCTYPE html>", "Tệp «a.txt» thực ra là một trang web"),
        ("a.png", b'<svg xmlns="http://www.w3.org/2000/svg"/>', "Tệp «a.png» thực ra là một trang web"),
        ("a.txt", "<html>".encode("utf-16"), "Tệp «a.txt» thực ra là một trang web"),
        ("a.jpg", b"Rar!\x1a\x07\x00" + b"\x01" * 50, "Tệp «a.jpg» không thuộc loại được nhận (thực ra là WinRAR"),
        ("a.exe", b"MZ", "Tệp «a.exe» thuộc loại .exe không được nhận"),
        ("a.zip", b"PK\x03\x04", "Tệp «a.zip» thuộc loại .zip không được nhận"),
        ("a.heic", b"\x00\x00\x00\x18ftypheic", "Tệp «a.heic» thuộc loại .heic không được nhận"),
        ("a.xlsm", samples.xlsx(), "Tệp «a.xlsm» có macro"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "Ảnh «a.png» không mở được"),
        ("a.pdf", samples.pdf()[:-200], "Tệp «a.pdf» bị cụt"),
        ("a.pdf", samples.pdf_with(password="x"), "Tệp «a.pdf» đặt mật khẩu"),
        ("a.pdf", samples.pdf_with(javascript="app.alert(1)"), "Tệp «a.pdf» có chương trình tự chạy"),
        ("a.xlsx", samples.compound("EncryptedPackage", "EncryptionInfo"), "Tệp «a.xlsx» đặt mật khẩu"),
        ("a.xls", samples.compound("Workbook"), "Tệp «a.xls» thuộc loại .xls không được nhận"),
        ("a.xlsx", samples.compound("Workbook"), "Tệp «a.xlsx» theo kiểu Excel cũ (.xls)."),
        ("a.docx", samples.compound("WordDocument"), "Tệp «a.docx» theo kiểu Word cũ (.doc)."),
        ("a.docx", samples.compound("Khác"), "Tệp «a.docx» theo kiểu Office cũ."),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Tệp «a.docx» theo kiểu Office cũ."),
        ("a.xlsx", samples.xlsx()[:-300], "Tệp «a.xlsx» bị hỏng (không giải nén được)."),
    ],
)
def test_wrong_file_is_refused_with_its_reason(name, data, starts):
    message = refusal(name, data)
    assert message.startswith(starts)
    assert message.endswith(".")
    assert "Hãy" in message or "hãy" in message


@pytest.mark.parametrize(
    ("changed", "starts"),
    [
        ({"xl/vbaProject.bin": b"\x00"}, "Tệp «a.xlsx» có macro"),
        ({"[Content_Types].xml": MACRO_TYPES}, "Tệp «a.xlsx» có macro"),
        ({"xl/macrosheets/sheet1.xml": b"<a/>"}, "Tệp «a.xlsx» có macro"),
        ({"xl/worksheets/sheet1.xml": ENTITIES}, "Tệp «a.xlsx» có phần «xl/worksheets/sheet1.xml» hỏng hoặc gây hại"),
        ({"xl/worksheets/sheet1.xml": b"<a>"}, "Tệp «a.xlsx» có phần «xl/worksheets/sheet1.xml» hỏng hoặc gây hại"),
        ({"../../etc/passwd": b"x"}, "Tệp «a.xlsx» chứa đường dẫn trỏ ra ngoài"),
        ({"/etc/passwd": b"x"}, "Tệp «a.xlsx» chứa đường dẫn trỏ ra ngoài"),
        ({"xl/x.exe": b"MZ\x00"}, "Tệp «a.xlsx» chứa một chương trình («xl/x.exe»)"),
        ({"xl/x.zip": b"PK\x03\x04"}, "Tệp «a.xlsx» chứa tệp nén bên trong («xl/x.zip»)"),
        ({"xl/embeddings/o.bin": samples.compound("\x01Ole10Native")}, "Tệp «a.xlsx» có tệp khác nhúng bên trong"),
        ({"xl/embeddings/o.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"}, "Tệp «a.xlsx» có tệp khác nhúng bên trong"),
        (
            {"xl/embeddings/b.xlsx": samples.rezipped(samples.xlsx(), {"xl/vbaProject.bin": b"\x00"})},
            "Tệp «a.xlsx» có macro",
        ),
        (
            {"xl/embeddings/b.xlsx": samples.rezipped(samples.xlsx(), {"xl/embeddings/c.xlsx": samples.xlsx()})},
            "Tệp «a.xlsx» chứa tệp nén bên trong",
        ),
    ],
)
def test_renamed_or_tampered_workbook_is_refused(changed, starts):
    assert refusal("a.xlsx", samples.rezipped(samples.xlsx(), changed)).startswith(starts)


def test_chart_workbook_and_formula_object_inside_a_document_are_fine():
    inside = {"word/embeddings/b.xlsx": samples.xlsx(), "word/embeddings/o.bin": samples.compound("Equation Native")}
    assert check_upload("a.docx", samples.rezipped(samples.word("x"), inside), "paper").extension == "docx"


def test_odf_with_macro_or_password_is_refused():
    with_macro = samples.rezipped(samples.odt("x"), {"Basic/Standard/Module1.xml": b"<a/>"})
    assert refusal("a.odt", with_macro).startswith("Tệp «a.odt» có macro")
    manifest = b'<m xmlns:manifest="urn:x"><manifest:encryption-data/></m>'
    locked = samples.rezipped(samples.odt("x"), {"META-INF/manifest.xml": manifest})
    assert refusal("a.odt", locked).startswith("Tệp «a.odt» đặt mật khẩu")


def test_plain_archive_renamed_is_refused():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", "x")
    assert refusal("a.xlsx", packed.getvalue()).startswith("Tệp «a.xlsx» là tệp nén, không phải bảng tính")


@pytest.mark.parametrize(
    "bomb",
    [
        samples.rezipped(samples.xlsx(), {"xl/big.bin": b"\x00" * (12 << 20)}),
        samples.lying_zip(b"\x00" * (12 << 20), declared=10),
    ],
)
def test_bomb_is_refused_by_what_it_unpacks_to(bomb):
    assert refusal("a.xlsx", bomb).startswith("Tệp «a.xlsx» khi giải nén quá lớn")


def test_declared_size_must_be_true():
    assert refusal("a.xlsx", samples.lying_zip(b"ab" * 2000, declared=10)).startswith(
        "Tệp «a.xlsx» bị hỏng (kích thước khai không đúng)"
    )


def test_too_many_entries_are_refused():
    many = samples.rezipped(samples.xlsx(), {f"xl/{number}.bin": b"" for number in range(2001)})
    assert refusal("a.xlsx", many).startswith("Tệp «a.xlsx» gồm 20")


def test_overlapping_entries_are_refused():
    data = bytearray(samples.xlsx())
    first = data.index(b"PK\x01\x02")
    second = data.index(b"PK\x01\x02", first + 4)
    third = data.index(b"PK\x01\x02", second + 4)
    data[third + 42 : third + 46] = data[second + 42 : second + 46]
    assert refusal("a.xlsx", bytes(data)).startswith("Tệp «a.xlsx» bị hỏng (các phần chồng lên nhau)")


def test_packed_entry_with_password_is_refused():
    data = bytearray(samples.xlsx())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert refusal("a.xlsx", bytes(data)).startswith("Tệp «a.xlsx» đặt mật khẩu")


@pytest.mark.parametrize("carrier", [("a.jpg", samples.picture()), ("a.pdf", samples.pdf())])
def test_archive_behind_a_picture_or_pdf_is_refused(carrier):
    name, data = carrier
    assert refusal(name, data + samples.xlsx()).startswith(f"Tệp «{name}» có một tệp nén giấu ở cuối.")


def test_archive_behind_something_else_is_refused():
    front = b"PK\x03\x04" + b"\x00" * 60
    assert refusal("a.xlsx", front + samples.xlsx()).startswith("Tệp «a.xlsx» có dữ liệu lạ đứng trước phần nén")


def test_program_text_in_a_picture_is_refused():
    data = samples.picture("JPEG", comment=b"<?php system($_GET[0]); ?>")
    assert refusal("a.jpg", data).startswith("Ảnh «a.jpg» có mã chương trình giấu bên trong.")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", samples.word("MẬT", "Báo cáo")),
        ("a.docx", samples.word("Báo cáo", in_table="TỐI MẬT")),
        ("a.docx", samples.word("Báo cáo", in_header="« TUYỆT MẬT »")),
        ("a.docx", samples.word("Độ mật: Tối mật", "Báo cáo")),
        ("a.odt", samples.odt("  MẬT  ", "Báo cáo")),
        ("a.xlsx", samples.xlsx([["TỐI MẬT"], ["STT", "Tên"]])),
        ("a.txt", "UBND XÃ A\nMẬT\nBáo cáo".encode()),
        ("a.txt", "TỐI MẬT".encode("utf-16")),
        ("BC 12 (MẬT).pdf", samples.pdf()),
        ("12_TỐI MẬT_bc.pdf", samples.pdf()),
        ("12-TUYET-MAT.pdf", samples.pdf()),
        ("báo cáo tối mật.pdf", samples.pdf()),
        ("a.pdf", samples.pdf("ỦY BAN NHÂN DÂN\n\n#box(stroke: 1pt)[TUYỆT MẬT]\n\nBáo cáo")),
        ("a.pdf", samples.pdf("#align(right)[*MẬT*]\n#lorem(300)")),
        ("a.docx", samples.word("M Ậ T", "Báo cáo")),
        ("a.docx", samples.word("ＴỐＩ ＭẬＴ", "Báo cáo")),
        ("a.docx", samples.word("T U Y Ệ T  M Ậ T", "Báo cáo")),
    ],
)
def test_state_secret_is_refused(name, data):
    message = refusal(name, data)
    assert "MẬT»" in message
    assert "bí mật nhà nước" in message


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("MÔ HÌNH NUÔI ONG LẤY MẬT.docx", samples.word("MÔ HÌNH NUÔI ONG LẤY MẬT", "Mật ong rừng", "mật")),
        ("mật ong.txt", "Mật\nbảo mật".encode()),
        ("a.pdf", samples.pdf("MÔ HÌNH NUÔI ONG LẤY MẬT\n\nMật\n\nbảo mật")),
        ("a.pdf", samples.pdf("Trang đầu #pagebreak() MẬT")),
    ],
)
def test_honey_is_no_secret(name, data):
    assert check_upload(name, data, "paper").data == data


def test_stamp_far_down_is_body_text():
    lines = "\n".join(["Câu thường."] * 60 + ["MẬT"])
    assert check_upload("a.txt", lines.encode(), "paper").extension == "txt"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(samples.pdf_drawing(b"BT /F1 12 Tf (x) Tj ET", b"0 0 m 1 1 l S " * 400_000), id="a page of 5 MB"),
        pytest.param(samples.pdf_drawing(b"BT /F1 12 Tf " + b"(a) Tj " * 110_000 + b"ET"), id="too many operands"),
        pytest.param(b"%PDF-1.4\n" + b"1 0 obj<<>>endobj " * 20_001 + b"startxref\n0\n%%EOF", id="too many objects to rebuild"),
        pytest.param(b"%PDF-1.4\n1 0 obj" + b"[" * 9_000 + b"\nstartxref\n9\n%%EOF", id="broken"),
        pytest.param(b"%PDF-1.4\nscan\n%%EOF", id="no pages"),
    ],
)
def test_pdf_whose_words_cannot_be_read_is_no_secret(data):
    assert first_page_lines(data) == []
    assert check_upload("a.pdf", data, "paper").extension == "pdf"


def test_words_of_a_pdf_page_are_lines():
    data = samples.pdf_drawing(b"BT /F1 12 Tf 14 TL 40 700 Td (BAO CAO) Tj T* (NAM 2024) Tj ET")
    assert first_page_lines(data) == ["BAO CAO", "NAM 2024"]


@given(st.binary(max_size=400), st.sampled_from(["a.xlsx", "a.pdf", "a.jpg", "a.png", "a.docx", "a.ods"]))
def test_random_bytes_are_never_taken_for_a_binary_kind(data, name):
    with pytest.raises(RefusedUpload):
        check_upload(name, data, "evidence")
