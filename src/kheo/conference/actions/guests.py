"""Who is invited: positions held on the day, guests from elsewhere, collectives to be honoured; their answers and the roll.

One person is one head, however many positions bring it in. Attendance has its own file and is offered here by name, too.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from kheo.conference.actions.attendance import mark_attendance, mark_present
from kheo.conference.actions.heads import add_capacities, bump, known_labels, new_guest, next_order
from kheo.conference.actions.locks import lock_conference, lock_guest
from kheo.conference.models import Conference, Guest
from kheo.conference.queries.guests import guests_of, is_of, owners_of
from kheo.conference.queries.honoured import honoured_left
from kheo.conference.queries.speeches import contributions_of
from kheo.conference.rules.guests import GROUPS, SUBSTITUTE, answer_problems, group_of, rank_of
from kheo.conference.rules.texts import Typed, text_problems
from kheo.foundation.refusal import Problem, RefusedError
from kheo.foundation.text import fold, tidy
from kheo.organisation.authority import Actor, Grant, Owner, find_grant, require
from kheo.organisation.models import Body, Locality, Position, Unit
from kheo.organisation.queries.bodies import units_ever_under
from kheo.organisation.trail import record

__all__ = [
    "GuestContent",
    "answer_invitation",
    "invite_guest",
    "invite_honoured",
    "invite_positions",
    "mark_attendance",
    "mark_present",
    "regroup_guest",
    "remove_guest",
]
LABEL, TITLES, GROUP, UNIT = "Tên khách mời", "Chức vụ", "Nhóm", "Đơn vị"
MOST_TITLES = 6


@dataclass(frozen=True)
class GuestContent:
    """A guest who holds no position here: by *titles* (superiors) or by *label* (a collective, somebody to be honoured)."""

    group: str
    unit: Unit
    label: str
    titles: tuple[str, ...] = ()
    body: Body | None = None


def invite_positions(actor: Actor, conference: Conference, group: str, positions: Iterable[Position]) -> list[Guest]:
    """Invite the holders of *positions*; a person who is invited already gets one more capacity, not one more head.

    *group* "" lets each position sit where its body sits. Returns the heads concerned, each once.
    """
    locality = conference.locality
    grant = require(actor, "conference.manage", locality)
    chosen = list(dict.fromkeys(positions))
    with transaction.atomic():
        locked = lock_conference(conference)
        held = {row.pk: row for row in _held(locked, chosen)}
        problems = _position_problems(locked, group, chosen, held)
        if problems:
            raise RefusedError(*problems)
        ranked = sorted(held.values(), key=lambda row: (rank_of(row.body.kind), row.body.code, row.pk))
        guests = {guest.person_id: guest for guest in Guest.objects.filter(conference=locked, person__isnull=False)}
        made: dict[int, Guest] = {}
        for position in ranked:
            guest = guests.get(position.person_id)
            if guest is None:
                own = position.body.unit_id == locality.unit_id
                sits = group or group_of(position.body.kind, own_unit=own)
                guest = new_guest(locked, sits, position.body.unit, position.body, person=position.person)
                guests[position.person_id] = guest
            add_capacities(guest, [(position.title, position)])
            made[position.person_id] = guest
        details = {"positions": [row.pk for row in ranked], "heads": len(made)}
        record(actor, grant, "guest.invite_positions", locked, locality, details)
    return list(made.values())


def invite_guest(actor: Actor, conference: Conference, content: GuestContent) -> Guest:
    """Invite one head that holds no position here."""
    locality = conference.locality
    grant = require(actor, "conference.manage", locality)
    titles = tuple(title for title in map(tidy, content.titles) if title)
    label = tidy(content.label) or (titles[0] if titles else "")
    with transaction.atomic():
        locked = lock_conference(conference)
        problems = _content_problems(locality, content, label, titles)
        if (content.unit.pk, fold(label)) in known_labels(locked):
            problems.append(Problem(f"«{label}» đã có trong danh sách mời của đơn vị này; không mời lần nữa.", LABEL))
        if problems:
            raise RefusedError(*problems)
        guest = new_guest(locked, content.group, content.unit, content.body, label=label)
        add_capacities(guest, [(title, None) for title in titles])
        record(actor, grant, "guest.invite", guest, locality, {"conference": locked.pk, "group": content.group})
    return guest


def invite_honoured(actor: Actor, conference: Conference) -> list[Guest]:
    """Invite, in one act, everybody named in the issued decisions of the programme who is not invited yet."""
    locality = conference.locality
    grant = require(actor, "conference.manage", locality)
    with transaction.atomic():
        locked = lock_conference(conference)
        order = next_order(locked)
        guests = [
            Guest(
                conference=locked,
                group=Guest.Group.HONOURED,
                order=order + number,
                unit=line.unit,
                body=line.body,
                label=line.label,
            )
            for number, line in enumerate(honoured_left(locked))
        ]
        if not guests:
            raise RefusedError("Mọi tập thể, cá nhân trong các quyết định đã ban hành đều có trong danh sách mời.")
        made = Guest.objects.bulk_create(guests)
        record(actor, grant, "guest.honour", locked, locality, {"heads": len(made)})
    return made


def regroup_guest(actor: Actor, guest: Guest, group: str, version: int) -> Guest:
    """Seat a head in another group."""
    grant = require(actor, "conference.manage", guest.conference.locality)
    if group not in GROUPS:
        raise RefusedError(Problem("Chọn một nhóm trong danh sách.", GROUP))
    with transaction.atomic():
        locked = lock_guest(guest, version)
        locked.group = group
        bump(locked)
        record(actor, grant, "guest.regroup", locked, locked.conference.locality, {"group": group, "version": locked.version})
    return locked


def remove_guest(actor: Actor, guest: Guest, version: int) -> None:
    """Take a head off the list; not the last one of a unit whose contribution is to be spoken."""
    grant = require(actor, "conference.manage", guest.conference.locality)
    with transaction.atomic():
        locked = lock_guest(guest, version)
        if locked.attendance in {Guest.Attendance.PRESENT, Guest.Attendance.SUBSTITUTE}:
            raise RefusedError("Người này đã được điểm danh có mặt; bỏ điểm danh trước nếu ghi nhầm.")
        if problems := _speech_problems(locked):
            raise RefusedError(*problems)
        details = {"conference": locked.conference_id, "group": locked.group}
        record(actor, grant, "guest.remove", locked, locked.conference.locality, details)
        locked.delete()


def answer_invitation(actor: Actor, guest: Guest, answer: str, stand_in: str, version: int) -> Guest:
    """The unit's answer for one of its heads: coming, a stand-in by position, or not coming."""
    grant = _answering(actor, guest)
    stand_in = tidy(stand_in) if answer == SUBSTITUTE else ""
    if problems := answer_problems(answer, stand_in):
        raise RefusedError(*problems)
    with transaction.atomic():
        locked = lock_guest(guest, version)
        locked.answer, locked.stand_in = answer, stand_in
        bump(locked)
        record(actor, grant, "guest.answer", locked, locked.conference.locality, {"answer": answer, "version": locked.version})
    return locked


def _answering(actor: Actor, guest: Guest) -> Grant:
    """The grant of somebody of the guest's own unit or body, or of the office."""
    locality = guest.conference.locality
    owners: Sequence[Owner] = owners_of(guest)
    for owner in owners:
        grant = find_grant(actor, "conference.answer", locality, owner)
        if grant is not None:
            return grant
    return require(actor, "conference.answer", locality, owners[0]) if owners else require(actor, "conference.manage", locality)


def _held(conference: Conference, chosen: list[Position]) -> list[Position]:
    """Those of *chosen* that are held in this locality on the day of the conference, in bodies that exist then."""
    bodies = Body.objects.on(conference.held_on).filter(locality=conference.locality_id)
    rows = Position.objects.on(conference.held_on).filter(pk__in=[row.pk for row in chosen], body__in=bodies)
    return list(rows.select_related("person", "body__unit"))


def _position_problems(conference: Conference, group: str, chosen: list[Position], held: dict[int, Position]) -> list[Problem]:
    problems = []
    if group and group not in GROUPS:
        problems.append(Problem("Chọn một nhóm trong danh sách.", GROUP))
    if not chosen:
        problems.append(Problem("Chưa chọn chức vụ nào."))
    problems += [
        Problem(f"Chức vụ này không còn hoặc chưa có người giữ vào ngày {conference.held_on:%d/%m/%Y}; bỏ chọn.", row.title)
        for row in chosen
        if row.pk not in held
    ]
    return problems


def _content_problems(locality: Locality, content: GuestContent, label: str, titles: Sequence[str]) -> list[Problem]:
    problems = text_problems([Typed(LABEL, label, 200), *(Typed(TITLES, title, 200) for title in titles)])
    if len(titles) > MOST_TITLES:
        problems.append(Problem(f"Nhiều nhất {MOST_TITLES} chức vụ.", TITLES))
    if content.group not in GROUPS:
        problems.append(Problem("Chọn một nhóm trong danh sách.", GROUP))
    if content.body is not None and content.body.locality_id not in (None, locality.pk):
        problems.append(Problem("Cơ quan này của địa phương khác.", UNIT))
    outside = content.unit.pk != locality.unit_id and not units_ever_under(locality).filter(pk=content.unit.pk).exists()
    if outside and content.group != Guest.Group.SUPERIOR:
        problems.append(Problem("Đơn vị này không thuộc địa phương; khách ngoài địa phương xếp vào «đại biểu cấp trên».", UNIT))
    return problems


def _speech_problems(guest: Guest) -> list[Problem]:
    others = list(guests_of(guest.conference_id).exclude(pk=guest.pk))
    return [
        Problem(
            f"Đơn vị này có tham luận «{speech.title}» và không còn ai khác được mời; đưa bài về chỉ in tài liệu hoặc thôi đề "
            "nghị bài rồi mới bỏ khách.",
        )
        for speech in contributions_of(guest.conference_id).filter(state__in=["called", "received", "chosen"])
        if is_of(guest, speech.unit_id, speech.body_id)
        and not any(is_of(other, speech.unit_id, speech.body_id) for other in others)
    ]
