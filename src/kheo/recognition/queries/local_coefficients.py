"""A locality's own coefficients: every row that was written, and the rule that holds on a day."""

from dataclasses import dataclass
from datetime import date

from kheo.foundation.rules import Rule
from kheo.recognition.models import LocalCoefficient
from kheo.recognition.rules.awards import award_names
from kheo.recognition.rules.local_coefficients import COMMENDING_LEVELS, NOTE


@dataclass(frozen=True)
class ShownCoefficient:
    """One row as the page tells it; *is_newest*: nothing was written after it for that award, level and kind of recipient."""

    row: LocalCoefficient
    award: str
    level: str
    citation: str
    is_newest: bool


def coefficients_of(locality_id: int) -> list[ShownCoefficient]:
    """Every row of the locality, those of one award together, the newest first; one query."""
    names, seen, shown = award_names(), set(), []
    for row in LocalCoefficient.objects.filter(locality=locality_id).order_by("award", "level", "subject", "-pk"):
        key = (row.award, row.level, row.subject)
        citation = rule_of(row).citation
        shown.append(ShownCoefficient(row, names[row.award], COMMENDING_LEVELS[row.level], citation, key not in seen))
        seen.add(key)
    return shown


def local_rules(locality_id: int, award: str, level: str, day: date) -> dict[str, Rule]:
    """Kind of recipient → the locality's coefficient for *award* by a body of *level* on *day*; one query."""
    found: dict[str, LocalCoefficient] = {}
    rows = LocalCoefficient.objects.filter(locality=locality_id, award=award, level=level, valid_from__lte=day).order_by("pk")
    for row in rows:
        if row.valid_to is None or day < row.valid_to:
            found[row.subject] = row
    return {subject: rule_of(row) for subject, row in found.items() if row.times is not None}


def rule_of(row: LocalCoefficient) -> Rule:
    """*row* as a rule among the cited ones: its document with its day, and the mark of a text that nobody read."""
    return Rule(
        key=f"local.{row.award}.{row.level}.{row.subject}",
        value={"times": row.times},
        document=f"{row.document} ngày {row.issued_on:%d/%m/%Y}",
        article=row.article,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        verified=row.verified,
        note=NOTE,
    )
