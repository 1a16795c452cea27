"""What the demo's localities were directed to do and what became of it, through the product's own actions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from kheo.directives.actions.activities import ActivityContent, record_activity
from kheo.directives.actions.documents import DirectiveContent, add_directive, end_directive
from kheo.directives.actions.requirements import RequirementContent
from kheo.directives.actions.targets import TargetContent, read_target, set_target
from kheo.directives.actions.tasks import (
    TaskContent,
    TaskOwner,
    accept_task,
    assign_tasks,
    cancel_task,
    report_task,
    send_back_task,
)
from kheo.directives.models import Directive, Requirement, Task
from kheo.organisation.authority import COMMAND_LINE
from kheo.site.demo.organisation import Place

_DONE, _REPORTED, _RETURNED, _OPEN = "done", "reported", "returned", "open"


@dataclass(frozen=True)
class Directing:
    """Documents by number, with the place they were given to: how the demo's files name a requirement and an owner."""

    place: Place
    directives: dict[str, Directive]
    groups: dict[str, list[str]]

    def requirement(self, told: dict[str, Any]) -> Requirement | None:
        """The requirement that *told* names, or none; a document that is not issued yet requires nothing."""
        directive = self.directives.get(told.get("directive", ""))
        return Requirement.objects.get(directive=directive, order=told["requirement"]) if directive else None

    def owner(self, name: str) -> TaskOwner:
        body = self.place.bodies.get(name)
        return TaskOwner(body.unit, body) if body else TaskOwner(self.place.unit(name))

    def names(self, told: Iterable[str]) -> list[str]:
        """Names of owners, the names of groups taken apart."""
        return [name for one in told for name in self.groups.get(one, [one])]


def direct(place: Place, document: dict[str, Any], today: date) -> Directing:
    """Enter the documents issued by *today*, then tasks, targets and activities."""
    directives = {told["number"]: _directive(place, told) for told in document["directives"] if told["issued_on"] <= today}
    directing = Directing(place, directives, document.get("groups", {}))
    for told in document["tasks"]:
        _tasks(directing, document, told)
    for told in document["targets"]:
        _target(directing, document, told)
    for told in document["activities"]:
        _activity(directing, told)
    return directing


def _directive(place: Place, told: dict[str, Any]) -> Directive:
    content = DirectiveContent(
        kind=told["kind"], number=told["number"], issuer=told["issuer"], issued_on=told["issued_on"], summary=told["summary"],
        valid_from=told.get("valid_from"), verified=told["verified"], source=told["source"],
    )  # fmt: skip
    requirements = [RequirementContent(one["place"], one["text"]) for one in told["requirements"]]
    made = add_directive(COMMAND_LINE, place.locality, content, requirements)
    if "ends_on" in told:
        made = end_directive(COMMAND_LINE, made, told["ends_on"], told["ending"], made.version)
    return made


def _tasks(directing: Directing, document: dict[str, Any], told: dict[str, Any]) -> None:
    content = TaskContent(told["title"], told["due_on"], told["measure"], directing.requirement(told), told.get("origin", ""))
    names = directing.names(told["owners"])
    year = min(document["year"], told["due_on"].year)
    owners = [directing.owner(name) for name in names]
    given_on = told.get("given_on", document["given_on"])
    tasks = dict(zip(names, assign_tasks(COMMAND_LINE, directing.place.locality, year, content, owners, given_on), strict=True))
    if reason := told.get("cancelled"):
        for task in tasks.values():
            cancel_task(COMMAND_LINE, task, reason, task.version)
        return
    for before in told.get("before", []):
        follow(tasks[before["owner"]], before | {"state": _OPEN})
    others = {one["owner"]: one for one in told.get("others", [])}
    for name, task in tasks.items():
        follow(task, others.get(name) or told.get("story", {}))


def follow(task: Task, story: dict[str, Any]) -> None:
    """Bring *task* to the state of *story*: reported on the way, said to be done, sent back, or looked at and done."""
    state = story.get("state", "")
    if state not in {_DONE, _REPORTED, _RETURNED, _OPEN}:
        return
    task.refresh_from_db()
    says_done = state != _OPEN
    report_task(COMMAND_LINE, task, story["text"], story["on"], task.version, story.get("percent"), says_done=says_done)
    task.refresh_from_db()
    if state == _DONE:
        accept_task(COMMAND_LINE, task, task.version)
    elif state == _RETURNED:
        send_back_task(COMMAND_LINE, task, story["reply"], task.version)


def _target(directing: Directing, document: dict[str, Any], told: dict[str, Any]) -> None:
    content = TargetContent(
        title=told["title"], value=Decimal(str(told["value"])), measure=told["measure"], due_on=told["due_on"],
        direction=told.get("direction", "at_least"), figure=told.get("figure", ""), requirement=directing.requirement(told),
    )  # fmt: skip
    year = min(document["year"], told["due_on"].year)
    target = set_target(COMMAND_LINE, directing.place.locality, year, content, directing.owner(told["owner"]))
    for reading in told.get("readings", []):
        read_target(COMMAND_LINE, target, Decimal(str(reading["value"])), reading["on"], reading["source"])


def _activity(directing: Directing, told: dict[str, Any]) -> None:
    # Activities are counted by the year: a period that would reach back into the year before begins with its own.
    ended_on = told["ended_on"]
    begun_on = max(told["begun_on"], date(ended_on.year, 1, 1))
    content = ActivityContent(
        kind=told["kind"], topic=told["topic"], begun_on=begun_on, ended_on=ended_on, count=told["count"],
        people=told.get("people"), requirement=directing.requirement(told),
    )  # fmt: skip
    record_activity(COMMAND_LINE, directing.place.locality, directing.owner(told["owner"]), content)
