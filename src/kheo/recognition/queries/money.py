"""The money of a decision: each line reckoned under the rules of the decision's day and the rounding of the locality."""

from dataclasses import dataclass
from datetime import date

from kheo.recognition.models import Decision, DecisionKind
from kheo.recognition.queries.choices_of_place import Chosen, chosen
from kheo.recognition.queries.lines import ShownLine, day_of, shown_lines
from kheo.recognition.queries.local_coefficients import local_rules
from kheo.recognition.rules.awards import award_names, given_award
from kheo.recognition.rules.money import REWARDS, Amount, NoAmount, reckon

MEDAL = "ky_niem_chuong"
NAMED = 3  # lines without a coefficient that are named; all of them stand in the table
MEND = "Ghi hệ số kèm văn bản ở trang «Hệ số của địa phương», rồi lập lại danh sách."
_FIRST = min(rule.valid_from for rule in REWARDS.rules if rule.key == "payer")


@dataclass(frozen=True)
class PaidLine:
    """One line with its money, or with why there is none."""

    shown: ShownLine
    amount: Amount | None
    missing: NoAmount | None


@dataclass(frozen=True)
class Money:
    """*pays_here*: the body that signs is of this locality, so its fund pays. *sources*: citations, the unread ones marked.

    *award_key*, *level*: as the tables code them, "" where nobody may give anything.
    """

    day: date
    award: str
    award_key: str
    level: str
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
    def without(self) -> tuple[PaidLine, ...]:
        """The lines that lack a coefficient."""
        return tuple(line for line in self.lines if line.amount is None)

    @property
    def lacking(self) -> str:
        """Those lines in words, the first few by name, with how to mend them; "" for none."""
        named = "; ".join(
            f"dòng {line.shown.line.order}, {line.shown.line.recipient} ({line.shown.line.get_subject_display()})"
            for line in self.without[:NAMED]
        )
        more = f"; và {len(self.without) - NAMED} dòng nữa" if len(self.without) > NAMED else ""
        return f"Chưa có hệ số: {named}{more}. {MEND}" if named else ""

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
        """Sum of the rounded amounts, in đồng: what the list pays to the lines that have one."""
        return sum(line.amount.rounded for line in self.lines if line.amount)

    @property
    def is_verified(self) -> bool:
        return all(line.amount.is_verified for line in self.lines if line.amount)


def has_money(decision: Decision) -> bool:
    """Whether money goes with this kind of paper at all."""
    return decision.kind in {DecisionKind.COMMENDATION, DecisionKind.MEDAL}


def money_of(decision: Decision) -> Money:
    """The money of a commendation or medal, line by line; five queries however many lines."""
    day, level = day_of(decision), decision.body.unit.level
    award = MEDAL if decision.kind == DecisionKind.MEDAL else given_award(decision.award, level, day)
    rounding = chosen(decision.locality_id, "rounding")
    local = local_rules(decision.locality_id, award, level, day)
    lines = []
    for shown in shown_lines(decision):
        if shown.revocation is not None:
            continue  # nobody is paid for a line that was taken back
        found = reckon(award, level, shown.line.subject, day, rounding.value, local.get(shown.line.subject))
        lines.append(PaidLine(shown, found, None) if isinstance(found, Amount) else PaidLine(shown, None, found))
    amounts = [line.amount for line in lines if line.amount]
    rules = [rule for amount in amounts for rule in (amount.coefficient, amount.base)]
    missing = [line.missing.citation for line in lines if line.missing and line.missing.citation]
    payer = REWARDS.on("payer", max(day, _FIRST))
    return Money(
        day=day,
        award=award_names().get(award, "kỷ niệm chương") if award else "",
        award_key=award,
        level=level,
        lines=tuple(lines),
        rounding=rounding,
        rounding_rule=_rounding_rule(day),
        payer=f"{payer.value} ({payer.citation}).",
        sources=tuple(dict.fromkeys([*(text for amount in amounts for text in amount.sources), *missing])),
        notes=tuple(dict.fromkeys(rule.note for rule in rules if rule.note)),
        pays_here=decision.is_issued_here,
        is_ceiling=any(amount.is_ceiling for amount in amounts),
    )


def _rounding_rule(day: date) -> str:
    held = [rule for rule in REWARDS.rules if rule.key == "rounding" and rule.holds_on(day)]
    return f"{held[0].value}; theo {held[0].citation}" if held else ""


def payment_problem(decision: Decision, money: Money) -> str:
    """Why no payment list can be made of *decision*; "" when it can, though lines without a coefficient may be left out of it."""
    if decision.state != Decision.State.ISSUED:
        return "Quyết định chưa ban hành; ghi số, ngày của bản đã ký rồi mới lập danh sách chi."
    if not money.pays_here:
        return f"{decision.body.name} ký quyết định và chi từ quỹ của mình; địa phương không lập danh sách chi."
    if not money.lines:
        return "Quyết định không có ai trong danh sách."
    return money.lacking if money.missing == len(money.lines) else ""


def booking_problem(decision: Decision, money: Money) -> str:
    """Why the list cannot be written into the book as paid: it is paid once, so nobody may be missing in it; "" when it can."""
    return payment_problem(decision, money) or money.lacking
