"""A matter is put forward, mended before it is asked, withdrawn; households agree with a citizen's proposal (Điều 16)."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from kheo.democracy.actions.rounds import lock_matter
from kheo.democracy.models import Change, Consent, Household, Matter, Round, Scope
from kheo.democracy.queries.matters import villages_on
from kheo.democracy.queries.roll import households_on
from kheo.democracy.rules.comments import lines_of
from kheo.democracy.rules.proposals import BY_CITIZENS, CITIZENS, Proposal, consent_day_problems, proposal_problems
from kheo.democracy.rules.rounds import reason_problems
from kheo.democracy.workflow import MATTER
from kheo.foundation.refusal import Problem, RefusedError, require_version
from kheo.foundation.text import tidy
from kheo.organisation.authority import Actor, Grant, Owner, require
from kheo.organisation.models import Locality, Unit
from kheo.organisation.trail import record

CHANGEABLE = ("passed", "sent", "in_force", "carried_out")


def matter_grant(actor: Actor, locality: Locality, scope: str, village_id: int | None) -> Grant:
    """Who puts a matter forward: the commune for its whole area, a head for the own village."""
    if scope == Scope.COMMUNE:
        return require(actor, "matter.propose_wide", locality)
    return require(actor, "matter.propose", locality, Owner(village_id or 0))


def propose_matter(
    actor: Actor,
    locality: Locality,
    village: Unit | None,
    proposal: Proposal,
    *,
    replaces: Matter | None = None,
    change: str = "",
) -> Matter:
    """Put a matter forward; *replaces*, *change*: the decision that it amends or annuls when it carries (Điều 22 khoản 3)."""
    grant = matter_grant(actor, locality, proposal.scope, village.pk if village else None)
    today = timezone.localdate()
    problems = [*proposal_problems(proposal, today), *_place_problems(locality, village, proposal.scope, today)]
    with transaction.atomic():
        if replaces is not None:
            problems += _change_problems(lock_matter(replaces), village, proposal, change)
        if problems:
            raise RefusedError(*problems)
        made = Matter.objects.create(
            locality=locality,
            village=village,
            replaces=replaces,
            change=change if replaces else "",
            added_by=actor.account_id,
            scope=proposal.scope,
            **_words(proposal),
        )
        record(actor, grant, "matter.propose", made, locality, {"kind": made.kind, "scope": made.scope, "way": made.way})
    return made


def _words(proposal: Proposal) -> dict[str, object]:
    return {
        "kind": proposal.kind,
        "title": tidy(proposal.title),
        "content": lines_of(proposal.content),
        "way": proposal.way,
        "agreed_on": None if proposal.way == CITIZENS else proposal.agreed_on,
        "initiator": tidy(proposal.initiator) if proposal.way in BY_CITIZENS else "",
        "dismisses": proposal.dismisses,
    }


def _place_problems(locality: Locality, village: Unit | None, scope: str, day: date) -> list[Problem]:
    if scope == Scope.COMMUNE:
        return [Problem("Việc trên địa bàn cấp xã không chọn một thôn, tổ dân phố.", "Thôn, tổ dân phố")] if village else []
    if village is None or village.pk not in {one.unit_id for one in villages_on(locality, day)}:
        return [Problem("Chọn thôn, tổ dân phố của địa phương.", "Thôn, tổ dân phố")]
    return []


def _change_problems(old: Matter, village: Unit | None, proposal: Proposal, change: str) -> list[Problem]:
    problems = []
    if change not in Change.values:
        problems.append(Problem("Chọn sửa đổi, bổ sung, thay thế hay bãi bỏ (Điều 22 Luật 10/2022/QH15).", "Thay quyết định"))
    if (old.kind, old.scope, old.village_id) != (proposal.kind, proposal.scope, village.pk if village else None):
        problems.append(
            Problem("Chọn đúng nội dung, phạm vi và nơi của quyết định cũ: cùng cộng đồng ấy quyết định lại.", "Thay quyết định")
        )
    if old.state not in CHANGEABLE:
        problems.append(Problem(f"Quyết định cũ đang ở bước «{MATTER.label(old.state)}», không còn để thay.", "Thay quyết định"))
    return problems


def _lock(matter: Matter, version: int) -> Matter:
    held = lock_matter(matter)
    require_version(version, held.version)
    return held


def edit_matter(actor: Actor, matter: Matter, proposal: Proposal, version: int) -> Matter:
    """Mend what was put forward, before any village was told a day; kind, scope and place stay."""
    grant = matter_grant(actor, matter.locality, matter.scope, matter.village_id)
    with transaction.atomic():
        held = _lock(matter, version)
        problems = list(proposal_problems(proposal, timezone.localdate()))
        if (held.kind, held.scope) != (proposal.kind, proposal.scope):
            problems.append(
                Problem("Nội dung theo Điều 15 và phạm vi giữ như khi đề xuất; đổi thì rút và đề xuất lại.", "Nội dung")
            )
        if held.state != "proposed" or Round.objects.filter(matter=held).exclude(state="cancelled").exists():
            problems.append(Problem("Đã định ngày lấy quyết định, đã báo cho dân: không sửa được nữa. Huỷ lần ấy rồi sửa."))
        if problems:
            raise RefusedError(*problems)
        for name, value in _words(proposal).items():
            setattr(held, name, value)
        held.version += 1
        held.save()
        record(actor, grant, "matter.edit", held, held.locality, {"version": held.version})
    return held


def withdraw_matter(actor: Actor, matter: Matter, reason: str, version: int) -> Matter:
    """Take a proposal back before anybody was asked, and say why."""
    grant = matter_grant(actor, matter.locality, matter.scope, matter.village_id)
    with transaction.atomic():
        held = _lock(matter, version)
        state = MATTER.target("withdraw", held.state)
        problems = list(reason_problems(reason))
        if Round.objects.filter(matter=held, state__in=("planned", "open")).exists():
            problems.append(Problem("Đã định ngày lấy quyết định; huỷ lần ấy trước rồi rút."))
        if problems:
            raise RefusedError(*problems)
        held.state, held.closing = state, tidy(reason)
        held.version += 1
        held.save()
        record(actor, grant, "matter.withdraw", held, held.locality, {"version": held.version})
    return held


def add_consents(actor: Actor, matter: Matter, numbers: Mapping[int, date], means: str) -> int:
    """Write down households, by their *numbers*, that agree with a citizen's proposal, each on its day. Return how many are new.

    A household that agreed again counts once, from its later day.
    """
    grant = matter_grant(actor, matter.locality, matter.scope, matter.village_id)
    today = timezone.localdate()
    with transaction.atomic():
        held = lock_matter(matter)
        if held.way not in BY_CITIZENS or held.state != "proposed":
            raise RefusedError("Chỉ ghi hộ đồng thuận cho sáng kiến của công dân chưa đưa ra bàn.")
        roll = {one.number: one for one in households_on(held.village_id or 0, today)}
        problems = []
        if means not in Consent.Means.values:
            problems.append(Problem("Chọn cách hộ thể hiện ý kiến.", "Cách thể hiện"))
        if not numbers:
            problems.append(Problem("Ghi số hộ đồng thuận.", "Số hộ"))
        for number, on in numbers.items():
            if number not in roll:
                problems.append(Problem(f"Sổ hộ hôm nay không có hộ số {number}.", "Số hộ"))
            problems += [one for one in consent_day_problems(on, today) if one not in problems]
        if problems:
            raise RefusedError(*problems)
        fresh = sum(_agree(held, roll[number], on, means) for number, on in numbers.items())
        record(actor, grant, "matter.consent", held, held.locality, {"given": len(numbers), "new": fresh})
    return fresh


def _agree(matter: Matter, household: Household, on: date, means: str) -> bool:
    consent, made = Consent.objects.get_or_create(matter=matter, household=household, defaults={"on": on, "means": means})
    if not made and consent.on < on:
        consent.on, consent.means = on, means
        consent.save(update_fields=["on", "means"])
    return made


def remove_consent(actor: Actor, consent: Consent) -> None:
    """Take a household's consent off, as it asked or as it was written down wrongly."""
    matter = consent.matter
    grant = matter_grant(actor, matter.locality, matter.scope, matter.village_id)
    with transaction.atomic():
        held = lock_matter(matter)
        if held.state != "proposed":
            raise RefusedError("Việc đã đưa ra bàn; danh sách hộ đồng thuận giữ nguyên.")
        consent.delete()
        record(actor, grant, "matter.unconsent", held, held.locality, {})


def back_matter(actor: Actor, matter: Matter, on: date, version: int) -> Matter:
    """Below 10 % of households: the Front committee of the village is for it (Điều 16 khoản 3 đoạn 2)."""
    grant = matter_grant(actor, matter.locality, matter.scope, matter.village_id)
    with transaction.atomic():
        held = _lock(matter, version)
        if held.way != CITIZENS or held.state != "proposed":
            raise RefusedError("Chỉ ghi Mặt trận tán thành cho sáng kiến của công dân chưa đưa ra bàn.")
        if on > timezone.localdate():
            raise RefusedError(Problem(f"Ngày {on:%d/%m/%Y} chưa đến.", "Ngày tán thành"))
        held.way, held.agreed_on = "backed", on
        held.version += 1
        held.save()
        record(actor, grant, "matter.back", held, held.locality, {"on": on.isoformat(), "version": held.version})
    return held
