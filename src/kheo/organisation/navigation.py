"""The staff pages somebody may open in a locality: the authority table decides, so no link leads to a refusal."""

from dataclasses import dataclass

from kheo.organisation.authority import Actor, find_grant
from kheo.organisation.models import Locality


@dataclass(frozen=True)
class StaffLink:
    """*group*: empty for what stands in the head itself, else the heading under which it stands in «Thêm».

    *wide*: in the head on a wide screen only; on a phone it moves into «Thêm», so that the head stays one line.
    """

    action: str
    view: str
    label: str
    group: str = ""
    wide: bool = False


MOVEMENT, RECOGNITION, LOCALITY = "Phong trào", "Công nhận, số liệu", "Địa phương"
# The chapters of Luật 10/2022/QH15 as people say them: «dân biết, dân bàn, dân kiểm tra».
KNOWN, DECIDED, HEARD = "Dân biết", "Dân bàn, dân quyết định", "Dân góp ý"
WATCHED, DEMOCRACY = "Dân kiểm tra, giám sát", "Dân chủ trong năm"
STAFF_LINKS = (
    StaffLink("desk.open", "desk:desk", "Bàn làm việc"),
    StaffLink("directive.read", "directives:directives", "Chỉ đạo"),
    StaffLink("programme.read", "movement:programmes", "Chương trình"),
    StaffLink("submission.write", "movement:submissions", "Phiếu đăng ký", MOVEMENT),
    StaffLink("assessment.self", "movement:own_scores", "Tự chấm điểm", MOVEMENT),
    StaffLink("programme.read", "movement:exemplars", "Điển hình phong trào khác", MOVEMENT),
    StaffLink("programme.read", "movement:spread", "Lan toả", MOVEMENT),
    StaffLink("criteria.read", "assessment:sets", "Bộ tiêu chí", MOVEMENT),
    StaffLink("period.read", "movement:own_period_reports", "Báo cáo kỳ", MOVEMENT),
    StaffLink("decision.read", "recognition:decisions", "Quyết định", RECOGNITION),
    StaffLink("decision.read", "recognition:register", "Sổ chứng nhận", RECOGNITION),
    StaffLink("fund.read", "recognition:fund", "Quỹ khen thưởng", RECOGNITION),
    StaffLink("blank.manage", "recognition:blanks", "Phôi in sẵn", RECOGNITION),
    StaffLink("figures.check_text", "figures:check_text", "Đối chiếu văn bản", RECOGNITION),
    StaffLink("publishing.read", "democracy:publishing", "Công khai", KNOWN),
    StaffLink("publishing.prove", "democracy:village_duties", "Niêm yết, báo cho dân", KNOWN),
    StaffLink("information.manage", "democracy:information_list", "Yêu cầu thông tin", KNOWN),
    StaffLink("screening.manage", "democracy:screenings", "Soát thông tin cá nhân", KNOWN),
    StaffLink("bulletin.read", "democracy:bulletins", "Loa truyền thanh", KNOWN),
    StaffLink("roll.read", "democracy:rolls", "Sổ hộ", DECIDED),
    StaffLink("matter.read", "democracy:matters", "Dân bàn, quyết định", DECIDED),
    StaffLink("poll.read", "democracy:polls", "Phát phiếu, biểu quyết", DECIDED),
    StaffLink("convention.read", "democracy:conventions", "Hương ước, quy ước", DECIDED),
    StaffLink("election.read", "democracy:elections", "Bầu cử của cộng đồng", DECIDED),
    StaffLink("consultation.read", "democracy:consultation_list", "Lấy ý kiến Nhân dân", HEARD),
    StaffLink("consultation.read", "democracy:dialogue_list", "Đối thoại", HEARD),
    StaffLink("board.read", "democracy:boards", "Ban của dân", WATCHED),
    StaffLink("board.read", "democracy:project_list", "Công trình, dự án", WATCHED),
    StaffLink("community.read", "democracy:community_meetings", "Hội nghị cộng đồng dân cư", DEMOCRACY),
    StaffLink("agency.read", "democracy:agencies", "Dân chủ trong cơ quan", DEMOCRACY),
    StaffLink("rating.read", "democracy:ratings", "Đánh giá dân chủ", DEMOCRACY),
    StaffLink("conference.read", "conference:conferences", "Hội nghị", wide=True),
    StaffLink("report.read", "reporting:reports", "Báo cáo", wide=True),
    StaffLink("news.edit", "reporting:newsroom", "Bản tin", wide=True),
    StaffLink("organisation.manage", "organisation:bodies", "Tổ chức", LOCALITY),
    StaffLink("account.manage", "organisation:accounts", "Tài khoản", LOCALITY),
    StaffLink("audit.read", "organisation:trail", "Nhật ký", LOCALITY),
)


@dataclass(frozen=True)
class StaffLinks:
    """Links of the head, and those of «Thêm» by heading (the first group, without one: what a phone has no room for)."""

    head: tuple[StaffLink, ...]
    more: tuple[tuple[str, tuple[StaffLink, ...]], ...]

    @property
    def wide(self) -> tuple[StaffLink, ...]:
        return tuple(link for link in self.head if link.wide)


def staff_links(actor: Actor, locality: Locality) -> StaffLinks:
    """Links that *actor* may follow in *locality* today, in the order of the work."""
    allowed = [link for link in STAFF_LINKS if find_grant(actor, link.action, locality)]
    headings = dict.fromkeys(link.group for link in allowed if link.group)
    return StaffLinks(
        head=tuple(link for link in allowed if not link.group),
        more=tuple((heading, tuple(link for link in allowed if link.group == heading)) for heading in headings),
    )


def titles(actor: Actor, locality: Locality) -> str:
    """Positions that *actor* holds in *locality*, joined for the head of the page."""
    return ", ".join(dict.fromkeys(grant.title for grant in actor.grants if grant.locality == locality.code))
