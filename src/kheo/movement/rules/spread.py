"""What may be said of learning from another initiative, and the tree of those that learnt from one."""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from kheo.foundation.refusal import Problem
from kheo.foundation.text import tidy
from kheo.movement.rules.launches import FIRST_DAY, TOO_EARLY

EXTENTS = ("whole", "part")
CONSENTS = ("given", "not_asked", "refused")
LENGTHS = (
    ("origin_words", "Nơi đầu", 300),
    ("part", "Học phần nào", 300),
    ("by_whom", "Ai đi học", 200),
    ("outcome", "Kết quả", 600),
)


@dataclass(frozen=True)
class Learnt:
    """What is told of one learning; *origin_words* only where the origin is outside the record (*has_origin* False)."""

    has_origin: bool
    learnt_on: date
    origin_words: str = ""
    extent: str = "whole"
    part: str = ""
    by_whom: str = ""
    consent: str = "not_asked"
    outcome: str = ""


def learnt_problems(told: Learnt, today: date) -> Iterator[Problem]:
    """Why it cannot stand: no origin or two, a day to come, a part that is not told, words too long for their column."""
    words = tidy(told.origin_words)
    if not told.has_origin and not words:
        yield Problem("Chọn mô hình đã học, hoặc ghi tên, nơi, năm nếu nơi đầu ở ngoài hệ thống.", "Nơi đầu")
    if told.has_origin and words:
        yield Problem("Đã chọn một mô hình trong hệ thống thì không ghi thêm nơi đầu bằng lời.", "Nơi đầu")
    if told.extent not in EXTENTS:
        yield Problem("Chọn học toàn bộ hoặc một phần.", "Học bao nhiêu")
    if told.extent == "part" and not tidy(told.part):
        yield Problem("Ghi đã học phần nào.", "Học phần nào")
    if told.consent not in CONSENTS:
        yield Problem("Chọn nơi đầu đồng ý, không đồng ý hoặc chưa hỏi.", "Nơi đầu có đồng ý không")
    if told.learnt_on < FIRST_DAY:
        yield Problem(TOO_EARLY, "Học ngày")
    if told.learnt_on > today:
        yield Problem("Ngày học ở sau hôm nay; ghi ngày đã học.", "Học ngày")
    for name, label, longest in LENGTHS:
        if len(tidy(getattr(told, name))) > longest:
            yield Problem(f"Dài quá {longest} ký tự; viết gọn lại.", label)


@dataclass(frozen=True)
class Branch:
    """One initiative in a tree, in reading order: *generation* 0 for the root; *children*: how many stand right under it."""

    key: int
    parent: int | None
    generation: int
    children: int


def branches(root: int, learnt: Iterable[tuple[int, int]]) -> list[Branch]:
    """The tree under *root* from pairs (origin, copy), each initiative once, where it is nearest to the root.

    The pairs come in the order in which children are to stand. A circle, which the record refuses but a restored copy may hold,
    ends where it meets what is there already. No recursion: a chain may be as deep as it likes.
    """
    copies: dict[int, list[int]] = defaultdict(list)
    for origin, copy in learnt:
        copies[origin].append(copy)
    above: dict[int, int | None] = {root: None}
    generation = {root: 0}
    children: dict[int, list[int]] = defaultdict(list)
    waiting = deque([root])
    while waiting:
        one = waiting.popleft()
        for copy in copies[one]:
            if copy not in above:
                above[copy], generation[copy] = one, generation[one] + 1
                children[one].append(copy)
                waiting.append(copy)
    told: list[Branch] = []
    stack = [root]
    while stack:
        one = stack.pop()
        told.append(Branch(one, above[one], generation[one], len(children[one])))
        stack.extend(reversed(children[one]))
    return told


GUIDANCE = (
    ("conditions", "Điều kiện"),
    ("steps", "Các bước"),
    ("cost", "Kinh phí"),
    ("people", "Ai làm"),
    ("pitfalls", "Dễ vấp"),
)
LONGEST_GUIDANCE = 4000
# The sheet is a whole only with its steps; which answers of a registration form begin the others, the first that says something.
BEGUN_FROM = {
    "conditions": ("place_people", "situation"),
    "steps": ("content",),
    "cost": ("resources",),
    "people": ("forces",),
    "pitfalls": ("upkeep",),
}


def guidance_problems(texts: dict[str, str]) -> Iterator[Problem]:
    """Why a guidance sheet cannot stand: no steps, or a part that nobody reads."""
    for name, label in GUIDANCE:
        if name == "steps" and not texts[name].strip():
            yield Problem("Ghi các bước, mỗi bước một dòng.", label)
        if len(texts[name]) > LONGEST_GUIDANCE:
            yield Problem(f"Dài quá {LONGEST_GUIDANCE} ký tự; người khác cần một trang, không cần cả báo cáo.", label)


def begun_guidance(way: str, lesson: str, answers: dict[str, str]) -> dict[str, str]:
    """What a sheet begins with: the way and the lesson that are told of the initiative, else what its form answered."""
    begun = {name: next((answers[key] for key in keys if answers.get(key)), "") for name, keys in BEGUN_FROM.items()}
    return begun | {name: told for name, told in (("steps", way), ("pitfalls", lesson)) if told}
