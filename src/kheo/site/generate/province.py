"""A made-up province: communes, bodies, two years of the movement with results, check-ins, lineage and some look-alikes."""

import math
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction

from kheo.assessment.models import CriteriaSet
from kheo.foundation.text import fold
from kheo.movement.actions.programmes import ProgrammeContent, create_programme
from kheo.movement.models import (
    CheckIn,
    Initiative,
    Kind,
    Lineage,
    Measure,
    Novelty,
    Programme,
    ProgrammeField,
    Registration,
    Result,
    Subject,
    Submission,
)
from kheo.movement.rules.programmes import USUAL_FIELDS, Calendar
from kheo.organisation.actions.localities import open_with_office
from kheo.organisation.authority import COMMAND_LINE
from kheo.organisation.models import Body, Locality, Unit, UnitVersion
from kheo.site.generate.gathering import ask_for_reports, criteria, submissions
from kheo.site.generate.texts import Story, tell
from kheo.site.generate.variants import Rewriting, rewrite

MOST_EACH = 4000  # a province has two to four thousand initiatives
PER_COMMUNE, MOST_COMMUNES = 30, 99
BATCH = 500
CARRIED_ON, AGAIN, COPIED = 0.15, 0.02, 0.03  # of the initiatives: go on next year, old text anew, learnt from another
ON_THE_WAY = 0.03  # as many forms more that were not taken yet
_STATES = ("registered", "running", "running", "running", "reported", "in_assessment", "recognised", "not_recognised", "stopped")
_HAMLETS = ("thôn", "xóm", "khu", "tổ số", "bản", "ấp", "đội", "chi hội số")
_TURN = date(2025, 7, 1)


@dataclass(frozen=True)
class Made:
    """One province as it was made, in counts; the password of its office is told this once."""

    code: str
    name: str
    username: str
    password: str
    communes: int
    initiatives: int
    registrations: int
    results: int
    check_ins: int
    lineage: int
    submissions: int
    reports: int


class GenerateError(Exception):
    """Nothing was made; the message says why and what to do."""


@transaction.atomic
def make_province(number: int, count: int, seed: int, year: int, tell_done: Callable[[int], None]) -> Made:
    """Province *number* (1 to 99) with *count* initiatives, all or nothing. The same numbers and seed give the same data."""
    chance = random.Random(f"{seed}/{number}")  # noqa: S311  made-up data, nothing is kept secret by it
    province, communes = _units(number, max(3, min(MOST_COMMUNES, count // PER_COMMUNE)))
    first = open_with_office(COMMAND_LINE, province, date(year, 1, 1), "Cán bộ minh hoạ", f"minh-hoa-{number:02d}")
    locality = first.locality
    Locality.objects.filter(pk=locality.pk).update(illustrative=True)
    criteria_set = criteria()
    programmes = [_programme(locality, one, criteria_set) for one in (year - 1, year)]
    made = [_initiative(chance, locality, communes) for _one in range(count)]
    _resemble(chance, [one for one, _story in made])
    initiatives = Initiative.objects.bulk_create((one for one, _story in made), batch_size=BATCH)
    rows = _registrations(chance, programmes, initiatives, [story for _one, story in made])
    registrations = Registration.objects.bulk_create(rows, batch_size=BATCH)
    tell_done(count)
    results = Result.objects.bulk_create(_results(chance, registrations), batch_size=BATCH)
    check_ins = CheckIn.objects.bulk_create(_check_ins(chance, registrations), batch_size=BATCH)
    lineage = Lineage.objects.bulk_create(_lineage(chance, initiatives, year), batch_size=BATCH)
    told = [_told(chance) for _one in range(math.ceil(count * ON_THE_WAY))]
    forms = Submission.objects.bulk_create(submissions(chance, programmes[1], communes, told), batch_size=BATCH)
    asked = ask_for_reports(programmes[1])
    return Made(
        locality.code, locality.name, first.office.account.username, first.office.password,
        len(communes), len(initiatives), len(registrations), len(results), len(check_ins), len(lineage),
        len(forms), asked,
    )  # fmt: skip


def _units(number: int, count: int) -> tuple[Unit, list[Unit]]:
    """Codes that no register has: three digits for a province, five beginning with nine for a commune."""
    code = f"gso2025-9{number:02d}"
    if Unit.objects.filter(code=code).exists():
        raise GenerateError(f"đã có tỉnh minh hoạ {code}; dùng cơ sở dữ liệu mới (KHEO_HOME khác) để tạo lại.")
    register, codes = Unit.Register.GSO2025, [f"gso2025-9{number:02d}{commune:02d}" for commune in range(1, count + 1)]
    province = Unit.objects.create(code=code, register=register, level=Unit.Level.PROVINCE, founded_on=_TURN)
    communes = Unit.objects.bulk_create(
        Unit(code=one, register=register, level=Unit.Level.COMMUNE, founded_on=_TURN) for one in codes
    )
    source = "dữ liệu minh hoạ"
    UnitVersion.objects.create(unit=province, name=f"Tỉnh Minh Hoạ {number}", type="tỉnh", valid_from=None, source=source)
    UnitVersion.objects.bulk_create(
        UnitVersion(unit=unit, name=name, folded=fold(name), type="xã", parent=province, valid_from=None, source=source)
        for order, unit in enumerate(communes, 1)
        for name in [f"Xã Minh Hoạ {order:02d}"]
    )
    return province, communes


def _programme(locality: Locality, year: int, criteria_set: CriteriaSet) -> Programme:
    bodies = {body.kind: body for body in Body.objects.filter(locality=locality)}
    committee = bodies[Body.Kind.COMMITTEE]
    content = ProgrammeContent(
        title=f"Phong trào thi đua “Dân vận khéo” năm {year} (minh hoạ)",
        standing_body=committee,
        leading_body=committee,
        recognising_body=committee,
        commending_body=bodies.get(Body.Kind.GOVERNMENT),
        broadcaster=None,
        criteria_set=criteria_set,
        calendar=Calendar(registration_opens=date(year, 1, 5), registration_closes=date(year, 3, 31)),
        fields=USUAL_FIELDS,
    )
    return create_programme(COMMAND_LINE, locality, year, f"{locality.code}-{year}", content)


def _told(chance: random.Random) -> Story:
    return tell(chance, f"{chance.choice(_HAMLETS)} {chance.randint(1, 99)}")


def _initiative(chance: random.Random, locality: Locality, communes: list[Unit]) -> tuple[Initiative, Story]:
    unit = chance.choice(communes)
    story = _told(chance)
    made = Initiative(
        locality=locality,
        unit=unit,
        title=story.title,
        folded=fold(story.title),
        kind=Kind.MO_HINH if chance.random() < 0.8 else Kind.DIEN_HINH,
        subject=Subject.COLLECTIVE,
        holder=f"Tập thể minh hoạ {chance.randint(1, 999):03d}",
        summary=story.summary,
        situation=story.situation,
        way=story.way,
        outcome=story.outcome,
        lesson=story.lesson,
    )
    return made, story


def _resemble(chance: random.Random, initiatives: list[Initiative]) -> None:
    """Give some of them the words of another one, rewritten a little: what the office is to find."""
    for copy, origin in _pairs(chance, initiatives, AGAIN):
        for name in ("summary", "situation", "way", "outcome", "lesson"):
            told = "\n".join(rewrite(chance, line, Rewriting()) for line in getattr(origin, name).splitlines())
            setattr(copy, name, told)


def _pairs(chance: random.Random, initiatives: list[Initiative], share: float) -> list[tuple[Initiative, Initiative]]:
    """Pairs of which none comes twice."""
    some = chance.sample(initiatives, 2 * int(len(initiatives) * share))
    return list(zip(some[::2], some[1::2], strict=True))


def _registrations(
    chance: random.Random, programmes: list[Programme], initiatives: list[Initiative], stories: list[Story]
) -> list[Registration]:
    fields = {(field.programme_id, field.key): field for field in ProgrammeField.objects.filter(programme__in=programmes)}
    rows = []
    for initiative, story in zip(initiatives, stories, strict=True):
        before, now = programmes
        years = [before, now] if chance.random() < CARRIED_ON else [now if chance.random() < 0.85 else before]
        for programme in years:
            is_old = programme is before
            novelty = Novelty.CARRIED_ON if len(years) > 1 and not is_old else Novelty.NEW
            rows.append(
                Registration(
                    programme=programme,
                    initiative=initiative,
                    field=fields[programme.pk, story.field],
                    novelty=novelty,
                    state=chance.choice(_STATES[5:] if is_old else _STATES),
                    registered_on=date(programme.year, 1, 5) + timedelta(days=chance.randrange(80)),
                )
            )
    for row in rows:
        row.stopped_reason = "Không còn người làm (minh hoạ)" if row.state == Registration.State.STOPPED else ""
    return rows


def _results(chance: random.Random, registrations: list[Registration]) -> list[Result]:
    most = {Measure.HOUSEHOLDS: 300, Measure.PEOPLE: 1200, Measure.DONG: 400_000_000, Measure.WORKING_DAYS: 900}
    return [
        Result(
            registration=row,
            measure=measure,
            value=Decimal(chance.randint(1, largest)),
            as_of=row.registered_on + timedelta(days=chance.randint(40, 200)),
        )
        for row in registrations
        if row.state != Registration.State.REGISTERED
        for measure, largest in most.items()
        if chance.random() < 0.6
    ]


def _check_ins(chance: random.Random, registrations: list[Registration]) -> list[CheckIn]:
    return [
        CheckIn(registration=row, on=row.registered_on + timedelta(days=30 * (turn + 1)), done="Đã làm thêm một đoạn (minh hoạ).")
        for row in registrations
        if row.state != Registration.State.REGISTERED
        for turn in range(chance.randrange(3))
    ]


def _lineage(chance: random.Random, initiatives: list[Initiative], year: int) -> list[Lineage]:
    return [
        Lineage(copy=copy, origin=origin, learnt_on=date(year, 2, 1) + timedelta(days=chance.randrange(200)))
        for copy, origin in _pairs(chance, initiatives, COPIED)
    ]
