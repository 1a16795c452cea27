"""What Luật 10/2022/QH15 Điều 27, 32 asks of a dialogue: who is told, who comes, and that every view is answered."""

from dataclasses import dataclass
from datetime import date

from kheo.democracy.rules.consultations import rule
from kheo.foundation.refusal import Problem
from kheo.foundation.text import tidy

LABELS = {
    "title": "Tên gọi",
    "content": "Nội dung",
    "planned_on": "Ngày đối thoại",
    "venue": "Địa điểm",
    "told": "Số người phải thi hành đã báo",
    "told_on": "Ngày báo",
    "told_how": "Báo bằng cách nào",
    "residents": "Số người dân dự",
    "leaders": "Lãnh đạo Uỷ ban nhân dân",
    "front": "Đại diện Mặt trận",
    "inspectors": "Đại diện Ban Thanh tra nhân dân",
}
LONGEST = {"title": 200, "content": 10_000, "venue": 200, "told_how": 300}
YEARLY, BOUND = "yearly", "bound"
MOST_PEOPLE = 100_000


@dataclass(frozen=True)
class Told:
    """How many of those whom the decision binds were informed, when and how (Điều 27 khoản 1)."""

    number: int
    on: date
    how: str


@dataclass(frozen=True)
class Present:
    """Who came, by number alone (Điều 27 khoản 2)."""

    residents: int
    leaders: int
    front: int
    inspectors: int = 0


def words_problems(title: str, content: str, venue: str) -> list[Problem]:
    words = {"title": title, "content": content, "venue": venue}
    empty = [Problem("Ô này chưa điền.", LABELS[name]) for name, text in words.items() if not tidy(text)]
    return empty + [
        Problem(f"Dài {len(text)} ký tự, nhiều nhất {LONGEST[name]}; viết gọn lại.", LABELS[name])
        for name, text in words.items()
        if len(text) > LONGEST[name]
    ]


def told_problems(kind: str, told: Told | None, day: date) -> list[Problem]:
    """Those bound must be told before they are invited; a yearly dialogue is for everybody."""
    if kind == YEARLY:
        return []
    source = rule("bound.told", day).citation
    if told is None:
        what = f"Ghi đã báo cho bao nhiêu người phải thi hành, ngày nào, bằng cách nào ({source})."
        return [Problem(what, LABELS["told"])]
    problems = []
    if not 1 <= told.number <= MOST_PEOPLE:
        problems.append(Problem(f"Ghi từ 1 đến {MOST_PEOPLE} người ({source}).", LABELS["told"]))
    if not tidy(told.how):
        what = "Ghi cách báo (giấy mời, điện thoại, đến nhà) và danh sách lưu ở hồ sơ nào; không chép danh sách vào đây."
        problems.append(Problem(what, LABELS["told_how"]))
    if len(told.how) > LONGEST["told_how"]:
        problems.append(Problem(f"Nhiều nhất {LONGEST['told_how']} ký tự; viết gọn lại.", LABELS["told_how"]))
    return problems


def present_problems(kind: str, present: Present, told: int | None, day: date) -> list[Problem]:
    """Who must be there: those bound, leaders, the Front, the inspection board (Điều 27 khoản 2).

    At a yearly one residents, leaders and the Front (Điều 32 khoản 1).
    """
    problems = [
        Problem(f"Ghi từ 0 đến {MOST_PEOPLE}.", LABELS[name])
        for name in ("residents", "leaders", "front", "inspectors")
        if not 0 <= getattr(present, name) <= MOST_PEOPLE
    ]
    needed = ["residents", "leaders", "front"] + (["inspectors"] if kind == BOUND else [])
    source = rule("bound.present" if kind == BOUND else "yearly.dialogues", day).citation
    problems += [
        Problem(f"Chưa có ai dự; cuộc họp phải có thành phần này ({source}).", LABELS[name])
        for name in needed
        if getattr(present, name) == 0
    ]
    if kind == BOUND and told is not None and present.residents > told:
        what = (
            f"Đã báo cho {told} người mà ghi {present.residents} người dự; ghi người ngoài danh sách ở ý kiến cơ quan liên quan."
        )
        problems.append(Problem(what, LABELS["residents"]))
    return problems


def least_dialogues(day: date) -> int:
    """How many dialogues with residents the commune owes in the year of *day* (Điều 32 khoản 1)."""
    return int(rule("yearly.dialogues", day).value)


def is_owed(held: int, day: date) -> bool:
    """Whether *held* dialogues of the year are fewer than the law asks."""
    return held < least_dialogues(day)
