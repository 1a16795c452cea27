"""Records of the stage and the closing by what stands in the address, always within its locality and conference."""

from django.http import Http404

from kheo.conference.models import Award, AwardGroup, ConclusionNotice, ConclusionPoint, Conference
from kheo.conference.queries.closing import notice_of, points_of


def group_or_404(conference: Conference, pk: int) -> AwardGroup:
    found = AwardGroup.objects.filter(conference=conference, pk=pk).select_related("decision").first()
    if found is None:
        raise Http404("Không có nhóm trao này.")
    found.conference = conference
    return found


def award_or_404(conference: Conference, pk: int) -> Award:
    found = Award.objects.filter(group__conference=conference, pk=pk).select_related("group", "line").first()
    if found is None:
        raise Http404("Không có tên này trong lễ trao tặng.")
    found.group.conference = conference
    return found


def point_or_404(conference: Conference, pk: int) -> ConclusionPoint:
    found = points_of(conference).filter(pk=pk).first()
    if found is None:
        raise Http404("Không có điểm kết luận này; có thể vừa được viết lại.")
    found.conference = conference
    return found


def notice_or_404(conference: Conference) -> ConclusionNotice:
    found = notice_of(conference)
    if found is None:
        raise Http404("Chưa có thông báo kết luận: hội nghị chưa bế mạc.")
    return found
