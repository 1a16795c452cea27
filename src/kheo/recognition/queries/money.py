"""The money of a decision: each line reckoned under the rules of the decision's day and the rounding of the locality."""

from dataclasses import dataclass
from datetime import date

from kheo.recognition.models import Decision, DecisionKind
from kheo.recognition.queries.choices_of_place import Chosen, chosen
from kheo.recognition.queries.lines import ShownLine, day_of, shown_lines
from kheo.recognition.rules.awards import award_names, given_award
from kheo.recognition.rules.money import REWARDS, Amount, NoAmount, reckon

MEDAL = "ky_niem_chuong"
_FIRST = min(rule.valid_from for rule in REWARDS.rules if rule.key == "payer")


@dataclass(frozen=True)
class PaidLine:
    """One line with its money, or with why there is none."""

    shown: ShownLine
    amount: Amount | None
    missing: NoAmount | None


@dataclass(frozen=True)
class Money:
    """*pays_here*: the body that signs is of this locality, so its fund pays. *sources*: citations, the unread ones marked."""

    day: date
    award: str
    lines: tuple[PaidLine, ...]
    rounding: Chosen
    rounding_rule: str
    payer: str
    sources: tuple[str, ...]
    notes: tuple[str, ...]
    pays_here: bool
    is_ceiling: bool

    @property
    def missing(self) -> int:
        """Lines for which nothing could be reckoned."""
        return sum(line.amount is None for line in self.lines)

    @property
    def is_complete(self) -> bool:
        return bool(self.lines) and not self.missing

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why lines have no amount, each reason once."""
        return tuple(dict.fromkeys(line.missing.why for line in self.lines if line.missing))

    @property
    def exact(self) -> int:
        """Sum of the exact products, in đồng; a part of a đồng (none occurs with today's figures) is cut."""
        return int(sum(line.amount.exact for line in self.lines if line.amount))

    @property
    def total(self) -> int:
        """Sum of the rounded amounts, in đồng: what a complete list pays."""
        return sum(line.amount.rounded for line in self.lines if line.amount)

    @property
    def is_verified(self) -> bool:
        return all(line.amount.is_verified for line in self.lines if line.amount)


def has_money(decision: Decision) -> bool:
    """Whether money goes with this kind of paper at all."""
    return decision.kind in {DecisionKind.COMMENDATION, DecisionKind.MEDAL}


def money_of(decision: Decision) -> Money:
    """The money of a commendation or medal, line by line; four queries however many lines."""
    day, level = day_of(decision), decision.body.unit.level
    award = MEDAL if decision.kind == DecisionKind.MEDAL else given_award(decision.award, level, day)
    rounding = chosen(decision.locality_id, "rounding")
    lines = []
    for shown in shown_lines(decision):
        if shown.revocation is not None:
            continue  # nobody is paid for a line that was taken back
        found = reckon(award, level, shown.line.subject, day, rounding.value)
        lines.append(PaidLine(shown, found, None) if isinstance(found, Amount) else PaidLine(shown, None, found))
    amounts = [line.amount for line in lines if line.amount]
    rules = [rule for amount in amounts for rule in (amount.coefficient, amount.base)]
    missing = [line.missing.citation for line in lines if line.missing and line.missing.citation]
    payer = REWARDS.on("payer", max(day, _FIRST))
    return Money(
        day=day,
        award=award_names().get(award, "kỷ niệm chương") if award else "",
        lines=tuple(lines),
        rounding=rounding,
        rounding_rule=_rounding_rule(day),
        payer=f"{payer.value} ({payer.citation}).",
        sources=tuple(dict.fromkeys([*(rule.citation for rule in rules), *missing])),
        notes=tuple(dict.fromkeys(rule.note for rule in rules if rule.note)),
        pays_here=decision.body.locality_id == decision.locality_id,
        is_ceiling=any(amount.is_ceiling for amount in amounts),
    )


def _rounding_rule(day: date) -> str:
    held = [rule for rule in REWARDS.rules if rule.key == "rounding" and rule.holds_on(day)]
    return f"{held[0].value}; theo {held[0].citation}" if held else ""


def payment_problem(decision: Decision, money: Money) -> str:
    """Why no payment list can be made of *decision*; "" when it can."""
    if decision.state != Decision.State.ISSUED:
        return "Quyết định chưa ban hành; ghi số, ngày của bản đã ký rồi mới lập danh sách chi."
    if not money.pays_here:
        return f"{decision.body.name} ký quyết định và chi từ quỹ của mình; địa phương không lập danh sách chi."
    if money.missing:
        return f"Còn {money.missing} dòng chưa có căn cứ tính tiền; chưa lập được danh sách chi."
    return "" if money.lines else "Quyết định không có ai trong danh sách."
