import io
import unicodedata
from dataclasses import replace
from datetime import date

import pypdf
import pypdfium2
import pytest
import zxingcpp

from kheo.documents.certificate import CertificateContent, certificate_pdf, certificates_pdf
from kheo.documents.content import Signature
from kheo.foundation.refusal import Problem, RefusedError
from tests.documents.reading import Box, fonts, page_texts, place_of

CONTENT = CertificateContent(
    layout="party",
    superior="Đảng bộ thị xã Duy Tiên",
    issuer="Ban Chỉ đạo phong trào thi đua “Dân vận khéo”",
    purpose="công nhận mô hình “Dân vận khéo” hoạt động hiệu quả năm 2024",
    initiative="Tổ dân phố không rác thải nhựa",
    holder="của Chi hội Phụ nữ tổ dân phố số 3, phường Hòa Mạc",
    field="Lĩnh vực văn hoá – xã hội",
    decision="12-QĐ/BCĐ",
    decision_on=date(2024, 12, 26),
    place="Duy Tiên",
    on=date(2025, 1, 6),
    signature=Signature("T/M BAN CHỈ ĐẠO", "TRƯỞNG BAN", "Người ký minh hoạ"),
    register_number="0007",
    code="K7QF-9M2D-T4XW",
    verify_url="https://kheo.example.vn/xac-minh/K7QF-9M2D-T4XW",
    notice="dữ liệu minh hoạ",
)
ADMINISTRATIVE = replace(
    CONTENT,
    layout="administrative",
    superior="Uỷ ban nhân dân tỉnh Hà Nam",
    issuer="Uỷ ban nhân dân thị xã Duy Tiên",
    signature=Signature("CHỦ TỊCH", "", "Người ký minh hoạ"),
    notice=None,
)
LONG_NAME = (
    "Khéo vận động nhân dân hiến đất, góp công, góp của mở rộng đường giao thông nông thôn, xây dựng tuyến đường hoa tự quản "
    "sáng – xanh – sạch – đẹp gắn với phong trào toàn dân đoàn kết xây dựng đời số"
)
# Inside the woven frame and its thread, in mm: nothing printed may leave it.
INSIDE = Box(left=22, top=22, right=275, bottom=188)


def words_box(pdf: bytes, page: int = 0) -> Box:
    """The box round all words of a page."""
    sheet = pypdfium2.PdfDocument(pdf)[page]
    words = sheet.get_textpage()
    boxes = [words.get_charbox(n) for n in range(words.count_chars()) if words.get_text_range(n, 1).strip()]
    mm = 25.4 / 72
    height = sheet.get_height()
    return Box(
        left=min(b[0] for b in boxes) * mm,
        top=(height - max(b[3] for b in boxes)) * mm,
        right=max(b[2] for b in boxes) * mm,
        bottom=(height - min(b[1] for b in boxes)) * mm,
    )


def codes(pdf: bytes, page: int = 0, dots_per_inch: int = 150) -> list[tuple[str, str]]:
    image = pypdfium2.PdfDocument(pdf)[page].render(scale=dots_per_inch / 72).to_pil()
    return [(found.format.name, found.text) for found in zxingcpp.read_barcodes(image)]


def test_party_certificate_reads_as_it_should() -> None:
    (text,) = page_texts(certificate_pdf(CONTENT))
    assert text == (
        "ĐẢNG BỘ THỊ XÃ DUY TIÊN BAN CHỈ ĐẠO PHONG TRÀO THI ĐUA “DÂN VẬN KHÉO” * ĐẢNG CỘNG SẢN VIỆT NAM GIẤY CHỨNG NHẬN "
        "công nhận mô hình “Dân vận khéo” hoạt động hiệu quả năm 2024 Tổ dân phố không rác thải nhựa "
        "của Chi hội Phụ nữ tổ dân phố số 3, phường Hòa Mạc "
        "Lĩnh vực văn hoá – xã hội · Quyết định số 12-QĐ/BCĐ ngày 26 tháng 12 năm 2024 dữ liệu minh hoạ "
        "Số vào sổ: 0007 Mã: K7QF-9M2D-T4XW Quét mã hoặc nhập mã tại kheo.example.vn/xac-minh "
        "Duy Tiên, ngày 06 tháng 01 năm 2025 T/M BAN CHỈ ĐẠO TRƯỞNG BAN Người ký minh hoạ"
    )


def test_administrative_certificate_has_title_motto_and_the_chair() -> None:
    (text,) = page_texts(certificate_pdf(ADMINISTRATIVE))
    assert text.startswith(
        "UỶ BAN NHÂN DÂN TỈNH HÀ NAM UỶ BAN NHÂN DÂN THỊ XÃ DUY TIÊN "
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc GIẤY CHỨNG NHẬN "
    )
    assert text.endswith("Duy Tiên, ngày 06 tháng 01 năm 2025 CHỦ TỊCH Người ký minh hoạ")
    assert (text.count("*"), text.count("minh hoạ")) == (0, 1)


def test_words_are_composed_characters_and_their_faces_are_inside() -> None:
    pdf = certificate_pdf(CONTENT)
    (text,) = page_texts(pdf)
    assert text == unicodedata.normalize("NFC", text)
    assert {name.split("-")[0] for name in fonts(pdf)} == {"NotoSerif", "BeVietnamPro"}
    assert set(fonts(pdf).values()) == {True}


def test_sheet_is_a4_landscape_tagged_archival_and_vietnamese() -> None:
    reader = pypdf.PdfReader(io.BytesIO(certificate_pdf(CONTENT)))
    assert [(float(p.mediabox.width), float(p.mediabox.height)) for p in reader.pages] == [
        pytest.approx((841.89, 595.28), abs=0.01)
    ]
    metadata = reader.xmp_metadata
    assert metadata is not None
    assert (reader.root_object["/Lang"], metadata.dc_title["x-default"]) == ("vi", "Giấy chứng nhận")
    raw = metadata.stream.get_data().decode()
    assert ("<pdfaid:part>2<" in raw, "<pdfaid:conformance>A<" in raw, "<pdfuaid:part>1<" in raw) == (True, True, True)


@pytest.mark.parametrize("dots_per_inch", [100, 150, 300])
def test_code_reads_back_from_the_printed_page(dots_per_inch: int) -> None:
    assert codes(certificate_pdf(CONTENT), dots_per_inch=dots_per_inch) == [("QRCode", CONTENT.verify_url)]


def test_a_long_address_still_reads() -> None:
    address = f"https://{'van-phong-' * 8}.example.vn/xac-minh/{CONTENT.code}"
    assert codes(certificate_pdf(replace(CONTENT, verify_url=address))) == [("QRCode", address)]


def test_code_has_its_quiet_zone() -> None:
    """Four light modules on each side: the QR square is 27 mm with 33 + 8 modules."""
    scale = 300 / 72
    image = pypdfium2.PdfDocument(certificate_pdf(CONTENT))[0].render(scale=scale).to_pil().convert("L")
    (found,) = zxingcpp.read_barcodes(image)
    quiet = round(4 * 27 / 41 / 25.4 * 300) - 2
    left, top = found.position.top_left.x, found.position.top_left.y
    right, bottom = found.position.bottom_right.x, found.position.bottom_right.y
    strips = [
        (left - quiet, top - quiet, right + quiet, top - 2),
        (left - quiet, bottom + 2, right + quiet, bottom + quiet),
        (left - quiet, top, left - 2, bottom),
        (right + 2, top, right + quiet, bottom),
    ]
    assert [image.crop(strip).getextrema() for strip in strips] == [(255, 255)] * 4


def test_each_page_has_its_own_words_and_code() -> None:
    contents = [
        replace(
            CONTENT, register_number=f"{n:04d}", code=f"AAAA-BBBB-{n:04d}", verify_url=f"https://k.vn/xac-minh/AAAA-BBBB-{n:04d}"
        )
        for n in range(1, 13)
    ]
    pdf = certificates_pdf(contents)
    texts = page_texts(pdf)
    assert [text.count(f"Số vào sổ: {n:04d} Mã: AAAA-BBBB-{n:04d} ") for n, text in enumerate(texts, start=1)] == [1] * 12
    assert [codes(pdf, page) for page in range(12)] == [[("QRCode", content.verify_url)] for content in contents]


def test_frame_is_in_the_file_once_for_all_pages() -> None:
    one, many = len(certificate_pdf(CONTENT)), len(certificates_pdf([CONTENT] * 21))
    assert (many - one) / 20 < 12_000


def test_frame_goes_round_all_four_corners() -> None:
    """At the same distance from each corner the weave has ink: red, gold or the ground between, never paper."""
    scale = 10 * 25.4 / 72  # ten pixels a millimetre
    image = pypdfium2.PdfDocument(certificate_pdf(CONTENT))[0].render(scale=scale).to_pil().convert("RGB")
    band = [(left, top) for left in (8.5, 278.5) for top in (9, 191)]
    for left, top in band:
        corner = image.crop((int(left * 10) + 2, int(top * 10) + 2, int(left * 10) + 98, int(top * 10) + 98))
        colours = corner.getcolors(1 << 20)
        assert colours is not None
        assert min(255 * 3 - sum(colour) for _, colour in colours) > 100
    assert image.getpixel((20, 20)) == (255, 255, 255)
    # Mirrored about both middles.
    assert image.getpixel((100, 140)) != (255, 255, 255)


@pytest.mark.parametrize(
    "content",
    [
        replace(CONTENT, initiative=LONG_NAME[:200]),
        replace(CONTENT, initiative="W" * 200, holder="của " + "M" * 200),
        replace(CONTENT, initiative=LONG_NAME, holder="của " + LONG_NAME, field=LONG_NAME, purpose=LONG_NAME),
        replace(CONTENT, superior=LONG_NAME, issuer=LONG_NAME, title="Giấy chứng nhận mô hình “Dân vận khéo” tiêu biểu xuất sắc"),
        replace(CONTENT, signature=Signature(LONG_NAME, LONG_NAME, "Người ký " * 12), notice=LONG_NAME[:120]),
        replace(ADMINISTRATIVE, superior="", issuer=LONG_NAME, initiative="A", field="", verify_url=f"https://{'a' * 90}.vn/x"),
    ],
    ids=["long name", "one long word", "long everything", "long head and title", "long signature", "short and empty"],
)
def test_nothing_leaves_the_frame_or_the_page(content: CertificateContent) -> None:
    pdf = certificate_pdf(content)
    assert len(page_texts(pdf)) == 1
    box = words_box(pdf)
    assert (box.left >= INSIDE.left, box.top >= INSIDE.top, box.right <= INSIDE.right, box.bottom <= INSIDE.bottom) == (True,) * 4
    assert "".join(content.initiative.split()) in "".join(page_texts(pdf)[0].split())


def test_long_words_step_down_and_do_not_touch_what_stands_under_them() -> None:
    long = replace(CONTENT, initiative=LONG_NAME[:200], holder="của " + LONG_NAME)
    pdf = certificate_pdf(long)
    details, place = place_of(pdf, 0, "ngày 26 tháng 12"), place_of(pdf, 0, "Duy Tiên, ngày 06")
    name, plain = place_of(pdf, 0, "Khéo vận động"), place_of(certificate_pdf(CONTENT), 0, "Tổ dân phố không")
    assert details is not None
    assert place is not None
    assert name is not None
    assert plain is not None
    assert details.bottom < place.top
    assert name.bottom - name.top < plain.bottom - plain.top


def test_title_and_name_stand_in_the_middle() -> None:
    pdf = certificate_pdf(CONTENT)
    for words in ("GIẤY CHỨNG NHẬN", "Tổ dân phố không rác thải nhựa", "dữ liệu minh hoạ"):
        box = place_of(pdf, 0, words)
        assert box is not None
        assert box.middle == pytest.approx(148.5, abs=0.6)


def test_room_is_left_for_stamp_and_signature() -> None:
    pdf = certificate_pdf(CONTENT)
    position, name = place_of(pdf, 0, "TRƯỞNG BAN"), place_of(pdf, 0, "Người ký minh hoạ")
    assert position is not None
    assert name is not None
    assert name.top - position.bottom >= 28


def test_what_people_typed_is_printed_and_never_run() -> None:
    words = '#read("/etc/passwd") *a* $x$ \\ @b <c> `d`'
    (text,) = page_texts(certificate_pdf(replace(CONTENT, initiative=words, holder=words, notice="#panic()")))
    assert (text.count(words), text.count("#panic()"), text.count("root:")) == (2, 1, 0)


def test_direction_of_a_line_cannot_be_turned() -> None:
    (text,) = page_texts(certificate_pdf(replace(CONTENT, initiative="An\u202eoàt\u202c thi\u2067 đua\u2069")))
    assert text.count("Anoàt thi đua") == 1


def test_emoji_is_refused_in_plain_words() -> None:
    with pytest.raises(RefusedError) as refused:
        certificates_pdf([CONTENT, replace(CONTENT, initiative="Xóm em 🌱")])
    assert refused.value.problems == (
        Problem("Ký tự U+1F331 trong «Xóm em 🌱» không in được; xoá hoặc thay bằng chữ rồi làm lại.", "tên mô hình, điển hình"),
    )


def test_no_certificate_is_no_file() -> None:
    with pytest.raises(ValueError, match="no certificate"):
        certificates_pdf([])


def test_same_content_gives_the_same_bytes() -> None:
    assert certificate_pdf(CONTENT) == certificate_pdf(CONTENT)
