import io
import re
from datetime import date

import pypdf
import pytest

from kheo.documents.content import Article, Paragraph, Signature, Table
from kheo.documents.pdf import to_pdf
from kheo.foundation.refusal import RefusedError
from tests.documents import samples
from tests.documents.reading import fonts, page_texts, place_of, whole_text

HOSTILE = (
    '#read("/etc/passwd")',
    '#import "lines.typ": balanced',
    "*đậm* _nghiêng_ `mã` $x^2$ @nhãn <nhãn>",
    "\\ \\u{41} ~ -- --- ... // chú /* thích */",
    '"}]}, {"kind": "article',
    "= Tiêu đề",
    "- mục + mục / mục: [ ] { } ( )",
    "#{ panic(1) } #context here()",
)


def test_decision_of_the_party_reads_as_it_should() -> None:
    first, annex = page_texts(to_pdf(samples.decision()))
    assert first == (
        "ĐẢNG BỘ THỊ XÃ DUY TIÊN BAN CHỈ ĐẠO PHONG TRÀO THI ĐUA “DÂN VẬN KHÉO” * ĐẢNG CỘNG SẢN VIỆT NAM Số 12-QĐ/BCĐ "
        "Duy Tiên, ngày 26 tháng 12 năm 2024 QUYẾT ĐỊNH công nhận mô hình “Dân vận khéo” hoạt động hiệu quả năm 2024 "
        "- Căn cứ Quy chế làm việc của Ban Chỉ đạo phong trào thi đua “Dân vận khéo” thị xã; "
        "- Căn cứ kết quả chấm điểm các mô hình đăng ký thực hiện năm 2024; - Xét đề nghị của Cơ quan Thường trực Ban Chỉ đạo, "
        "BAN CHỈ ĐẠO QUYẾT ĐỊNH Điều 1. Công nhận 12 mô hình “Dân vận khéo” hoạt động hiệu quả năm 2024 (có danh sách kèm theo). "
        "Điều 2. Giao Cơ quan Thường trực Ban Chỉ đạo cấp giấy chứng nhận, phổ biến cách làm và theo dõi việc duy trì. "
        "Điều 3. Các thành viên Ban Chỉ đạo, các đơn vị có liên quan và các mô hình có tên tại Điều 1 thi hành Quyết định này. "
        "Nơi nhận: - Ban Thường vụ Thị uỷ (để báo cáo); - Như Điều 3; - Lưu Ban Chỉ đạo. "
        "T/M BAN CHỈ ĐẠO TRƯỞNG BAN Người ký minh hoạ"
    )
    assert annex.startswith(
        "2 DANH SÁCH mô hình “Dân vận khéo” được công nhận năm 2024 "
        "(Kèm theo Quyết định số 12-QĐ/BCĐ ngày 26 tháng 12 năm 2024 của Ban Chỉ đạo phong trào thi đua “Dân vận khéo”) "
        "TT Tên mô hình Tập thể, cá nhân thực hiện Đơn vị Điểm 1 Khéo vận động nhân dân hiến đất mở rộng"
    )
    assert annex.endswith("12 Tổ dân phố không rác thải nhựa Chi hội Phụ nữ tổ dân phố số 12 Phường minh hoạ 4 83,5")


def test_administrative_paper_has_title_motto_and_the_chair() -> None:
    text = page_texts(to_pdf(samples.commendation()))[0]
    assert text.startswith(
        "UỶ BAN NHÂN DÂN TỈNH HÀ NAM UỶ BAN NHÂN DÂN THỊ XÃ DUY TIÊN "
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc Số: 05/QĐ-UBND Duy Tiên, ngày 06 tháng 01 năm 2025 "
    )
    assert text.endswith("CHỦ TỊCH Người ký minh hoạ")
    assert (text.count("*"), text.count("ĐẢNG CỘNG SẢN"), text.count("TM.")) == (0, 0, 0)


def test_open_paper_shows_blanks_and_that_it_is_a_draft_on_every_page() -> None:
    pages = page_texts(to_pdf(samples.minutes()))
    assert " Số ……-BB/TTĐ DỰ THẢO Duy Tiên, ngày … tháng … năm 2024 " in pages[0]
    assert [page.count("DỰ THẢO") for page in pages] == [1, 1, 1, 1]
    assert [page.count("Khéo BB-2024-03") for page in pages] == [1, 1, 1, 1]
    assert whole_text(to_pdf(samples.decision())).count("DỰ THẢO") == 0


def test_page_number_stands_in_the_middle_of_the_top_margin_but_not_on_page_one() -> None:
    pdf = to_pdf(samples.decision(100))
    assert place_of(pdf, 0, "1\r") is None
    for page in (1, 2, 5):
        box = place_of(pdf, page, str(page + 1))
        assert box is not None
        assert box.middle == pytest.approx(30 + 165 / 2, abs=0.5)
        assert 7 < box.top < box.bottom < 13


def test_text_stands_within_the_margins() -> None:
    pdf = to_pdf(samples.decision())
    party, number = place_of(pdf, 0, "ĐẢNG CỘNG SẢN VIỆT NAM"), place_of(pdf, 0, "Số")
    body = place_of(pdf, 0, "cách làm và theo dõi")
    assert party is not None
    assert number is not None
    assert body is not None
    assert (19 <= party.top < 24, party.right <= 195) == (True, True)
    assert number.middle < party.left
    assert body.left == pytest.approx(30, abs=0.6)


@pytest.mark.parametrize("count", [44, 1000])
def test_long_tables_repeat_their_head_and_keep_every_row(count: int) -> None:
    pages = page_texts(to_pdf(samples.decision(count)))
    head = "TT Tên mô hình Tập thể, cá nhân thực hiện Đơn vị Điểm"
    assert [page.count(head) for page in pages] == [0] + [1] * (len(pages) - 1)
    rows = re.findall(r"Chi hội Phụ nữ tổ dân phố số (\d+) Phường", " ".join(pages))
    assert rows == [str(n) for n in range(1, count + 1)]


def test_no_row_is_torn_by_the_end_of_a_page() -> None:
    for page in page_texts(to_pdf(samples.decision(44)))[1:]:
        assert page.split()[-1].endswith(",5")


def test_a_row_higher_than_a_page_runs_over() -> None:
    long = " ".join(f"chữ{n}" for n in range(2500))
    table = Table(samples.LIST, (("1", long, "a", "b", "c"),))
    text = whole_text(to_pdf(samples.decision(blocks=(table,), annexes=())))
    assert [n for n in range(2500) if f"chữ{n}" not in text] == []


def test_two_names_stand_at_one_height_although_one_title_wraps() -> None:
    signature = Signature("TỔ TRƯỞNG TỔ PHÁT PHIẾU LẤY Ý KIẾN CỦA HỘ GIA ĐÌNH Ở TỔ DÂN PHỐ", "", "Tên bên phải")
    pdf = to_pdf(samples.decision(signature=signature, countersignature=Signature("THƯ KÝ", "", "Tên bên trái"), annexes=()))
    page = next(n for n, text in enumerate(page_texts(pdf)) if "Tên bên trái" in text)
    left, right = place_of(pdf, page, "Tên bên trái"), place_of(pdf, page, "Tên bên phải")
    assert left is not None
    assert right is not None
    assert left.top == pytest.approx(right.top, abs=0.3)


@pytest.mark.parametrize("count", range(14, 30))
def test_signature_is_whole_and_never_alone(count: int) -> None:
    blocks = tuple(Paragraph(f"Đoạn {n} của văn bản thử việc ngắt trang.") for n in range(count))
    last = page_texts(to_pdf(samples.decision(blocks=blocks, annexes=())))[-1]
    assert (f"Đoạn {count - 1} của" in last, "Nơi nhận:" in last, "T/M BAN CHỈ ĐẠO" in last, "Người ký" in last) == (True,) * 4


def test_file_is_tagged_archival_vietnamese_and_named() -> None:
    pdf = to_pdf(samples.decision())
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    catalog, metadata = reader.root_object, reader.xmp_metadata
    assert (catalog["/Lang"], catalog["/MarkInfo"]["/Marked"], catalog["/ViewerPreferences"]["/DisplayDocTitle"]) == (
        "vi",
        True,
        True,
    )
    assert metadata is not None
    assert metadata.dc_title["x-default"] == "Quyết định công nhận mô hình “Dân vận khéo” hoạt động hiệu quả năm 2024"
    raw = metadata.stream.get_data().decode()
    assert ("<pdfaid:part>2<" in raw, "<pdfaid:conformance>A<" in raw, "<pdfuaid:part>1<" in raw) == (True, True, True)
    assert [(float(page.mediabox.width), float(page.mediabox.height)) for page in reader.pages] == [
        pytest.approx((595.28, 841.89), abs=0.01)
    ] * 2


def test_only_tinos_is_used_and_it_is_inside() -> None:
    assert fonts(to_pdf(samples.decision())) == {"Tinos": True, "Tinos-Bold": True, "Tinos-Italic": True}


def test_same_paper_gives_the_same_bytes() -> None:
    assert to_pdf(samples.minutes()) == to_pdf(samples.minutes())


def test_what_people_typed_is_printed_and_never_run() -> None:
    paper = samples.decision(
        superior=HOSTILE[0],
        subject=HOSTILE[2],
        place=HOSTILE[3],
        number=HOSTILE[7],
        blocks=tuple(Article(n, text) for n, text in enumerate(HOSTILE, start=1)),
        recipients=(HOSTILE[0],),
        signature=Signature(HOSTILE[6], HOSTILE[5], HOSTILE[1]),
        annexes=(samples.Annex(HOSTILE[5], HOSTILE[2], (Table(samples.LIST, (HOSTILE[:5],)),)),),
        reference=HOSTILE[0],
    )
    text = whole_text(to_pdf(paper))
    assert [f"Điều {n}. {words}" for n, words in enumerate(HOSTILE, start=1) if f"Điều {n}. {words}" not in text] == []
    assert (text.count("root:"), text.count("đậm nghiêng")) == (0, 0)
    assert text.count('#read("/etc/passwd")') == 5
    assert text.count('#READ("/ETC/PASSWD")') == 1


def test_words_longer_than_a_line_are_broken_inside_the_margins() -> None:
    pdf = to_pdf(samples.decision(subject="Đ" * 300, place="L" * 80, blocks=(Paragraph("W" * 900),), annexes=()))
    assert whole_text(pdf).count("W") == 900
    edge = place_of(pdf, 0, "WWWWWWWW")
    assert edge is not None
    assert edge.right <= 195.1


def test_empty_paper_is_still_a_paper() -> None:
    text = whole_text(
        to_pdf(samples.decision(superior="", subject="", blocks=(), recipients=(), annexes=(), signature=Signature("T/M A")))
    )
    assert text == (
        "BAN CHỈ ĐẠO PHONG TRÀO THI ĐUA “DÂN VẬN KHÉO” * ĐẢNG CỘNG SẢN VIỆT NAM Số 12-QĐ/BCĐ Duy Tiên, ngày 26 tháng 12 năm 2024 "
        "QUYẾT ĐỊNH T/M A"
    )


def test_table_without_rows_keeps_its_head() -> None:
    text = whole_text(to_pdf(samples.decision(blocks=(Table(samples.LIST, ()),), annexes=())))
    assert text.count("TT Tên mô hình Tập thể, cá nhân thực hiện Đơn vị Điểm") == 1


@pytest.mark.parametrize("changes", [{"subject": "🌱"}, {"on": date(2018, 4, 2)}])
def test_what_cannot_be_set_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(RefusedError):
        to_pdf(samples.decision(**changes))
