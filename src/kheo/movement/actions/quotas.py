"""How many each unit and body is asked to register, where not as many as the others."""

from collections.abc import Mapping

from kheo.foundation.refusal import Problem, RefusedError
from kheo.movement.actions.changes import UNSAID, Why, changing
from kheo.movement.models import Programme, Quota
from kheo.movement.queries.places import places_of
from kheo.movement.rules.rounds import MOST_EACH, Asked, quota_problems
from kheo.organisation.authority import Actor, require
from kheo.organisation.models import Body
from kheo.organisation.trail import record


def set_quotas(actor: Actor, programme: Programme, asked: Mapping[str, Asked], why: Why = UNSAID) -> list[Quota]:
    """Write the numbers of single places (``u12`` a unit, ``b7`` a body) over what stands; who is not named has none.

    A number that says nothing (neither least nor most) is none, either: such a place is asked what everybody is.
    """
    locality = programme.locality
    grant = require(actor, "programme.manage", locality)
    places = places_of(programme)
    wanted = {place: number for place, number in asked.items() if number.in_words()}
    problems: list[Problem] = []
    for place, number in wanted.items():
        name = places.name(place)
        if name is None:
            problems.append(Problem(f"Một đơn vị được giao số lượng không thuộc {locality.name} trong năm {programme.year}."))
            continue
        problems += quota_problems(number.least, number.most, name)
        if any(count is not None and not 0 <= count <= MOST_EACH for count in (number.least, number.most)):
            problems.append(Problem(f"Ghi từ 0 đến {MOST_EACH}, hoặc để trống.", name))
    if problems:
        raise RefusedError(*problems)
    with changing(actor, programme, why) as locked:
        Quota.objects.filter(programme=locked).delete()
        rows = write_quotas(locked, wanted)
        record(actor, grant, "programme.quotas", locked, locality, {"own": len(rows)})
    return rows


def write_quotas(programme: Programme, asked: Mapping[str, Asked]) -> list[Quota]:
    """Write the rows; only called inside a transaction that holds *programme*."""
    bodies = Body.objects.in_bulk([int(place[1:]) for place in asked if place.startswith("b")])
    rows = [
        Quota(
            programme=programme,
            unit_id=bodies[int(place[1:])].unit_id if place.startswith("b") else int(place[1:]),
            body=bodies.get(int(place[1:])) if place.startswith("b") else None,
            least=number.least or 0,
            most=number.most,
        )
        for place, number in asked.items()
    ]
    return Quota.objects.bulk_create(rows)
