"""Records that were merged into another: where their addresses lead, and what they still tell."""

from dataclasses import dataclass

from kheo.movement.models import (
    Aim,
    CheckIn,
    Evidence,
    Guidance,
    Initiative,
    Launch,
    Lineage,
    Registration,
    Submission,
)
from kheo.organisation.models import Locality


def kept_initiative(locality: Locality, pk: int) -> int | None:
    """The record into which initiative *pk* of *locality* was merged; None for one that stands for itself or is not there."""
    found = Initiative.objects.filter(pk=pk, merged_into__registrations__programme__locality=locality)
    return found.values_list("merged_into", flat=True).first()


def kept_registration(locality: Locality, pk: int) -> int | None:
    """The registration of the same year that was kept instead of *pk*; None for one that stands for itself or is not there."""
    double = Registration.objects.filter(programme__locality=locality, pk=pk).exclude(initiative__merged_into=None)
    found = double.values_list("programme", "initiative__merged_into").first()
    if found is None:
        return None
    return Registration.objects.filter(programme=found[0], initiative=found[1]).values_list("pk", flat=True).first()


def kept_picture(picture: int, kept: int) -> int:
    """The picture that stands for *picture* on the page of *kept*: itself where it moved, else that of the same file."""
    file = Evidence.objects.filter(pk=picture).values_list("file", flat=True).first()
    same = Evidence.objects.filter(registration__initiative=kept, file=file, is_public=True).order_by("-pk")
    keys = set(same.values_list("pk", flat=True))
    return picture if picture in keys or not keys else max(keys)


@dataclass(frozen=True)
class Stayed:
    """What a double kept of one year: whatever had its like in the kept record."""

    registration: Registration
    aims: list[Aim]
    check_ins: list[CheckIn]
    evidence: list[Evidence]
    launch: Launch | None
    submission: Submission | None


@dataclass(frozen=True)
class Double:
    """A record that was merged into another, with what it still tells."""

    initiative: Initiative
    years: list[Stayed]
    learnt: list[Lineage]
    guidance: Guidance | None


def doubles_of(initiative: Initiative) -> list[Double]:
    """The records merged into *initiative*: what could not move is read there."""
    told = []
    for double in Initiative.objects.filter(merged_into=initiative).order_by("pk"):
        rows = Registration.objects.filter(initiative=double).select_related("programme").order_by("-programme__year")
        told.append(
            Double(
                initiative=double,
                years=[_stayed(row) for row in rows],
                learnt=list(Lineage.objects.filter(copy=double).select_related("origin")),
                guidance=Guidance.objects.filter(initiative=double).first(),
            )
        )
    return told


def _stayed(row: Registration) -> Stayed:
    return Stayed(
        registration=row,
        aims=list(Aim.objects.filter(registration=row)),
        check_ins=list(CheckIn.objects.filter(registration=row)),
        evidence=list(Evidence.objects.filter(registration=row)),
        launch=Launch.objects.filter(registration=row).prefetch_related("commitments").first(),
        submission=Submission.objects.filter(registration=row).first(),
    )


def has_doubles(initiative: Initiative) -> bool:
    return Initiative.objects.filter(merged_into=initiative).exists()
