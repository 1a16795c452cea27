"""What a locality chooses for its rewards where the texts are silent, were not found, or disagree: each with its reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kheo.foundation.lengths import too_long
from kheo.foundation.refusal import Problem
from kheo.recognition.rules.money import EXACT, ROUNDINGS

LONGEST = 300
"""Letters that a text may have, as its column takes."""


@dataclass(frozen=True)
class Choice:
    """One setting, *default* until set: *options* (value → words), a text, or a whole number from *lowest* to *highest*."""

    label: str
    why: str
    default: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    lowest: int = 1
    highest: int = 100
    unit: str = ""
    clearable: bool = True
    is_text: bool = False

    def words(self, value: str) -> str:
        """*value* as the page says it."""
        if self.options:
            return self.options[value]
        return f"{value} {self.unit}".strip() if value else "chưa đặt"


CHOICES = {
    "rounding": Choice(
        label="Làm tròn tiền thưởng",
        why="Các nơi giải đáp không thống nhất: có nơi làm tròn lên hàng chục nghìn đồng, có nơi để nguyên.",
        default=EXACT,
        options=ROUNDINGS,
    ),
    "approval_share": Choice(
        label="Tỷ lệ đồng ý khi xét hồ sơ khen thưởng",
        why="Thông lệ 70 % tổng số thành viên, cả người vắng; quy chế của hội đồng có thể đặt khác.",
        default="70",
        unit="%",
        clearable=False,
    ),
    "file_days": Choice(
        label="Thời hạn xét hồ sơ khen thưởng",
        why="Các thủ tục đã công bố ghi 10, 12 hoặc 25 ngày; thời hạn theo nghị định hiện hành chưa tìm được.",
        highest=90,
        unit="ngày làm việc",
    ),
    "medal_years": Choice(
        label="Số năm công tác để xét kỷ niệm chương",
        why="Quy chế Kỷ niệm chương “Vì sự nghiệp Dân vận” chưa tìm được; ghi theo quy chế, hướng dẫn mà địa phương có.",
        highest=60,
        unit="năm",
    ),
    "medal_conditions": Choice(
        label="Điều kiện khác để xét kỷ niệm chương",
        why="Ghi ngắn gọn theo quy chế, hướng dẫn mà địa phương có; khi xét danh sách, trang nhắc lại để người xem lại.",
        is_text=True,
    ),
}


def choice_problems(key: str, value: str) -> list[Problem]:
    """What is wrong with *value* for *key*; an empty value takes a number back to «chưa đặt»."""
    choice = CHOICES[key]
    if choice.options:
        return [] if value in choice.options else [Problem("Chọn một dòng trong danh sách.", choice.label)]
    if choice.is_text:
        return too_long(value, LONGEST, choice.label)
    if (not value and choice.clearable) or (
        value.isascii() and value.isdigit() and choice.lowest <= int(value[:6]) <= choice.highest
    ):
        return []
    empty = ", hoặc bỏ trống" if choice.clearable else ""
    return [Problem(f"Ghi số nguyên từ {choice.lowest} đến {choice.highest}{empty}.", choice.label)]
