"""The day as it is frozen when the conference closes, and as people read it afterwards."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.db.models import Count

from kheo.conference.models import AgendaItem, ConclusionPoint, Conference, DayRecord, Guest, Speech
from kheo.conference.queries.closing import points_of
from kheo.conference.queries.stage import Stage, stage_of
from kheo.conference.rules.record import FORMAT, digest, digest_of_text
from kheo.figures.queries.record import Scope, figures_of


def day_content(conference: Conference) -> dict[str, Any]:
    """What the day leaves, as JSON holds it: ids, codes, numbers, digests and the words of the conclusion.

    No name of a person stands in it: guests by their id, awards by the line of the issued decision.
    """
    return {
        "format": FORMAT,
        "conference": {
            "id": conference.pk,
            "locality": conference.locality.code,
            "programme": conference.programme.code,
            "year": conference.programme.year,
            "title": conference.title,
            "host": conference.host.code,
            "held_on": conference.held_on.isoformat(),
            "starts_at": conference.starts_at.isoformat("minutes"),
            "venue": conference.venue,
            "chair": conference.chair_title,
        },
        "agenda": [
            {"order": item.order, "kind": item.kind, "title": item.title, "minutes": item.minutes}
            for item in AgendaItem.objects.filter(conference=conference).order_by("order")
        ],
        "attendance": _attendance(conference),
        "speeches": _speeches(conference),
        "awards": _awards(stage_of(conference)),
        "points": [_point(point) for point in points_of(conference)],
        "figures": [
            {**figure.as_json(), "label": figure.label}
            for figure in figures_of(Scope(conference.locality, conference.programme.year))
        ],
    }


def _attendance(conference: Conference) -> dict[str, Any]:
    guests = list(
        Guest.objects.filter(conference=conference)
        .select_related("unit", "body")
        .annotate(capacity_count=Count("capacities"))
        .order_by("order", "pk")
    )
    counted = Counter(guest.attendance for guest in guests)
    groups = Counter((guest.group, guest.attendance) for guest in guests)
    return {
        "invited": len(guests),
        **{attendance: counted[attendance] for attendance in Guest.Attendance.values},
        "groups": [
            {"group": group, **{attendance: groups[group, attendance] for attendance in Guest.Attendance.values}}
            for group in Guest.Group.values
            if any(guest.group == group for guest in guests)
        ],
        "heads": [
            {
                "guest": guest.pk,
                "group": guest.group,
                "unit": guest.unit.code,
                "body": guest.body.code if guest.body else None,
                "capacities": guest.capacity_count,
                "attendance": guest.attendance,
            }
            for guest in guests
        ],
    }


def _speeches(conference: Conference) -> list[dict[str, Any]]:
    speeches = Speech.objects.filter(conference=conference).select_related("unit", "body").order_by("order", "pk")
    return [
        {
            "id": speech.pk,
            "kind": speech.kind,
            "unit": speech.unit.code,
            "body": speech.body.code if speech.body else None,
            "speaker": speech.speaker_title,
            "title": speech.title,
            "state": speech.state,
            "characters": len(speech.text),
            "sha256": digest_of_text(speech.text),
        }
        for speech in speeches
    ]


def _awards(stage: Stage) -> list[dict[str, Any]]:
    return [
        {
            "decision": group.group.decision_id,
            "number": group.group.decision.number,
            "date": str(group.group.decision.date),
            "kind": group.group.decision.kind,
            "title": group.group.title,
            "presenter": group.group.presenter,
            "awards": [
                {
                    "line": one.award.line_id,
                    "certificate": one.certificate.pk if one.certificate else None,
                    "certificate_number": one.number,
                    "outcome": one.call.outcome if one.call else None,
                    "stand_in": bool(one.call and one.call.receiver),
                }
                for one in group.awards
            ],
        }
        for group in stage.groups
    ]


def _point(point: ConclusionPoint) -> dict[str, Any]:
    requirement = point.requirement
    return {
        "order": point.order,
        "text": point.text,
        "due_on": point.due_on.isoformat() if point.due_on else None,
        "measure": point.measure,
        "value": f"{point.value.normalize():f}" if point.value is not None else None,
        "value_measure": point.value_measure,
        "figure": point.figure,
        "requirement": {"id": requirement.pk, "directive": requirement.directive.number} if requirement else None,
        "owners": [
            {
                "unit": owner.unit.code,
                "body": owner.body.code if owner.body else None,
                "task": owner.task_id,
                "target": owner.target_id,
            }
            for owner in point.owners.all()
        ],
    }


def record_of(conference: Conference) -> DayRecord | None:
    return DayRecord.objects.filter(conference=conference).first()


def is_whole(record: DayRecord) -> bool:
    """Whether the record still says what it said when it was frozen."""
    return digest(record.content) == record.sha256


def broken_records() -> tuple[int, Sequence[DayRecord]]:
    """How many days are on record, and those that no longer say what they said."""
    records = list(DayRecord.objects.select_related("conference__locality").order_by("pk"))
    return len(records), [record for record in records if not is_whole(record)]
