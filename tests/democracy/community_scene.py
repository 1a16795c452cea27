"""A conference of the scene's first village at each step of its way; days relative to today, in one year."""

from datetime import date, timedelta

from django.utils import timezone

from kheo.democracy.actions.community import PlanContent, give_notice, hold_meeting, plan_meeting, send_plan
from kheo.democracy.models import CommunityMeeting

TODAY = timezone.localdate()


def planned(scene, day: date = TODAY, **changes) -> CommunityMeeting:
    content = PlanContent(day, "19 giờ 30, nhà văn hoá", "Ba báo cáo\nThảo luận")
    told = {"actor": scene.head, "village": scene.village.pk, "year": day.year, "content": content} | changes
    return plan_meeting(told["actor"], scene.locality, told["village"], told["year"], told["content"])


def noticed(scene, day: date = TODAY) -> CommunityMeeting:
    made = send_plan(scene.head, planned(scene, day), day - timedelta(days=12), 1)
    return give_notice(scene.head, made, day - timedelta(days=6), "Giấy mời từng hộ", 2)


def held(scene, present: int = 40, households: int = 50) -> CommunityMeeting:
    scene.roll(households)
    return hold_meeting(scene.head, noticed(scene), TODAY, present, 2, 3)
