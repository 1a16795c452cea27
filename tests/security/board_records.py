"""Boards of the people in a town: one of each record that has an address."""

from datetime import timedelta
from decimal import Decimal
from io import BytesIO

from django.utils import timezone
from PIL import Image

from kheo.democracy.actions.board_inspections import InspectionContent, confirm_minutes, hold_inspection, plan_inspection
from kheo.democracy.actions.board_plans import plan_work, send_report
from kheo.democracy.actions.boards import BoardContent, found_board, tell_owner
from kheo.democracy.actions.projects import (
    GiftContent,
    ProgressContent,
    ProjectContent,
    add_project,
    contribute,
    report_progress,
)
from kheo.democracy.actions.recommendations import (
    RecommendationContent,
    ReplyContent,
    confirm_recommendation,
    recommend,
    reply,
    send_recommendation,
)
from kheo.democracy.actions.seats import MemberContent, add_member
from kheo.democracy.actions.sightings import SightingContent, Snapshot, add_sighting
from kheo.democracy.models import Board, SightingPhoto
from kheo.democracy.rules.plans import PLAN_PARTS, quarter_before, quarter_of
from kheo.foundation.uploads.papers import SentFile


def of_boards(scene):
    """Of a supervision board with its project, an inspection with a photograph, a recommendation that was answered."""
    office, today = scene.office, timezone.localdate()

    def paper():
        return SentFile("van-ban.txt", f"a,b\n1,{scene.locality.pk}\n".encode(), is_not_secret=True)

    def before(days):
        return today - timedelta(days=days)

    project = add_project(
        office, scene.locality, ProjectContent("Đường", "public", "Chủ đầu tư", 100, before(90), today + timedelta(days=9))
    )
    gift = contribute(office, project, GiftContent("work", Decimal(5), before(9)))
    progress = report_progress(office, project, ProgressContent(before(9), 40))
    board = found_board(office, scene.locality, BoardContent("1", before(80), 5, project=project, file=paper()))
    board = tell_owner(office, board, before(80), board.version)
    content = MemberContent("Cá nhân 01", "head", "front", before(79), meets_standards=True)
    member = add_member(office, board, content, board.version)
    board = Board.objects.get(pk=board.pk)
    plan = plan_work(office, board, quarter_of(today), dict.fromkeys(PLAN_PARTS, "Lời"))
    visit = plan_inspection(office, board, InspectionContent("supervise", "Thi công", "Chủ đầu tư", before(20)))
    visit = hold_inspection(office, visit, before(20), "Đúng.", visit.version)
    picture = BytesIO()
    Image.new("RGB", (8, 8), "grey").save(picture, "JPEG")
    photo = Snapshot(SentFile("anh.jpg", picture.getvalue(), is_not_secret=True), before(20), is_public=True)
    seen = add_sighting(office, visit, SightingContent("limit", "Nứt.", [photo]))
    visit = confirm_minutes(office, visit, before(19), visit.version)
    asked = recommend(office, visit, RecommendationContent("Sửa.", "Uỷ ban nhân dân", "committee"))
    asked = confirm_recommendation(office, asked, "2", before(18), asked.version)
    asked = send_recommendation(office, asked, before(17), asked.version)
    answer = reply(office, asked, ReplyContent(before(2), file=paper()), asked.version)
    sent = send_report(office, board, quarter_before(today), "3", today)
    return {
        "dan-chu/ban": board.pk,
        "dan-chu/thanh-vien-ban": member.pk,
        "dan-chu/ke-hoach-ban": plan.pk,
        "dan-chu/bao-cao-ban": sent.pk,
        "dan-chu/kiem-tra": visit.pk,
        "dan-chu/phat-hien": seen.pk,
        "dan-chu/anh": SightingPhoto.objects.get(sighting=seen).pk,
        "dan-chu/anh-phat-hien": SightingPhoto.objects.get(sighting=seen).pk,
        "dan-chu/kien-nghi": asked.pk,
        "dan-chu/tra-loi": answer.pk,
        "dan-chu/cong-trinh": project.pk,
        "dan-chu/dong-gop": gift.pk,
        "dan-chu/tien-do": progress.pk,
    }
