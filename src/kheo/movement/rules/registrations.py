"""When two rows are the same initiative, which results can be, and whose name the public may read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kheo.foundation.refusal import Problem
from kheo.foundation.text import fold
from kheo.movement.rules.launches import FIRST_DAY, TOO_EARLY

# The table holds fourteen digits before the comma: far above any sum of đồng that a locality mobilises.
LARGEST_VALUE = Decimal("99999999999999.99")
WHOLE_NUMBERS = frozenset({"households", "people"})


@dataclass(frozen=True)
class Identity:
    """What makes an initiative the same one next year or in a second sheet: where, by whom, its name without marks.

    An exemplar (điển hình) also by its holder: two people of one ward may be exemplars under the same words.
    """

    unit: int | str
    body: int | str | None
    kind: str
    title: str
    holder: str


def identity(unit: int | str, body: int | str | None, kind: str, title: str, holder: str) -> Identity:
    """Return the identity; *unit* and *body* by primary key or by code, whichever is known, never mixed."""
    return Identity(unit, body, kind, fold(title), fold(holder) if kind == "dien_hinh" else "")


def result_problems(measure: str, value: Decimal, as_of: date, today: date) -> Iterator[Problem]:
    """Why a result cannot be: below zero, part of a household, beyond the table, on a day to come."""
    if value < 0:
        yield Problem("Kết quả không thể nhỏ hơn 0; nhập lại số.", "Giá trị")
    if value > LARGEST_VALUE:
        yield Problem("Số quá lớn; xem lại đơn vị tính (đồng, không phải nghìn đồng).", "Giá trị")
    elif measure in WHOLE_NUMBERS and value % 1:
        yield Problem("Số hộ, số người là số nguyên; bỏ phần lẻ.", "Giá trị")
    elif value != round(value, 2):
        yield Problem("Ghi nhiều nhất hai chữ số thập phân.", "Giá trị")
    if as_of > today:
        yield Problem("Ngày của kết quả ở sau hôm nay; ghi ngày đã đo, đếm được.", "Tính đến ngày")
    if as_of < FIRST_DAY:
        yield Problem(TOO_EARLY, "Tính đến ngày")


def public_holder(subject: str, holder: str, place: str, *, is_recognised: bool) -> str:
    """The holder as the public reads it.

    An individual's name is public only because an official act publishes it, here the recognition (Law 91/2025/QH15 on
    personal data asks for a basis); before that the page tells only where that person is. A household is somebody's home
    and is treated in the same way.
    """
    if subject == "collective" or is_recognised:
        return holder
    who = "một hộ gia đình" if subject == "household" else "một cá nhân"
    return f"{who} ở {place}"
