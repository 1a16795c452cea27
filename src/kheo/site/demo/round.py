"""The demo's registration round: the ward's settings of this year, next year's programme and the forms on their way to it."""

from dataclasses import replace
from datetime import date
from typing import Any

from kheo.directives.models import Directive
from kheo.movement.actions.campaigns import CampaignContent, create_campaign
from kheo.movement.actions.changes import Why
from kheo.movement.actions.copying import copy_programme
from kheo.movement.actions.programmes import ProgrammeContent, update_programme
from kheo.movement.actions.submission_decisions import accept_submission, return_submission
from kheo.movement.actions.submissions import begin_submission, submit_submission, write_submission
from kheo.movement.models import Programme, Registration, Submission, SubmissionNote
from kheo.movement.queries.copying import copy_plan
from kheo.movement.rules.programmes import Calendar
from kheo.movement.rules.submissions import SubmissionContent
from kheo.organisation.authority import COMMAND_LINE
from kheo.site.demo.organisation import Place

HEAD = ("title", "kind", "subject", "field", "novelty", "leading_kind", "leading_body")


def settle(place: Place, programme: Programme, told: dict[str, Any]) -> Programme:
    """Tie the programme to its plan and its campaign, say how many each is to register; a change on record, with its reason."""
    plan = Directive.objects.get(locality=place.locality, number=told["plan"])
    content = replace(
        _content(programme),
        calendar=_calendar(programme, {}),
        plan=plan,
        silent_weeks=told["silent_weeks"],
        least_each=told["least_each"],
        most_each=told["most_each"],
    )
    why = Why("Ghi rõ số mô hình mỗi nơi đăng ký theo kế hoạch.", plan.number)
    made = update_programme(COMMAND_LINE, programme, content, why)
    years = (programme.year, programme.year + told["campaign_years"] - 1)
    create_campaign(COMMAND_LINE, place.locality, CampaignContent(told["campaign"], *years, plan=plan, programmes=[made]))
    made.refresh_from_db()
    return made


def begin_next(place: Place, programme: Programme, registrations: dict[int, Registration], told: dict[str, Any]) -> Programme:
    """Copy *programme* into the year after it, open its registration now, and bring the forms to where each of them stands."""
    code = programme.code.replace(str(programme.year), str(programme.year + 1))
    made = copy_programme(COMMAND_LINE, programme, programme.year + 1, code)
    # A demo loaded in the first days of January: a year's registration opens at the earliest in the year before it.
    opens = max(told["registration_opens"], date(programme.year, 1, 1))
    days = {"registration_opens": opens, "registration_closes": told["registration_closes"]}
    made = update_programme(COMMAND_LINE, made, replace(_content(made), calendar=_calendar(made, days)), Why("Mở đăng ký sớm."))
    for form in told["forms"]:
        _form(place, made, registrations, form)
    return made


def _content(programme: Programme) -> ProgrammeContent:
    """What stands, as a year that is copied would take it over; days apart."""
    return ProgrammeContent(**copy_plan(programme, programme.year, date.max).parts)


def _calendar(programme: Programme, days: dict[str, date]) -> Calendar:
    names = ("registration_opens", "registration_closes", "assessment_due", "conference_on", "report_on")
    return Calendar(**{name: days.get(name, getattr(programme, name)) for name in names})


def _form(place: Place, programme: Programme, registrations: dict[int, Registration], told: dict[str, Any]) -> None:
    carried = registrations.get(told.get("carried_from", 0))
    same = registrations.get(told.get("text_of", 0))
    head = {"kind": "mo_hinh", "subject": "collective"} | {name: told[name] for name in HEAD if name in told}
    if carried is not None:
        head |= {"title": carried.initiative.title, "novelty": "carried_on", "leading_body": carried.leading_body}
        told["items"] |= {"content": carried.initiative.summary}
    if same is not None:
        told["items"] |= {"content": same.initiative.summary}
    form = begin_submission(
        COMMAND_LINE,
        programme,
        place.bodies.get(told["place"]) or place.unit(told["place"]),
        SubmissionContent(**head, items=told["items"]),
        carried_from=carried,
    )
    if told["stands"] == "draft":
        return
    form = submit_submission(COMMAND_LINE, form, form.version)
    if told["stands"] == "returned":
        _send_back(form, told)
    elif told["stands"] == "accepted":
        accept_submission(COMMAND_LINE, form, form.version)


def _send_back(form: Submission, told: dict[str, Any]) -> None:
    form = return_submission(COMMAND_LINE, form, {told["note_on"]: told["note"]}, form.version)
    asked = SubmissionNote.objects.get(submission=form)
    answered = replace(SubmissionContent.of(form.content), replies={str(asked.pk): told["answer"]})
    write_submission(COMMAND_LINE, form, answered, form.version)
