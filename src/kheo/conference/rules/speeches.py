"""Texts to be spoken: what a call, a text, a choice must carry; when a contribution is late."""

from collections.abc import Sequence
from datetime import date

from kheo.conference.rules.texts import Typed, text_problems
from kheo.foundation.refusal import Problem

REPORT, CONTRIBUTION, DIRECTING, CONCLUSION = "report", "contribution", "directing", "conclusion"
KINDS = (REPORT, CONTRIBUTION, DIRECTING, CONCLUSION)
TITLES = {REPORT: "Báo cáo", CONTRIBUTION: "Tham luận", DIRECTING: "Phát biểu chỉ đạo", CONCLUSION: "Kết luận hội nghị"}
LONGEST_TEXT, LONGEST_TITLE, LONGEST_SPEAKER, LONGEST_REPLY = 40_000, 300, 200, 300
MOST_MINUTES = 120
TITLE, SPEAKER, TEXT, MINUTES, DUE, REPLY, ORDER = (
    "Tên bài",
    "Chức vụ người trình bày",
    "Nội dung",
    "Thời gian (phút)",
    "Hạn gửi bài",
    "Lời nhắn khi trả bài",
    "Thứ tự",
)
WORDS_A_MINUTE = 160
"""About how fast a text is read aloud in a hall, in syllables; an estimate shown beside the text, never a rule."""


def call_problems(kind: str, title: str, speaker: str, minutes: int, due_on: date | None, held_on: date) -> list[Problem]:
    """A call for a text: its kind, theme and time; a contribution is due on the day of the conference at the latest."""
    problems = text_problems([Typed(TITLE, title, LONGEST_TITLE), Typed(SPEAKER, speaker, LONGEST_SPEAKER, may_be_empty=True)])
    if kind not in KINDS:
        problems.append(Problem("Chọn báo cáo, tham luận, phát biểu chỉ đạo hoặc kết luận.", "Loại bài"))
    problems += minute_problems(minutes)
    if due_on is not None and due_on > held_on:
        problems.append(Problem(f"Hạn {due_on:%d/%m/%Y} ở sau ngày họp {held_on:%d/%m/%Y}; chọn ngày sớm hơn.", DUE))
    return problems


def minute_problems(minutes: int) -> list[Problem]:
    return [] if 1 <= minutes <= MOST_MINUTES else [Problem(f"Ghi từ 1 đến {MOST_MINUTES} phút.", MINUTES)]


def order_problems(order: int, chosen: int) -> list[Problem]:
    """*order* among *chosen* texts that are spoken, the new one counted."""
    return [] if 1 <= order <= chosen else [Problem(f"Chọn thứ tự từ 1 đến {chosen}.", ORDER)]


def draft_problems(title: str, speaker: str, text: str) -> list[Problem]:
    """A text that is being written: it may be unfinished, never longer than its column."""
    return text_problems(
        [
            Typed(TITLE, title, LONGEST_TITLE),
            Typed(SPEAKER, speaker, LONGEST_SPEAKER, may_be_empty=True),
            Typed(TEXT, text, LONGEST_TEXT, may_be_empty=True),
        ]
    )


def sending_problems(title: str, speaker: str, text: str) -> list[Problem]:
    """A text that goes out: it says something, and who will speak."""
    return text_problems(
        [
            Typed(TITLE, title, LONGEST_TITLE),
            Typed(SPEAKER, speaker, LONGEST_SPEAKER),
            Typed(TEXT, text, LONGEST_TEXT),
        ]
    )


def is_late(state: str, due_on: date | None, today: date) -> bool:
    """A text that was called for and has not come by the end of its day."""
    return state == "called" and due_on is not None and today > due_on


def reading_minutes(text: str) -> int:
    """About how many minutes *text* takes to be read aloud; 0 for none."""
    return -(-len(text.split()) // WORDS_A_MINUTE)


def placed(chosen: Sequence[int], speech: int, order: int) -> list[int]:
    """The keys of *chosen* in their order with *speech* at place *order* (from 1)."""
    others = [key for key in chosen if key != speech]
    return [*others[: order - 1], speech, *others[order - 1 :]]
