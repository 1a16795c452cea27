"""Boards, inspections, recommendations and projects by what stands in the address: another locality's is not found."""

from typing import TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404

from kheo.democracy.models import (
    Board,
    BoardMember,
    BoardPlan,
    BoardReport,
    Contribution,
    Inspection,
    Progress,
    Project,
    Recommendation,
    Reply,
    Sighting,
    SightingPhoto,
)
from kheo.democracy.queries.recommendations import recommendations_of
from kheo.organisation.models import Locality

Row = TypeVar("Row", bound=Model)


def _one(rows: QuerySet[Row], pk: int, what: str) -> Row:
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404(f"Không có {what} này.")
    return found


def board_or_404(locality: Locality, pk: int) -> Board:
    return _one(Board.objects.filter(locality=locality).select_related("body", "locality", "project", "file"), pk, "ban")


def member_or_404(locality: Locality, pk: int) -> BoardMember:
    rows = BoardMember.objects.filter(board__locality=locality).select_related(
        "board__body", "board__locality", "position__person"
    )
    return _one(rows, pk, "thành viên")


def plan_or_404(locality: Locality, pk: int) -> BoardPlan:
    return _one(
        BoardPlan.objects.filter(board__locality=locality).select_related("board__body", "board__locality"), pk, "kế hoạch"
    )


def report_or_404(locality: Locality, pk: int) -> BoardReport:
    rows = BoardReport.objects.filter(board__locality=locality).select_related("board__body", "board__locality", "board__project")
    return _one(rows, pk, "báo cáo")


def inspection_or_404(locality: Locality, pk: int) -> Inspection:
    rows = Inspection.objects.filter(board__locality=locality)
    return _one(rows.select_related("board__body", "board__locality", "board__project", "village", "plan"), pk, "cuộc kiểm tra")


def sighting_or_404(locality: Locality, pk: int) -> Sighting:
    rows = Sighting.objects.filter(inspection__board__locality=locality)
    return _one(rows.select_related("inspection__board__body", "inspection__board__locality"), pk, "phát hiện")


def photo_or_404(locality: Locality, pk: int, *, public: bool) -> SightingPhoto:
    """A photograph; for the public only one that was said to be public, of an inspection that was confirmed."""
    rows = SightingPhoto.objects.filter(sighting__inspection__board__locality=locality).select_related("file")
    if public:
        rows = rows.filter(is_public=True, sighting__inspection__state="confirmed").exclude(sighting__kind=Sighting.Kind.SIGN)
    return _one(rows, pk, "ảnh")


def recommendation_or_404(locality: Locality, pk: int) -> Recommendation:
    return _one(recommendations_of(locality), pk, "kiến nghị")


def reply_or_404(locality: Locality, pk: int) -> Reply:
    rows = Reply.objects.filter(recommendation__inspection__board__locality=locality)
    return _one(
        rows.select_related("recommendation__inspection__board__body", "recommendation__inspection__board__locality", "file"),
        pk,
        "trả lời",
    )


def project_or_404(locality: Locality, pk: int) -> Project:
    return _one(Project.objects.filter(locality=locality).select_related("locality"), pk, "công trình")


def gift_or_404(locality: Locality, pk: int) -> Contribution:
    return _one(Contribution.objects.filter(project__locality=locality).select_related("project__locality"), pk, "đóng góp")


def progress_or_404(locality: Locality, pk: int) -> Progress:
    return _one(Progress.objects.filter(project__locality=locality).select_related("project__locality"), pk, "tiến độ")
