"""The frozen day made readable: the record's ids and codes with the names they stand for. Nothing is counted again."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from kheo.conference.models import AwardCall, Conference, DayRecord, Guest, Speech
from kheo.conference.queries.day import is_whole, record_of
from kheo.directives.models import Target, Task
from kheo.figures.queries.record import value_label
from kheo.organisation.models import Account, Body, Unit
from kheo.organisation.queries.units import names_on
from kheo.recognition.models import DecisionLine


@dataclass(frozen=True)
class FrozenAward:
    name: str
    number: str
    outcome: str
    stand_in: bool


@dataclass(frozen=True)
class FrozenGroup:
    title: str
    presenter: str
    decision: int
    paper: str
    awards: tuple[FrozenAward, ...]


@dataclass(frozen=True)
class FrozenSpeech:
    kind: str
    title: str
    speaker: str
    place: str
    state: str
    characters: int
    sha256: str


@dataclass(frozen=True)
class FrozenOwner:
    """*task*, *target*: what closing gave it; the state is that of today."""

    name: str
    task: Task | None
    target: Target | None


@dataclass(frozen=True)
class FrozenPoint:
    order: int
    text: str
    due_on: date | None
    measure: str
    value: Decimal | None
    value_measure: str
    directive: str
    owners: tuple[FrozenOwner, ...]


@dataclass(frozen=True)
class FrozenFigure:
    label: str
    part: str
    value: int
    definition: str
    url: str


@dataclass(frozen=True)
class FrozenDay:
    """*groups*: attendance by group as (label, present, by substitute, absent, not called)."""

    record: DayRecord
    whole: bool
    closed_by: str
    invited: int
    present: int
    substitutes: int
    absent: int
    groups: tuple[tuple[str, int, int, int, int], ...]
    speeches: tuple[FrozenSpeech, ...]
    awards: tuple[FrozenGroup, ...]
    points: tuple[FrozenPoint, ...]
    figures: tuple[FrozenFigure, ...]
    handed: int
    total: int


def frozen_day(conference: Conference) -> FrozenDay | None:
    """The day of *conference* from its record, or None before it is closed; the same number of queries however long."""
    record = record_of(conference)
    if record is None:
        return None
    content: dict[str, Any] = record.content
    names = _Names(content, conference.held_on)
    attendance = content["attendance"]
    awards = tuple(_group(group, names) for group in content["awards"])
    calls = [award for group in content["awards"] for award in group["awards"]]
    account = Account.objects.filter(pk=record.closed_by or 0).select_related("person").first()
    return FrozenDay(
        record=record,
        whole=is_whole(record),
        closed_by=account.display_name if account else "",
        invited=attendance["invited"],
        present=attendance["present"],
        substitutes=attendance["substitute"],
        absent=attendance["absent"],
        groups=tuple(
            (str(Guest.Group(row["group"]).label), row["present"], row["substitute"], row["absent"], row["unknown"])
            for row in attendance["groups"]
        ),
        speeches=tuple(_speech(speech, names) for speech in content["speeches"]),
        awards=awards,
        points=tuple(_point(point, names) for point in content["points"]),
        figures=tuple(_figure(figure) for figure in content["figures"]),
        handed=sum(award["outcome"] in {AwardCall.Outcome.HANDED, AwardCall.Outcome.STAND_IN} for award in calls),
        total=len(calls),
    )


class _Names:
    """Names of the units, bodies and lines that the record holds by code and id, and the tasks and targets it made."""

    def __init__(self, content: dict[str, Any], day: date) -> None:
        owners = [owner for point in content["points"] for owner in point["owners"]]
        places = [*owners, *content["speeches"]]
        units = {unit.pk: unit.code for unit in Unit.objects.filter(code__in={one["unit"] for one in places})}
        self.units = {units[key]: name for key, name in names_on(units.keys(), day).items()}
        bodies = Body.objects.filter(code__in={one["body"] for one in places if one["body"]})
        self.bodies = dict(bodies.values_list("code", "name"))
        lines = {award["line"] for group in content["awards"] for award in group["awards"]}
        self.lines = dict(DecisionLine.objects.filter(pk__in=lines).values_list("pk", "recipient"))
        self.tasks = Task.objects.in_bulk([owner["task"] for owner in owners if owner["task"]])
        self.targets = Target.objects.in_bulk([owner["target"] for owner in owners if owner["target"]])

    def place(self, one: dict[str, Any]) -> str:
        return self.bodies.get(one["body"] or "") or self.units.get(one["unit"], "")


def _group(group: dict[str, Any], names: _Names) -> FrozenGroup:
    return FrozenGroup(
        title=group["title"],
        presenter=group["presenter"],
        decision=group["decision"],
        paper=f"số {group['number']} ngày {date.fromisoformat(group['date']):%d/%m/%Y}",
        awards=tuple(
            FrozenAward(
                name=names.lines.get(award["line"], ""),
                number=award["certificate_number"],
                outcome=str(AwardCall.Outcome(award["outcome"]).label),
                stand_in=award["stand_in"],
            )
            for award in group["awards"]
        ),
    )


def _speech(speech: dict[str, Any], names: _Names) -> FrozenSpeech:
    return FrozenSpeech(
        kind=str(Speech.Kind(speech["kind"]).label),
        title=speech["title"],
        speaker=speech["speaker"],
        place=names.place(speech),
        state=str(Speech.State(speech["state"]).label),
        characters=speech["characters"],
        sha256=speech["sha256"],
    )


def _point(point: dict[str, Any], names: _Names) -> FrozenPoint:
    return FrozenPoint(
        order=point["order"],
        text=point["text"],
        due_on=date.fromisoformat(point["due_on"]) if point["due_on"] else None,
        measure=point["measure"],
        value=Decimal(point["value"]) if point["value"] else None,
        value_measure=point["value_measure"],
        directive=point["requirement"]["directive"] if point["requirement"] else "",
        owners=tuple(
            FrozenOwner(names.place(owner), names.tasks.get(owner["task"]), names.targets.get(owner["target"]))
            for owner in point["owners"]
        ),
    )


def _figure(figure: dict[str, Any]) -> FrozenFigure:
    part = ", ".join(value_label(name, value) for name, value in figure["dimensions"].items())
    return FrozenFigure(figure["label"], part, figure["value"], figure["definition"], figure["rows_url"])
