"""The country's units, and towns with years of registrations, for the subjects that need them."""

from datetime import date
from itertools import cycle

from kheo.foundation.text import fold
from kheo.movement.models import Initiative, Kind, Programme, ProgrammeField, Registration, Subject
from kheo.organisation.actions.localities import open_with_office
from kheo.organisation.actions.registers import load_registers
from kheo.organisation.authority import COMMAND_LINE
from kheo.organisation.models import Body, Locality, Unit
from kheo.organisation.queries.units import units_of

FIELDS = {
    "economy": "Kinh tế",
    "culture_society": "Văn hoá – xã hội",
    "defence_security": "Quốc phòng – an ninh",
    "political_system": "Xây dựng hệ thống chính trị",
}
TITLES = ("Tuyến đường hoa thay rác", "Tổ tự quản an ninh", "Vườn rau sạch liên kết", "Ngày thứ Bảy vì dân", "Hiến đất mở đường")


def load() -> None:
    load_registers(COMMAND_LINE)


def open_place(code: str, day: date) -> Locality:
    """The locality of unit *code* with its usual bodies; the one that is open already if it is."""
    known = Locality.objects.filter(code=code).first()
    if known:
        return known
    return open_with_office(
        COMMAND_LINE, Unit.objects.get(code=code), day, "Người dùng minh hoạ", f"office-{code.lower()}"
    ).locality


def open_programme(locality: Locality, year: int) -> Programme:
    committee = Body.objects.get(locality=locality, kind=Body.Kind.COMMITTEE)
    programme = Programme.objects.create(
        locality=locality,
        year=year,
        code=f"{locality.code}-{year}",
        title=f"Phong trào thi đua “Dân vận khéo” năm {year}",
        standing_body=committee,
        leading_body=committee,
        recognising_body=committee,
    )
    ProgrammeField.objects.bulk_create(
        ProgrammeField(programme=programme, key=key, label=label, order=order)
        for order, (key, label) in enumerate(FIELDS.items(), 1)
    )
    return programme


def fill(programme: Programme, count: int) -> None:
    """Put *count* registrations into *programme* by two ``bulk_create``, spread over its units, fields and kinds."""
    locality = programme.locality
    units = [version.unit_id for version in units_of(locality, date(programme.year, 12, 31))] or [locality.unit_id]
    fields = list(programme.fields.all())
    initiatives = Initiative.objects.bulk_create(
        (
            Initiative(
                locality=locality,
                unit_id=unit,
                title=f"{title} số {number}",
                folded=fold(f"{title} số {number}"),
                kind=Kind.MO_HINH if number % 5 else Kind.DIEN_HINH,
                subject=Subject.COLLECTIVE if number % 7 else Subject.INDIVIDUAL,
                holder=f"Tập thể {number:05d}",
                summary=f"{title}: nhân dân cùng bàn, cùng làm, cùng giữ gìn.",
            )
            for number, unit, title in zip(range(count), cycle(units), cycle(TITLES), strict=False)
        ),
        batch_size=500,
    )
    Registration.objects.bulk_create(
        (
            Registration(
                programme=programme,
                initiative=initiative,
                field=field,
                registered_on=date(programme.year, 2, 1),
                state=Registration.State.RUNNING,
            )
            for initiative, field in zip(initiatives, cycle(fields), strict=False)
        ),
        batch_size=500,
    )
