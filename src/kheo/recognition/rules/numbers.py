"""A decision's number belongs to the records office of the body that issues it: Khéo checks it, never makes it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kheo.foundation.paper_numbers import number_key
from kheo.foundation.refusal import Problem
from kheo.foundation.text import tidy
from kheo.recognition.rules.checks import FIRST_DAY, too_early
from kheo.recognition.rules.facts import Check, UsedNumber
from kheo.recognition.rules.medals import LISTS

_SYMBOL = r"[^\W\d_][^\W_]*"
_BLANKS = re.compile(r"\s*([-/])\s*")
LONGEST = 60
_SHAPE = re.compile(rf"(?P<order>\d{{1,6}})(?P<separator>[-/])(?P<symbol>{_SYMBOL}(?:[-/]{_SYMBOL})*)")


@dataclass(frozen=True)
class Number:
    """A number taken apart: «05-TTr/BCĐ» is order 5, symbol «TTr/BCĐ». ``key`` is equal for equal numbers however typed."""

    text: str
    order: int
    separator: str
    symbol: str

    @property
    def key(self) -> str:
        return number_key(self.text)


def read_number(text: str) -> Number | None:
    """Take *text* apart; None when it is not a number with a symbol."""
    found = _SHAPE.fullmatch(_BLANKS.sub(r"\1", tidy(text).replace("–", "-")))
    if found is None or int(found["order"]) == 0 or len(found[0]) > LONGEST:
        return None
    return Number(found[0], int(found["order"]), found["separator"], found["symbol"])


def check_number(text: str, layout: str, day: date, used: Sequence[UsedNumber], *, keeps_register: bool = True) -> Check:
    """Shape by the *layout* of the paper, never used before by the body in that year; order and gaps only warned of.

    *used*: the numbers of the body's issued papers of the year of *day*. *keeps_register*: the body is of the locality, so that a
    gap says something; of the papers of a body outside only those that name somebody from here are known.
    """
    if day < FIRST_DAY:
        return too_early(day)
    title = "Số của văn bản"
    shape = LISTS.on(f"number.{layout}", day)
    number = read_number(text)
    if number is None or number.separator != shape.value["separator"]:
        what = f"Số «{tidy(text)}» chưa đúng cách ghi; ghi như in trên văn bản, ví dụ «{shape.value['example']}»."
        return Check(title, shape.citation, (Problem(what, "Số"),))
    citation = LISTS.on("number_once", day).citation
    for one in used:
        if one.key == number.key:
            what = f"Số này đã dùng cho {one.paper}. Xem lại số trên bản đã ký."
            return Check(title, citation, (Problem(what, "Số"),))
    return Check(title, citation, (), _order_warnings(number, day, used, with_gaps=keeps_register))


def _order_warnings(number: Number, day: date, used: Sequence[UsedNumber], *, with_gaps: bool) -> tuple[Problem, ...]:
    same = [one for one in used if one.key.partition(":")[2] == number.key.partition(":")[2]]
    warnings = [
        Problem(f"Số nhỏ hơn mà ngày muộn hơn, hoặc ngược lại, so với {one.paper}; kiểm tra lại số và ngày.", "Số")
        for one in same
        if (one.order < number.order and one.day > day) or (one.order > number.order and one.day < day)
    ]
    before = max((one.order for one in same if one.order < number.order), default=0)
    if with_gaps and number.order - before > 1:
        gap = f"số {before + 1}" if number.order - before == 2 else f"các số từ {before + 1} đến {number.order - 1}"
        warnings.append(Problem(f"Khéo chưa có {gap} cùng ký hiệu; không sao nếu số ấy là văn bản khác của cơ quan.", "Số"))
    return tuple(warnings)
