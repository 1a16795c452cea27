"""The staff pages somebody may open in a locality: the authority table decides, so no link leads to a refusal."""

from dataclasses import dataclass

from kheo.organisation.authority import Actor, find_grant
from kheo.organisation.models import Locality


@dataclass(frozen=True)
class StaffLink:
    action: str
    view: str
    label: str


STAFF_LINKS = (
    StaffLink("desk.open", "desk:desk", "Bàn làm việc"),
    StaffLink("programme.read", "movement:programmes", "Chương trình"),
    StaffLink("decision.read", "recognition:decisions", "Quyết định"),
    StaffLink("decision.read", "recognition:register", "Sổ chứng nhận"),
    StaffLink("figures.check_text", "figures:check_text", "Đối chiếu"),
    StaffLink("organisation.manage", "organisation:bodies", "Tổ chức"),
    StaffLink("account.manage", "organisation:accounts", "Tài khoản"),
)


def staff_links(actor: Actor, locality: Locality) -> list[StaffLink]:
    """Links that *actor* may follow in *locality* today, in the order of the work."""
    return [link for link in STAFF_LINKS if find_grant(actor, link.action, locality)]


def titles(actor: Actor, locality: Locality) -> str:
    """Positions that *actor* holds in *locality*, joined for the head of the page."""
    return ", ".join(dict.fromkeys(grant.title for grant in actor.grants if grant.locality == locality.code))
