"""A meeting of the first village, as far as a test wants it."""

from dataclasses import replace
from datetime import date, time, timedelta

from django.utils import timezone

from kheo.democracy.actions.clusters import count_cluster
from kheo.democracy.actions.meetings import (
    MeetingContent,
    arrange_meeting,
    close_meeting,
    start_meeting,
    tell_meeting,
)
from kheo.democracy.actions.rounds import Tally, plan_round
from kheo.democracy.actions.sittings import MeetingOrder, mark_attendance, mark_by_numbers, settle_order
from kheo.democracy.models import Matter, Meeting, MeetingCluster
from kheo.democracy.queries.roll import households_on
from kheo.democracy.rules.clusters import Cluster

PLACE = MeetingContent(time(19, 30), "Nhà văn hoá", "head", "Cá nhân 01")
ORDER = MeetingOrder("Cá nhân 02", 40, "hands", 40)
WORDS = {"opinions": "Nhiều hộ đề nghị làm sớm.", "conclusion": "Làm đường trong quý III."}


def today() -> date:
    return timezone.localdate()


def make_matter(scene, **fields):
    village = None if fields.get("scope") == "commune" else scene.village
    told = {"kind": 1, "scope": "village", "title": "Làm đường ngõ", "content": "Mỗi hộ góp một triệu đồng.", "village": village}
    return Matter.objects.create(locality=scene.locality, **(told | fields))


def planned_meeting(scene, content=PLACE, **fields):
    if fields.get("dismisses"):
        content = replace(content, convener="front")  # Nghị định 59/2023 Điều 3 khoản 1 điểm c
    elif fields.get("kind") == 4:
        content = replace(content, convener="team")  # điểm b
    planned = plan_round(scene.head, make_matter(scene, **fields), scene.village, "meeting", today())
    return arrange_meeting(scene.head, planned, content, 0)


def told_meeting(scene, **fields):
    meeting = planned_meeting(scene, **fields)
    day = today() - timedelta(days=2)
    return tell_meeting(scene.head, meeting, day, ["door"], 1, posted=True, papers_on=day)


def open_meeting(scene, households=50, present=0, **fields):
    """A meeting that began with *households* on the roll and *present* of them ticked."""
    if not households_on(scene.village, today()).exists():
        scene.roll(households)
    meeting = told_meeting(scene, **fields)
    start_meeting(scene.head, meeting, meeting.version)
    for household in households_on(scene.village, today())[:present]:
        mark_attendance(scene.head, meeting, household.pk, present=True)
    return Meeting.objects.get(pk=meeting.pk)


def decided(scene, present=45, votes=None, **fields):
    """The round of a meeting that came to a result."""
    meeting = settle_order(scene.head, open_meeting(scene, present=present, **fields), ORDER, 2)
    return close_meeting(scene.head, meeting, votes or Tally(40, 3, 2), version=3, **WORDS)


def cluster_meeting(scene, households=50, second=None, **fields):
    """A meeting of scattered homes that began, and its two clusters."""
    if not households_on(scene.village, today()).exists():
        scene.roll(households)
    two = (Cluster("Cụm 1", "Nhà văn hoá", "Cá nhân 01"), second or Cluster("Cụm 2", "Sân đình", "Cá nhân 02"))
    content = replace(PLACE, clusters=two, cluster_plan_on=today() - timedelta(days=5), scattered=True)
    meeting = planned_meeting(scene, content, **fields)
    day = today() - timedelta(days=2)
    tell_meeting(scene.head, meeting, day, ["door"], 1, posted=True, papers_on=day)
    start_meeting(scene.head, meeting, 2)
    return Meeting.objects.get(pk=meeting.pk), list(MeetingCluster.objects.filter(meeting=meeting).order_by("order"))


def counted(scene, cluster, numbers, votes, words=None, names=None):
    """*cluster* attended by the households of *numbers*, with its result."""
    mark_by_numbers(scene.head, cluster, numbers)
    settle_order(scene.head, cluster, replace(ORDER, secretary_votes=len(numbers), way_votes=len(numbers)), cluster.version)
    return count_cluster(scene.head, cluster, votes, version=cluster.version + 1, names=names, **(words or WORDS))
