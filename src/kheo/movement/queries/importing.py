"""Reading a sheet for a programme: its year's units and bodies, its fields; nothing is written here."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from django.utils import timezone

from kheo.foundation.text import tidy
from kheo.movement.models import FormItem, Programme, ProgrammeField
from kheo.movement.queries.allocation import lineage_around
from kheo.movement.queries.places import registering_bodies
from kheo.movement.queries.registrations import finder_for, units_in_year
from kheo.movement.reading import Asked, InitiativeSheet, UnitMatch, read_initiatives
from kheo.movement.rules.form_items import TITLE_ITEM
from kheo.movement.rules.programmes import exists_in
from kheo.organisation.models import Body, Unit
from kheo.organisation.rules.matching import Candidate
from kheo.organisation.rules.spelling import split_type, written

# Where the name of a unit may begin inside a longer name: «Hội Phụ nữ | xã Yên Nam», «Chi bộ 2, | P. Hòa Mạc».
_UNIT_BEGINS = re.compile(
    r"(?<=[\s,–-])(?=(?:thị xã|thị trấn|thành phố|huyện|quận|phường|xã|thi xa|thi tran|phuong|xa)\s|(?:tt|tx|p|x)\.)",
    re.IGNORECASE,
)


def own_fields(programme: Programme) -> dict[str, str]:
    """The fields of the programme in their order: key → label."""
    return dict(ProgrammeField.objects.filter(programme=programme).order_by("order").values_list("key", "label"))


def own_items(programme: Programme) -> dict[str, str]:
    """The items of the programme's form in their order, but for the title: key → label."""
    items = FormItem.objects.filter(programme=programme).exclude(key=TITLE_ITEM).order_by("order")
    return dict(items.values_list("key", "label"))


def read_sheet(
    programme: Programme, name: str, data: bytes, decided: Mapping[str, str] = MappingProxyType({})
) -> InitiativeSheet:
    """Read the file for *programme*; UnreadableSheet in plain words when it holds no list.

    *decided*: what a person said of cells in old fonts, by the cell's key.
    """
    asked = Asked(items=own_items(programme), decided=decided)
    return read_initiatives(name, data, unit_reader(programme), own_fields(programme), asked)


def unit_reader(programme: Programme) -> Callable[[str], UnitMatch]:
    """Return the function that tells what a unit's name (or code) in a sheet means for *programme*.

    Counted as the locality's are its units and bodies of that year. A former unit's name is taken for the unit that took it
    over wholly, where that one is of the year; a later unit's name for an earlier year is refused: nobody can say which part.
    An organisation that no list knows is taken for the unit that its own name ends with.
    """
    finder = finder_for(programme)
    year_units = units_in_year(programme)
    bodies = {body.pk: body for body in registering_bodies(programme.locality).select_related("unit")}
    codes = {unit.code: UnitMatch(unit.code) for unit in Unit.objects.filter(pk__in=year_units)} | {
        body.code: UnitMatch(body.unit.code, body.code) for body in bodies.values() if _stood(programme, body)
    }

    def of_the_year(candidate: Candidate) -> UnitMatch | None:
        if candidate.body_id is not None:
            body = bodies.get(candidate.body_id)
            return UnitMatch(candidate.unit_code, candidate.body_code) if body and _stood(programme, body) else None
        if candidate.unit_id in year_units:
            return UnitMatch(candidate.unit_code)
        successor = _whole_successor(candidate.unit_id)
        return UnitMatch(successor) if successor in codes else None

    known: dict[str, UnitMatch] = {}

    def find(text: str) -> UnitMatch:
        if text in codes:
            return codes[text]
        if text not in known:
            match = finder.find(text)
            taken = of_the_year(match.found) if match.found else None if match.is_ambiguous else around(text)
            offered = match.candidates or match.near
            known[text] = taken or UnitMatch(candidates=tuple(one.label for one in offered), ambiguous=match.is_ambiguous)
        return known[text]

    def around(text: str) -> UnitMatch | None:
        """The unit that the name of an organisation no list knows ends with; nothing for a place that does not exist."""
        name = tidy(text)
        begins = _UNIT_BEGINS.search(name)
        if begins is None or len(split_type(written(name[: begins.start()]))[0]):
            return None
        found = finder.find(name[begins.start() :]).found
        match = of_the_year(found) if found and found.body_id is None else None
        return replace(match, is_inside=True) if match else None

    return find


def _stood(programme: Programme, body: Body) -> bool:
    return exists_in(programme.year, body.valid_from, body.valid_to)


def _whole_successor(unit: int) -> str:
    start = Unit.objects.get(pk=unit)
    lineage = lineage_around([start], timezone.localdate())
    code = start.code
    while heir := lineage.whole_successor(code):
        code = heir
    return code
