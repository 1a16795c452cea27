"""What a conference waits for, from the first invitation to the number on its notice."""

from datetime import timedelta

from kheo.conference.models import Conference
from kheo.conference.queries.closing import closing_waits
from kheo.conference.queries.conferences import next_conference
from kheo.conference.queries.guests import ShownGuest, guests_of_open, to_answer
from kheo.conference.queries.speeches import contributions_due, contributions_to_sort, shown
from kheo.desk.queries.bench import Bench, DeskItem, Press
from kheo.foundation.numbers import written
from kheo.organisation.models import Role

BEFORE = timedelta(days=45)
TEXTS_BEFORE = timedelta(days=30)


def _day(conference: Conference) -> str:
    return f"{conference.starts_at:%H:%M} ngày {conference.held_on:%d/%m/%Y}"


def invitations(bench: Bench) -> list[DeskItem]:
    """Invitations that a unit has not answered: «sẽ dự» with one press, a stand-in or an excuse on the page."""
    return [_invitation(bench, one) for one in to_answer(bench.only(Role.UNIT_STAFF), bench.locality)]


def _invitation(bench: Bench, one: ShownGuest) -> DeskItem:
    conference, guest = one.guest.conference, one.guest
    return DeskItem(
        "Giấy mời", "wait", f"Mời dự {conference.title}",
        f"{one.called}: {_day(conference)}, {conference.venue}.", "Trả lời khác",
        bench.address("conference:answers", conference.pk), kind="giấy mời chưa trả lời",
        all_url=bench.address("conference:answers", conference.pk), due=conference.held_on,
        press=Press("Sẽ dự", bench.address("desk:answer_yes", guest.pk), guest.version),
    )  # fmt: skip


def speeches_due(bench: Bench) -> list[DeskItem]:
    """Contributions that the actor's unit still has to send."""
    found = []
    for one in contributions_due(bench.only(Role.UNIT_STAFF), bench.locality, bench.today):
        speech = one.speech
        tag, tone = bench.standing(speech.due_on)
        by = f"Hạn gửi {speech.due_on:%d/%m/%Y}. " if speech.due_on else ""
        if speech.reply:  # sent back: what the office asked for comes first
            tag, by = ("Trả lại" if tone != "late" else tag), f"Cơ quan thường trực nhắn: {speech.reply.rstrip('.')}. {by}"
        found.append(
            DeskItem(
                tag, tone, f"Tham luận: {speech.title}", f"{by}{one.place}, {written(speech.minutes)} phút.",
                "Viết tiếp" if one.has_text else "Viết bài", bench.address("conference:speech", speech.conference_id, speech.pk),
                kind="tham luận chưa gửi", due=speech.due_on,
            )
        )  # fmt: skip
    return found


def speeches_to_sort(bench: Bench) -> list[DeskItem]:
    """Contributions that came in: to be chosen for the day, printed, or sent back."""
    waiting = list(contributions_to_sort(bench.locality))
    day = waiting[0].conference.held_on if waiting else bench.today
    return [
        DeskItem(
            "Bài đã gửi", "wait", f"Tham luận: {one.speech.title}", f"{one.place} đã gửi; chọn trình bày, in hay trả lại.",
            "Xem bài", bench.address("conference:speech", one.speech.conference_id, one.speech.pk), kind="tham luận chờ chọn",
            all_url=bench.address("conference:speeches", one.speech.conference_id), due=one.speech.conference.held_on,
        )
        for one in shown(waiting, day, bench.today)
    ]  # fmt: skip


def to_prepare(bench: Bench) -> list[DeskItem]:
    """The programme names a day for the conference, it is near, and nobody has begun to prepare it."""
    programme = bench.programme
    if programme is None or programme.conference_on is None:
        return []
    if not bench.today <= programme.conference_on <= bench.today + BEFORE:
        return []
    if Conference.objects.filter(programme=programme).exists():
        return []
    return [
        DeskItem(
            "Trước hội nghị", "wait", f"Hội nghị tổng kết năm {programme.year} chưa lập",
            f"Chương trình ghi ngày {programme.conference_on:%d/%m/%Y}: lập hội nghị, chương trình buổi họp, danh sách mời.",
            "Lập hội nghị", bench.address("conference:conferences"), due=programme.conference_on,
        )
    ]  # fmt: skip


def preparing(bench: Bench) -> list[DeskItem]:
    """The nearest conference: guests still to be invited or told, and who has not answered; opening it on its day."""
    ahead = next_conference(bench.locality)
    if ahead is None or ahead.state != Conference.State.PREPARING:
        return []
    guests = list(guests_of_open(bench.locality).filter(conference=ahead))
    waiting = sum(guest.answer == "none" for guest in guests)
    if not guests:
        return [_preparing(bench, ahead, "chưa mời ai", "Mời theo chức vụ đang giữ; giấy mời in một lượt.", "Mời", "guests")]
    untold = sum(guest.told_at is None for guest in guests)
    if untold:
        what = f"{written(untold)} giấy mời chưa báo"
        return [_preparing(bench, ahead, what, "In giấy mời, báo cho từng nơi.", "Mở giấy mời", "invitations")]
    if ahead.held_on <= bench.today:
        return [_preparing(bench, ahead, "đến giờ khai mạc", f"Bắt đầu {_day(ahead)}.", "Mở hội nghị", "conference")]
    if waiting and ahead.held_on - bench.today <= timedelta(days=7):
        what = f"{written(waiting)} khách mời chưa trả lời"
        return [_preparing(bench, ahead, what, "Nhắc bằng tin nhắn, hoặc ghi hộ câu trả lời.", "Xem", "answers")]
    return []


def _preparing(bench: Bench, conference: Conference, what: str, why: str, act: str, view: str) -> DeskItem:
    tag, tone = bench.standing(conference.held_on)
    return DeskItem(
        "Hội nghị" if tone == "wait" else tag, tone, f"{conference.title}: {what}", f"{why} Họp {_day(conference)}.", act,
        bench.address(f"conference:{view}", conference.pk), due=conference.held_on,
    )  # fmt: skip


def on_the_day(bench: Bench) -> list[DeskItem]:
    """The roll of an open conference, as long as somebody is neither here nor absent."""
    found = []
    for conference in Conference.objects.filter(locality=bench.locality, state=Conference.State.OPEN):
        unmarked = conference.guests.filter(attendance="unknown").count()
        if unmarked:
            found.append(
                DeskItem(
                    "Đang họp", "wait", f"{written(unmarked)} khách mời chưa điểm danh", conference.title, "Điểm danh",
                    bench.address("conference:roll", conference.pk), due=conference.held_on,
                )
            )  # fmt: skip
    return found


ACTS = {
    "conference:ceremony": ("Lễ trao tặng", "Mở lễ trao"),
    "conference:conclusion": ("Kết luận", "Xem từng điểm"),
    "conference:conclusion_notice": ("Thông báo kết luận", "Ghi số, ngày"),
}


def closing(bench: Bench) -> list[DeskItem]:
    """Names not called, points not looked at, the notice without its number."""
    found = []
    for waiting in closing_waits(bench.locality):
        tag, act = ACTS[waiting.view]
        act = "Đưa bản đã ký lên" if waiting.is_numbered else act
        found.append(
            DeskItem(
                tag, "wait", f"{written(waiting.count)} {waiting.what}", waiting.conference.title, act,
                bench.address(waiting.view, waiting.conference.pk), due=waiting.conference.held_on,
            )
        )  # fmt: skip
    return found


def ceremony(bench: Bench) -> list[DeskItem]:
    """For the broadcaster, who runs the big screen: the ceremony of an open conference."""
    return [
        DeskItem(
            "Đang họp", "wait", f"{written(one.count)} {one.what}", one.conference.title, "Điều khiển màn hình",
            bench.address("conference:operate", one.conference.pk), due=one.conference.held_on,
        )
        for one in closing_waits(bench.locality)
        if one.view == "conference:ceremony"
    ]  # fmt: skip


def texts(bench: Bench) -> list[DeskItem]:
    """Before the conference speeches and news are held against the record."""
    programme, ahead = bench.programme, next_conference(bench.locality)
    day = ahead.held_on if ahead else programme.conference_on if programme else None
    if day is None or not bench.today <= day <= bench.today + TEXTS_BEFORE:
        return []
    if ahead is None and Conference.objects.filter(programme=programme).exists():
        return []  # the day that the programme foresaw is still to come, the conference is over
    act, url = ("Đối chiếu văn bản", bench.address("figures:check_text"))
    what = f"Bài phát biểu, bản tin cho hội nghị ngày {day:%d/%m/%Y}"
    if ahead is not None:
        what = f"Hội nghị tổng kết ngày {day:%d/%m/%Y}"
        act, url = ("Mở hội nghị", bench.address("conference:conference", ahead.pk))
    return [
        DeskItem(
            "Trước hội nghị", "info", what,
            "Đối chiếu bài phát biểu và bản tin với sổ trước khi gửi đi.", act, url, due=day,
        )
    ]  # fmt: skip
