"""The facts that the checks look at, gathered by the queries: no database behind them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kheo.foundation.refusal import Problem
from kheo.foundation.text import fold

RECOGNITION, OUTSTANDING, PROPOSAL, COMMENDATION, MEDAL = "recognition", "outstanding", "proposal", "commendation", "medal"
OF_INITIATIVES = frozenset({RECOGNITION, OUTSTANDING, PROPOSAL})
"""Kinds that list initiatives; the other two list recipients, who may have no registration."""

KIND_LABELS = {
    RECOGNITION: "công nhận",
    OUTSTANDING: "chọn tiêu biểu",
    PROPOSAL: "đề nghị khen thưởng",
    COMMENDATION: "khen thưởng",
    MEDAL: "tặng kỷ niệm chương",
}
SUBJECT_LABELS = {"collective": "tập thể", "individual": "cá nhân", "household": "hộ gia đình"}


@dataclass(frozen=True)
class Issuer:
    """The body that issues: *kind*, *level* of its unit and *layout* as the tables of bodies and units code them.

    *has_role*: the programme names it for this kind of list, so that it acts within the movement at all.
    """

    name: str
    kind: str
    level: str
    layout: str
    valid_from: date | None = None
    valid_to: date | None = None
    has_role: bool = True


@dataclass(frozen=True)
class Signer:
    """Who is to sign, as the paper prints it: «CHỦ TỊCH», a position under it or "", a name or "" while it is open."""

    authority: str
    position: str = ""
    name: str = ""


@dataclass(frozen=True)
class Line:
    """One line. *registration*: primary key, None for a recipient without one; *subject_registered*: as registered.

    *assessed_on*: day of the closed sheet, None while open or missing; *class_name*: "" below the lowest threshold.
    *barred*: what keeps the sheet from passing in spite of its points (veto, item at zero, lost vote), "" for nothing.
    *birth_year*, *service_years*: of a medal only.
    *unit_founded*, *unit_ended*: first day of its unit and first day without it, None where the register does not say.
    """

    order: int
    recipient: str
    subject: str
    unit: str
    registration: int | None = None
    title: str = ""
    subject_registered: str = ""
    state_label: str = ""
    may_be_recognised: bool = False
    assessed_on: date | None = None
    class_name: str = ""
    birth_year: int | None = None
    service_years: int | None = None
    unit_founded: date | None = None
    unit_ended: date | None = None
    barred: str = ""

    @property
    def where(self) -> str:
        return f"Dòng {self.order}, {self.title or self.recipient}"

    def key(self, kind: str) -> str:
        """What may stand only once: the initiative in the movement's lists, the recipient in an award."""
        if kind in OF_INITIATIVES:
            return f"registration:{self.registration}"
        return f"{self.subject}:{self.unit}:{fold(self.recipient)}"


@dataclass(frozen=True)
class Draft:
    """A list as it stands now, looked at as of *day*: the planned or entered date, else today.

    *award*: what a commendation gives, a key of ``awards.toml``; "" is the usual form of the level.
    """

    kind: str
    issuer: Issuer
    day: date
    lines: tuple[Line, ...]
    programme_is_open: bool = True
    signer: Signer | None = None
    award: str = ""


@dataclass(frozen=True)
class PreviousList:
    """Registrations of all issued lists of the step before, and the day of the latest."""

    registrations: frozenset[int]
    day: date | None = None


@dataclass(frozen=True)
class UsedNumber:
    """A number that an issued paper of the same body carries in the same year."""

    number: str
    key: str
    order: int
    day: date
    paper: str


@dataclass(frozen=True)
class EarlierMedal:
    """A line of an issued medal decision of the locality; *here*: of the same programme."""

    line: Line
    paper: str
    here: bool


@dataclass(frozen=True)
class EarlierCommendation:
    """A line of an issued commendation of the same programme: *recipient* as :meth:`Line.key` makes it, *registration* if any."""

    recipient: str
    registration: int | None
    day: date
    paper: str


@dataclass(frozen=True)
class MedalTerms:
    """What the locality set for the medal: *years* of service (None: nothing set), other *conditions*, each with its source."""

    years: int | None = None
    years_source: str = ""
    conditions: str = ""
    conditions_source: str = ""


@dataclass(frozen=True)
class Record:
    """What is already on record around the draft.

    *elsewhere*: key of a line → the issued paper of the same kind and programme that has it; *medals*: lines of all years.
    *commended*: lines of issued commendations of the programme, looked at by a proposal alone.
    *needs_assessment*: the programme has a criteria set; *needs_class*: and the set has classes.
    *appealed*: registrations whose appeal against the council's result waits for its answer.
    """

    today: date
    previous: PreviousList = field(default_factory=lambda: PreviousList(frozenset()))
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    medals: tuple[EarlierMedal, ...] = ()
    medal_terms: MedalTerms = MedalTerms()
    commended: tuple[EarlierCommendation, ...] = ()
    proposed: frozenset[int] | None = None
    needs_assessment: bool = False
    needs_class: bool = False
    appealed: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Check:
    """One thing looked at, with its source: *problems* stop the paper, *warnings* are for a person to weigh."""

    title: str
    citation: str
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()

    @property
    def passed(self) -> bool:
        return not self.problems


def problems_of(checks: "tuple[Check, ...]") -> tuple[Problem, ...]:
    """Everything that stops the paper, in the order of the checks."""
    return tuple(problem for check in checks for problem in check.problems)
