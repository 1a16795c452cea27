"""Slips and ballots read back from their PDF: each there once, codes whole, nothing cut off."""

import io
from datetime import date

import pytest
from pypdf import PdfReader

from kheo.documents.slips import HALF_PAGE, BallotSheets, CodeSlip, SlipSheet, ballots_pdf, slips_pdf
from kheo.foundation.refusal import RefusedError

DAY = date(2026, 11, 20)


def sheet(count, subject="Giờ đổ rác của ngõ"):
    slips = tuple(
        CodeSlip(f"Hộ số {n}: Đại diện hộ {n:02d}", f"K7QF-9M2D-T{n:03d}", f"http://127.0.0.1/x/{n}") for n in range(count)
    )
    return SlipSheet(
        heading="Tổ dân phố Điệp Sơn, Phường Duy Tiên", subject=subject, notes=("Một.", "Hai.", "Kín với mọi người dùng."),
        by_hand="Gõ mã ở trang này.", on=DAY, slips=slips,
    )  # fmt: skip


def ballots(count, **changed):
    given = {
        "place": ("Phường Duy Tiên", "Tổ dân phố Điệp Sơn"), "title": "PHIẾU LẤY Ý KIẾN", "subject": "Làm đường ngõ 12",
        "content": "Làm 420 m đường.", "how": "Đánh dấu × vào một ô.", "choices": ("Đồng ý", "Không đồng ý"),
        "other": "Ý kiến khác:", "deadline": "Thu đến hết ngày 22/11/2026.", "stamp": "", "signature": "Tổ trưởng ký",
        "reference": "Khéo", "on": DAY, "count": count,
    }  # fmt: skip
    return BallotSheets(**(given | changed))


def pages(pdf):
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def test_six_slips_lie_on_a_page_and_each_code_is_whole():
    read = pages(slips_pdf(sheet(13)))
    assert len(read) == 3
    assert [text.count("PHIẾU MÃ BIỂU QUYẾT") for text in read] == [6, 6, 1]
    assert all(f"K7QF-9M2D-T{n:03d}" in "".join(read) for n in range(13))


def test_the_longest_title_leaves_room_for_the_last_line():
    """What is cut off by the edge of a slip is not drawn: the words are still there, so the place of the last line is asked."""
    long = ("Quy ước về nhà văn hoá, sân chơi và giờ đổ rác của ngõ " * 4)[:200]
    low = []
    reader = PdfReader(io.BytesIO(slips_pdf(sheet(1, long))))
    reader.pages[0].extract_text(
        visitor_text=lambda text, cm, tm, *_: low.append(cm[5] + tm[5] * cm[3]) if "người dùng" in text else None
    )
    assert low
    assert min(low) > (297 - 99) * 72 / 25.4


def test_ballots_with_names_number_them_and_many_names_have_pages_of_their_own():
    names = tuple(f"Nguyễn Văn Ứng Cử {number:02d}" for number in range(1, 7))
    told = {"ask": "Bầu 2 người:", "how": "Đánh dấu ×.", "note": "Quy ước ở địa phương."}
    few = pages(ballots_pdf(ballots(4, choices=(*names[:3], "Không bầu ai"), **told)))
    assert len(few) == 2
    lines = [line.strip() for line in few[0].splitlines()]
    assert [line for line in lines if "Ứng Cử" in line or "bầu ai" in line] == [
        "1. Nguyễn Văn Ứng Cử 01", "2. Nguyễn Văn Ứng Cử 02", "3. Nguyễn Văn Ứng Cử 03", "Không bầu ai",
    ] * 2  # fmt: skip
    assert few[0].count("Quy ước ở địa phương.") == few[0].count("Tổ trưởng ký") == 2
    many = pages(ballots_pdf(ballots(3, choices=(*names * 5, "Không bầu ai"), **told)))
    assert sum("PHIẾU LẤY Ý KIẾN" in text for text in many) == 3
    assert "".join(many).count("30. Nguyễn Văn Ứng Cử 06") == 3


def test_two_ballots_lie_on_a_page_with_all_that_the_decree_asks_dieu_4_khoan_5():
    read = pages(ballots_pdf(ballots(51)))
    assert (len(read), sum(text.count("PHIẾU LẤY Ý KIẾN") for text in read)) == (26, 51)
    for part in ("Làm đường ngõ 12", "Đồng ý", "Không đồng ý", "Đánh dấu", "Ý kiến khác", "22/11/2026", "Tổ trưởng ký"):
        assert part in read[0]


def test_the_stamp_stands_first_and_the_signature_last_dieu_4_khoan_5_diem_b():
    stamped = pages(ballots_pdf(ballots(1, stamp="Dấu treo", signature="")))[0]
    signed = pages(ballots_pdf(ballots(1)))[0]
    assert stamped.index("Dấu treo") < stamped.index("PHIẾU LẤY Ý KIẾN")
    assert signed.index("Tổ trưởng ký") > signed.index("Thu đến hết ngày")


def test_a_long_matter_takes_pages_of_its_own():
    read = pages(ballots_pdf(ballots(3, content="Làm đường bê tông. " * 200)))
    assert sum(text.count("PHIẾU LẤY Ý KIẾN") for text in read) == 3
    assert len(read) >= 3
    assert len(pages(ballots_pdf(ballots(2, content="x " * (HALF_PAGE // 2 - 10))))) == 1


def test_without_other_opinions_there_is_no_such_line():
    assert "Ý kiến khác" not in pages(ballots_pdf(ballots(1, other="")))[0]


@pytest.mark.parametrize("make", [lambda: slips_pdf(sheet(0)), lambda: ballots_pdf(ballots(0))])
def test_nothing_to_print_is_said(make):
    with pytest.raises(RefusedError):
        make()
