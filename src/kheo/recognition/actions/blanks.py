"""Blanks of an office: made, their places set anew as a version, their scan, the printers measured on them, its fonts."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import BinaryIO

from django.db import transaction

from kheo.documents.office_fonts import examine_font
from kheo.documents.scans import first_page
from kheo.foundation.lengths import longest, too_long
from kheo.foundation.refusal import Problem, RefusedError, require_version
from kheo.foundation.text import fold, tidy
from kheo.foundation.uploads.checks import Checked, check_upload
from kheo.foundation.uploads.keeping import keep_file, release_file
from kheo.foundation.uploads.limits import RefusedUpload
from kheo.foundation.uploads.papers import SentFile, look_at
from kheo.organisation.authority import Actor, require
from kheo.organisation.models import Locality
from kheo.organisation.trail import record
from kheo.recognition.models import Blank, BlankField, BlankVersion, OfficeFont, PrinterOffset
from kheo.recognition.queries.blanks import fields_of, fonts_for, newest_version, size_of
from kheo.recognition.rules.blanks import CODE, OWN, FieldContent, field_problems, offset_problems, usual_fields


def create_blank(actor: Actor, locality: Locality, name: str, kind: str, size: str, orientation: str) -> Blank:
    """A new blank with the usual places, which the office then measures. Size and orientation stay as they are: the paper's."""
    grant = require(actor, "blank.manage", locality)
    name = tidy(name)
    problems = too_long(name, longest(Blank, "name"), "Tên phôi")
    if not name:
        problems.append(Problem("Chưa đặt tên cho phôi.", "Tên phôi"))
    for value, choices, where in (
        (kind, Blank.Kind.values, "Loại giấy"),
        (size, Blank.Size.values, "Cỡ giấy"),
        (orientation, Blank.Orientation.values, "Chiều giấy"),
    ):
        if value not in choices:
            problems.append(Problem("Chọn một trong danh sách.", where))
    if problems:
        raise RefusedError(*problems)
    with transaction.atomic():
        blank, is_new = Blank.objects.get_or_create(
            locality=locality, name=name, defaults={"kind": kind, "size": size, "orientation": orientation}
        )
        if not is_new:
            raise RefusedError(Problem("Đã có phôi mang tên này; đặt tên khác, ví dụ thêm năm in.", "Tên phôi"))
        _write_version(actor, blank, 1, usual_fields(*size_of(blank)))
        record(actor, grant, "blank.create", blank, locality)
    return blank


def set_places(actor: Actor, blank: Blank, fields: Sequence[FieldContent], version: int) -> BlankVersion:
    """The places of *blank* as a new version; the older ones stay with what was printed on them."""
    grant = require(actor, "blank.manage", blank.locality)
    kept = [replace(field, text=tidy(field.text) if field.key in OWN else "") for field in fields]
    problems = list(field_problems(kept, *size_of(blank)))
    fonts = {field.font for field in kept if field.font is not None}
    offered = {font.pk for font in fonts_for(blank.locality, fields_of(newest_version(blank)))}
    if fonts - offered:
        problems.append(Problem("Phông đã chọn không có trong danh sách phông của văn phòng; chọn lại."))
    if problems:
        raise RefusedError(*problems)
    with transaction.atomic():
        locked = _locked(blank, version)
        made = _write_version(actor, locked, BlankVersion.objects.filter(blank=locked).count() + 1, kept)
        _bump(locked)
        record(actor, grant, "blank.places", locked, locked.locality, {"version": made.number})
    return made


def set_scan(actor: Actor, blank: Blank, sent: SentFile | None, version: int) -> Blank:
    """Keep the scan that previews lie over, in place of the old one; None takes it away. It is never printed.

    A PDF is kept as the picture of its first page: what a preview opens was drawn by Khéo itself.
    """
    grant = require(actor, "blank.manage", blank.locality)
    checked, problems = look_at(sent, "paper", "Bản quét")
    if checked is not None:
        try:
            checked = _picture_of(checked)
        except RefusedUpload as refusal:
            problems.append(Problem(str(refusal), "Bản quét"))
    if problems:
        raise RefusedError(*problems)
    with transaction.atomic():
        locked = _locked(blank, version)
        old = locked.scan
        locked.scan = keep_file(checked, locked.locality.code, actor.account_id) if checked else None
        _bump(locked)
        if old is not None and old != locked.scan:
            release_file(old)
        record(actor, grant, "blank.scan", locked, locked.locality, {"has": locked.scan is not None})
    return locked


def _picture_of(checked: Checked) -> Checked:
    if checked.extension not in {"pdf", "jpg", "jpeg", "png"}:
        raise RefusedUpload("Bản quét phôi là ảnh .jpg, .png hoặc PDF; quét hoặc chụp lại tờ phôi rồi gửi.")
    if checked.extension != "pdf":
        return checked
    drawn = first_page(checked.data)
    if drawn is None:
        raise RefusedUpload(f"Không vẽ được trang đầu của «{checked.name}». Quét phôi thành ảnh .jpg rồi gửi lại.")
    return check_upload(f"{checked.name.rpartition('.')[0]}.png", drawn, "picture")


def measure_printer(
    actor: Actor,
    blank: Blank,
    printer: str,
    dx: Decimal,
    dy: Decimal,
    scales: tuple[Decimal, Decimal] = (Decimal(100), Decimal(100)),
) -> PrinterOffset:
    """How *printer* sets off on *blank*: *dx*, *dy* in mm, *scales* in per cent across and down; the newest measure holds."""
    grant = require(actor, "blank.manage", blank.locality)
    printer = tidy(printer)
    problems = [*too_long(printer, longest(PrinterOffset, "printer"), "Máy in"), *offset_problems(dx, dy, *scales)]
    if not printer:
        problems.append(Problem("Chưa ghi tên máy in; ghi như văn phòng vẫn gọi, ví dụ «Canon phòng họp».", "Máy in"))
    if problems:
        raise RefusedError(*problems)
    with transaction.atomic():
        locked = Blank.objects.select_for_update().select_related("locality").get(pk=blank.pk)
        key = fold(printer)
        made = PrinterOffset.objects.create(
            blank=locked,
            printer=printer,
            printer_key=key,
            number=PrinterOffset.objects.filter(blank=locked, printer_key=key).count() + 1,
            dx=dx,
            dy=dy,
            scale_x=scales[0],
            scale_y=scales[1],
            made_by=actor.account_id,
        )
        record(actor, grant, "blank.measure", locked, locked.locality, {"offset": made.pk, "number": made.number})
    return made


def add_font(actor: Actor, locality: Locality, name: str, data: bytes | BinaryIO) -> OfficeFont:
    """Keep a font for the blanks of *locality*: every Vietnamese letter there, embedding allowed, no danger in the file."""
    grant = require(actor, "font.add", locality)
    try:
        checked = check_upload(name, data, "font")
    except RefusedUpload as refusal:
        raise RefusedError(Problem(str(refusal), "Tệp phông")) from None
    facts = examine_font("Tệp phông", checked.data)
    called = tidy(f"{facts.family} {facts.style}" if facts.style not in {"", "Regular"} else facts.family)
    with transaction.atomic():
        kept = keep_file(checked, locality.code, actor.account_id)
        if OfficeFont.objects.filter(locality=locality, file=kept).exists():
            raise RefusedError(
                Problem(
                    "Văn phòng đã có đúng phông này; chọn nó ở ô chữ của phôi, nếu đã cất thì dùng lại ở trang này.", "Tệp phông"
                )
            )
        made = OfficeFont.objects.create(locality=locality, name=called, file=kept, added_by=actor.account_id)
        record(actor, grant, "font.add", made, locality, {"sha256": kept.sha256})
    return made


def _locked(blank: Blank, version: int) -> Blank:
    locked = Blank.objects.select_for_update(of=("self",)).select_related("locality", "scan").get(pk=blank.pk)
    require_version(version, locked.version)
    return locked


def _bump(blank: Blank) -> None:
    blank.version += 1
    blank.save(update_fields=["scan", "version"])


def _write_version(actor: Actor, blank: Blank, number: int, fields: Sequence[FieldContent]) -> BlankVersion:
    made = BlankVersion.objects.create(blank=blank, number=number, made_by=actor.account_id)
    BlankField.objects.bulk_create(
        BlankField(
            version=made,
            order=order,
            key=field.key,
            text=field.text,
            x=field.x,
            y=field.y,
            width=field.width,
            align=field.align,
            size=field.size,
            bold=field.bold,
            italic=field.italic,
            capitals=field.capitals,
            colour=field.colour,
            leading=field.leading,
            lines=1 if field.key == CODE else field.lines,
            shrink=field.shrink,
            face="" if field.font is not None else field.face,
            font_id=field.font,
        )
        for order, field in enumerate(fields, 1)
    )
    return made
