"""The launch of an initiative before the people, and what was promised there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kheo.foundation.refusal import Problem
from kheo.foundation.text import tidy

PLACE_LENGTH, NOTE_LENGTH, BY_WHOM_LENGTH, TEXT_LENGTH = 200, 5_000, 200, 600
MOST_COMMITMENTS, MOST_PEOPLE = 30, 100_000
FIRST_DAY = date(2000, 1, 1)
TOO_EARLY = f"Ngày trước năm {FIRST_DAY.year} là gõ nhầm; xem lại năm."
"""A year of three digits is a slip, and pages that count by years would have two thousand lines."""


@dataclass(frozen=True)
class Promise:
    """What one side promised: a party cell, a union, the households of a lane; never a person by name."""

    by_whom: str
    text: str

    def as_line(self) -> str:
        return f"{self.by_whom}: {self.text}"


@dataclass(frozen=True)
class LaunchContent:
    held_on: date
    place: str
    households: int | None = None
    people: int | None = None
    note: str = ""
    promises: Sequence[Promise] = ()


def read_promises(text: str) -> list[Promise]:
    """Promises from lines «bên cam kết: nội dung»; a line without a colon has no side, which :func:`launch_problems` tells."""
    told = []
    for line in text.splitlines():
        by_whom, colon, promised = tidy(line).partition(":")
        if by_whom or promised:
            told.append(Promise(tidy(by_whom), tidy(promised)) if colon else Promise("", by_whom))
    return told


def launch_problems(content: LaunchContent, today: date) -> Iterator[Problem]:
    if content.held_on > today:
        yield Problem("Ngày này chưa tới; ghi sau khi đã ra mắt.", "Ngày ra mắt")
    if content.held_on < FIRST_DAY:
        yield Problem("Ngày này quá xa; xem lại năm.", "Ngày ra mắt")
    if not tidy(content.place):
        yield Problem("Ghi nơi ra mắt, ví dụ «Nhà văn hoá Tổ dân phố số 3».", "Nơi ra mắt")
    elif len(tidy(content.place)) > PLACE_LENGTH:
        yield Problem(f"Dài quá {PLACE_LENGTH} ký tự; viết gọn lại.", "Nơi ra mắt")
    if len(content.note) > NOTE_LENGTH:
        yield Problem(f"Dài quá {NOTE_LENGTH} ký tự; viết gọn lại.", "Ghi thêm")
    for label, count in (("Số hộ dự", content.households), ("Số người dự", content.people)):
        if count is not None and not 0 <= count <= MOST_PEOPLE:
            yield Problem(f"Ghi từ 0 đến {MOST_PEOPLE}, hoặc để trống.", label)
    if content.households is not None and content.people is not None and content.households > content.people:
        yield Problem("Số hộ dự nhiều hơn số người dự; xem lại hai số.", "Số hộ dự")
    yield from _promise_problems(content.promises)


def _promise_problems(promises: Sequence[Promise]) -> Iterator[Problem]:
    if len(promises) > MOST_COMMITMENTS:
        yield Problem(f"Ghi nhiều nhất {MOST_COMMITMENTS} cam kết.", "Cam kết")
    for place, one in enumerate(promises, start=1):
        if not one.by_whom or not one.text:
            yield Problem(f"Dòng {place}: viết «bên cam kết: nội dung», ví dụ «Các hộ ngõ 3: phân loại rác tại nhà».", "Cam kết")
        elif len(one.by_whom) > BY_WHOM_LENGTH or len(one.text) > TEXT_LENGTH:
            yield Problem(
                f"Dòng {place} quá dài; bên cam kết không quá {BY_WHOM_LENGTH}, nội dung không quá {TEXT_LENGTH} ký tự.",
                "Cam kết",
            )
