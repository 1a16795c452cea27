"""A message for each invited unit, to paste into its chat: who is invited, when, where, and the link to answer."""

from dataclasses import dataclass

from kheo.conference.models import Conference, Guest
from kheo.conference.queries.guests import ShownGuest, groups_of

MOST_NAMED = 6


@dataclass(frozen=True)
class UnitMessage:
    """The heads of one unit or body, and what is told to it."""

    place: str
    guests: list[ShownGuest]
    subject: str
    text: str

    @property
    def silent(self) -> int:
        return sum(row.guest.answer == Guest.Answer.NONE for row in self.guests)


def unit_messages(conference: Conference) -> list[UnitMessage]:
    """One message for each unit under the locality and each body of the locality itself, in the order of the list."""
    by_place: dict[tuple[int, int | None], list[ShownGuest]] = {}
    for group in groups_of(conference):
        for row in group.guests:
            is_own = row.guest.unit_id == conference.locality.unit_id
            key = (row.guest.unit_id, row.guest.body_id if is_own else None)
            by_place.setdefault(key, []).append(row)
    own = conference.locality.unit_id
    subject = f"Mời dự {conference.title}, {conference.starts_at:%H:%M} ngày {conference.held_on:%d/%m/%Y}"
    return [
        UnitMessage(rows[0].place if unit == own else rows[0].unit_name, rows, subject, _text(conference, rows))
        for (unit, _body), rows in by_place.items()
    ]


def _text(conference: Conference, rows: list[ShownGuest]) -> str:
    named = "; ".join(row.titles[0] if row.titles else row.name for row in rows[:MOST_NAMED])
    more = f" và {len(rows) - MOST_NAMED} người nữa" if len(rows) > MOST_NAMED else ""
    return f"Kính mời: {named}{more}. Tại {conference.venue}. Xin trả lời dự, cử người thay hay xin vắng theo đường dẫn."
