"""Lines of a decision: as rows, as a page shows them, as content that an action takes."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from kheo.movement.models import Registration
from kheo.movement.rules.programmes import days_of
from kheo.organisation.models import Unit
from kheo.organisation.queries.units import names_on
from kheo.recognition.models import Decision, DecisionLine, LineRevocation


@dataclass(frozen=True)
class LineContent:
    """What a line is made of. *registration* is None for a recipient who has none; *recipient* as printed.

    *birth_year*, *service_years*: of a medal only, to know a person who has one already and to hold against the terms.
    """

    recipient: str
    subject: str
    unit: Unit
    registration: Registration | None = None
    reason: str = ""
    birth_year: int | None = None
    service_years: int | None = None


@dataclass(frozen=True)
class ShownLine:
    """A line with the name that its unit had on the day of the paper."""

    line: DecisionLine
    unit_name: str

    @property
    def revocation(self) -> LineRevocation | None:
        """The paper that took the line back."""
        return getattr(self.line, "revocation", None)

    @property
    def title(self) -> str:
        return self.line.registration.initiative.title if self.line.registration else ""


def day_of(decision: Decision) -> date:
    """The day under which a paper is read: its own date, else the last day of its emulation year."""
    return decision.date or days_of(decision.programme.year)[1]


def lines_of(decision: Decision) -> QuerySet[DecisionLine]:
    """Lines in their order with everything a list, a check or a paper asks of them; one query."""
    return DecisionLine.objects.filter(decision=decision).select_related(
        "unit", "revocation", "registration__initiative", "registration__field", "registration__assessment_link__assessment"
    )


def shown_lines(decision: Decision) -> list[ShownLine]:
    """Lines with the units' names of the day; two queries however many lines."""
    lines = list(lines_of(decision))
    names = names_on({line.unit_id for line in lines}, day_of(decision))
    return [ShownLine(line, names.get(line.unit_id, f"mã {line.unit.code}")) for line in lines]


def content_of(registration: Registration) -> LineContent:
    """The line that a registration makes by itself: its holder, else the body or its own title, as the sheet named it.

    Needs ``initiative``, ``initiative__unit`` and ``initiative__body``.
    """
    initiative = registration.initiative
    recipient = initiative.holder or (initiative.body.name if initiative.body else "") or initiative.title
    return LineContent(recipient[:200], initiative.subject, initiative.unit, registration)
