"""Small true records for tests: two localities that could leak into each other, a year's programme, registrations, accounts.

Every factory fills what its table demands and takes the rest by keyword. Names of people are visible placeholders.
"""

from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from django.utils import timezone

from kheo.assessment.models import Assessment, ClassThreshold, CriteriaSet, Criterion, ItemScore
from kheo.foundation.text import fold
from kheo.movement.models import (
    Initiative,
    Kind,
    Programme,
    ProgrammeField,
    Registration,
    RegistrationAssessment,
    Subject,
)
from kheo.organisation.authority import Actor, actor_of
from kheo.organisation.models import Account, Body, Locality, Person, Position, Role, Unit, UnitVersion

DUY_TIEN = "gso2024-349"
KIM_BANG = "gso2024-350"
WARD = "gso2025-13324"
PASSWORD = "mat-khau-de-thu"
NAMES = {
    DUY_TIEN: ("Thị xã Duy Tiên", "tỉnh Hà Nam"),
    KIM_BANG: ("Thị xã Kim Bảng", "tỉnh Hà Nam"),
    WARD: ("Phường Duy Tiên", "tỉnh Ninh Bình"),
}
FIELDS = {
    "economy": "Kinh tế",
    "culture_society": "Văn hoá – xã hội",
    "defence_security": "Quốc phòng – an ninh",
    "political_system": "Xây dựng hệ thống chính trị",
}
_next = count(1)


def make_unit(code: str, name: str = "", level: str = Unit.Level.COMMUNE, parent: Unit | None = None) -> Unit:
    """A unit with one version that has always held; a unit of that code that is there already is returned."""
    register = code[:7] if code.startswith("gso") else Unit.Register.COUNTRY
    unit, made = Unit.objects.get_or_create(code=code, defaults={"register": register, "level": level})
    if made:
        name = name or f"Phường số {code[-2:]}"
        UnitVersion.objects.create(unit=unit, name=name, type=name.split()[0].lower(), parent=parent)
    return unit


def make_locality(code: str = DUY_TIEN, name: str = "", *, illustrative: bool = False) -> Locality:
    """A locality with its province and the five usual bodies; the same code twice gives the same locality.

    Three digits are a district of the old register, five a commune or ward.
    """
    known = Locality.objects.filter(code=code).first()
    if known:
        return known
    usual = NAMES.get(code, (f"Xã số {code[-2:]}", "tỉnh Minh Hoạ"))
    register, digits = code.split("-")
    province = make_unit(f"{register}-35" if register == "gso2024" else f"{register}-37", "Tỉnh Minh Hoạ", Unit.Level.PROVINCE)
    level = Unit.Level.DISTRICT if len(digits) == 3 else Unit.Level.COMMUNE
    unit = make_unit(code, name or usual[0], level, province)
    locality = Locality.objects.create(
        code=code, unit=unit, name=name or usual[0], wider_name=usual[1], illustrative=illustrative
    )
    place = locality.name.removeprefix("Thị ").split(" ", 1)[1]
    for body, title, kind in (
        ("thi-uy" if level == Unit.Level.DISTRICT else "dang-uy", f"Cấp uỷ {place}", Body.Kind.PARTY),
        ("hdnd", f"Hội đồng nhân dân {place}", Body.Kind.COUNCIL),
        ("ubnd", f"Uỷ ban nhân dân {place}", Body.Kind.GOVERNMENT),
        ("mttq", f"Uỷ ban Mặt trận Tổ quốc {place}", Body.Kind.FRONT),
        ("bcd-dvk", f"Ban Chỉ đạo phong trào thi đua “Dân vận khéo” {place}", Body.Kind.COMMITTEE),
    ):
        make_body(locality, body, title, kind)
    return locality


def make_body(locality: Locality | None, code: str, name: str, kind: str, **fields: Any) -> Body:
    """A body of *locality*, or outside any (None: *code* is then the whole code). Party layout for the party's own kinds."""
    party = kind in {Body.Kind.PARTY, Body.Kind.COMMITTEE, Body.Kind.CENTRAL}
    usual: dict[str, Any] = {
        "unit": locality.unit if locality else make_unit("vn", "Việt Nam", Unit.Level.COUNTRY),
        "short_name": name[:80],
        "layout": Body.Layout.PARTY if party else Body.Layout.ADMINISTRATIVE,
        "number_suffix": {"committee": "QĐ/BCĐ", "government": "QĐ-UBND", "central": "QĐ/BDVTW"}.get(kind, ""),
    }
    return Body.objects.create(
        locality=locality, code=f"{locality.code}/{code}" if locality else code, name=name, kind=kind, **(usual | fields)
    )


def body_of(locality: Locality, code: str) -> Body:
    return Body.objects.get(code=f"{locality.code}/{code}")


def make_central_body() -> Body:
    """The central commission that gives the medal: outside every locality."""
    known = Body.objects.filter(code="vn/ban-dan-van").first()
    return known or make_body(None, "vn/ban-dan-van", "Ban Dân vận Trung ương", Body.Kind.CENTRAL)


def make_programme(locality: Locality | None = None, year: int = 2024, **fields: Any) -> Programme:
    """An open programme with the four usual fields, recognised by the committee, commended by the People's Committee."""
    locality = locality or make_locality()
    committee = body_of(locality, "bcd-dvk")
    usual: dict[str, Any] = {
        "code": f"{locality.code}-{year}",
        "title": f"Phong trào thi đua “Dân vận khéo” năm {year}",
        "standing_body": committee,
        "leading_body": committee,
        "recognising_body": committee,
        "commending_body": body_of(locality, "ubnd"),
    }
    programme = Programme.objects.create(locality=locality, year=year, **(usual | fields))
    ProgrammeField.objects.bulk_create(
        ProgrammeField(programme=programme, key=key, label=label, order=order)
        for order, (key, label) in enumerate(FIELDS.items(), 1)
    )
    return programme


def make_criteria_set(code: str = "minh-hoa", classes: tuple[tuple[str, int], ...] = (("Đạt", 50),)) -> CriteriaSet:
    """A set of one item of 100 points in steps of a half, with *classes* (name, lowest total)."""
    made = CriteriaSet.objects.create(
        code=code, title="Bộ tiêu chí minh hoạ", source="minh hoạ", illustrative=True, digest="0" * 64
    )
    Criterion.objects.create(
        criteria_set=made, order=1, group="Hiệu quả", code="hieu-qua", text="Hiệu quả", maximum=100, step=Decimal("0.5")
    )
    for name, lowest in classes:
        ClassThreshold.objects.create(criteria_set=made, name=name, min_total=lowest)
    return made


def make_registration(programme: Programme, title: str = "", **fields: Any) -> Registration:
    """A registration with its initiative. ``field`` is a key; unit, body, kind, subject, holder, summary are the initiative's."""
    number = next(_next)
    initiative = Initiative.objects.create(
        locality=programme.locality,
        unit=fields.pop("unit", None) or make_unit(f"{programme.locality.code[:7]}-13325", "Phường Hòa Mạc"),
        title=title or f"Cách làm hay số {number}",
        folded=fold(title or f"Cách làm hay số {number}"),
        body=fields.pop("body", None),
        kind=fields.pop("kind", Kind.MO_HINH),
        subject=fields.pop("subject", Subject.COLLECTIVE),
        holder=fields.pop("holder", f"Tập thể {number:02d}"),
        summary=fields.pop("summary", ""),
    )
    field = ProgrammeField.objects.get(programme=programme, key=fields.pop("field", "economy"))
    usual: dict[str, Any] = {
        "state": Registration.State.IN_ASSESSMENT,
        "registered_on": date(programme.year, 2, 1),
    }
    return Registration.objects.create(programme=programme, initiative=initiative, field=field, **(usual | fields))


def make_assessment(registration: Registration, total: float = 80, closed_on: date | None = date(2024, 12, 10)) -> Assessment:
    """The sheet of *registration* under its programme's set with *total* on the first item; open when *closed_on* is None."""
    criteria_set = registration.programme.criteria_set
    assert criteria_set is not None, "give the programme a criteria set first"
    made = Assessment.objects.create(
        criteria_set=criteria_set,
        locality=registration.programme.locality.code,
        state=Assessment.State.CLOSED if closed_on else Assessment.State.OPEN,
        assessed_on=closed_on,
    )
    criterion = Criterion.objects.get(criteria_set=criteria_set)
    ItemScore.objects.create(
        assessment=made, criterion=criterion, self_score=Decimal(str(total)), verified_score=Decimal(str(total))
    )
    RegistrationAssessment.objects.create(registration=registration, assessment=made)
    return made


def make_account(role: str = Role.OFFICE, locality: Locality | None = None, username: str = "", body: str = "bcd-dvk") -> Account:
    """An account whose person holds *role* in *body* of *locality* since 2020; role ``operator`` holds no position."""
    locality = locality or make_locality()
    username = username or f"{role.replace('_', '-')}-{next(_next)}"
    if role == "operator":
        return Account.objects.create_user(username, PASSWORD, is_operator=True)
    person = Person.objects.create(locality=locality, name=f"Người dùng {username}")
    Position.objects.create(
        person=person, body=body_of(locality, body), title=str(Role(role).label), role=role, valid_from=date(2020, 1, 1)
    )
    return Account.objects.create_user(username, PASSWORD, person=person)


def actor_for(account: Account) -> Actor:
    """The actor behind *account* today."""
    return actor_of(account, timezone.localdate())
