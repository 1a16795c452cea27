"""What an aim has to hold, and how far a value has come between baseline and target."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kheo.foundation.refusal import Problem
from kheo.movement.rules.measures import LABELS
from kheo.movement.rules.registrations import LARGEST_VALUE

LABEL_LENGTH, UNIT_LENGTH = 120, 30


@dataclass(frozen=True)
class AimContent:
    """*measure*: one of the five, or "" for one of the registration's own, with *label* and *unit*."""

    measure: str
    label: str = ""
    unit: str = ""
    baseline: Decimal | None = None
    baseline_on: date | None = None
    target: Decimal | None = None
    due_on: date | None = None


def aim_problems(content: AimContent, today: date) -> Iterator[Problem]:
    yield from _measure_problems(content)
    for number, where in ((content.baseline, "Hiện trạng"), (content.target, "Mục tiêu")):
        if number is not None and not 0 <= number <= LARGEST_VALUE:
            yield Problem("Ghi một số từ 0 trở lên, đúng đơn vị tính.", where)
        elif number is not None and number != round(number, 2):
            yield Problem("Ghi nhiều nhất hai chữ số thập phân.", where)
    if content.baseline is None and content.target is None:
        yield Problem("Ghi hiện trạng hoặc mục tiêu, ít nhất một trong hai.", "Mục tiêu")
    elif content.baseline == content.target:
        yield Problem("Mục tiêu bằng hiện trạng thì không có gì để làm; xem lại hai số.", "Mục tiêu")
    if (content.baseline is None) != (content.baseline_on is None):
        yield Problem("Hiện trạng đi với ngày đếm: ghi cả hai hoặc để trống cả hai.", "Đếm ngày")
    if content.due_on is not None and content.target is None:
        yield Problem("Có hạn thì ghi cả mục tiêu.", "Mục tiêu")
    if content.baseline_on is not None and content.baseline_on > today:
        yield Problem("Ngày đếm hiện trạng ở sau hôm nay.", "Đếm ngày")
    if content.baseline_on is not None and content.due_on is not None and content.due_on <= content.baseline_on:
        yield Problem("Hạn phải ở sau ngày đếm hiện trạng.", "Hạn")


def _measure_problems(content: AimContent) -> Iterator[Problem]:
    if content.measure:
        if content.measure not in LABELS:
            yield Problem("Chọn một trong các thước đo có sẵn, hoặc đặt thước đo riêng.", "Thước đo")
        if content.label or content.unit:
            yield Problem("Thước đo có sẵn đã có tên và đơn vị; để trống hai ô này.", "Tên thước đo riêng")
        return
    if not content.label:
        yield Problem("Đặt tên cho thước đo riêng: đếm cái gì.", "Tên thước đo riêng")
    for text, most, where in (
        (content.label, LABEL_LENGTH, "Tên thước đo riêng"),
        (content.unit, UNIT_LENGTH, "Đơn vị tính"),
    ):
        if len(text) > most:
            yield Problem(f"Dài quá {most} ký tự; viết gọn lại.", where)


def share(value: Decimal, baseline: Decimal | None, target: Decimal | None) -> int | None:
    """Per cent of the way from *baseline* (0 when unknown) to *target* that *value* has come; None without a way.

    Cut off, not rounded: 99,9 % is not done. Below the baseline it is 0; past the target it is more than 100.
    """
    start = baseline or Decimal(0)
    if target is None or target == start:
        return None
    return max(0, int((value - start) / (target - start) * 100))
