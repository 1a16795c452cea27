"""Writing down exemplars of other movements."""

from collections.abc import Iterator

from django.db import transaction
from django.utils import timezone

from kheo.foundation.refusal import Problem, RefusedError, require_version
from kheo.foundation.text import fold, tidy
from kheo.movement.actions.registrations import tidy_lines
from kheo.movement.models import Exemplar, Subject
from kheo.movement.queries.registrations import units_between
from kheo.movement.rules.exemplars import ExemplarContent, exemplar_problems
from kheo.movement.rules.programmes import FIRST_YEAR, LAST_YEAR, days_of
from kheo.organisation.authority import Actor, require
from kheo.organisation.models import Body, Locality, Unit
from kheo.organisation.trail import record


def add_exemplar(actor: Actor, locality: Locality, place: Unit | Body, content: ExemplarContent) -> Exemplar:
    """Write down an exemplar of *place*: a unit that was the locality's in that year, or a body of it."""
    grant = require(actor, "exemplar.manage", locality)
    if problems := list(_problems(locality, place, content)):
        raise RefusedError(*problems)
    with transaction.atomic():
        made = Exemplar(locality=locality, added_by=actor.account_id)
        _fill(made, place, content)
        made.save()
        record(actor, grant, "exemplar.add", made, locality, {"year": content.year, "public": made.is_public})
    return made


def edit_exemplar(actor: Actor, exemplar: Exemplar, place: Unit | Body, content: ExemplarContent, version: int) -> Exemplar:
    locality = exemplar.locality
    grant = require(actor, "exemplar.manage", locality)
    if problems := list(_problems(locality, place, content)):
        raise RefusedError(*problems)
    with transaction.atomic():
        locked = Exemplar.objects.select_for_update().get(pk=exemplar.pk)
        require_version(version, locked.version)
        _fill(locked, place, content)
        locked.version += 1
        locked.save()
        record(actor, grant, "exemplar.edit", locked, locality, {"version": locked.version, "public": locked.is_public})
    return locked


def remove_exemplar(actor: Actor, exemplar: Exemplar, version: int) -> None:
    """Take one away that was written by mistake: a person's name must not stay because nobody can delete it."""
    grant = require(actor, "exemplar.manage", exemplar.locality)
    with transaction.atomic():
        locked = Exemplar.objects.select_for_update().get(pk=exemplar.pk)
        require_version(version, locked.version)
        record(actor, grant, "exemplar.remove", locked, exemplar.locality, {"year": locked.year})
        locked.delete()


def _problems(locality: Locality, place: Unit | Body, content: ExemplarContent) -> Iterator[Problem]:
    yield from exemplar_problems(content, list(Subject.values), timezone.localdate().year)
    if isinstance(place, Body):
        is_own = place.locality_id == locality.pk
    else:
        is_own = FIRST_YEAR <= content.year <= LAST_YEAR and place.pk in units_between(locality, *days_of(content.year))
    if not is_own:
        yield Problem(f"Đơn vị này không thuộc {locality.name} trong năm {content.year}.", "Đơn vị")


def _fill(exemplar: Exemplar, place: Unit | Body, content: ExemplarContent) -> None:
    exemplar.unit, exemplar.body = (place.unit, place) if isinstance(place, Body) else (place, None)
    exemplar.name, exemplar.folded = tidy(content.name), fold(content.name)[:200]
    exemplar.movement, exemplar.year, exemplar.subject = tidy(content.movement), content.year, content.subject
    exemplar.deed = tidy_lines(content.deed)
    exemplar.recognised_by, exemplar.source = tidy(content.recognised_by), tidy(content.source)
    exemplar.is_public = content.is_public
