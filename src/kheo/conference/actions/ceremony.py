"""The award ceremony: the running list, who hands over and who receives, and each call on stage, once and by one hand."""

from itertools import groupby

from django.db import transaction
from django.db.models import Max

from kheo.conference.actions.locks import lock_conference
from kheo.conference.models import Award, AwardCall, AwardGroup, Conference
from kheo.conference.queries.stage import certificates_of_lines, open_lines, stage_of
from kheo.conference.rules.protocol import group_title, handed_kinds, place_of
from kheo.foundation.lengths import too_long
from kheo.foundation.refusal import Problem, RefusedError
from kheo.foundation.text import tidy
from kheo.organisation.authority import Actor, require
from kheo.organisation.trail import record
from kheo.recognition.models import Certificate, CertificateNotice, Decision, DecisionKind, DecisionLine
from kheo.recognition.queries.certificates import numbered
from kheo.recognition.rules.awards import award_names, issuer_rule

LONGEST = 200
TITLE_LONGEST = 300
_ASIDE = 10_000
"""Added to places while they change hands: two groups never stand at one place, not even for a moment."""


def build_ceremony(actor: Actor, conference: Conference) -> int:
    """Put every line of the programme's issued decisions into its group, each once; returns how many names were added.

    Called again, it adds what was issued since: nothing that is there is dropped, doubled or moved.
    """
    grant = require(actor, "conference.manage", conference.locality)
    with transaction.atomic():
        locked = _lock_stage(conference, "ceremony.prepare")
        added = 0
        for decision, lines in groupby(open_lines(locked), key=lambda line: line.decision):
            group = AwardGroup.objects.filter(conference=locked, decision=decision).first() or _open_group(locked, decision)
            added += _add(group, list(lines))
        if added:
            _turn(locked)
            record(actor, grant, "ceremony.build", locked, locked.locality, {"added": added})
    return added


def set_presenter(
    actor: Actor, group: AwardGroup, presenter: str, known: str | None = None, title: str | None = None
) -> AwardGroup:
    """Say by position who hands over this group, and (*title*) with which words it opens.

    *known*: the presenter that the page showed; refused when somebody else has changed it since.
    """
    conference = group.conference
    grant = require(actor, "conference.manage", conference.locality)
    words = tidy(group.title if title is None else title)
    problems = too_long(tidy(presenter), LONGEST, "Người trao") + too_long(words, TITLE_LONGEST, "Lời dẫn")
    if not words:
        problems.append(Problem("Chưa ghi lời dẫn; ghi nhóm này trao gì.", "Lời dẫn"))
    if problems:
        raise RefusedError(*problems)
    with transaction.atomic():
        locked = _lock_stage(conference, "ceremony.prepare")
        fresh = AwardGroup.objects.select_for_update().get(pk=group.pk)
        _require_known(known, fresh.presenter)
        fresh.presenter, fresh.title = tidy(presenter), words
        fresh.save(update_fields=["presenter", "title"])
        record(actor, grant, "ceremony.presenter", fresh, locked.locality, {"group": fresh.pk})
    return fresh


def set_receiver(actor: Actor, award: Award, receiver: str, known: str | None = None) -> Award:
    """Say who comes up for an absent one, by position or as a word («đại diện gia đình»); "" when the one named comes.

    *known*: the receiver that the page showed; refused when somebody else has changed it since.
    """
    conference = award.group.conference
    grant = require(actor, "ceremony.run", conference.locality)
    if problems := too_long(tidy(receiver), LONGEST, "Người nhận thay"):
        raise RefusedError(*problems)
    with transaction.atomic():
        locked = _lock_stage(conference, "ceremony.prepare")
        fresh = Award.objects.select_for_update(of=("self",)).select_related("line").get(pk=award.pk)
        _refuse_called(fresh)
        _require_known(known, fresh.receiver)
        fresh.receiver = tidy(receiver)
        fresh.save(update_fields=["receiver"])
        record(actor, grant, "ceremony.receiver", fresh, locked.locality, {"award": fresh.pk})
    return fresh


def move_group(actor: Actor, group: AwardGroup, up: bool, stage_version: int) -> None:
    """Exchange a group with the one before (*up*) or after it; one at the edge stays where it is."""
    conference = group.conference
    grant = require(actor, "conference.manage", conference.locality)
    with transaction.atomic():
        locked = _lock_stage(conference, "ceremony.prepare", stage_version)
        groups = list(AwardGroup.objects.select_for_update().filter(conference=locked).order_by("order"))
        here = [one.pk for one in groups].index(group.pk)
        there = here - 1 if up else here + 1
        if not 0 <= there < len(groups):
            return
        groups[here], groups[there] = groups[there], groups[here]
        _place(groups)
        _turn(locked)
        record(actor, grant, "ceremony.order", locked, locked.locality, {"groups": [one.pk for one in groups]})


def cover_stage(actor: Actor, conference: Conference, covered: bool, stage_version: int) -> Conference:
    """Cover the big screen (the group's title alone) or let it show the name that is called now."""
    grant = require(actor, "ceremony.run", conference.locality)
    with transaction.atomic():
        locked = _lock_stage(conference, "ceremony.call", stage_version)
        locked.stage_covered = covered
        _turn(locked)
        record(actor, grant, "ceremony.cover", locked, locked.locality, {"covered": covered, "stage": locked.stage_version})
    return locked


def call_award(actor: Actor, award: Award, outcome: str, stage_version: int, receiver: str = "") -> AwardCall:
    """Write down that *award* was called and what came of it: the next waiting name, or any other one that waits.

    *stage_version*: the state that the operator's page showed. A second operator is told that the stage has moved on, and
    nothing is written. Nobody is called twice. A certificate taken back is refused unless *outcome* is «withheld».
    After the last name of a group the screen is covered: the hand that gives changes.
    """
    conference = award.group.conference
    grant = require(actor, "ceremony.run", conference.locality)
    with transaction.atomic():
        locked = _lock_stage(conference, "ceremony.call", stage_version)
        fresh = Award.objects.select_for_update(of=("self",)).select_related("line", "group__decision").get(pk=award.pk)
        _refuse_called(fresh)
        certificate = certificates_of_lines([fresh.line_id]).get(fresh.line_id)
        taker = tidy(receiver) or (fresh.receiver if outcome == AwardCall.Outcome.STAND_IN else "")
        if problems := _call_problems(fresh, outcome, taker, certificate):
            raise RefusedError(*problems)
        call = AwardCall.objects.create(
            award=fresh, outcome=outcome, receiver=taker, certificate=certificate, called_by=actor.account_id
        )
        following = stage_of(locked).current
        if following is None or following.award.group_id != fresh.group_id:
            locked.stage_covered = True
        _turn(locked)
        details = {"award": fresh.pk, "outcome": outcome, "stage": locked.stage_version}
        record(actor, grant, "ceremony.call", fresh, locked.locality, details)
    return call


def _lock_stage(conference: Conference, step: str, stage_version: int | None = None) -> Conference:
    """Lock the conference and take *step* on it; refuse a stage that has moved on since *stage_version* was shown."""
    locked = lock_conference(conference, step)
    if stage_version is not None:
        _require_stage(stage_version, locked)
    return locked


def _require_stage(known: int, conference: Conference) -> None:
    """Refuse to act on a stage that somebody else has moved on; the answer says where it is now."""
    if known == conference.stage_version:
        return
    current = stage_of(conference).current
    where = f"đang đến {current.name}" if current else "đã gọi hết tên"
    raise RefusedError(f"Người khác vừa chuyển bước: lễ trao {where}. Chưa ghi gì thêm; xem lại trang rồi bấm tiếp.")


def _turn(conference: Conference) -> None:
    conference.stage_version += 1
    conference.save(update_fields=["stage_version", "stage_covered"])


def _open_group(conference: Conference, decision: Decision) -> AwardGroup:
    """A new group at its place in the protocol, after those of no lower rank; the others keep their order."""
    day = conference.held_on
    kinds = handed_kinds(day)
    groups = list(AwardGroup.objects.select_for_update(of=("self",)).filter(conference=conference).order_by("order"))
    of_kinds = [one.decision.kind for one in AwardGroup.objects.filter(conference=conference).select_related("decision")]
    rule = issuer_rule(decision.kind, decision.body.unit.level, decision.date or day)
    issuer = f"Chủ tịch {decision.body.name}" if decision.kind == DecisionKind.COMMENDATION else decision.body.name
    made = AwardGroup.objects.create(
        conference=conference,
        decision=decision,
        order=2 * _ASIDE,
        title=tidy(
            group_title(
                decision.kind,
                day,
                form=award_names().get(decision.award) or (rule.value["form"] if rule else decision.get_kind_display()),
                issuer=issuer,
                year=decision.programme.year,
            )
        )[:TITLE_LONGEST],
    )
    groups.insert(place_of(decision.kind, of_kinds, kinds), made)
    _place(groups)
    return made


def _place(groups: list[AwardGroup]) -> None:
    """Number *groups* from 1 in the order given."""
    for start in (_ASIDE, 1):
        for order, group in enumerate(groups, start):
            group.order = order
            group.save(update_fields=["order"])


def _add(group: AwardGroup, lines: list[DecisionLine]) -> int:
    last = Award.objects.filter(group=group).aggregate(last=Max("order"))["last"] or 0
    made = Award.objects.bulk_create(Award(group=group, line=line, order=order) for order, line in enumerate(lines, last + 1))
    return len(made)


def _refuse_called(award: Award) -> None:
    call = AwardCall.objects.filter(award=award).first()
    if call is not None:
        raise RefusedError(f"{award.line.recipient} đã được gọi: {call.get_outcome_display()}. Mỗi tên chỉ gọi một lần.")


def _call_problems(award: Award, outcome: str, taker: str, certificate: Certificate | None) -> list[Problem]:
    name = award.line.recipient
    if outcome not in AwardCall.Outcome.values:
        return [Problem("Chọn một trong bốn kết quả: đã trao, người nhận thay, trao sau, không trao.", name)]
    problems = too_long(taker, LONGEST, "Người nhận thay")
    notice = getattr(certificate, "notice", None)
    revoked = notice if notice is not None and notice.kind == CertificateNotice.Kind.REVOKED else None
    if outcome == AwardCall.Outcome.WITHHELD:
        if revoked is None:
            problems.append(Problem("Giấy của tên này không bị thu hồi; nếu vắng thì ghi «trao sau».", name))
        return problems
    if revoked is not None and certificate is not None:
        problems.append(
            Problem(
                f"Giấy chứng nhận số {numbered(certificate)} đã thu hồi từ {revoked.on:%d/%m/%Y} theo {revoked.paper}: "
                f"{revoked.reason}. Không gọi lên nhận; ghi «không trao» rồi sang tên kế tiếp.",
                name,
            )
        )
    if outcome == AwardCall.Outcome.STAND_IN and not taker:
        problems.append(Problem("Chưa ghi ai nhận thay; ghi chức vụ hoặc «đại diện gia đình».", "Người nhận thay"))
    lacks = award.group.decision.kind == DecisionKind.RECOGNITION and certificate is None
    if lacks and outcome in {AwardCall.Outcome.HANDED, AwardCall.Outcome.STAND_IN}:
        problems.append(Problem("Chưa cấp giấy chứng nhận cho tên này; cấp giấy rồi trao, hoặc ghi «trao sau».", name))
    return problems


def _require_known(known: str | None, current: str) -> None:
    if known is not None and tidy(known) != current:
        raise RefusedError(
            f"Người khác vừa sửa mục này thành «{current}». Nội dung bạn nhập vẫn còn ở dưới; xem lại rồi ghi lần nữa."
        )
