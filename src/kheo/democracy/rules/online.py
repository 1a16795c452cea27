"""When a matter may be decided online, and from when to when ballots are taken (Nghị định 59/2023/NĐ-CP Điều 5)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from kheo.democracy.rules.thresholds import least
from kheo.democracy.rules.voting import voting_rule
from kheo.foundation.refusal import Problem

CHOICES = {"for": "Đồng ý", "against": "Không đồng ý", "other": "Ý kiến khác"}
"""Nghị định 59 Điều 5 khoản 2 điểm d."""


@dataclass(frozen=True)
class Conditions:
    """What the decree asks for before an online vote; a day that is None: not done yet.

    *chosen_by*: households that chose to vote online, of all on the roll; *has_proof*: a picture or list of that choice is kept.
    """

    agreed_on: date | None
    commune_on: date | None
    front_on: date | None
    chosen_by: int
    has_proof: bool
    has_devices: bool


def households_to_choose(households: int, day: date) -> int:
    """How many of all *households* must choose to vote online: more than half (Điều 5 khoản 2 điểm c)."""
    return least(voting_rule("online_chosen", day).value, households)


def condition_problems(conditions: Conditions, households: int, starts_on: date) -> Iterator[Problem]:
    """What is missing before the vote may open on *starts_on* with *households* on the roll; each says its article."""
    agreed, reported = voting_rule("online_agreed", starts_on), voting_rule("online_reported", starts_on)
    chosen, devices = voting_rule("online_chosen", starts_on), voting_rule("online_devices", starts_on)
    if conditions.agreed_on is None or conditions.agreed_on > starts_on:
        yield Problem(
            f"Thống nhất trước với Ban công tác Mặt trận là không cần họp hay phát phiếu ({agreed.citation}); "
            "ghi ngày thống nhất.",
            "Ngày thống nhất",
        )
    for label, day in (("Ngày báo cáo Uỷ ban nhân dân", conditions.commune_on), ("Ngày báo cáo Mặt trận", conditions.front_on)):
        if day is None or day > starts_on:
            yield Problem(f"Báo cáo trước khi thực hiện ({reported.citation}); ghi ngày đã báo cáo.", label)
    if conditions.chosen_by > households:
        yield Problem(f"Sổ hộ có {households} hộ; không thể có {conditions.chosen_by} hộ chọn.", "Số hộ chọn trực tuyến")
    elif households and conditions.chosen_by < households_to_choose(households, starts_on):
        yield Problem(
            f"Cần trên 50% tổng số hộ chọn biểu quyết trực tuyến ({chosen.citation}): ít nhất "
            f"{households_to_choose(households, starts_on)} trong {households} hộ, "
            f"mới có {conditions.chosen_by}. Chọn hình thức khác.",
            "Số hộ chọn trực tuyến",
        )
    if not conditions.has_proof:
        yield Problem("Gửi ảnh chụp bình chọn hoặc danh sách các hộ đã chọn.", "Ảnh chụp, danh sách các hộ chọn")
    if not conditions.has_devices:
        yield Problem(
            f"Đại diện các hộ cần có điện thoại hoặc máy nối mạng để biểu quyết ({devices.citation}); hỏi từng hộ rồi đánh dấu.",
            "Các hộ có thiết bị",
        )


def window_problems(now: datetime, ends_at: datetime, ends_on: date | None) -> Iterator[Problem]:
    """Ballots are taken from *now* until *ends_at*, no later than the last day that was announced."""
    if ends_at <= now:
        yield Problem("Giờ kết thúc phải ở sau lúc này.", "Kết thúc lúc")
    if ends_on is not None and ends_at.date() > ends_on:
        yield Problem(f"Đã công khai ngày cuối là {ends_on:%d/%m/%Y}; không kéo dài thêm.", "Kết thúc lúc")


def may_close(now: datetime, ends_at: datetime, taken_part: int, households: int) -> bool:
    """The time that was announced is over, or every household has voted: nobody is cut off."""
    return now >= ends_at or taken_part >= households
