"""A coefficient that a locality writes down with its source, for an award for which no cited row was found."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kheo.foundation.lengths import too_long
from kheo.foundation.numbers import written
from kheo.foundation.refusal import Problem
from kheo.recognition.rules.awards import AWARDS, ISSUERS, LEVELS, award_names
from kheo.recognition.rules.facts import SUBJECT_LABELS
from kheo.recognition.rules.money import SALARY, cited_coefficient

LEAST, MOST = Decimal("0.001"), Decimal(100)
LONGEST_DOCUMENT, LONGEST_ARTICLE = 160, 80
FIRST_SALARY = min(rule.valid_from for rule in SALARY.rules)
COMMENDING_LEVELS = {
    level: label for level, label in LEVELS.items() if any(rule.key == f"commendation.{level}" for rule in ISSUERS.rules)
}
NOTE = "Hệ số do địa phương ghi kèm văn bản của mình, vì chưa tìm được hệ số trong văn bản của trung ương."


@dataclass(frozen=True)
class LocalCoefficient:
    """*times* the base salary (None: the coefficient is taken back) from *valid_from* until before *valid_to*.

    *issued_on*: day of *document*; *verified*: somebody read its text.
    """

    award: str
    level: str
    subject: str
    times: Decimal | None
    document: str
    article: str
    issued_on: date
    valid_from: date
    valid_to: date | None = None
    verified: bool = False


def coefficient_problems(one: LocalCoefficient, today: date) -> list[Problem]:
    """What is wrong with *one*, each at the label of its field; a day that a cited row covers is refused, naming that row."""
    if one.valid_from < FIRST_SALARY:
        what = f"Bảng lương cơ sở của Khéo bắt đầu từ {FIRST_SALARY:%d/%m/%Y}; ghi từ ngày ấy trở đi."
        return [Problem(what, "Áp dụng từ ngày")]
    names = award_names()
    problems = []
    if one.award not in names:
        problems.append(Problem("Chọn một hình thức trong danh sách.", "Hình thức khen"))
    if one.level not in COMMENDING_LEVELS:
        problems.append(Problem("Chọn một cấp trong danh sách.", "Cấp tặng"))
    if one.award in names and one.subject not in (allowed := AWARDS.on(one.award, one.valid_from).value["subjects"]):
        to_whom = ", ".join(SUBJECT_LABELS[subject] for subject in allowed)
        problems.append(Problem(f"Chỉ tặng {names[one.award]} cho {to_whom}; chọn lại đối tượng hoặc hình thức.", "Đối tượng"))
    if one.times is not None and not LEAST <= one.times <= MOST:
        problems.append(Problem(f"Ghi số từ {written(LEAST)} đến {written(MOST)}, ví dụ 0,3.", "Hệ số"))
    return [*problems, *_source_problems(one, today), *_day_problems(one)]


def _source_problems(one: LocalCoefficient, today: date) -> list[Problem]:
    problems = [*too_long(one.document, LONGEST_DOCUMENT, "Văn bản"), *too_long(one.article, LONGEST_ARTICLE, "Điều, khoản")]
    if not one.document:
        problems.append(Problem("Ghi số, ký hiệu, cơ quan của văn bản quy định hệ số này.", "Văn bản"))
    if one.issued_on > today:
        problems.append(Problem(f"Ngày {one.issued_on:%d/%m/%Y} ở sau hôm nay. Ghi ngày ký thật.", "Ngày của văn bản"))
    return problems


def _day_problems(one: LocalCoefficient) -> list[Problem]:
    problems = []
    if one.valid_to is not None and one.valid_to <= one.valid_from:
        problems.append(Problem("Ngày thôi áp dụng phải ở sau ngày bắt đầu; chưa biết thì để trống.", "Thôi áp dụng từ ngày"))
    cited = cited_coefficient(one.award, one.level, one.subject, one.valid_from)
    if cited is not None:
        what = (
            f"Ngày {one.valid_from:%d/%m/%Y} đã có hệ số {written(Decimal(cited.value['times']))} theo {cited.citation}. Hệ số "
            "của địa phương chỉ dùng cho ngày chưa tìm được văn bản; sửa ngày."
        )
        problems.append(Problem(what, "Áp dụng từ ngày"))
    return problems
