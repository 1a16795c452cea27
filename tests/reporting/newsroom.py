"""A town's day as its news room finds it: figures, a conference with guests, speeches and points, and who writes."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from kheo.conference.models import Capacity, ConclusionPoint, Conference, Guest, Speech
from kheo.figures.queries.record import Scope
from kheo.figures.queries.texts import Reconciliation, reconcile_text
from kheo.organisation.authority import Actor
from kheo.organisation.models import Body, Locality, Role
from kheo.reporting.actions.news import NewsContent, draft_news, edit_news, publish_news
from kheo.reporting.models import NewsItem
from tests import factories
from tests.conference.stage import Day, make_day

AUTHOR = "Người viết minh hoạ"
YEAR = 2024
NOON = datetime(2025, 1, 8, 5, tzinfo=UTC)


@dataclass
class NewsRoom:
    """*day* is the town's conference, held and closed; *broadcaster* writes and publishes; *media* answers for what goes out."""

    day: Day
    media: Body

    @property
    def locality(self) -> Locality:
        return self.day.town.locality

    @property
    def conference(self) -> Conference:
        return self.day.fresh()

    @property
    def broadcaster(self) -> Actor:
        return self.day.broadcaster

    def draft(self, *, with_conference: bool = True) -> NewsItem:
        return draft_news(self.broadcaster, self.locality, YEAR, self.conference if with_conference else None)

    def edited(self, item: NewsItem | None = None, **words: str) -> NewsItem:
        item = item or self.draft()
        content = {"title": item.title, "lead": item.lead, "text": item.text, "author_line": AUTHOR} | words
        return edit_news(self.broadcaster, item, NewsContent(**content, publisher=self.media), item.version)

    def published(self, **words: str) -> NewsItem:
        item = self.edited(**words)
        return publish_news(self.broadcaster, item, {}, item.version)

    def read_back(self, item: NewsItem) -> Reconciliation:
        return reconcile_text(f"{item.title}\n\n{item.lead}\n\n{item.text}", Scope(self.locality, YEAR))


def make_newsroom(code: str = factories.DUY_TIEN) -> NewsRoom:
    day = make_day(code)
    locality = day.town.locality
    media = factories.make_body(locality, "dai-truyen-thanh", "Đài Truyền thanh", Body.Kind.MEDIA)
    return NewsRoom(day, media)


def hold(room: NewsRoom, *, closed: bool = True) -> None:
    """Guests come, two speak, the chair concludes; closed without the rest of closing, which has its own tests."""
    conference, unit = room.conference, room.locality.unit
    for number, (group, titles, attendance) in enumerate(
        (
            (Guest.Group.LEADERS, ("Phó Bí thư Thường trực", "Chủ tịch Hội đồng nhân dân"), "present"),
            (Guest.Group.SUPERIOR, ("Phó Trưởng Ban Dân vận Tỉnh uỷ",), "present"),
            (Guest.Group.LEADERS, ("Chủ tịch Uỷ ban nhân dân",), "substitute"),
            (Guest.Group.LEADERS, ("Trưởng Công an",), "absent"),
            (Guest.Group.AGENCIES, ("Trưởng phòng",), "present"),
        ),
        1,
    ):
        guest = Guest.objects.create(
            conference=conference,
            group=group,
            order=number,
            unit=unit,
            attendance=attendance,
            stand_in="Phó Chủ tịch Uỷ ban nhân dân" if attendance == "substitute" else "",
        )
        for order, title in enumerate(titles, 1):
            Capacity.objects.create(guest=guest, order=order, title=title)
    for order, (kind, title, state) in enumerate(
        (
            (Speech.Kind.CONTRIBUTION, "Bàn với dân trước khi làm đường", Speech.State.DELIVERED),
            (Speech.Kind.CONTRIBUTION, "Bài chỉ in trong tập", Speech.State.PRINTED),
            (Speech.Kind.DIRECTING, "Phát biểu chỉ đạo", Speech.State.DELIVERED),
        ),
        1,
    ):
        Speech.objects.create(
            conference=conference,
            kind=kind,
            unit=unit,
            title=title,
            speaker_title="Phó Trưởng Ban Dân vận Tỉnh uỷ",
            order=order,
            state=state,
        )
    ConclusionPoint.objects.create(
        conference=conference, order=1, text="Đưa các cách làm đã được công nhận sang nơi khác.", due_on=date(2025, 9, 30)
    )
    ConclusionPoint.objects.create(conference=conference, order=2, text="MTTQ xây dựng kế hoạch giám sát")
    if closed:
        Conference.objects.filter(pk=conference.pk).update(state=Conference.State.CLOSED, closed_at=conference.opened_at or NOON)


def make_writer(room: NewsRoom, role: str = Role.OFFICE) -> Actor:
    return factories.actor_for(factories.make_account(role, room.locality))
