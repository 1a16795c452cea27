"""What stands beside a sheet of scores: the file as it is, or without anything that tells whose it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from kheo.movement.models import Evidence, Nomination, Registration, VisitFinding
from kheo.movement.queries.appraisals import findings_on
from kheo.movement.queries.masking import Masks
from kheo.movement.queries.nominations import nomination_of
from kheo.movement.queries.registrations import NewestResult, newest_results, place_name
from kheo.movement.queries.submissions import answers_of
from kheo.movement.rules.masking import Hidden, Mask
from kheo.organisation.authority import Actor
from kheo.organisation.models import Locality


@dataclass(frozen=True)
class FileBesideSheet:
    """One registration as somebody who judges it reads it (needs ``unit_name``, see :func:`registrations`).

    *parts*: heading → lines; *unlisted*: how many files of evidence are not shown; *findings*: of visits, each with its words.
    While *is_anonymous* place, holder and leading body are words that stand for any, the texts are masked, and neither evidence
    nor the level below is there.
    """

    key: int
    title: str
    place: str
    field: str
    holder: str
    led_by: str
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    results: tuple[tuple[str, NewestResult], ...]
    evidence: tuple[Evidence, ...] = ()
    unlisted: int = 0
    came: Nomination | None = None
    findings: tuple[tuple[VisitFinding, str], ...] = ()
    mask: Mask | None = None

    @property
    def is_anonymous(self) -> bool:
        return self.mask is not None

    def said(self, text: str) -> str:
        """What somebody wrote beside this file (a reason, a remark), as its reader may see it."""
        return self.mask.hide(text) if self.mask else text


def judges_blindly(actor: Actor, locality: Locality) -> bool:
    """Whether *actor* is shown files without names there today; every page, paper and download of a council asks this."""
    return locality.code in actor.blind


def file_beside_sheet(registration: Registration, *, anonymous: bool = False, masks: Masks | None = None) -> FileBesideSheet:
    """The file of *registration* for a page, paper or download of those who judge it; *anonymous*: without names and files.

    This is the one place that decides what a member of the council sees in the anonymous phase. *masks*: those of the
    programme where many files are asked for one after the other.
    """
    told = _told(registration)
    results = newest_results(registration)
    found = findings_on(registration)
    evidence = Evidence.objects.filter(registration=registration).select_related("file")
    if not anonymous:
        return FileBesideSheet(
            key=registration.pk,
            title=registration.initiative.title,
            place=place_name(registration),
            field=registration.field.label,
            holder=registration.initiative.holder,
            led_by=registration.leading_body,
            parts=told,
            results=tuple((one.label, one) for one in results),
            evidence=tuple(evidence),
            came=nomination_of(registration),
            findings=tuple((one, one.text) for one in found),
        )
    mask = (masks or Masks(registration.programme)).of(registration)
    return FileBesideSheet(
        key=registration.pk,
        title=mask.hide(registration.initiative.title),
        place=f"Hồ sơ {registration.pk}",
        field=registration.field.label,
        holder=Hidden.PERSON if registration.initiative.holder else "",
        led_by=Hidden.PLACE if registration.leading_body else "",
        parts=tuple((heading, tuple(mask.hide(line) for line in lines)) for heading, lines in told),
        results=tuple((mask.hide(one.label), one) for one in results),
        unlisted=evidence.count(),
        findings=tuple((one, mask.hide(one.text)) for one in found),
        mask=mask,
    )


def names_for(registrations: Sequence[Registration], *, anonymous: bool) -> dict[int, tuple[str, str]]:
    """Title and place of each by primary key, for a list of one programme; the number of queries does not grow with theirs."""
    if not anonymous:
        return {row.pk: (row.initiative.title, place_name(row)) for row in registrations}
    masks = Masks(registrations[0].programme) if registrations else None
    return {row.pk: (masks.of(row).hide(row.initiative.title), f"Hồ sơ {row.pk}") for row in registrations if masks}


def _told(registration: Registration) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Headings with their lines: what the initiative tells of itself, then the items of the form; what is empty is left out."""
    initiative = registration.initiative
    told = [
        ("", initiative.summary),
        ("Tình hình trước khi làm", initiative.situation),
        ("Cách làm", initiative.way),
        ("Kết quả", initiative.outcome),
        ("Bài học", initiative.lesson),
    ]
    known = {text.strip() for _heading, text in told}
    told += [(label, text) for label, text in answers_of(registration) if text.strip() not in known]
    lines = ((heading, tuple(line for line in text.splitlines() if line.strip())) for heading, text in told)
    return tuple((heading, some) for heading, some in lines if some)
