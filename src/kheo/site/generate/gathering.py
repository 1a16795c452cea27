"""What a made-up office gathers in its year: a criteria set, forms on their way, a report period that is open."""

import random
from datetime import date, timedelta
from importlib.resources import files

from django.utils import timezone

from kheo.assessment.actions.criteria import load_criteria
from kheo.assessment.models import CriteriaSet
from kheo.movement.actions.periods import PeriodContent, create_period, open_period
from kheo.movement.models import Kind, Programme, Subject, Submission
from kheo.movement.queries.periods import who_owes
from kheo.movement.rules.periods import Days
from kheo.organisation.authority import COMMAND_LINE
from kheo.organisation.models import Unit
from kheo.site.generate.texts import Story

_CRITERIA = "minh-hoa-mo-hinh-100.toml"
_STATES = (Submission.State.SUBMITTED, Submission.State.SUBMITTED, Submission.State.DRAFT, Submission.State.RETURNED)


def criteria() -> CriteriaSet:
    return load_criteria(COMMAND_LINE, files("kheo.assessment").joinpath("data", _CRITERIA).read_bytes())[0]


def submissions(chance: random.Random, programme: Programme, communes: list[Unit], stories: list[Story]) -> list[Submission]:
    """A form of each story, not yet taken."""
    rows = []
    for story in stories:
        state = chance.choice(_STATES)
        day = date(programme.year, 1, 5) + timedelta(days=chance.randrange(80))
        content = {
            "title": story.title,
            "kind": Kind.MO_HINH,
            "subject": Subject.COLLECTIVE,
            "field": story.field,
            "holder": f"Tập thể minh hoạ {chance.randint(1, 999):03d}",
            "items": {"situation": story.situation, "content": story.way, "output": story.outcome},
        }
        submitted_on = None if state == Submission.State.DRAFT else day
        unit = chance.choice(communes)
        rows.append(Submission(programme=programme, unit=unit, content=content, state=state, submitted_on=submitted_on))
    return rows


def ask_for_reports(programme: Programme) -> int:
    """Open the first quarter's period for every place that owes a report; return how many do."""
    year = programme.year
    days = Days(date(year, 1, 1), date(year, 3, 31), date(year, 4, 5))
    made = create_period(COMMAND_LINE, programme, PeriodContent("quarter", f"Báo cáo quý I năm {year} (minh hoạ)", days))
    places = [one.key for one in who_owes(made, timezone.localdate()) if one.owes]
    open_period(COMMAND_LINE, made, places, made.version)
    return len(places)
