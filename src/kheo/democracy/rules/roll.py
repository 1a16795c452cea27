"""What one household on the roll obeys: a number, the name of who speaks for it, days in order."""

from collections.abc import Iterator
from datetime import date

from kheo.foundation.refusal import Problem
from kheo.foundation.text import tidy

LARGEST_NUMBER = 99_999
NAME_LENGTH, CLUSTER_LENGTH = 120, 60
MOST_PARTS = 10
GONE = frozenset({"village", "away", "ended", "unknown"})


def household_problems(number: int | None, representative: str, cluster: str) -> Iterator[Problem]:
    """*number* None: the next free one is given."""
    if number is not None and not 1 <= number <= LARGEST_NUMBER:
        yield Problem("Số hộ từ 1 đến 99.999.", "Số hộ")
    if not tidy(representative):
        yield Problem("Ghi họ tên người đại diện hộ (Điều 18 khoản 2 Luật 10/2022/QH15).", "Đại diện hộ")
    elif len(tidy(representative)) > NAME_LENGTH:
        yield Problem(f"Dài quá {NAME_LENGTH} ký tự; chỉ ghi họ tên.", "Đại diện hộ")
    if len(tidy(cluster)) > CLUSTER_LENGTH:
        yield Problem(f"Dài quá {CLUSTER_LENGTH} ký tự; viết gọn lại.", "Cụm, ngõ")


def arrival_problems(since: date | None, today: date) -> Iterator[Problem]:
    """A household that comes later would stand in no list until then: it is written when it has come."""
    if since is not None and since > today:
        yield Problem(f"Ngày {since:%d/%m/%Y} chưa đến; ghi khi hộ đã về đây.", "Có từ ngày")


def ended_problems(on: date, ended_on: date | None, where: str) -> Iterator[Problem]:
    """Nothing begins on *on* in a village that had ended by then (*ended_on*: its first day without it)."""
    if ended_on is not None and on >= ended_on:
        yield Problem(f"Nơi này đã kết thúc từ {ended_on:%d/%m/%Y}; ghi ở nơi tiếp nhận.", where)


def taking_problems(households: int, *, is_split: bool) -> Iterator[Problem]:
    """A roll goes over whole to the one village that took its village over; *households*: those still on it."""
    if is_split:
        yield Problem("Nơi cũ chia cho nhiều nơi; chuyển từng hộ đến nơi của hộ.", "Sổ hộ")
    elif households == 0:
        yield Problem("Sổ của nơi cũ không còn hộ nào; sổ đã nhận hoặc các hộ đã chuyển.", "Sổ hộ")


def leaving_problems(on: date, valid_from: date | None, valid_to: date | None, today: date) -> Iterator[Problem]:
    """*on*: the first day on which the household is no longer one of the village."""
    if valid_to is not None:
        yield Problem(f"Hộ này không còn ở đây từ {valid_to:%d/%m/%Y}.", "Từ ngày")
    elif valid_from is not None and on <= valid_from:
        yield Problem(f"Hộ này có từ {valid_from:%d/%m/%Y}; ghi một ngày sau đó.", "Từ ngày")
    elif on > today:
        yield Problem(f"Ngày {on:%d/%m/%Y} chưa đến; ghi khi việc đã xảy ra.", "Từ ngày")


def gone_problems(gone: str, *, is_told: bool) -> Iterator[Problem]:
    """*is_told*: a village of the locality is named as where it went."""
    if gone not in GONE:
        yield Problem("Chọn hộ đã đi đâu; chưa biết thì chọn «chưa rõ».", "Đi đâu")
    elif gone == "village" and not is_told:
        yield Problem("Chọn nơi hộ chuyển đến.", "Chuyển đến")
    elif gone != "village" and is_told:
        yield Problem("Đã chọn nơi chuyển đến; chọn «chuyển sang nơi khác», hoặc bỏ nơi ấy.", "Đi đâu")


def meeting_problems(on: date | None, met_on: date | None, where: str) -> Iterator[Problem]:
    """A change that holds from *on* (None: since ever) while a meeting that began on *met_on* goes on: its roll is that day's.

    Who is there is ticked on that roll and held against its number: a household written into it meanwhile would come without
    having been counted, and one taken out of it could be neither ticked nor unticked.
    """
    if met_on is not None and (on is None or on <= met_on):
        yield Problem(
            f"Đang họp theo sổ hộ đã chốt ngày {met_on:%d/%m/%Y}; ghi thay đổi này khi cuộc họp đã có kết quả.",
            where,
        )


def parts_problems(count: int) -> Iterator[Problem]:
    """Into how many new households one splits, besides the one that stays."""
    if count == 0:
        yield Problem("Ghi người đại diện của ít nhất một hộ mới, mỗi dòng một hộ.", "Hộ mới")
    elif count > MOST_PARTS:
        yield Problem(f"Một lần tách nhiều nhất {MOST_PARTS} hộ mới.", "Hộ mới")
