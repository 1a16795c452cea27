"""Blanks with their newest places, the printers measured on them, and what a print is set with."""

from collections.abc import Collection
from datetime import date

from django.db.models import Count, F, Max, OuterRef, QuerySet, Subquery

from kheo.documents.blank_content import BlankPaper, OfficeFace, Place, Sheet, Shift
from kheo.documents.office_fonts import office_face
from kheo.organisation.models import Locality
from kheo.recognition.models import Blank, BlankField, BlankVersion, OfficeFont, PrinterOffset, PrintRun
from kheo.recognition.rules.blanks import CODE, COLOURS, OWN, PRINTED, SIZES

SAMPLE_ADDRESS = "https://kheo.example/in-thu/XXXXXXXXXXXXXXXX"


def blanks_of(locality: Locality) -> QuerySet[Blank]:
    """The locality's blanks with the number of their newest version (``newest``) and of their printers; one query."""
    return Blank.objects.filter(locality=locality).annotate(
        newest=Max("versions__number"), printers=Count("offsets__printer_key", distinct=True)
    )


def blanks_in_use(locality: Locality) -> QuerySet[Blank]:
    """Those that are not put away: what a print may be made on."""
    return blanks_of(locality).filter(retired_at=None)


def find_font(locality: Locality, pk: int) -> OfficeFont | None:
    """The font **of that locality**."""
    return OfficeFont.objects.filter(locality=locality, pk=pk).select_related("locality").first()


def find_blank(locality: Locality, pk: int) -> Blank | None:
    """The blank **of that locality**."""
    return Blank.objects.filter(locality=locality, pk=pk).select_related("locality", "scan").first()


def size_of(blank: Blank) -> tuple[int, int]:
    """Width and height in mm."""
    return SIZES[blank.size, blank.orientation]


def newest_version(blank: Blank) -> BlankVersion:
    return BlankVersion.objects.filter(blank=blank).order_by("-number")[0]


def fields_of(version: BlankVersion) -> list[BlankField]:
    return list(BlankField.objects.filter(version=version).select_related("font__file").order_by("order"))


def offsets_of(blanks: Collection[Blank]) -> QuerySet[PrinterOffset]:
    """The offsets that hold: the newest of each blank and printer."""
    newest = PrinterOffset.objects.filter(blank=OuterRef("blank"), printer_key=OuterRef("printer_key")).order_by("-number")
    return (
        PrinterOffset.objects.filter(blank__in=blanks, pk=Subquery(newest.values("pk")[:1]))
        .select_related("blank__locality")
        .order_by("blank", "printer_key")
    )


def fonts_of(locality: Locality) -> QuerySet[OfficeFont]:
    """Every font of the office; those put away last."""
    return (
        OfficeFont.objects.filter(locality=locality)
        .select_related("file")
        .order_by(F("retired_at").asc(nulls_first=True), "name", "pk")
    )


def fonts_for(locality: Locality, fields: Collection[BlankField]) -> list[OfficeFont]:
    """Fonts that a place may be set in: those in use, and those put away that *fields* are set in already."""
    held = {field.font_id for field in fields}
    return [font for font in fonts_of(locality) if font.retired_at is None or font.pk in held]


def is_tried(version: BlankVersion, offset: PrinterOffset) -> bool:
    """Whether a trial with just these places and this offset was laid over the blank and found right."""
    return PrintRun.objects.filter(version=version, offset=offset, purpose=PrintRun.Purpose.TRIAL, passed__isnull=False).exists()


def newest_versions(blanks: Collection[Blank]) -> QuerySet[BlankVersion]:
    newest = BlankVersion.objects.filter(blank=OuterRef("blank")).order_by("-number")
    return BlankVersion.objects.filter(blank__in=blanks, pk=Subquery(newest.values("pk")[:1]))


def tried_offsets(versions: Collection[BlankVersion] | QuerySet[BlankVersion]) -> set[int]:
    """Offsets (by primary key) that were tried with one of *versions* and found right."""
    runs = PrintRun.objects.filter(version__in=versions, purpose=PrintRun.Purpose.TRIAL, passed__isnull=False)
    return {offset for offset in runs.values_list("offset", flat=True) if offset is not None}


def shift_of(offset: PrinterOffset | None) -> Shift:
    if offset is None:
        return Shift()
    return Shift(float(offset.dx), float(offset.dy), float(offset.scale_x) / 100, float(offset.scale_y) / 100)


def paper_of(version: BlankVersion, offset: PrinterOffset | None, on: date) -> BlankPaper:
    """What a print of *version* on the printer of *offset* is set with; reads the office's fonts from the store."""
    width, height = size_of(version.blank)
    return BlankPaper(
        width=width,
        height=height,
        places=tuple(_place(field) for field in fields_of(version)),
        title=f"{version.blank.get_kind_display().capitalize()}, phôi {version.blank_id}, bản {version.number}",
        on=on,
        shift=shift_of(offset),
    )


def _place(field: BlankField) -> Place:
    return Place(
        key=field.key,
        label=PRINTED[field.key].label,
        x=float(field.x),
        y=float(field.y),
        width=float(field.width),
        align=field.align,  # type: ignore[arg-type]  # one of ALIGNS, held by the action
        size=float(field.size),
        bold=field.bold,
        italic=field.italic,
        capitals=field.capitals,
        colour=COLOURS[field.colour][1],
        leading=float(field.leading),
        lines=field.lines,
        shrink=field.shrink,
        face=_face(field),
        is_code=field.key == CODE,
    )


def _face(field: BlankField) -> str | OfficeFace:
    return field.face if field.font is None else face_of(field.font)


def face_of(font: OfficeFont) -> OfficeFace:
    with font.file.content.open("rb") as content:
        return office_face(content.read())


def own_words(version: BlankVersion) -> dict[str, str]:
    """The words that the office wrote for the blank itself, the same on every sheet."""
    return {field.key: field.text for field in fields_of(version) if field.key in OWN}


def sample_sheet(version: BlankVersion) -> Sheet:
    """What a preview and a trial print: made-up words of a usual length."""
    samples = {key: printed.sample for key, printed in PRINTED.items()}
    return Sheet("Bản in thử", {**samples, **own_words(version)}, SAMPLE_ADDRESS)


def background_of(blank: Blank) -> tuple[str, bytes] | None:
    """The scan for a preview as (ending, bytes)."""
    if blank.scan is None:
        return None
    with blank.scan.content.open("rb") as content:
        return blank.scan.media_type.rpartition("/")[2].replace("jpeg", "jpg"), content.read()
