"""A programme or project that the people watch: its money, what they gave, how far it is (Luật 10/2022/QH15 Điều 41, 43)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from kheo.foundation.numbers import written
from kheo.foundation.refusal import Problem
from kheo.foundation.text import tidy

NAME_LENGTH, TEXT_LENGTH, NOTE_LENGTH = 200, 1000, 300
MOST_MONEY = 100_000_000_000_000
MOST_AMOUNT = 1_000_000_000_000


class ProjectKind(StrEnum):
    """What a supervision board is founded for (Điều 41 khoản 1)."""

    PUBLIC = "public"
    PARTNERSHIP = "partnership"
    COMMUNITY = "community"
    SPONSORED = "sponsored"


class Gift(StrEnum):
    """What people give: money (đồng), work (days), land (m²)."""

    MONEY = "money"
    WORK = "work"
    LAND = "land"


_KINDS = frozenset(ProjectKind)
MEASURES: dict[str, str] = {Gift.MONEY: "đồng", Gift.WORK: "ngày công", Gift.LAND: "m²"}


@dataclass(frozen=True)
class Planned:
    """What a project is to be: *total* and each of *sources* in đồng."""

    name: str
    kind: str
    owner: str
    total: int
    sources: Sequence[tuple[str, int]]
    starts_on: date
    ends_on: date


def project_problems(told: Planned) -> Iterator[Problem]:
    if not tidy(told.name):
        yield Problem("Ghi tên chương trình, dự án, công trình.", "Tên")
    elif len(tidy(told.name)) > NAME_LENGTH:
        yield Problem(f"Dài quá {NAME_LENGTH} ký tự; viết gọn lại.", "Tên")
    if told.kind not in _KINDS:
        yield Problem("Chọn loại chương trình, dự án.", "Loại")
    if not tidy(told.owner):
        yield Problem("Ghi chủ đầu tư.", "Chủ đầu tư")
    elif len(tidy(told.owner)) > NAME_LENGTH:
        yield Problem(f"Dài quá {NAME_LENGTH} ký tự; viết gọn lại.", "Chủ đầu tư")
    if told.ends_on < told.starts_on:
        yield Problem("Ngày xong phải sau ngày khởi công.", "Ngày xong theo kế hoạch")
    if not 0 < told.total <= MOST_MONEY:
        yield Problem("Ghi tổng mức đầu tư, đơn vị đồng, lớn hơn 0.", "Tổng mức")
    yield from _source_problems(told)


def _source_problems(told: Planned) -> Iterator[Problem]:
    if any(not tidy(label) or amount <= 0 for label, amount in told.sources):
        yield Problem("Mỗi nguồn có tên và số tiền lớn hơn 0.", "Nguồn vốn")
        return
    gathered = sum(amount for _label, amount in told.sources)
    if told.sources and gathered != told.total:
        what = f"Các nguồn cộng lại {written(gathered)} đồng, khác tổng mức {written(told.total)} đồng."
        yield Problem(what, "Nguồn vốn")


def contribution_problems(gift: str, amount: Decimal, on: date, *, corrects: bool, note: str, today: date) -> Iterator[Problem]:
    """*corrects*: the row takes the place of an earlier one; 0 then takes it back."""
    if gift not in MEASURES:
        yield Problem("Chọn tiền, ngày công hay đất.", "Đóng góp")
    if amount < 0 or (amount == 0 and not corrects):
        yield Problem("Ghi số lớn hơn 0.", "Số lượng")
    if amount > MOST_AMOUNT:
        yield Problem("Số này quá lớn; xem lại đơn vị.", "Số lượng")
    if on > today:
        yield Problem(f"Ngày {on:%d/%m/%Y} chưa đến.", "Ngày")
    if corrects and not tidy(note):
        yield Problem("Ghi vì sao ghi lại, một câu.", "Ghi chú")
    if len(tidy(note)) > NOTE_LENGTH:
        yield Problem(f"Dài quá {NOTE_LENGTH} ký tự; viết gọn lại.", "Ghi chú")


def giving_problems(households: int | None, on_roll: int | None, on: date) -> Iterator[Problem]:
    """No more households give than there are; *on_roll*: those known on the day, None where a roll is not kept."""
    if households is not None and on_roll is not None and households > on_roll:
        yield Problem(
            f"Sổ hộ ngày {on:%d/%m/%Y} có {written(on_roll)} hộ, ở đây ghi {written(households)} hộ. Ghi lại số hộ; sổ thiếu "
            "hộ thì thêm vào sổ trước. Nhiều lần góp thì ghi từng lần.",
            "Số hộ",
        )


def progress_problems(
    percent: int, spent: int | None, total: int, on: date, *, corrects: bool, note: str, today: date
) -> Iterator[Problem]:
    """*percent* of the work, 0 to 100; *spent*: đồng paid out so far, None where nobody said."""
    if not 0 <= percent <= 100:
        yield Problem("Ghi từ 0 đến 100.", "Khối lượng")
    if spent is not None and not 0 <= spent <= total:
        yield Problem(f"Đã giải ngân từ 0 đến tổng mức {written(total)} đồng.", "Đã giải ngân")
    if on > today:
        yield Problem(f"Ngày {on:%d/%m/%Y} chưa đến.", "Ngày")
    if corrects and not tidy(note):
        yield Problem("Ghi vì sao ghi lại, một câu.", "Ghi chú")
    if len(tidy(note)) > NOTE_LENGTH:
        yield Problem(f"Dài quá {NOTE_LENGTH} ký tự; viết gọn lại.", "Ghi chú")


def falling_problems(percent: int, spent: int | None, before: tuple[int, int | None], note: str) -> Iterator[Problem]:
    """Work done and money paid out do not shrink without a reason; *before*: percent and đồng written down last."""
    if tidy(note):
        return
    if percent < before[0]:
        yield Problem(f"Lần trước đã ghi {before[0]} %. Xem lại số, hoặc ghi vì sao giảm vào ô Ghi chú.", "Khối lượng")
    if spent is not None and before[1] is not None and spent < before[1]:
        yield Problem(
            f"Lần trước đã ghi {written(before[1])} đồng. Xem lại số, hoặc ghi vì sao giảm vào ô Ghi chú.", "Đã giải ngân"
        )


def finishing_problems(done_on: date, starts_on: date, today: date) -> Iterator[Problem]:
    if done_on > today:
        yield Problem(f"Ngày {done_on:%d/%m/%Y} chưa đến; ghi khi đã nghiệm thu.", "Ngày hoàn thành")
    if done_on < starts_on:
        yield Problem(f"Phải sau ngày khởi công ({starts_on:%d/%m/%Y}).", "Ngày hoàn thành")
