"""How much is found, and how much of what is found is somebody's: over the lines of ``cases.toml``."""

import random
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from kheo.democracy.sensitive import look_at_text

CASES = tomllib.loads((Path(__file__).parent / "cases.toml").read_text(encoding="utf-8"))["case"]


def found(text):
    return [one.kind for one in look_at_text(text).findings]


@pytest.mark.parametrize("case", [case for case in CASES if "known" not in case], ids=lambda case: case["text"][:60])
def test_each_line_tells_what_it_holds_and_nothing_else(case):
    assert found(case["text"]) == case["kinds"]


@pytest.mark.parametrize("case", [case for case in CASES if "known" in case], ids=lambda case: case["text"][:60])
def test_what_is_known_to_go_wrong_still_does_or_the_table_is_mended(case):
    assert found(case["text"]) != case["kinds"]


def test_precision_and_recall_over_all_lines():
    right = wanted = told = 0
    for case in CASES:
        expected, got = Counter(case["kinds"]), Counter(found(case["text"]))
        right += (expected & got).total()
        wanted += expected.total()
        told += got.total()
    assert (right, wanted, told) == (64, 69, 66)


def _line(chance: random.Random) -> str:
    """A line as it stands in a budget, a list of parcels, minutes, a column of a PDF: numbers of nobody."""
    number = chance.randint
    money = f"{number(1, 999)}.{number(0, 999):03d}.{number(0, 999):03d}"
    day, year = f"{number(1, 28):02d}/{number(1, 12):02d}", number(1990, 2026)
    return chance.choice(
        (
            money, f"{number(1, 40)}. Thu từ phí {money} đồng", f"{number(1, 99)},{number(0, 9)}", f"{number(1, 9999)}",
            f"0{number(0, 99):02d}", f"Thửa {number(1, 900)}, tờ bản đồ {number(1, 99)}, {number(50, 900)},5 m²", f"{day}/{year}",
            f"Quyết định số {number(1, 9999)}/QĐ-UBND ngày {day}/{year}", f"năm {year}", f"Mã hồ sơ {number(10**8, 10**9)}",
            f"Xây năm {year}, sửa {year}", f"Dự án nhà văn hoá ({year}), {money} đồng",
            f"ông Nguyễn Văn A nộp {money} đồng năm {year}",
            f"Nguyễn Văn B {money} {day}/{year}", f"Số hộ: {number(1, 999)}; nhân khẩu: {number(1, 9999)}", f"08:30 ngày {day}",
        )
    )  # fmt: skip


def test_of_three_thousand_lines_of_numbers_nobody_s_none_is_told():
    chance = random.Random(7)  # noqa: S311  the same lines each time
    assert look_at_text("\n".join(_line(chance) for _number in range(3_000))).findings == ()
