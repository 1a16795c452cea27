"""Money that goes with an award: a coefficient times the base salary of the decision's day, both cited; never typed.

Where no coefficient was found in a text, the locality's own with its source counts; without one nothing is reckoned and the
reason is told.
"""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from kheo.foundation.rules import NoRuleInForceError, Rule, RuleTable, load_rules
from kheo.foundation.text import begin_small
from kheo.recognition.rules.facts import SUBJECT_LABELS

REWARDS: RuleTable = load_rules("kheo.recognition", "rewards.toml")
SALARY: RuleTable = load_rules("kheo.recognition", "base_salary.toml")

EXACT, UP, NEAREST = "none", "up_10000", "nearest_1000"
ROUNDINGS = {EXACT: "không làm tròn", UP: "làm tròn lên hàng chục nghìn đồng", NEAREST: "làm tròn đến hàng nghìn đồng"}
_STEPS = {EXACT: (Decimal(1), ROUND_HALF_UP), UP: (Decimal(10_000), ROUND_CEILING), NEAREST: (Decimal(1_000), ROUND_HALF_UP)}


@dataclass(frozen=True)
class Amount:
    """*exact*: coefficient × base salary, in đồng; *rounded*: as the locality rounds; *is_ceiling*: at most, not the amount.

    *is_local*: the coefficient is the locality's own.
    """

    coefficient: Rule
    base: Rule
    exact: Decimal
    rounded: int
    is_ceiling: bool = False
    is_local: bool = False

    @property
    def times(self) -> Decimal:
        return Decimal(self.coefficient.value["times"])

    @property
    def is_verified(self) -> bool:
        return self.coefficient.verified and self.base.verified

    @property
    def sources(self) -> tuple[str, str]:
        """Where coefficient and base salary stand; the locality's own coefficient says that it is."""
        own = "Hệ số của địa phương: " if self.is_local else ""
        return f"{own}{self.coefficient.citation}", self.base.citation


@dataclass(frozen=True)
class NoAmount:
    """Nothing is reckoned; *why* says what was not found, *citation* where it ought to stand ("" for none)."""

    why: str
    citation: str = ""


def rounded(exact: Decimal, rounding: str) -> int:
    """*exact* đồng as *rounding* (a key of ROUNDINGS) makes it; half a thousand goes up."""
    step, way = _STEPS[rounding]
    return int((exact / step).to_integral_value(rounding=way) * step)


def cited_coefficient(award: str, level: str, subject: str, day: date) -> Rule | None:
    """The row of the tables for one *subject* on *day*; None where none was found."""
    try:
        return REWARDS.on(f"coefficient.{award}.{level}.{subject}", day)
    except NoRuleInForceError:
        return None


def reckon(award: str, level: str, subject: str, day: date, rounding: str, local: Rule | None = None) -> Amount | NoAmount:
    """The money of one *subject* for *award* (a key of ``awards.toml``, or ``ky_niem_chuong``) by a body of *level* on *day*.

    *local*: the locality's own coefficient of that day, which counts where no cited row was found.
    """
    cited = cited_coefficient(award, level, subject, day)
    coefficient = cited or local
    if coefficient is None:
        return _missing(award, level, subject, day)
    base = SALARY.on("base_salary", day)  # no coefficient stands before the oldest salary; rules and tests hold that
    exact = Decimal(coefficient.value["times"]) * base.value
    is_ceiling = coefficient.value.get("most", False)
    return Amount(coefficient, base, exact, rounded(exact, rounding), is_ceiling=is_ceiling, is_local=cited is None)


def _missing(award: str, level: str, subject: str, day: date) -> NoAmount:
    try:
        rule = REWARDS.on(f"missing.{award}.{level}", day)
    except NoRuleInForceError:
        return NoAmount(f"Chưa có căn cứ: chưa tìm được hệ số cho {SUBJECT_LABELS[subject]} ngày {day:%d/%m/%Y}.")
    return NoAmount(f"Chưa có căn cứ: {begin_small(rule.value)}", rule.citation)
