"""Figures read out of press prose, against one pass of a regular expression that finds the digits."""

import re
from collections.abc import Iterator
from pathlib import Path

from bench.measure import Comparison, compare
from kheo.figures.reading import extract

LETTERS = 200_000
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
PARAGRAPH = (
    "Năm {year}, phong trào thi đua “Dân vận khéo” trên địa bàn huyện tiếp tục lan toả. Toàn huyện có {a} mô hình, điển hình "
    "đăng ký, trong đó có {b} tập thể và {c} cá nhân; lĩnh vực kinh tế {d} mô hình, văn hoá – xã hội {b} mô hình, quốc phòng – "
    "an ninh {c} mô hình, xây dựng hệ thống chính trị {d} mô hình. Qua thẩm định, Ban Chỉ đạo công nhận {c} mô hình hoạt động "
    "hiệu quả. Thực hiện Quyết định số {d}-QĐ/BCĐ ngày 26/12/{year}, {a} hộ dân đã hiến {b}.{a} m² đất, góp {c} ngày công. Tại "
    "hội nghị, mười hai tập thể và {d} cá nhân được khen thưởng; ba cá nhân được tặng Kỷ niệm chương “Vì sự nghiệp dân vận”. "
    "Bà con thôn xóm phấn khởi vì đường làng sáng, sạch, đẹp hơn trước, việc gì cũng được bàn bạc công khai trước khi làm.\n"
)


def press_text(letters: int) -> str:
    """Paragraphs in the manner of a local paper, about *letters* code points."""
    paragraphs, length, number = [], 0, 0
    while length < letters:
        number += 1
        paragraphs.append(
            PARAGRAPH.format(year=2015 + number % 10, a=100 + number, b=10 + number % 80, c=5 + number % 40, d=2 + number % 30)
        )
        length += len(paragraphs[-1])
    return "".join(paragraphs)


def measure(_folder: Path) -> Iterator[Comparison]:
    text = press_text(LETTERS)
    kilobytes = len(text.encode()) // 1000
    yield compare(
        f"reading the figures of {kilobytes} kB of press prose",
        lambda: extract(text),
        lambda: NUMBER.findall(text),
        "one regular expression that finds every number written in digits",
        rounds=3,
    )
    half = text[: LETTERS // 4]
    yield compare(
        f"the same {kilobytes} kB, a paragraph at a time",
        lambda: [extract(part) for part in text.splitlines()],
        lambda: extract(text),
        f"{kilobytes} kB in one piece",
        rounds=2,
    )
    yield compare(
        f"{kilobytes} kB",
        lambda: extract(text),
        lambda: extract(half),
        "a quarter of it (4: the time grows with the length alone)",
        rounds=2,
    )
