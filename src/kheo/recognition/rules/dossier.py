"""What a commendation file must hold before it goes out: pieces with their article, and the votes for each who is proposed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from kheo.assessment.rules.council import needed, reaches
from kheo.foundation.numbers import written
from kheo.foundation.refusal import Problem
from kheo.foundation.rules import RuleTable, load_rules
from kheo.recognition.rules.facts import Check

FILES: RuleTable = load_rules("kheo.recognition", "files.toml")
SHARES: RuleTable = load_rules("kheo.assessment", "councils.toml")
_WEEKEND = 5


@dataclass(frozen=True)
class Proposed:
    """One who is proposed: *has_words*: the record says what was done; *results*, *evidence*: how many it has."""

    registration: int
    order: int
    name: str
    has_words: bool
    results: int
    evidence: int

    @property
    def where(self) -> str:
        return f"Dòng {self.order}, {self.name}"


@dataclass(frozen=True)
class Minutes:
    """The review: *votes*: registration → for, against; *members*: all members, the absent ones too."""

    held_on: date
    members: int
    votes: Mapping[int, tuple[int, int]]


@dataclass(frozen=True)
class FileFacts:
    """*day*: whose rules hold (taken in, else today); *letter_on*: day of the issued letter; *share*: percent needed."""

    day: date
    letter_on: date | None
    lines: tuple[Proposed, ...]
    minutes: Minutes | None
    share: int


def file_checks(facts: FileFacts) -> tuple[Check, ...]:
    """Every piece of the file, what is missing named, and the votes."""
    pieces = FILES.on("pieces", facts.day).citation
    return (
        Check("Tờ trình kèm danh sách", pieces, tuple(_letter(facts))),
        _reports(facts, pieces),
        _minutes(facts, pieces),
        _votes(facts),
        Check(
            "Danh mục minh chứng",
            "Sổ minh chứng của chương trình",
            (),
            tuple(Problem("Chưa có minh chứng nào.", line.where) for line in facts.lines if not line.evidence),
        ),
    )


def _letter(facts: FileFacts) -> list[Problem]:
    problems = []
    if facts.letter_on is None:
        problems.append(Problem("Tờ trình chưa ghi số, ngày; kiểm tra, trình ký rồi ghi số.", "Tờ trình"))
    if not facts.lines:
        problems.append(Problem("Danh sách đề nghị chưa có ai.", "Tờ trình"))
    return problems


def _reports(facts: FileFacts, citation: str) -> Check:
    silent = [line for line in facts.lines if not line.has_words]
    bare = [line for line in facts.lines if not line.results]
    what = "Hồ sơ chưa có lời nào về nội dung, cách làm, hiệu quả; ghi ở trang mô hình rồi mới lập được báo cáo thành tích."
    return Check(
        "Báo cáo thành tích của từng trường hợp",
        citation,
        tuple(Problem(what, line.where) for line in silent),
        tuple(Problem("Chưa có kết quả theo thước đo nào.", line.where) for line in bare),
    )


def _minutes(facts: FileFacts, citation: str) -> Check:
    title = "Biên bản xét khen thưởng"
    if facts.minutes is None:
        return Check(title, citation, (Problem("Chưa ghi cuộc họp xét: ngày, hội đồng, số phiếu.", "Biên bản"),))
    warnings: tuple[Problem, ...] = ()
    if facts.letter_on and facts.minutes.held_on > facts.letter_on:
        what = f"Họp ngày {facts.minutes.held_on:%d/%m/%Y}, sau tờ trình ngày {facts.letter_on:%d/%m/%Y}; xem lại ngày."
        warnings = (Problem(what, "Biên bản"),)
    return Check(title, citation, (), warnings)


def _votes(facts: FileFacts) -> Check:
    rule = SHARES.on("approval_percent", facts.day)
    title = f"Từ {facts.share} % tổng số thành viên đồng ý"
    minutes = facts.minutes
    if minutes is None:
        return Check(title, rule.citation, (Problem("Chưa có số phiếu.", "Biên bản"),))
    problems = []
    for line in facts.lines:
        if line.registration not in minutes.votes:
            problems.append(Problem("Biên bản chưa có số phiếu cho trường hợp này.", line.where))
            continue
        agreed = minutes.votes[line.registration][0]
        if not reaches(agreed, minutes.members, facts.share):
            what = (
                f"{agreed} trên {minutes.members} thành viên đồng ý ({percent(agreed, minutes.members)} %), "
                f"cần từ {needed(minutes.members, facts.share)} ({facts.share} %). Bỏ khỏi danh sách hoặc họp xét lại."
            )
            problems.append(Problem(what, line.where))
    return Check(title, rule.citation, tuple(problems))


def percent(votes: int, members: int) -> str:
    """Share of *votes* among all *members*, with one decimal, rounded down so that 69,96 never reads as 70."""
    tenths = votes * 1000 // members
    return written(Decimal(tenths) / 10)


def vote_problems(members: int, votes: Mapping[str, tuple[int, int] | None]) -> list[Problem]:
    """What is wrong with the numbers of a review; *votes*: label of the line → for, against, None where nothing was written."""
    problems = [] if members > 0 else [Problem("Ghi tổng số thành viên hội đồng, cả người vắng.", "Tổng số thành viên")]
    for label, vote in votes.items():
        if vote is None:
            problems.append(Problem("Chưa ghi số phiếu.", label))
            continue
        agreed, against = vote
        if min(agreed, against) < 0 or (members > 0 and agreed + against > members):
            what = f"{agreed} đồng ý và {against} không đồng ý nhiều hơn {members} thành viên; xem lại số phiếu."
            problems.append(Problem(what, label))
    return problems


def due_on(day: date, days: int) -> date:
    """The last day when *days* working days are counted from the day after *day*; Saturdays and Sundays left out, no holidays."""
    left = days
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < _WEEKEND
    return day
