"""What Luật 10/2022/QH15 Điều 25–28 asks of a consultation: what about, in which forms, how long, and what a majority is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from kheo.foundation.refusal import Problem
from kheo.foundation.rules import Rule, RuleTable, load_rules
from kheo.foundation.text import tidy

AGREE, DISAGREE, OTHER = "agree", "disagree", "other"
STANCES = {AGREE: "Đồng ý", DISAGREE: "Không đồng ý", OTHER: "Ý kiến khác"}
CLAUSES = tuple(range(1, 10))
LETTERS = ("a", "b", "c", "d", "dd", "e", "g", "h")
ONLINE = "e"
VILLAGE_FORMS = frozenset({"b", "c"})
"""What a village head takes down for the own village: its meeting and the households' slips (Điều 26 khoản 1 điểm b, c)."""
BOUND_FORM, BOUND_CLAUSE = "h", 8
MOST_QUESTIONS = 10
MOST_OWN_DAYS = 365
LAST_YEAR = 2100
LABELS = {
    "kind": "Nội dung của Điều 25",
    "title": "Tên gọi",
    "content": "Nội dung lấy ý kiến",
    "questions": "Câu hỏi",
    "forms": "Hình thức",
    "way": "Cách thức",
    "responsible": "Ai chịu trách nhiệm",
    "opens_on": "Ngày công khai nội dung",
    "ends_on": "Ngày cuối nhận ý kiến",
    "own_document": "Luật riêng của lĩnh vực",
    "own_days": "Thời hạn theo luật riêng",
    "decider": "Cơ quan quyết định",
}
LONGEST = {"title": 200, "content": 20_000, "way": 2_000, "responsible": 300, "own_document": 200, "decider": 200}
LONGEST_QUESTION = 300


@dataclass(frozen=True)
class PlanContent:
    """A plan as Điều 28 khoản 1 wants it: content, forms, way, period, who is responsible.

    *kind*: clause of Điều 25; *forms*: letters of Điều 26 khoản 1; *own_document* with *own_days*: the field's own law on the
    period (Điều 28 khoản 2); *decider*: empty where the commune itself decides.
    """

    kind: int
    title: str
    content: str
    questions: tuple[str, ...]
    forms: tuple[str, ...]
    way: str
    responsible: str
    opens_on: date
    ends_on: date
    own_document: str = ""
    own_days: int | None = None
    decider: str = ""


@cache
def consultation_rules() -> RuleTable:
    return load_rules("kheo.democracy", "consultations.toml")


def rule(key: str, day: date) -> Rule:
    """The row of *key* in force on *day*; NoRuleInForceError before the law's first day."""
    return consultation_rules().on(key, day)


def first_day() -> date:
    """The day on which the law took effect; nothing before it is judged by it."""
    return min(row.valid_from for row in consultation_rules().rules)


def matters(day: date) -> dict[int, Rule]:
    """The nine matters of Điều 25 by their clause."""
    return {clause: rule(f"matter.{clause}", day) for clause in CLAUSES}


def forms(day: date) -> dict[str, Rule]:
    """The eight forms of Điều 26 khoản 1 by their letter."""
    return {letter: rule(f"form.{letter}", day) for letter in LETTERS}


def forms_entered(planned: Iterable[str], *, is_office: bool) -> list[str]:
    """Which of the *planned* forms the office, or a village head, writes down; in the order of the plan."""
    return [letter for letter in planned if is_office or letter in VILLAGE_FORMS]


def least_days(published: date, own_days: int | None = None) -> int:
    """How many days the people have at least from the day of publication (Điều 28 khoản 2)."""
    return own_days if own_days is not None else int(rule("period.days", published).value)


def earliest_end(published: date, own_days: int | None = None) -> date:
    """The first day on which a consultation published on *published* may end; the day of publication itself is not counted."""
    return published + timedelta(days=least_days(published, own_days))


def period_problems(published: date, ends_on: date, own_days: int | None = None, own_document: str = "") -> list[Problem]:
    """A period shorter than the law's, named with its article and with the first day that would do."""
    first = earliest_end(published, own_days)
    if ends_on >= first:
        return []
    days, source = least_days(published, own_days), own_document or rule("period.days", published).citation
    what = (
        f"Từ ngày công khai {published:%d/%m/%Y} phải có ít nhất {days} ngày ({source}); sớm nhất là {first:%d/%m/%Y}. "
        "Nếu luật của lĩnh vực có thời hạn riêng thì ghi luật ấy vào kế hoạch."
    )
    return [Problem(what, LABELS["ends_on"])]


def plan_problems(plan: PlanContent) -> list[Problem]:
    """Everything that Điều 25, 26, 28 khoản 1–2 miss in *plan*."""
    if problems := [*day_problems(plan.opens_on, LABELS["opens_on"]), *day_problems(plan.ends_on, LABELS["ends_on"])]:
        return problems
    problems = [
        Problem(f"Chưa ghi; kế hoạch phải nêu rõ ({rule('plan.sent', plan.opens_on).citation}).", LABELS[name])
        for name in ("title", "content", "way", "responsible")
        if not tidy(getattr(plan, name))
    ]
    problems += [
        Problem(f"Dài {len(getattr(plan, name))} ký tự, nhiều nhất {most}; viết gọn lại.", LABELS[name])
        for name, most in LONGEST.items()
        if len(getattr(plan, name)) > most
    ]
    if plan.kind not in CLAUSES:
        problems.append(Problem("Chọn một trong chín nội dung của Điều 25 Luật 10/2022/QH15.", LABELS["kind"]))
    own_law = _own_law_problems(plan)
    problems += [*_form_problems(plan), *_question_problems(plan.questions), *own_law]
    if own_law:
        return problems
    return problems + period_problems(plan.opens_on, plan.ends_on, plan.own_days, tidy(plan.own_document))


def day_problems(day: date, where: str) -> list[Problem]:
    """A day on which the law was not yet there, or that is a slip of the hand."""
    if day < first_day():
        what = f"Luật 10/2022/QH15 có hiệu lực từ {first_day():%d/%m/%Y}; ngày {day:%d/%m/%Y} ở trước ngày ấy, xem lại."
        return [Problem(what, where)]
    if day.year > LAST_YEAR:
        return [Problem(f"Năm {day.year} quá xa; xem lại ngày.", where)]
    return []


def _form_problems(plan: PlanContent) -> list[Problem]:
    if not plan.forms:
        return [Problem("Chọn ít nhất một hình thức của Điều 26 khoản 1 Luật 10/2022/QH15.", LABELS["forms"])]
    if unknown := [letter for letter in plan.forms if letter not in LETTERS]:
        return [Problem(f"Điều 26 khoản 1 không có hình thức «{', '.join(unknown)}».", LABELS["forms"])]
    if BOUND_FORM in plan.forms and plan.kind != BOUND_CLAUSE:
        what = (
            f"Đối thoại với người phải thi hành chỉ dùng cho nội dung của Điều 25 khoản {BOUND_CLAUSE} "
            f"({rule('form.h', plan.opens_on).citation}); bỏ hình thức này hoặc chọn lại nội dung."
        )
        return [Problem(what, LABELS["forms"])]
    return []


def _question_problems(questions: tuple[str, ...]) -> list[Problem]:
    where = LABELS["questions"]
    if not questions:
        return [Problem("Ghi ít nhất một câu hỏi, để đếm được đa số: «Bạn có đồng ý với dự thảo không?».", where)]
    if len(questions) > MOST_QUESTIONS:
        return [Problem(f"Có {len(questions)} câu, nhiều nhất {MOST_QUESTIONS}; gộp lại cho người dân dễ trả lời.", where)]
    return [
        Problem(f"Câu {number} dài {len(text)} ký tự, nhiều nhất {LONGEST_QUESTION}; viết gọn lại.", where)
        for number, text in enumerate(questions, start=1)
        if len(text) > LONGEST_QUESTION
    ]


def _own_law_problems(plan: PlanContent) -> list[Problem]:
    """The field's own law stands with its document and its number of days, or not at all."""
    document = tidy(plan.own_document)
    if plan.own_days is None and document:
        return [Problem(f"Ghi số ngày theo {document}, hoặc bỏ tên luật.", LABELS["own_days"])]
    if plan.own_days is not None and not document:
        what = "Ghi văn bản, điều, khoản cho thời hạn riêng này; không có thì bỏ trống số ngày."
        return [Problem(what, LABELS["own_document"])]
    if plan.own_days is not None and not 1 <= plan.own_days <= MOST_OWN_DAYS:
        return [Problem(f"Ghi từ 1 đến {MOST_OWN_DAYS} ngày.", LABELS["own_days"])]
    return []


def majority(counts: Mapping[str, int], day: date) -> str | None:
    """The stance that more than half of those who chose took (Điều 28 khoản 4); None where none has it."""
    above, below = rule("decision.against", day).value["more_than"]
    chosen = sum(counts.get(stance, 0) for stance in STANCES)
    return next((stance for stance in STANCES if counts.get(stance, 0) * below > chosen * above), None)


def is_against(leading: str | None, *, as_asked: bool) -> bool:
    """Whether deciding as it was asked, or otherwise, goes against the majority *leading*; nothing does where there is none."""
    return leading is not None and (leading == AGREE) != as_asked
