"""Recording from whom an initiative learnt («học từ»), mending it, taking it away, and what the origin says to it."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from kheo.foundation.audit.actions import record as record_row
from kheo.foundation.refusal import Problem, RefusedError, require_version
from kheo.foundation.text import tidy
from kheo.movement.actions.registrations import GONE
from kheo.movement.models import Initiative, Lineage, Registration
from kheo.movement.queries.lineage import keys_above, may_be_origin, newest_registration, owner_of_initiative
from kheo.movement.rules.spread import Learnt, learnt_problems
from kheo.organisation.actions.notices import notify
from kheo.organisation.authority import Actor, NotAllowedError, require
from kheo.organisation.models import Locality, Role
from kheo.organisation.queries.holders import holders_in, holders_of
from kheo.organisation.trail import record


@dataclass(frozen=True)
class LineageContent:
    """What is told of a learning: *origin* in the record, or *origin_words* for one outside it; the rest as in the table."""

    learnt_on: date
    origin: Initiative | None = None
    origin_words: str = ""
    extent: str = Lineage.Extent.WHOLE
    part: str = ""
    by_whom: str = ""
    consent: str = Lineage.Consent.NOT_ASKED
    outcome: str = ""

    def learnt(self) -> Learnt:
        return Learnt(
            has_origin=self.origin is not None,
            learnt_on=self.learnt_on,
            origin_words=self.origin_words,
            extent=self.extent,
            part=self.part,
            by_whom=self.by_whom,
            consent=self.consent,
            outcome=self.outcome,
        )


def record_lineage(actor: Actor, copy: Initiative, content: LineageContent) -> Lineage:
    """Write that *copy* learnt from an origin; the holders of both places are told.

    Refused where the origin may not be seen from here, is recorded already, or learnt from *copy* itself.
    """
    grant = require(actor, "lineage.record", copy.locality, owner_of_initiative(copy))
    problems = list(learnt_problems(content.learnt(), timezone.localdate()))
    if content.origin is not None and not may_be_origin(copy.locality).filter(pk=content.origin.pk).exists():
        problems.append(Problem("Không có mô hình này, hoặc địa phương ấy chưa công nhận nó; chọn lại.", "Nơi đầu"))
    if problems:
        raise RefusedError(*problems)
    with transaction.atomic():
        one_at_a_time()
        ends = [copy.pk, content.origin.pk] if content.origin else [copy.pk]
        if Initiative.objects.filter(pk__in=ends).exclude(merged_into=None).exists():
            raise RefusedError(GONE)
        if content.origin is not None:
            _refuse_a_circle(copy, content.origin)
            if Lineage.objects.filter(copy=copy, origin=content.origin).exists():
                raise RefusedError(Problem("Đã ghi học từ mô hình này; sửa dòng ấy.", "Nơi đầu"))
        made = Lineage(copy=copy, origin=content.origin, added_by=actor.account_id)
        _fill(made, content)
        made.save()
        details = {"copy": copy.pk, "origin": made.origin_id, "consent": made.consent}
        record(actor, grant, "lineage.record", made, copy.locality, details)
        _tell(made, actor.account_id, "Ghi «học từ»")
    return made


def note_lineage(registration: Registration, origin: Initiative, learnt_on: date, added_by: int | None) -> Lineage | None:
    """Write the origin of a registration that was taken from a form begun with «Làm theo mô hình này».

    Asks no authority: the caller took the form and calls this in its own transaction. None, and nothing written, where there is
    nothing to write: the origin is the initiative itself, is recorded already, or is itself recorded as learnt from this one.
    """
    copy = registration.initiative
    with transaction.atomic():
        one_at_a_time()
        origin = Initiative.objects.select_related("merged_into", "locality").get(pk=origin.pk)
        origin = origin.merged_into or origin
        if copy.pk in keys_above(origin.pk) or Lineage.objects.filter(copy=copy, origin=origin).exists():
            return None
        made = Lineage.objects.create(copy=copy, origin=origin, learnt_on=learnt_on, added_by=added_by)
        details = {"copy": copy.pk, "origin": origin.pk, "registration": registration.pk}
        record_row("lineage.note", made, locality=copy.locality.code, actor=added_by, authority="", details=details)
        _tell(made, added_by, "Ghi «học từ»")
    return made


def edit_lineage(actor: Actor, lineage: Lineage, content: LineageContent, version: int) -> Lineage:
    """Write *content* over what stands; the origin itself stays (a wrong one is removed), words of an outside one may be mended.

    What the origin's own unit answered about its consent stays as well.
    """
    copy = lineage.copy
    grant = require(actor, "lineage.record", copy.locality, owner_of_initiative(copy))
    problems = list(learnt_problems(content.learnt(), timezone.localdate()))
    if (content.origin.pk if content.origin else None) != lineage.origin_id:
        problems.append(Problem("Nơi đầu ghi nhầm thì bỏ dòng này rồi ghi lại.", "Nơi đầu"))
    if problems:
        raise RefusedError(*problems)
    with transaction.atomic():
        locked = _lock(lineage, version)
        if locked.consent_by is not None and content.consent != locked.consent:
            raise RefusedError(Problem("Nơi đầu đã tự trả lời; muốn đổi thì nơi đầu trả lời lại.", "Nơi đầu có đồng ý không"))
        _fill(locked, content)
        locked.version += 1
        locked.save()
        record(actor, grant, "lineage.edit", locked, copy.locality, {"consent": locked.consent, "version": locked.version})
    return locked


def remove_lineage(actor: Actor, lineage: Lineage, version: int) -> None:
    """Take an erroneous row away; that it was there, between which two, stays in the trail."""
    copy = lineage.copy
    grant = require(actor, "lineage.record", copy.locality, owner_of_initiative(copy))
    with transaction.atomic():
        locked = _lock(lineage, version)
        details = {"copy": locked.copy_id, "origin": locked.origin_id, "learnt_on": locked.learnt_on.isoformat()}
        record(actor, grant, "lineage.remove", locked, copy.locality, details)
        _tell(locked, actor.account_id, "Bỏ dòng «học từ»")
        locked.delete()


def answer_consent(actor: Actor, lineage: Lineage, consent: str, version: int) -> Lineage:
    """What the origin's own unit says to being copied, given or refused; only within one locality."""
    origin, copy = lineage.origin, lineage.copy
    if origin is None or origin.locality_id != copy.locality_id:
        raise NotAllowedError("Nơi đầu ở ngoài địa phương này; nơi học ghi lại ý kiến của nơi đầu.")
    grant = require(actor, "lineage.record", origin.locality, owner_of_initiative(origin))
    if consent not in {Lineage.Consent.GIVEN, Lineage.Consent.REFUSED}:
        raise RefusedError(Problem("Chọn đồng ý hoặc không đồng ý.", "Trả lời"))
    with transaction.atomic():
        locked = _lock(lineage, version)
        locked.consent, locked.consent_by = consent, actor.account_id
        locked.version += 1
        locked.save()
        record(actor, grant, "lineage.consent", locked, origin.locality, {"consent": consent, "version": locked.version})
        _tell(locked, actor.account_id, f"Nơi đầu {'đồng ý' if consent == Lineage.Consent.GIVEN else 'không đồng ý'}")
    return locked


def one_at_a_time() -> None:
    """Two rows written at the same moment could close a circle that neither sees: all learning waits at one row."""
    Locality.objects.select_for_update(no_key=True).order_by("pk").first()


def _refuse_a_circle(copy: Initiative, origin: Initiative) -> None:
    if copy.pk == origin.pk:
        raise RefusedError(Problem("Một mô hình không học từ chính nó.", "Nơi đầu"))
    if copy.pk in keys_above(origin.pk):
        what = f"«{origin.title}» đã ghi là học từ «{copy.title}», thẳng hoặc qua nơi khác; không ghi ngược lại được."
        raise RefusedError(Problem(what, "Nơi đầu"))


def _lock(lineage: Lineage, version: int) -> Lineage:
    rows = Lineage.objects.select_for_update(of=("self",)).select_related("copy__locality", "copy__unit", "copy__body", "origin")
    locked = rows.filter(pk=lineage.pk).first()
    if locked is None:
        raise RefusedError("Người khác vừa bỏ dòng này.")
    require_version(version, locked.version)
    return locked


def _fill(lineage: Lineage, content: LineageContent) -> None:
    lineage.learnt_on, lineage.extent, lineage.consent = content.learnt_on, content.extent, content.consent
    lineage.part = tidy(content.part) if content.extent == Lineage.Extent.PART else ""
    lineage.origin_words, lineage.by_whom = tidy(content.origin_words), tidy(content.by_whom)
    lineage.outcome = tidy(content.outcome)


def _tell(lineage: Lineage, actor: int | None, what: str) -> None:
    """Leave a notice with the offices and units of both ends, but for whoever did it; each with the page of its own end."""
    subject = f"{what}: «{lineage.copy.title}» từ «{lineage.origin.title if lineage.origin else lineage.origin_words}»"
    told: set[int] = set()
    for end in (lineage.copy, lineage.origin):
        registration = newest_registration(end) if end is not None else None
        if end is None or registration is None:
            continue
        path = reverse("movement:registration", args=[end.locality.code, registration.pk]) + "#hoc-tu"
        today = timezone.localdate()
        held = holders_of(end.locality, end.unit, end.body, [Role.UNIT_STAFF], today) | holders_in(
            end.locality, [Role.OFFICE], today
        )
        waiting = [one for one in (held.exclude(person__account=actor) if actor else held) if one.pk not in told]
        told |= {one.pk for one in waiting}
        notify(waiting, end.locality, subject, path)
