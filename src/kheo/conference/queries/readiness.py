"""What a conference still needs: each part of the day as ready, waiting or missing, with the page where it is done."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from kheo.conference.models import Award, ConclusionPoint, Conference, Guest, Speech
from kheo.conference.queries.conferences import conferences_of, steps_of
from kheo.conference.queries.guests import gone_capacities
from kheo.conference.queries.speeches import SPOKEN
from kheo.conference.queries.stage import open_lines
from kheo.conference.rules.agenda import CEREMONY, CONTRIBUTIONS, StepContent, timed
from kheo.conference.rules.speeches import is_late
from kheo.organisation.models import Locality

DONE, WAIT, LATE = "done", "wait", "late"
WORDS = {DONE: "xong", WAIT: "còn việc", LATE: "thiếu"}


@dataclass(frozen=True)
class Part:
    """One part of the day. *view* is the name of the page where it is done, *act* what its button says."""

    key: str
    title: str
    state: str
    why: str
    view: str
    act: str

    @property
    def is_ready(self) -> bool:
        return self.state == DONE

    @property
    def word(self) -> str:
        return WORDS[self.state]


def parts_of(conference: Conference, today: date) -> list[Part]:
    """Every part of the day, in the order in which the office does them."""
    steps = steps_of(conference)
    heads = Guest.objects.filter(conference=conference).aggregate(
        all=Count("pk"),
        untold=Count("pk", filter=Q(told_at=None)),
        silent=Count("pk", filter=Q(told_at__isnull=False, answer=Guest.Answer.NONE)),
        unmarked=Count("pk", filter=Q(attendance=Guest.Attendance.UNKNOWN)),
    )
    speeches = list(Speech.objects.filter(conference=conference))
    parts = [
        _agenda(conference, steps),
        _guests(conference, heads["all"]),
        _invitations(heads),
        _answers(heads),
        _report(speeches),
        _contributions(speeches, steps, today),
        _awards(conference, steps),
        _points(conference),
    ]
    if conference.state == Conference.State.OPEN:
        parts.insert(0, _roll(heads))
    return parts


def next_part(parts: list[Part]) -> Part | None:
    """The one next act: what is missing before what only waits; None when everything is ready."""
    unready = [part for part in parts if not part.is_ready]
    return next((part for part in unready if part.state == LATE), unready[0] if unready else None)


def office_missing(locality: Locality, today: date) -> list[tuple[Conference, list[Part]]]:
    """For the office: conferences ahead with the parts that are not ready, the nearest first."""
    ahead = conferences_of(locality).exclude(state=Conference.State.CLOSED).order_by("held_on", "pk")
    found = [(one, [part for part in parts_of(one, today) if not part.is_ready]) for one in ahead]
    return [(one, parts) for one, parts in found if parts]


def _agenda(conference: Conference, steps: list[StepContent]) -> Part:
    page = ("agenda", "Chương trình làm việc")
    if not steps:
        return Part(*page, LATE, "Chưa có việc nào.", "conference:agenda", "Ghi chương trình")
    ends = timed(conference.starts_at, steps)[-1].ends
    why = f"{len(steps)} việc, từ {conference.starts_at:%H:%M} đến {ends:%H:%M}."
    return Part(*page, DONE, why, "conference:agenda", "Sửa chương trình")


def _guests(conference: Conference, heads: int) -> Part:
    page = ("guests", "Khách mời")
    gone = gone_capacities(conference)
    if not heads:
        return Part(*page, LATE, "Chưa mời ai.", "conference:positions", "Chọn khách mời")
    if gone:
        names = ", ".join(row.title for row in gone[:3])
        why = f"{heads} đầu người. Không còn giữ chức vụ vào ngày họp: {names}."
        return Part(*page, WAIT, why, "conference:guests", "Xem lại khách mời")
    return Part(*page, DONE, f"{heads} đầu người.", "conference:guests", "Xem khách mời")


def _invitations(heads: dict[str, int]) -> Part:
    page = ("invitations", "Giấy mời")
    if not heads["all"]:
        return Part(*page, LATE, "In sau khi có khách mời.", "conference:guests", "Xem khách mời")
    if heads["untold"]:
        why = f"{heads['untold']} trên {heads['all']} đầu người chưa được gửi giấy mời."
        return Part(*page, LATE, why, "conference:invitations", "In, gửi giấy mời")
    return Part(*page, DONE, f"Đã gửi đủ {heads['all']} giấy.", "conference:invitations", "Xem giấy mời")


def _answers(heads: dict[str, int]) -> Part:
    page = ("answers", "Trả lời giấy mời")
    if not heads["all"] or heads["untold"] == heads["all"]:
        return Part(*page, WAIT, "Chờ gửi giấy mời.", "conference:answers", "Xem trả lời")
    if heads["silent"]:
        why = f"{heads['silent']} đầu người đã nhận giấy mời mà chưa trả lời."
        return Part(*page, WAIT, why, "conference:answers", "Nhắc, ghi trả lời")
    return Part(*page, DONE, "Mọi giấy mời đã gửi đều có trả lời.", "conference:answers", "Xem trả lời")


def _report(speeches: list[Speech]) -> Part:
    page = ("report", "Báo cáo tại hội nghị")
    reports = [speech for speech in speeches if speech.kind == Speech.Kind.REPORT]
    if not reports:
        return Part(*page, LATE, "Chưa có bài báo cáo.", "conference:speeches", "Viết báo cáo")
    if any(speech.state == Speech.State.CALLED for speech in reports):
        return Part(*page, WAIT, "Bài đang viết.", "conference:speeches", "Viết tiếp")
    return Part(*page, DONE, "Bài đã xong.", "conference:speeches", "Xem bài")


def _contributions(speeches: list[Speech], steps: list[StepContent], today: date) -> Part:
    page = ("contributions", "Tham luận")
    rows = [speech for speech in speeches if speech.kind == Speech.Kind.CONTRIBUTION]
    slot = sum(step.minutes for step in steps if step.kind == CONTRIBUTIONS)
    if not rows:
        state = LATE if slot else DONE
        why = "Chưa đề nghị đơn vị nào." if slot else "Chương trình không có phần tham luận."
        return Part(*page, state, why, "conference:call", "Đề nghị tham luận")
    chosen = [speech for speech in rows if speech.state in SPOKEN]
    minutes = sum(speech.minutes for speech in chosen)
    late = sum(is_late(speech.state, speech.due_on, today) for speech in rows)
    received = sum(speech.state == Speech.State.RECEIVED for speech in rows)
    called = sum(speech.state == Speech.State.CALLED for speech in rows) - late
    told = [f"{len(chosen)} bài trình bày, {minutes} phút (chương trình dành {slot} phút)"]
    told += [f"{late} bài quá hạn"] if late else []
    told += [f"{received} bài đã nhận, chờ chọn"] if received else []
    told += [f"{called} bài đang chờ"] if called else []
    state = LATE if late else WAIT if received or called or minutes > slot or not chosen else DONE
    return Part(*page, state, "; ".join(told) + ".", "conference:speeches", "Mở các bài")


def _awards(conference: Conference, steps: list[StepContent]) -> Part:
    page = ("awards", "Lễ trao tặng")
    listed = Award.objects.filter(group__conference=conference).count()
    left = open_lines(conference).count()
    if left:
        why = f"{left} tên trong quyết định đã ban hành chưa có trong lễ trao, {listed} tên đã có."
        return Part(*page, LATE, why, "conference:ceremony", "Lập danh sách trao")
    if not listed:
        planned = any(step.kind == CEREMONY for step in steps)
        why = "Chưa có quyết định nào được ban hành để trao." if planned else "Chương trình không có phần trao tặng."
        return Part(*page, WAIT if planned else DONE, why, "conference:ceremony", "Xem lễ trao")
    return Part(*page, DONE, f"{listed} tên, đủ theo các quyết định đã ban hành.", "conference:ceremony", "Xem lễ trao")


def _points(conference: Conference) -> Part:
    page = ("points", "Kết luận")
    points = ConclusionPoint.objects.filter(conference=conference)
    count, unseen = points.count(), points.filter(looked_at=False).count()
    if not count:
        return Part(*page, WAIT, "Chưa có điểm kết luận nào.", "conference:conclusion", "Ghi các điểm")
    if unseen:
        return Part(
            *page, WAIT, f"{unseen} trên {count} điểm chưa xem lại nơi làm, hạn.", "conference:conclusion", "Xem các điểm"
        )
    return Part(*page, DONE, f"{count} điểm, đã xem đủ.", "conference:conclusion", "Xem các điểm")


def _roll(heads: dict[str, int]) -> Part:
    page = ("roll", "Điểm danh")
    if heads["unmarked"]:
        why = f"Còn {heads['unmarked']} trên {heads['all']} đầu người chưa điểm danh."
        return Part(*page, LATE, why, "conference:roll", "Điểm danh")
    return Part(*page, DONE, "Đã điểm danh đủ.", "conference:roll", "Xem điểm danh")
