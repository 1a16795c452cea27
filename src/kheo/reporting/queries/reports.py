"""Reports of a locality, and what a new one starts from."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from kheo.directives.models import Activity, Task
from kheo.figures.queries.record import Scope
from kheo.movement.models import Programme, Registration
from kheo.organisation.models import Body, Locality, Unit
from kheo.organisation.queries.signing import signing_of
from kheo.reporting.models import Report, ReportText
from kheo.reporting.rules.outline import outline

IN_VILLAGES = (Body.Kind.FRONT, Body.Kind.UNION)


def reports_of(locality: Locality) -> QuerySet[Report]:
    """Newest year first."""
    return Report.objects.filter(locality=locality).select_related("issuer", "signed_file").order_by("-year", "issuer__name")


def find_report(locality: Locality, pk: int) -> Report | None:
    rows = Report.objects.filter(locality=locality, pk=pk)
    return rows.select_related("issuer__unit", "locality__unit", "signed_file").first()


def report_of(issuer: Body, year: int) -> Report | None:
    """The report of *issuer* on *year*, if it was begun."""
    return Report.objects.select_related("issuer__unit", "locality__unit").filter(issuer=issuer, year=year).first()


def texts_of(report: Report) -> dict[str, str]:
    """Box → words; boxes that an older outline had stay in the table and are not shown."""
    known = {box.key for box in outline().boxes()}
    return {text.key: text.text for text in ReportText.objects.filter(report=report) if text.key in known}


def scope_of_report(report: Report) -> Scope:
    """Whose numbers: the locality's, or those of the unit inside it whose body reports."""
    inside = report.issuer.unit if report.issuer.unit_id != report.locality.unit_id else None
    return Scope(report.locality, report.year, inside)


def is_of_village(body: Body) -> bool:
    """Whether *body* is what the Front or a union has in one village: it works for the commune's own, which reports."""
    return body.kind in IN_VILLAGES and body.unit.level == Unit.Level.VILLAGE


def issuers_of(locality: Locality, year: int) -> QuerySet[Body]:
    """Bodies that may report on *year*: those of the locality that existed in it.

    Not villages and the people's own boards: they issue no administrative document (Nghị định 30/2020/NĐ-CP Điều 2 khoản 1);
    nor what Front and unions have in a village (:func:`is_of_village`).
    """
    first, last = date(year, 1, 1), date(year, 12, 31)
    return (
        Body.objects.filter(
            Q(valid_from=None) | Q(valid_from__lte=last), Q(valid_to=None) | Q(valid_to__gt=first), locality=locality
        )
        .exclude(kind=Body.Kind.COMMUNITY)
        .exclude(kind__in=IN_VILLAGES, unit__level=Unit.Level.VILLAGE)
        .order_by("name")
    )


def usual_issuer(locality: Locality, year: int) -> Body | None:
    """The body that leads the programme of *year*, else the locality's party committee."""
    programme = Programme.objects.select_related("leading_body").filter(locality=locality, year=year).first()
    if programme is not None:
        return programme.leading_body
    return issuers_of(locality, year).filter(kind=Body.Kind.PARTY).first()


def years_with_record(locality: Locality) -> list[int]:
    """Years of which something can be told, the newest first."""
    years = set(Programme.objects.filter(locality=locality).values_list("year", flat=True))
    years |= set(Task.objects.filter(locality=locality).values_list("year", flat=True))
    return sorted(years, reverse=True)


def has_record(locality: Locality, year: int) -> bool:
    """Whether anything was recorded of *year*: a registration, a task or an activity."""
    return (
        Registration.objects.filter(programme__locality=locality, programme__year=year).exists()
        or Task.objects.filter(locality=locality, year=year).exists()
        or Activity.objects.filter(locality=locality, ended_on__year=year).exists()
    )


@dataclass(frozen=True)
class Signing:
    """Who signs, and the place before the date."""

    signer_authority: str
    signer_position: str
    signer_name: str
    place_name: str


def usual_signing(issuer: Body, locality: Locality, year: int) -> Signing:
    """Words to begin with: those of the issuer's last report, else its leader and the name of its place."""
    last = Report.objects.filter(issuer=issuer).exclude(signer_authority="").order_by("-year").first()
    if last is not None:
        return Signing(last.signer_authority, last.signer_position, last.signer_name, last.place_name)
    usual = signing_of(issuer, date(year, 12, 31))
    return Signing(
        signer_authority=usual.authority,
        signer_position=usual.position,
        signer_name=usual.name,
        place_name=locality.name.removeprefix("Thị ").split(" ", 1)[-1],
    )
