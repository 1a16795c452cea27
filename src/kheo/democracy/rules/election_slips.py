"""Slips that elect: one a household with the names of the list (Luật 10/2022/QH15 Điều 19; Nghị định 59/2023/NĐ-CP Điều 4)."""

from collections.abc import Iterator
from datetime import date

from kheo.democracy.rules.elections import rule
from kheo.foundation.refusal import Problem

MARKING_NOTE = (
    "Cách đánh dấu trên là quy ước ở địa phương; Uỷ ban nhân dân cấp xã đã ban hành mẫu phiếu thì theo mẫu ấy (Điều 4 khoản 5 "
    "điểm a Nghị định 59/2023/NĐ-CP)."
)
NO_ONE = "Không bầu ai trong danh sách"
LATE_WITHDRAWAL = (
    "Luật, nghị định đã đọc không nói về người rút khi phiếu đã phát. Theo quy ước ở địa phương: tên vẫn có trên phiếu, phiếu "
    "bầu người ấy vẫn hợp lệ và vẫn đếm vào biên bản, nhưng người ấy không được xét trúng cử."
)
LATE_MINUTES = (
    "Người rút khi phiếu đã phát: theo quy ước ở địa phương, phiếu bầu người ấy vẫn hợp lệ và vẫn đếm, người ấy không được xét "
    "trúng cử."
)
"""The same for papers of the village, which do not speak of what was read here."""


def slips_problems(standing: int, day: date) -> Iterator[Problem]:
    """Slips that elect carry names: without a list they cannot be printed."""
    least = rule("least_candidates", day)
    if standing < least.value:
        yield Problem(
            f"Phiếu bầu phải có tên người ứng cử, ít nhất {least.value:02d} người ({least.citation}). Lập lịch bầu, ghi danh "
            "sách ở trang Bầu cử rồi mở phát phiếu.",
            "Người ứng cử",
        )


def frozen_problems(opened_on: date | None) -> Iterator[Problem]:
    """One slip a household, all alike (Luật 10/2022/QH15 Điều 19 khoản 3): while they are out nobody comes on the list."""
    when = f" ngày {opened_on:%d/%m/%Y}" if opened_on else ""
    yield Problem(
        f"Danh sách đã chốt khi mở phát phiếu{when}: phiếu đã in tên, mỗi hộ một phiếu (Điều 19 khoản 3 Luật 10/2022/QH15). "
        "Muốn thêm người thì huỷ lần phát phiếu ấy, sửa danh sách, rồi định lần khác.",
        "Họ tên",
    )


def collected_problems(valid: int, invalid: int, collected: int) -> Iterator[Problem]:
    """Each slip that came back is valid or not (Nghị định 59/2023/NĐ-CP Điều 4 khoản 6 điểm a); *collected*: by the list."""
    counted = valid + invalid
    if min(valid, invalid) < 0:
        yield Problem("Số phiếu là số không âm.", "Số phiếu")
    elif counted > collected:
        yield Problem(
            f"Hợp lệ và không hợp lệ cộng lại {counted} phiếu, nhiều hơn {collected} phiếu đã thu theo danh sách: mỗi hộ một "
            "phiếu (Điều 19 khoản 3 Luật 10/2022/QH15). Đếm lại, hoặc ghi nốt hộ đã nộp vào danh sách thu.",
            "Số phiếu",
        )
    elif counted < collected:
        yield Problem(
            f"Hợp lệ và không hợp lệ cộng lại {counted} phiếu, danh sách ghi đã thu {collected}: phiếu nào thu về cũng phải đếm "
            "(Điều 4 khoản 6 điểm a Nghị định 59/2023/NĐ-CP). Đếm lại, hoặc sửa danh sách thu.",
            "Số phiếu",
        )


def marking(seats: int) -> str:
    """How a household marks its slip: a local convention, for neither law nor decree says (MARKING_NOTE)."""
    return (
        f"Đánh dấu × vào ô trước tên người mình bầu, nhiều nhất {seats} người; không bầu ai thì đánh dấu ô cuối. Phiếu bầu quá "
        f"{seats} người, vừa bầu vừa đánh dấu ô cuối, hoặc không đánh dấu ô nào là phiếu không hợp lệ."
    )
