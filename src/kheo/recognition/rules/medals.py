"""Checks of a medal list: nobody twice in a life, and the terms that the locality set.

A person is known again by name and year of birth, the least that tells namesakes apart; where a year is missing, a namesake is
asked about, not judged.
"""

from enum import Enum

from kheo.foundation.refusal import Problem
from kheo.foundation.rules import RuleTable, load_rules
from kheo.foundation.text import fold
from kheo.recognition.rules.facts import MEDAL, Check, Draft, Line, Record

LISTS: RuleTable = load_rules("kheo.recognition", "lists.toml")


class Likeness(Enum):
    SAME = "same"
    SIMILAR = "similar"
    OTHER = "other"


def likeness(one: Line, other: Line) -> Likeness:
    """Whether two lines name one person: other name or other year of birth, no; same name and year, yes; else it may be."""
    if fold(one.recipient) != fold(other.recipient):
        return Likeness.OTHER
    if one.birth_year is None or other.birth_year is None:
        return Likeness.SIMILAR
    return Likeness.SAME if one.birth_year == other.birth_year else Likeness.OTHER


def medal_checks(draft: Draft, record: Record) -> list[Check]:
    return [_once(draft, record), _terms(draft, record)]


def _once(draft: Draft, record: Record) -> Check:
    problems: list[Problem] = []
    warnings: list[Problem] = []
    for index, line in enumerate(draft.lines):
        for before in draft.lines[:index]:
            _beside(line, before, problems, warnings)
        for earlier in record.medals:
            how = likeness(line, earlier.line)
            if how is Likeness.SAME:
                what = (
                    f"Người này (cùng tên, cùng năm sinh) đã nhận theo {earlier.paper}; mỗi người chỉ nhận một lần. Bỏ dòng này."
                )
                problems.append(Problem(what, line.where))
            elif how is Likeness.SIMILAR and earlier.here and line.key(MEDAL) == earlier.line.key(MEDAL):
                problems.append(Problem(f"Đã có trong {earlier.paper} của cùng chương trình; bỏ dòng này.", line.where))
            elif how is Likeness.SIMILAR:
                what = (
                    f"Cùng tên với người trong {earlier.paper}; mỗi người chỉ nhận một lần, hãy xem lại có phải một người không."
                )
                warnings.append(Problem(what, line.where))
    citation = LISTS.on("once", draft.day).citation
    return Check("Không ai, không việc gì hai lần", citation, tuple(problems), tuple(warnings))


def _beside(line: Line, before: Line, problems: list[Problem], warnings: list[Problem]) -> None:
    """Two lines of the same list."""
    how = likeness(line, before)
    if how is Likeness.SAME:
        problems.append(Problem(f"Đã có ở dòng {before.order} của danh sách này; bỏ một dòng.", line.where))
    elif how is Likeness.SIMILAR and line.unit == before.unit:
        what = f"Đã có ở dòng {before.order} của danh sách này; bỏ một dòng, hoặc ghi năm sinh của cả hai nếu là hai người."
        problems.append(Problem(what, line.where))
    elif how is Likeness.SIMILAR:
        warnings.append(Problem(f"Cùng tên với dòng {before.order}; hãy xem lại có phải một người không.", line.where))


def _terms(draft: Draft, record: Record) -> Check:
    terms, citation = record.medal_terms, LISTS.on("subjects.medal", draft.day).citation
    problems: list[Problem] = []
    warnings: list[Problem] = []
    if terms.years is None:
        warnings.append(
            Problem("Chưa đặt số năm công tác: quy chế chưa tìm được. Đặt ở trang lựa chọn nếu địa phương có văn bản.")
        )
    else:
        for line in draft.lines:
            if line.service_years is None:
                problems.append(Problem(f"Chưa ghi số năm công tác; cần từ {terms.years} năm.", line.where))
            elif line.service_years < terms.years:
                what = f"Mới có {line.service_years} năm công tác, cần từ {terms.years} năm. Bỏ dòng này hoặc xem lại số năm."
                problems.append(Problem(what, line.where))
    if terms.conditions:
        warnings.append(Problem(f"Điều kiện khác: {terms.conditions} ({terms.conditions_source})."))
    source = f"{citation}; địa phương đặt theo: {terms.years_source}" if terms.years_source else citation
    return Check("Điều kiện xét tặng kỷ niệm chương", source, tuple(problems), tuple(warnings))
