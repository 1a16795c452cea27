"""A new year in one act: last year's programme taken over, its days a year later."""

from collections.abc import Mapping
from types import MappingProxyType

from django.db import transaction
from django.utils import timezone

from kheo.foundation.refusal import Problem, RefusedError
from kheo.movement.actions.form_items import write_items
from kheo.movement.actions.programmes import ProgrammeContent, create_programme
from kheo.movement.actions.quotas import write_quotas
from kheo.movement.models import FormItem, Programme
from kheo.movement.queries.copying import copy_plan
from kheo.organisation.authority import Actor, require
from kheo.organisation.models import Body
from kheo.organisation.trail import record

NOBODY_NEW: Mapping[str, Body] = MappingProxyType({})


def copy_programme(actor: Actor, last: Programme, year: int, code: str, chosen: Mapping[str, Body] = NOBODY_NEW) -> Programme:
    """Make the programme of *year* as *last* was: bodies, fields, form, numbers, criteria set, settings, days.

    What is no more stays behind (see :func:`copy_plan`). *chosen*: bodies in place of needed ones that ended, by the
    programme's field (``standing_body``…).
    """
    locality = last.locality
    grant = require(actor, "programme.manage", locality)
    plan = copy_plan(last, year, timezone.localdate())
    problems = [
        Problem("Cơ quan năm trước không còn; chọn cơ quan khác.", label)
        for name, label in plan.missing.items()
        if name not in chosen
    ]
    if year <= last.year:
        problems.append(Problem(f"Chọn một năm sau năm {last.year}.", "Năm"))
    if problems:
        raise RefusedError(*problems)
    needed = {name: chosen[name] for name in plan.missing}
    with transaction.atomic():
        made = create_programme(actor, locality, year, code, ProgrammeContent(**{**plan.parts, **needed}))
        if plan.items:
            FormItem.objects.filter(programme=made).delete()
            write_items(made, plan.items)
        write_quotas(made, plan.quotas)
        record(actor, grant, "programme.copy", made, locality, {"from": last.pk, "year": year})
    return made
