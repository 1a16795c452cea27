"""Which personal data the law itself has published, and what must be said of each finding before something is posted."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from kheo.foundation.refusal import Problem
from kheo.foundation.rules import NoRuleInForceError, Rule, RuleTable, load_rules
from kheo.foundation.text import tidy

KEEP, MASK, LAW = "keep", "mask", "law"
UNREAD = "unread"
"""The kind of a finding that is no value: a part that the machine could not read, to be looked through by a person."""
HIDDEN = "hidden"
"""The kind of a finding that is no value: what no page shows and the file still holds; it may be left out of the copy."""
REASON_LENGTH = 200
TEXT_LENGTH = 100_000


@dataclass(frozen=True)
class Verdict:
    """*verdict*: KEEP with its *reason*, or MASK."""

    verdict: str
    reason: str = ""


@cache
def sensitive_rules() -> RuleTable:
    return load_rules("kheo.democracy", "sensitive.toml")


def public_by_law(item: int | None, day: date) -> Rule | None:
    """The row that has personal data of *item* (a clause of Điều 11) published on *day*; None for most items."""
    try:
        return sensitive_rules().on(f"item-{item}", day)
    except NoRuleInForceError:
        return None


def standing_verdict(kind: str, item: int | None, day: date) -> Verdict:
    """What is decided of a finding before anybody looks: LAW where the item itself must show it, else nothing yet."""
    rule = public_by_law(item, day)
    return Verdict(LAW, rule.citation) if rule and kind in rule.value else Verdict("")


def verdict_problems(kinds: Mapping[int, str], verdicts: Mapping[int, Verdict]) -> Iterator[Problem]:
    """What is wrong with *verdicts* on the findings *kinds* (both by number, from 1)."""
    for number, said in verdicts.items():
        where = f"Chỗ {number}"
        if number not in kinds:
            yield Problem("Không có chỗ này trong lần soát.", where)
        elif said.verdict not in {KEEP, MASK}:
            yield Problem("Chọn giữ hoặc che.", where)
        elif said.verdict == MASK and kinds[number] == UNREAD:
            yield Problem("Phần máy không đọc được thì không che được ở đây; xem lại rồi ghi đã xem thế nào.", where)
        elif said.verdict == KEEP and not tidy(said.reason):
            seen = "Ghi ai đã mở ra xem, thấy gì."
            why = "Ghi lý do giữ: quy định nào cho công khai, hoặc người đó đã đồng ý."
            yield Problem(seen if kinds[number] == UNREAD else why, where)
        if len(said.reason) > REASON_LENGTH:
            yield Problem(f"Lý do dài quá {REASON_LENGTH} ký tự; viết gọn lại.", where)


def source_problems(title: str, text: str, *, has_file: bool) -> Iterator[Problem]:
    """What is wrong with something that is brought to be looked at: a text or a file, not both."""
    if not tidy(title):
        yield Problem("Ghi tên ngắn của văn bản để tìm lại.", "Tên")
    if bool(text.strip()) == has_file:
        yield Problem("Dán văn bản hoặc chọn một tệp: một trong hai.", "Văn bản")
    if len(text) > TEXT_LENGTH:
        yield Problem("Văn bản dài quá 100.000 ký tự; chia thành nhiều phần.", "Văn bản")
