"""The items of the registration form: the ten that a real ward asks for, and what an office may do with them."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from kheo.foundation.refusal import Problem
from kheo.foundation.text import fold, tidy

TITLE_ITEM = "name"
"""The item that is the initiative's title: it is always asked, always needed."""
LABEL_LENGTH, HELP_LENGTH, MOST_ITEMS = 160, 300, 30


@dataclass(frozen=True)
class Item:
    """One item of the form; *key* "" for a new one. *is_short*: asked in the short form on a phone, too."""

    key: str
    label: str
    help: str = ""
    is_short: bool = False
    is_required: bool = True

    def in_words(self) -> str:
        """The item as a change of the form is told: its name and what is particular about it."""
        marks = ["" if self.is_required else "không bắt buộc", "có ở phiếu ngắn" if self.is_short else ""]
        said = ", ".join(mark for mark in marks if mark)
        return f"{self.label} ({said})" if said else self.label


# The ten of notice 249/MTTQ-BTT of the ward of Thanh Khê, Đà Nẵng, 2026, told in words of our own. What the short form does
# not ask is not demanded to begin with, either: a form on a phone is to be handed in at one sitting. The office may demand more.
USUAL_ITEMS = (
    Item(TITLE_ITEM, "Tên mô hình", "Ngắn, dễ nhớ, nghe là biết làm việc gì.", is_short=True),
    Item("situation", "Tình hình và lý do", "Đang vướng việc gì, vì sao chọn việc này; nêu con số nếu có.", is_required=False),
    Item("goals", "Mục tiêu, chỉ tiêu", "Làm xong thì được gì, đo bằng số nào, đến bao giờ.", is_required=False),
    Item("content", "Nội dung, cách làm", "Mỗi bước một dòng: làm gì, ai làm, làm thế nào.", is_short=True),
    Item("place_people", "Nơi làm và người được hưởng", "Ở đâu, bao nhiêu hộ, bao nhiêu người được hưởng.", is_short=True),
    Item(
        "forces",
        "Lực lượng",
        "Ai chủ trì, ai phối hợp, ai tham gia, mỗi bên làm phần gì. Ghi tên tổ chức, không ghi tên cá nhân.",
        is_short=True,
    ),
    Item("resources", "Nguồn lực", "Kinh phí, vật tư, người làm, ngày công, phần đóng góp của dân.", is_required=False),
    Item("time", "Thời gian", "Bắt đầu khi nào, tiến độ ra sao, khi nào đánh giá.", is_short=True),
    Item("output", "Kết quả kiểm chứng được", "Thứ nhìn thấy, đếm được, có giấy tờ hoặc ảnh chứng minh.", is_required=False),
    Item("upkeep", "Duy trì, nhân rộng", "Giữ việc này thế nào, nơi khác làm theo được không.", is_required=False),
)


def item_problems(items: Sequence[Item]) -> Iterator[Problem]:
    """Why *items*, in their order, can be no form: the title's item gone or optional, names empty, long or twice."""
    if not any(item.key == TITLE_ITEM and item.is_required and item.is_short for item in items):
        yield Problem("Mục tên mô hình không bỏ được, luôn bắt buộc và luôn có ở phiếu ngắn.", "Các mục")
    if len(items) > MOST_ITEMS:
        yield Problem(f"Phiếu có nhiều nhất {MOST_ITEMS} mục; gộp bớt.", "Các mục")
    seen: set[str] = set()
    for place, item in enumerate(items, start=1):
        label = tidy(item.label)
        if not label:
            yield Problem(f"Mục thứ {place} chưa có tên; ghi tên mục, hoặc đánh dấu bỏ mục.", "Các mục")
        elif len(label) > LABEL_LENGTH:
            yield Problem(f"Tên mục thứ {place} dài quá {LABEL_LENGTH} ký tự; viết gọn, phần còn lại đưa vào lời dẫn.", "Các mục")
        elif fold(label) in seen:
            yield Problem(f"Có hai mục cùng tên «{label}»; đổi tên một mục.", "Các mục")
        seen.add(fold(label))
        if len(tidy(item.help)) > HELP_LENGTH:
            yield Problem(f"Lời dẫn của mục thứ {place} dài quá {HELP_LENGTH} ký tự; viết gọn lại.", "Các mục")


def key_from(label: str, taken: Collection[str], prefix: str) -> str:
    """«Môi trường» → ``moi-truong``: a key from the words, beginning with a letter, that is not among *taken*."""
    words = re.sub(r"[^a-z0-9]+", "-", fold(label)).strip("-")
    base = (words if words[:1].isalpha() else f"{prefix}-{words}")[:36].strip("-")
    return next(key for key in (base, *(f"{base}-{number}" for number in range(2, 999))) if key not in taken)
