"""Who signs for a body, in the words its papers have at their foot."""

import re
from dataclasses import dataclass
from datetime import date

from kheo.organisation.models import Body, Position, Role

# Where a title stops saying the rank and begins to name the body that the authority's line has named already.
_BODY = re.compile(r"\s+(?:(?:Ủy|Uỷ) ban|Hội đồng|Thị (?:ủy|uỷ)|Đảng (?:ủy|uỷ)|Cấp (?:ủy|uỷ)|Mặt trận|MTTQ|UBND|HĐND)\b.*")


@dataclass(frozen=True)
class SigningWords:
    """«T/M BAN THƯỜNG VỤ», under it «PHÓ BÍ THƯ», at last the name; what is not known is ""."""

    authority: str
    position: str
    name: str


def signing_of(body: Body, day: date) -> SigningWords:
    """The leader of *body* on *day*, who signs on its behalf."""
    leader = (
        Position.objects.on(day).filter(body=body, role=Role.LEADER).select_related("person").order_by("valid_from", "pk").first()
    )
    return SigningWords(
        authority=authority_of(body),
        position=rank(leader.title).upper() if leader else "",
        name=leader.person.name if leader else "",
    )


def rank(title: str) -> str:
    """«Chủ tịch Ủy ban nhân dân phường» → «Chủ tịch»: under «TM. ỦY BAN NHÂN DÂN» the body is not named again."""
    return _BODY.sub("", title).replace("Trưởng Ban Chỉ đạo", "Trưởng Ban").partition(" phong trào")[0]


def authority_of(body: Body) -> str:
    """«T/M BAN THƯỜNG VỤ» in Party papers (36-HD/VPTW), «TM. ỦY BAN NHÂN DÂN» in administrative ones (Decree 30/2020).

    A body under one head (an agency, a school) has no such line: its head signs by rank alone.
    """
    if body.layout == Body.Layout.PARTY:
        return "T/M BAN CHỈ ĐẠO" if body.kind == Body.Kind.COMMITTEE else "T/M BAN THƯỜNG VỤ"
    words = {
        Body.Kind.GOVERNMENT: "TM. UỶ BAN NHÂN DÂN",
        Body.Kind.COUNCIL: "TM. HỘI ĐỒNG NHÂN DÂN",
        Body.Kind.FRONT: "TM. BAN THƯỜNG TRỰC",
        Body.Kind.UNION: "TM. BAN THƯỜNG VỤ",
        Body.Kind.COMMITTEE: "TM. BAN CHỈ ĐẠO",
    }
    said = words.get(Body.Kind(body.kind), "")
    # The tone mark stands where the body's own name has it.
    return said.replace("UỶ", "ỦY") if "ỦY" in body.name.upper() else said
