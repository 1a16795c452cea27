"""The roll of households: one added, mended, gone, moved, split. Nothing is deleted: a vote of last year keeps its count."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from kheo.democracy.models import Gone, Household
from kheo.democracy.queries.roll import meeting_on_since
from kheo.democracy.rules.roll import (
    arrival_problems,
    ended_problems,
    gone_problems,
    household_problems,
    leaving_problems,
    meeting_problems,
    parts_problems,
)
from kheo.foundation.refusal import Problem, RefusedError, require_version
from kheo.foundation.text import tidy
from kheo.organisation.authority import Actor, Grant, Owner, require
from kheo.organisation.models import Locality, Unit
from kheo.organisation.queries.bodies import belongs_to
from kheo.organisation.trail import record


@dataclass(frozen=True)
class HouseholdContent:
    """*number* None: the next free one of the village."""

    representative: str
    cluster: str = ""
    number: int | None = None

    def problems(self) -> list[Problem]:
        return list(household_problems(self.number, self.representative, self.cluster))


def roll_grant(actor: Actor, locality: Locality, village: Unit) -> Grant:
    """The grant under which *actor* writes the roll of *village*; RefusedError for a unit that is no village of *locality*."""
    grant = require(actor, "roll.manage", locality, Owner(village.pk))
    if village.level != Unit.Level.VILLAGE or not belongs_to(village, locality):
        raise RefusedError(Problem("Chọn thôn, tổ dân phố của địa phương.", "Thôn, tổ dân phố"))
    return grant


def lock_roll(village: Unit | int) -> Unit:
    """Hold the roll of *village* until the transaction ends, so that no number is given twice; the village as it stands now."""
    return Unit.objects.select_for_update().get(pk=village.pk if isinstance(village, Unit) else village)


def next_number(village: Unit) -> int:
    return (Household.objects.filter(village=village).aggregate(last=Max("number"))["last"] or 0) + 1


def _lock(household: Household, version: int) -> Household:
    lock_roll(household.village_id)
    held = Household.objects.select_related("village", "locality").get(pk=household.pk)
    require_version(version, held.version)
    return held


def _create(
    locality: Locality,
    village: Unit,
    content: HouseholdContent,
    since: date | None,
    split_from: Household | None = None,
    moved_from: Household | None = None,
) -> Household:
    return Household.objects.create(
        locality=locality,
        village=village,
        number=content.number or next_number(village),
        representative=tidy(content.representative),
        cluster=tidy(content.cluster),
        valid_from=since,
        split_from=split_from,
        moved_from=moved_from,
    )


def _number_problems(village: Unit, number: int | None) -> list[Problem]:
    if number is not None and Household.objects.filter(village=village, number=number).exists():
        free = next_number(village)
        return [Problem(f"Số {number} đã dùng trong sổ; số còn trống tiếp theo là {free}.", "Số hộ")]
    return []


def add_household(
    actor: Actor, locality: Locality, village: Unit, content: HouseholdContent, since: date | None = None
) -> Household:
    """Add a household to the roll; *since* None: it was there before the roll was kept."""
    grant = roll_grant(actor, locality, village)
    with transaction.atomic():
        held = lock_roll(village)
        problems = [*content.problems(), *_number_problems(village, content.number)]
        problems += arrival_problems(since, timezone.localdate())
        problems += meeting_problems(since, meeting_on_since(village), "Có từ ngày")
        problems += ended_problems(since or timezone.localdate(), held.ended_on, "Có từ ngày")
        if problems:
            raise RefusedError(*problems)
        made = _create(locality, village, content, since)
        record(actor, grant, "roll.add", made, locality, {"village": village.code, "number": made.number})
    return made


def edit_household(actor: Actor, household: Household, content: HouseholdContent, version: int) -> Household:
    """Mend the name of who speaks for the household, or its cluster; its number stays."""
    grant = require(actor, "roll.manage", household.locality, Owner(household.village_id))
    with transaction.atomic():
        held = _lock(household, version)
        problems = content.problems()
        if problems:
            raise RefusedError(*problems)
        held.representative, held.cluster = tidy(content.representative), tidy(content.cluster)
        held.version += 1
        held.save()
        record(actor, grant, "roll.edit", held, held.locality, {"number": held.number, "version": held.version})
    return held


def leave_household(
    actor: Actor, household: Household, on: date, version: int, gone: str = Gone.UNKNOWN, to: Unit | None = None
) -> Household:
    """Write down that from *on* the household is no longer one of the village, and what became of it.

    *to*: the village of the locality whose head writes it into the roll there.
    """
    locality = household.locality
    grant = require(actor, "roll.manage", locality, Owner(household.village_id))
    if to is not None and (to.level != Unit.Level.VILLAGE or not belongs_to(to, locality) or to.pk == household.village_id):
        raise RefusedError(Problem(f"Chọn nơi khác ở {locality.name}.", "Chuyển đến"))
    with transaction.atomic():
        held = _end(household, on, version, gone, to)
        details = {"number": held.number, "on": on.isoformat(), "gone": gone, "version": held.version}
        record(actor, grant, "roll.leave", held, locality, details)
    return held


def _end(household: Household, on: date, version: int, gone: str, to: Unit | None) -> Household:
    held = _lock(household, version)
    problems = [
        *gone_problems(gone, is_told=to is not None),
        *leaving_problems(on, held.valid_from, held.valid_to, timezone.localdate()),
        *meeting_problems(on, meeting_on_since(held.village_id), "Từ ngày"),
    ]
    if problems:
        raise RefusedError(*problems)
    held.valid_to, held.gone, held.gone_to = on, gone, to
    held.version += 1
    held.save()
    return held


def move_household(actor: Actor, household: Household, village: Unit, on: date, version: int) -> Household:
    """Move a household to another *village* of the locality from *on*; return it as that village's roll has it.

    Who moves it keeps both rolls: a head, who keeps one, writes that it left, and the other head adds it.
    """
    locality = household.locality
    grant = require(actor, "roll.manage", locality, Owner(household.village_id))
    roll_grant(actor, locality, village)
    with transaction.atomic():
        rolls = {key: lock_roll(key) for key in sorted({household.village_id, village.pk})}
        if village.pk == household.village_id:
            raise RefusedError(Problem("Hộ đang ở chính nơi này; chọn nơi khác.", "Chuyển đến"))
        problems = [
            *meeting_problems(on, meeting_on_since(village), "Từ ngày"),
            *ended_problems(on, rolls[village.pk].ended_on, "Chuyển đến"),
        ]
        if problems:
            raise RefusedError(*problems)
        held = _end(household, on, version, Gone.VILLAGE, village)
        made = _create(locality, village, HouseholdContent(held.representative), on, moved_from=held)
        details = {"from": held.pk, "village": village.code, "number": made.number, "on": on.isoformat()}
        record(actor, grant, "roll.move", made, locality, details)
    return made


def split_household(
    actor: Actor, household: Household, parts: Sequence[HouseholdContent], on: date, version: int
) -> list[Household]:
    """Split households off from *on*; the old one keeps its number. Votes that are open keep the count they began with."""
    grant = require(actor, "roll.manage", household.locality, Owner(household.village_id))
    with transaction.atomic():
        held = _lock(household, version)
        problems = [
            *leaving_problems(on, held.valid_from, held.valid_to, timezone.localdate()),
            *meeting_problems(on, meeting_on_since(held.village_id), "Từ ngày"),
            *ended_problems(on, held.village.ended_on, "Từ ngày"),
            *parts_problems(len(parts)),
            *(problem for part in parts for problem in part.problems()),
        ]
        if problems:
            raise RefusedError(*problems)
        made = [_create(held.locality, held.village, part, on, held) for part in parts]
        held.version += 1
        held.save(update_fields=["version"])
        details = {"parts": [one.number for one in made], "on": on.isoformat(), "version": held.version}
        record(actor, grant, "roll.split", held, held.locality, details)
    return made
