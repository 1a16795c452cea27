"""The order of the day: what stands in it by default, when each step begins, what is wrong with one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from kheo.conference.rules.texts import Typed, text_problems
from kheo.foundation.refusal import Problem

OPENING, REPORT, CONTRIBUTIONS, DIRECTING, CEREMONY, CONCLUSION, OTHER = (
    "opening",
    "report",
    "contributions",
    "directing",
    "ceremony",
    "conclusion",
    "other",
)
KINDS = (OPENING, REPORT, CONTRIBUTIONS, DIRECTING, CEREMONY, CONCLUSION, OTHER)
ONCE = {CEREMONY: "trao tặng, khen thưởng", CONCLUSION: "kết luận, bế mạc"}
"""Steps that a day has once at most: the running list of awards and the closing belong to them."""
MOST_STEPS, MOST_MINUTES = 40, 480
LONGEST_TITLE = 200
LAST_MINUTE = time(23, 59)


@dataclass(frozen=True)
class StepContent:
    """One step of the day: *by* is a position or a part of the office, as it will be printed."""

    kind: str
    title: str
    minutes: int
    by: str = ""


@dataclass(frozen=True)
class Timed:
    """A step with its clock: from *begins* until *ends*."""

    step: StepContent
    begins: time
    ends: time


def default_agenda(year: int, host: str, chair: str) -> tuple[StepContent, ...]:
    """The usual morning of a review conference, half a day; every line may be changed, moved or taken out."""
    return (
        StepContent(OPENING, "Đón tiếp đại biểu, ổn định tổ chức", 30, "Ban tổ chức"),
        StepContent(OPENING, "Chào cờ, tuyên bố lý do, giới thiệu đại biểu", 10, "Ban tổ chức"),
        StepContent(OPENING, "Phát biểu khai mạc", 10, chair),
        StepContent(REPORT, f"Báo cáo kết quả năm {year}, phương hướng, nhiệm vụ năm {year + 1}", 20, host),
        StepContent(CONTRIBUTIONS, "Tham luận của các đơn vị", 40, "Đại biểu các đơn vị"),
        StepContent(DIRECTING, "Phát biểu chỉ đạo", 15, "Lãnh đạo cấp trên"),
        StepContent(CEREMONY, "Công bố quyết định, trao tặng, khen thưởng", 25, "Ban tổ chức"),
        StepContent(CONCLUSION, "Kết luận, bế mạc hội nghị", 10, chair),
    )


def timed(starts_at: time, steps: Iterable[StepContent]) -> list[Timed]:
    """Each step with its clock; one that would pass midnight stands at 23:59 (:func:`agenda_problems` tells of it)."""
    found = []
    first = datetime.combine(date.min, starts_at)
    minutes = 0
    for step in steps:
        begins, minutes = minutes, minutes + step.minutes
        found.append(Timed(step, _clock(first, begins), _clock(first, minutes)))
    return found


def total_minutes(steps: Iterable[StepContent]) -> int:
    return sum(step.minutes for step in steps)


def agenda_problems(starts_at: time, steps: Sequence[StepContent]) -> list[Problem]:
    """Everything that keeps *steps* from being the order of a day, each under the number of its line."""
    if not steps:
        return [Problem("Chương trình chưa có việc nào; thêm ít nhất một dòng.")]
    problems = []
    if len(steps) > MOST_STEPS:
        problems.append(Problem(f"Chương trình có {len(steps)} dòng, nhiều nhất {MOST_STEPS}; gộp bớt."))
    for number, step in enumerate(steps, 1):
        where = f"Dòng {number}"
        texts = [
            Typed(f"{where}, việc", step.title, LONGEST_TITLE),
            Typed(f"{where}, ai làm", step.by, LONGEST_TITLE, may_be_empty=True),
        ]
        problems += text_problems(texts)
        if step.kind not in KINDS:
            problems.append(Problem("Chọn loại việc trong danh sách.", where))
        if not 1 <= step.minutes <= MOST_MINUTES:
            problems.append(Problem(f"Thời lượng từ 1 đến {MOST_MINUTES} phút.", where))
    for kind, label in ONCE.items():
        lines = [number for number, step in enumerate(steps, 1) if step.kind == kind]
        if len(lines) > 1:
            numbers = ", ".join(map(str, lines))
            problems.append(Problem(f"Phần «{label}» chỉ có một lần, đang ở dòng {numbers}; đổi loại việc của dòng thừa."))
    if not problems and _clock_passes_midnight(starts_at, total_minutes(steps)):
        problems.append(Problem(f"Bắt đầu lúc {starts_at:%H:%M} mà dài {total_minutes(steps)} phút thì quá nửa đêm; xem lại."))
    return problems


def moved(steps: Sequence[StepContent], number: int, by: int) -> list[StepContent]:
    """*steps* with line *number* (from 1) moved *by* places; at the end it stays there, an unknown line moves nothing."""
    found = list(steps)
    if 1 <= number <= len(found):
        step = found.pop(number - 1)
        found.insert(min(max(number - 1 + by, 0), len(found)), step)
    return found


def _clock(first: datetime, minutes: int) -> time:
    if _clock_passes_midnight(first.time(), minutes):
        return LAST_MINUTE
    return (first + timedelta(minutes=minutes)).time()


def _clock_passes_midnight(starts_at: time, minutes: int) -> bool:
    return starts_at.hour * 60 + starts_at.minute + minutes >= 24 * 60
