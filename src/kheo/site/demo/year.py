"""The demo's programmes and what became of them, through the product's own actions."""

import csv
import io
from collections import defaultdict
from decimal import Decimal
from importlib.resources import files
from typing import Any

from kheo.assessment.actions.sheets import Score
from kheo.assessment.models import CriteriaSet, Criterion
from kheo.foundation.refusal import Problem, RefusedError
from kheo.movement.actions.assessments import close_all_scores, score_registration
from kheo.movement.actions.importing import import_initiatives
from kheo.movement.actions.programmes import ProgrammeContent, create_programme
from kheo.movement.actions.registrations import InitiativeContent, edit_registration
from kheo.movement.models import Programme, Registration
from kheo.movement.rules.programmes import Calendar
from kheo.organisation.authority import COMMAND_LINE
from kheo.organisation.models import Body, Unit
from kheo.recognition.actions.certificates import issue_certificates
from kheo.recognition.actions.decisions import check_decision, close_unrecognised, issue_decision
from kheo.recognition.actions.dossier import Meeting, record_review, take_in
from kheo.recognition.actions.drafts import Wording, draft_decision
from kheo.recognition.models import Decision, DecisionKind
from kheo.recognition.queries.lines import LineContent, lines_of
from kheo.site.demo.organisation import Place


def demo_bytes(name: str) -> bytes:
    return files("kheo.site.demo").joinpath(name).read_bytes()


def make_programme(place: Place, told: dict[str, Any]) -> Programme:
    bodies: dict[str, Body | None] = {name: place.bodies.get(told.get(name, "")) for name in ("commending_body", "broadcaster")}
    content = ProgrammeContent(
        title=told["title"],
        standing_body=place.bodies[told["standing_body"]],
        leading_body=place.bodies[told["leading_body"]],
        recognising_body=place.bodies[told["recognising_body"]],
        commending_body=bodies["commending_body"],
        broadcaster=bodies["broadcaster"],
        criteria_set=CriteriaSet.objects.filter(code=told["criteria_set"]).order_by("-version").first(),
        calendar=Calendar(
            registration_opens=told["registration_opens"],
            registration_closes=told["registration_closes"],
            assessment_due=told["assessment_due"],
            conference_on=told["conference_on"],
        ),
        fields={field["key"]: field["label"] for field in told["fields"]},
        anonymous=told.get("anonymous", False),
    )
    return create_programme(COMMAND_LINE, place.locality, told["year"], told["code"], content)


def import_list(programme: Programme, name: str, told: dict[str, Any]) -> dict[int, Registration]:
    """Import the demo's list as an office does; return the registrations by their number in the list (STT)."""
    outcome = import_initiatives(
        COMMAND_LINE, programme, name.rpartition("/")[2], demo_bytes(name),
        registered_on=told["registered_on"], results_as_of=told["results_as_of"],
    )  # fmt: skip
    if not outcome.committed:
        raise RefusedError(*(Problem(f"{one.value}: {one.reason}", f"dòng {one.row}, {one.column}") for one in outcome.refused))
    by_title = {
        one.initiative.title: one for one in Registration.objects.filter(programme=programme).select_related("initiative")
    }
    drafts = [row.draft for row in outcome.rows if row.draft is not None]
    return {order: by_title[draft.title] for order, draft in enumerate(drafts, start=1)}


def tell_stories(registrations: dict[int, Registration], stories: dict[str, dict[str, Any]]) -> None:
    for number, story in stories.items():
        registration = registrations[int(number)]
        initiative = registration.initiative
        content = InitiativeContent(
            title=initiative.title, kind=initiative.kind, subject=initiative.subject, field=registration.field.key,
            holder=initiative.holder, leading_body=registration.leading_body, summary=initiative.summary,
            situation=story["situation"], way="\n".join(story["way"]), outcome=story["outcome"], lesson=story["lesson"],
        )  # fmt: skip
        registrations[int(number)] = edit_registration(COMMAND_LINE, registration, content, registration.version)


def score_all(programme: Programme, registrations: dict[int, Registration], name: str) -> None:
    """Enter every score of the demo's sheet and leave the sheets open."""
    criteria = {one.code: one.pk for one in Criterion.objects.filter(criteria_set=programme.criteria_set)}
    sheets: dict[int, dict[int, Score]] = defaultdict(dict)
    for row in csv.DictReader(io.StringIO(demo_bytes(name).decode("utf-8"))):
        score = Score(Decimal(row["self"]), Decimal(row["verified"]), row["reason"])
        sheets[int(row["stt"])][criteria[row["item"]]] = score
    for number, scores in sheets.items():
        score_registration(COMMAND_LINE, registrations[number], scores, 0)


def decide(place: Place, programme: Programme, registrations: dict[int, Registration], document: dict[str, Any]) -> None:
    """Close the scores by the minutes, then draft, check and issue each paper, and certify what was recognised."""
    close_all_scores(COMMAND_LINE, programme, document["minutes"]["date"])
    for told in document["decisions"]:
        decision = draft(place, programme, registrations, told)
        decision = check_decision(COMMAND_LINE, decision, decision.version)
        decision = issue_decision(COMMAND_LINE, decision, told["number"], told["date"], decision.version)
        if decision.kind == DecisionKind.RECOGNITION:
            issue_certificates(COMMAND_LINE, decision)
        if "review" in told:
            _review(decision, told["review"])
    close_unrecognised(COMMAND_LINE, programme)


def _review(decision: Decision, told: dict[str, Any]) -> None:
    """Write down the meeting that reviewed the proposal, with the votes in the order of its lines, and the file's receipt."""
    meeting = Meeting(told["held_on"], told["council"], told["paper"], told["members"])
    votes = zip(lines_of(decision).order_by("order"), told["votes_for"], strict=True)
    counted = {line.registration_id: (agreed, 0) for line, agreed in votes if line.registration_id}
    record_review(COMMAND_LINE, decision, meeting, counted)
    take_in(COMMAND_LINE, decision, told["taken_in_on"], told["receipt"])


def draft(place: Place, programme: Programme, registrations: dict[int, Registration], told: dict[str, Any]) -> Decision:
    """Draft the paper that *told* describes, with its lines."""
    signer = place.people[told["signer"]].name if "signer" in told else told["signer_name"]
    wording = Wording(told["title"], told["signer_authority"], told["place_name"], told["signer_position"], signer)
    lines = [_line(registrations[number], told.get("reason", "")) for number in told.get("stt", [])]
    lines += [_recipient(row, told["reason"]) for row in told.get("recipients", [])]
    return draft_decision(COMMAND_LINE, programme, told["kind"], place.bodies[told["body"]], wording, told["date"], lines)


def _line(registration: Registration, reason: str) -> LineContent:
    initiative = registration.initiative
    return LineContent(
        recipient=initiative.holder or initiative.title,
        subject=initiative.subject,
        unit=initiative.unit,
        registration=registration,
        reason=reason,
    )


def _recipient(row: dict[str, Any], reason: str) -> LineContent:
    return LineContent(row["name"], row["subject"], Unit.objects.get(code=row["unit"]), reason=reason)
