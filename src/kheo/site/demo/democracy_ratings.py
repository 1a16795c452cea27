"""The year's sheets on grassroots democracy in the demo ward: the ward's own closed, a residential group's half way."""

from decimal import Decimal
from typing import Any

from kheo.assessment.actions.sheets import Score, close_assessment, record_scores
from kheo.assessment.models import CriteriaSet, Criterion
from kheo.democracy.actions.ratings import open_rating
from kheo.organisation.authority import COMMAND_LINE
from kheo.site.demo.organisation import Place

SET = "minh-hoa-dan-chu-co-so"


def rate(place: Place, told: dict[str, Any], year: int) -> None:
    """Score each unit that *told* names; an item whose own score is not told was scored alike by the unit itself."""
    criteria = CriteriaSet.objects.get(code=SET)
    items = dict(Criterion.objects.filter(criteria_set=criteria).values_list("code", "pk"))
    for row in told["ratings"]:
        made = open_rating(COMMAND_LINE, place.locality, place.unit(row["unit"]), year, criteria)
        own, reasons = row.get("own", {}), row.get("reasons", {})
        scores = {
            items[code]: Score(Decimal(own.get(code, points)), Decimal(points), reasons.get(code, ""))
            for code, points in row["points"].items()
        }
        scored = record_scores(COMMAND_LINE, made.assessment, scores, made.assessment.version)
        if "closed_on" in row:
            close_assessment(COMMAND_LINE, scored, row["closed_on"], scored.version)
