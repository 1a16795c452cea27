"""Files of prints: sheets set in pieces, so that the page can say how far it is and no piece fills the memory."""

import io
import secrets
import tempfile
import threading
import zipfile
from collections.abc import Callable, Iterator, Sequence
from typing import IO

import structlog
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import close_old_connections, transaction
from pypdf import PdfReader, PdfWriter

from kheo.documents.blank import blank_pdf
from kheo.documents.blank_content import BlankPaper, Sheet
from kheo.documents.certificate import certificate_files, certificates_pdf
from kheo.foundation.refusal import RefusedError
from kheo.recognition.actions.print_files import await_file, end_file, take_file, tell_progress
from kheo.recognition.models import PrintRun
from kheo.recognition.papers import certificate_content
from kheo.recognition.queries.blanks import own_words, paper_of, sample_sheet
from kheo.recognition.queries.sheets import DecisionSheet, sheets_of_run

log = structlog.get_logger(__name__)
PIECE = 50
"""Sheets set at once: a second's work, some ten megabytes."""
Told = Callable[[int], None]


class Setting:
    """How the sheets of *run* are set: words on its blank; without one Khéo's own certificate on white paper."""

    def __init__(self, run: PrintRun | None = None) -> None:
        self.paper: BlankPaper | None = None
        self.own: dict[str, str] = {}
        if run is not None and run.version is not None:
            self.paper = paper_of(run.version, run.offset, run.made_at.date())
            self.own = own_words(run.version)

    def together(self, sheets: Sequence[DecisionSheet]) -> bytes:
        """One PDF, a page each."""
        if self.paper is None:
            return certificates_pdf([certificate_content(sheet.certificate) for sheet in sheets if sheet.certificate])
        return blank_pdf(self.paper, [self._with_own(sheet.sheet) for sheet in sheets])

    def apart(self, sheets: Sequence[DecisionSheet]) -> Iterator[bytes]:
        """A PDF each, in their order."""
        if self.paper is None:
            yield from certificate_files([certificate_content(sheet.certificate) for sheet in sheets if sheet.certificate])
            return
        for sheet in sheets:
            yield blank_pdf(self.paper, [self._with_own(sheet.sheet)])

    def _with_own(self, sheet: Sheet) -> Sheet:
        return Sheet(sheet.name, {**sheet.words, **self.own}, sheet.address)


def write_pdf(setting: Setting, sheets: Sequence[DecisionSheet], out: IO[bytes], told: Told) -> None:
    """Write *sheets* to *out* as one PDF; *told* hears how many are done."""
    if len(sheets) <= PIECE:
        out.write(setting.together(sheets))
        told(len(sheets))
        return
    writer = PdfWriter()
    for start in range(0, len(sheets), PIECE):
        piece = sheets[start : start + PIECE]
        writer.append(PdfReader(io.BytesIO(setting.together(piece))))
        told(start + len(piece))
    writer.write(out)


def write_zip(setting: Setting, sheets: Sequence[DecisionSheet], out: IO[bytes], told: Told) -> None:
    """Write *sheets* to *out* as a zip with a PDF each, named by number; *told* hears how many are done."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:  # a PDF is packed already
        for done, (sheet, pdf) in enumerate(zip(sheets, setting.apart(sheets), strict=True), 1):
            archive.writestr(sheet.file_name, pdf)
            if done % PIECE == 0 or done == len(sheets):
                told(done)


def trial_pdf(run: PrintRun) -> bytes:
    """The one sheet of a trial: sample words in their places, nothing else, as the batch will print them."""
    setting = Setting(run)
    if run.version is None or setting.paper is None:
        raise ValueError("a trial is of a blank")
    return blank_pdf(setting.paper, [sample_sheet(run.version)])


def make_file(pk: int) -> None:
    """Make the file of the run *pk*, unless somebody else does; its row says how far it is and how it ended."""
    if not take_file(pk):
        return
    try:
        run = PrintRun.objects.select_related("decision__programme", "decision__locality", "version__blank", "offset").get(pk=pk)
        end_file(pk, path=_kept(run))
    except RefusedError as refusal:
        end_file(pk, fault=str(refusal))
    except OSError:
        log.exception("print not kept", run=pk)
        end_file(pk, fault="Máy chủ chưa lưu được tệp, có thể đĩa đã đầy. Báo người vận hành rồi làm lại.")
    except Exception:
        log.exception("print failed", run=pk)
        end_file(pk, fault="Máy chủ gặp lỗi khi làm tệp. Làm lại; vẫn lỗi thì báo người vận hành, kèm số của lần in.")


def _kept(run: PrintRun) -> str:
    write = write_zip if run.shape == PrintRun.Shape.ZIP else write_pdf
    with tempfile.TemporaryFile() as out:
        write(Setting(run), sheets_of_run(run), out, lambda done: tell_progress(run.pk, done))
        out.seek(0)
        return default_storage.save(f"prints/{run.pk}-{secrets.token_hex(8)}.{run.shape}", File(out))


def start_making(pk: int) -> None:
    """Make the file of the run *pk* beside the request, once what wrote the run down holds."""
    await_file(pk)
    transaction.on_commit(threading.Thread(target=_make_apart, args=(pk,), name=f"print-{pk}", daemon=True).start)


def _make_apart(pk: int) -> None:
    try:
        make_file(pk)
    finally:
        close_old_connections()
