"""A requirement as people type it, one a line: «Mục II, điểm 3: Mỗi xã lập một tổ», the place before the colon."""

import re
from dataclasses import dataclass

from kheo.foundation.refusal import Problem
from kheo.foundation.text import tidy

PLACE_LENGTH = 80
TEXT_LENGTH = 600
MOST = 200
"""A directive of a hundred pages asks for some sixty things; more than two hundred lines are a text pasted whole."""

_PLACE = re.compile(
    r"(?:tiểu mục|mục|điểm|khoản|điều|phần|chương|phụ lục|tiết|đoạn|trang|câu|ý|nhiệm vụ|giải pháp)\s+[^\s:][^:]*"
    r"|[IVXLC]+(?:[.,]\s*\d+)*|\d+(?:\.\d+)*",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^(?:[-–—•*+](?:\s+|$))+")


@dataclass(frozen=True)
class RequirementLine:
    """*place*: where it stands in the directive's text, "" when nobody said."""

    place: str
    text: str


def read_line(line: str) -> RequirementLine | None:
    """Take one typed line apart; None for an empty one. Only what looks like a place is one: a colon alone proves nothing."""
    words = _BULLET.sub("", tidy(line))
    before, colon, after = words.partition(":")
    if colon and after.strip() and len(before.strip()) <= PLACE_LENGTH and _PLACE.fullmatch(before.strip()):
        return RequirementLine(before.strip(), after.strip())
    return RequirementLine("", words) if words else None


def read_lines(text: str) -> list[RequirementLine]:
    """Every requirement in *text*, in its order."""
    return [read for line in text.splitlines() if (read := read_line(line)) is not None]


def requirement_problems(lines: list[RequirementLine]) -> list[Problem]:
    """What is wrong with tidied *lines*, each named by its number."""
    problems = []
    if len(lines) > MOST:
        what = (
            f"Có {len(lines)} dòng; một văn bản ghi nhiều nhất {MOST} yêu cầu. Chỉ ghi những điều phải làm, không dán cả văn bản."
        )
        return [Problem(what, "Yêu cầu")]
    seen: dict[tuple[str, str], int] = {}
    for number, line in enumerate(lines, 1):
        where = f"Yêu cầu, dòng {number}"
        if not line.text:
            problems.append(Problem("Chưa ghi yêu cầu gì; viết một câu hoặc bỏ dòng này.", where))
            continue
        if len(line.text) > TEXT_LENGTH:
            problems.append(Problem(f"Dài quá {TEXT_LENGTH} ký tự; rút gọn, hoặc tách thành hai yêu cầu.", where))
        if len(line.place) > PLACE_LENGTH:
            problems.append(Problem(f"Chỗ trong văn bản dài quá {PLACE_LENGTH} ký tự; viết gọn: «mục II, điểm 3».", where))
        key = (line.place.casefold(), line.text.casefold())
        if key in seen:
            problems.append(Problem(f"Giống hệt dòng {seen[key]}; bỏ một dòng.", where))
        seen.setdefault(key, number)
    return problems
