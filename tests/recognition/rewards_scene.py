"""A ward's commendation of 2026 with recipients typed in, as issued; and its recipients."""

from dataclasses import replace
from datetime import date
from typing import Any

from kheo.recognition.actions.drafts import draft_decision
from kheo.recognition.models import Decision
from kheo.recognition.queries.lines import LineContent
from tests.recognition.scene import WORDING, Scene

DAY = date(2026, 7, 1)


def people(scene: Scene, count: int = 2, kinds: tuple[str, ...] = ("individual", "collective")) -> list[LineContent]:
    """Recipients of *kinds* in turn; a name that a spreadsheet would take for a formula."""
    return [LineContent(f"=Người nhận {one:02d}", kinds[one % len(kinds)], scene.locality.unit) for one in range(count)]


def commended(scene: Scene, day: date = DAY, lines: Any = None, **wording: str) -> Decision:
    """A commendation of the People's Committee as issued on *day*, past the checks, which other tests look at."""
    decision = draft_decision(
        scene.office,
        scene.programme,
        "commendation",
        scene.body("ubnd"),
        replace(WORDING, signer_authority="CHỦ TỊCH", **wording),
        day,
        people(scene) if lines is None else lines,
    )
    order = decision.pk
    Decision.objects.filter(pk=order).update(
        state="issued",
        number=f"{order}/QĐ-UBND",
        number_order=order,
        number_key=str(order),
        number_year=day.year,
        issued_at=f"{day}T00:00Z",
    )
    decision.refresh_from_db()
    return decision
