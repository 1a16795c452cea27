"""The roll of a village that was joined to another, taken over whole by the one that goes on."""

from django.db import transaction
from django.utils import timezone

from kheo.democracy.actions.roll import lock_roll, next_number, roll_grant
from kheo.democracy.models import Gone, Household
from kheo.democracy.queries.roll import households_left, meeting_on_since, steps_before
from kheo.democracy.rules.roll import CLUSTER_LENGTH, arrival_problems, meeting_problems, taking_problems
from kheo.foundation.refusal import Problem, RefusedError
from kheo.organisation.authority import Actor, Grant
from kheo.organisation.models import Locality, Succession, Unit
from kheo.organisation.queries.units import names_on
from kheo.organisation.trail import record


def take_roll(actor: Actor, locality: Locality, village: Unit, old: Unit) -> list[Household]:
    """Write every household still on the roll of *old* into the roll of *village*, which took it over, from that day on.

    A number that is free stays; a taken one gets the next. Who had no cluster is of the cluster «old village»: the people there
    go on meeting as neighbours. Both rows stay and name each other. Rolls that *old* should have taken itself before it ended
    are written into its own first, so that nobody stays behind in a village that ended long ago.
    """
    grant = roll_grant(actor, locality, village)
    with transaction.atomic():
        step = Succession.objects.filter(predecessor=old, successor=village).select_related("predecessor", "successor").first()
        if step is None:
            raise RefusedError(Problem("Nơi này không nhập vào đây; chuyển từng hộ ở sổ của nơi ấy.", "Sổ hộ"))
        earlier = steps_before(step)
        for key in sorted({village.pk, old.pk, *(one.predecessor_id for one in earlier)}):
            lock_roll(key)
        for one in earlier:
            if households_left(one.predecessor, one).exists():
                _take(actor, grant, locality, one)
        return _take(actor, grant, locality, step)


def _take(actor: Actor, grant: Grant, locality: Locality, step: Succession) -> list[Household]:
    """What *step* hands over, for acts that hold both rolls."""
    old, village = step.predecessor, step.successor
    left = list(households_left(old, step))
    problems = [
        *taking_problems(len(left), is_split=step.is_split),
        *arrival_problems(step.on, timezone.localdate()),
        *meeting_problems(step.on, meeting_on_since(village), "Sổ hộ"),
        *meeting_problems(step.on, meeting_on_since(old), "Sổ hộ"),
    ]
    if problems:
        raise RefusedError(*problems)
    made = _write(locality, village, left, step, names_on([old], step.on).get(old.pk, ""))
    for row in left:
        row.valid_to, row.gone, row.gone_to = step.on, Gone.VILLAGE, village
        row.version += 1
    Household.objects.bulk_update(left, ["valid_to", "gone", "gone_to", "version"])
    details = {"from": old.code, "households": len(made), "on": step.on.isoformat()}
    record(actor, grant, "roll.take", village, locality, details)
    return made


def _write(locality: Locality, village: Unit, left: list[Household], step: Succession, old_name: str) -> list[Household]:
    taken = set(Household.objects.filter(village=village).values_list("number", flat=True))
    free = max(next_number(village), *(row.number + 1 for row in left))
    rows = []
    for row in left:
        number = row.number
        if number in taken:
            number, free = free, free + 1
        taken.add(number)
        rows.append(
            Household(
                locality=locality,
                village=village,
                number=number,
                representative=row.representative,
                cluster=row.cluster or old_name[:CLUSTER_LENGTH],
                valid_from=step.on,
                moved_from=row,
            )
        )
    return Household.objects.bulk_create(rows)
