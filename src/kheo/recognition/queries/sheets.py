"""Sheets that a decision may have printed: its standing certificates, or the merits that it awards."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from kheo.documents.blank_content import Sheet
from kheo.documents.formalities import written_date
from kheo.foundation.text import begin_small, fold
from kheo.organisation.models import Locality
from kheo.recognition.models import Blank, Certificate, Decision, DecisionCorrection, DecisionKind, PrintLine, PrintRun
from kheo.recognition.queries.certificates import numbered, verify_address
from kheo.recognition.queries.lines import ShownLine, shown_lines
from kheo.recognition.rules.codes import printed

MERIT_PURPOSE = "Đã có thành tích xuất sắc trong phong trào thi đua “Dân vận khéo” năm {year}"
PRINTED_KINDS = {DecisionKind.RECOGNITION, DecisionKind.COMMENDATION}
"""A recognition has certificates, a commendation the merits that its body awards; medals come printed from the central body."""
FITTING_BLANKS = {
    DecisionKind.RECOGNITION: (Blank.Kind.CERTIFICATE,),
    DecisionKind.COMMENDATION: (Blank.Kind.MERIT, Blank.Kind.DIPLOMA),
}
"""What is bought ready printed says in its heading what it is: no merit on a certificate's paper, nor the other way round."""


@dataclass(frozen=True)
class DecisionSheet:
    """One sheet: *number* in the register (a merit: its place in the list), *certificate* (a merit: None), its words."""

    line: int
    number: int
    certificate: Certificate | None
    sheet: Sheet

    @property
    def key(self) -> tuple[int, int | None]:
        return self.line, self.certificate.pk if self.certificate else None

    @property
    def file_name(self) -> str:
        """«GCN-0001.pdf» by the number in the register; «GK-0003.pdf» by the place in the list."""
        return f"{'GCN' if self.certificate else 'GK'}-{self.number:04d}.pdf"


def sheets_of(decision: Decision) -> list[DecisionSheet]:
    """The sheets of an issued decision in the order of their numbers; what was taken back is not among them."""
    if decision.kind not in PRINTED_KINDS or decision.state != Decision.State.ISSUED:
        return []
    if decision.kind == DecisionKind.COMMENDATION:
        return [_merit(decision, shown) for shown in shown_lines(decision) if shown.revocation is None]
    rows = Certificate.objects.filter(line__decision=decision, notice=None).select_related("register")
    return _certificates(decision, rows)


def sheets_of_run(run: PrintRun) -> list[DecisionSheet]:
    """The sheets that *run* printed, with the words they had."""
    decision = run.decision
    if decision is None:
        return []
    lines = list(PrintLine.objects.filter(run=run).order_by("order"))
    if decision.kind == DecisionKind.COMMENDATION:
        wanted = {line.line_id for line in lines}
        return [_merit(decision, shown) for shown in shown_lines(decision) if shown.line.pk in wanted]
    rows = Certificate.objects.filter(pk__in=[line.certificate_id for line in lines]).select_related("register")
    return _certificates(decision, rows)


def printed_before(decision: Decision) -> set[tuple[int, int | None]]:
    """Sheets of *decision* (their ``key``) that a batch printed once."""
    lines = PrintLine.objects.filter(run__decision=decision, run__purpose=PrintRun.Purpose.BATCH)
    return set(lines.values_list("line", "certificate"))


def runs_of(decision: Decision) -> QuerySet[PrintRun]:
    """Batches of *decision*, the newest first, with the number of their ``sheets``."""
    rows = PrintRun.objects.filter(decision=decision).select_related("version__blank", "offset")
    return rows.annotate(sheets=Count("lines")).order_by("-pk")


def corrections_of(decision: Decision) -> list[DecisionCorrection]:
    """Corrections of the decision's words that have their number: who prints from its list reads them first."""
    return list(DecisionCorrection.objects.filter(decision=decision).exclude(number="").order_by("date", "pk"))


def find_run(locality: Locality, pk: int) -> PrintRun | None:
    """The batch **of a decision of that locality**."""
    rows = PrintRun.objects.filter(decision__locality=locality, pk=pk)
    return rows.select_related("decision__locality", "decision__programme", "version__blank", "offset", "file").first()


def find_trial(locality: Locality, blank: int, pk: int) -> PrintRun | None:
    """The trial of a blank **of that locality**."""
    rows = PrintRun.objects.filter(version__blank__locality=locality, version__blank=blank, pk=pk, purpose=PrintRun.Purpose.TRIAL)
    return rows.select_related("version__blank__locality", "offset", "passed").first()


def _certificates(decision: Decision, rows: Iterable[Certificate]) -> list[DecisionSheet]:
    shown = {each.line.pk: each for each in shown_lines(decision)}
    return [_certificate(row, shown[row.line_id]) for row in sorted(rows, key=lambda row: row.number)]


def _certificate(certificate: Certificate, shown: ShownLine) -> DecisionSheet:
    """The words fixed at issue (or by the correction), taken apart as blanks ask for them."""
    words, number = certificate.content, numbered(certificate)
    holder = words["holder"].removeprefix("của ")
    unit_after = f", {shown.unit_name}"
    named_after = fold(holder).endswith(fold(unit_after))
    sheet = Sheet(
        f"Giấy số {number}",
        {
            "recipient": holder[: -len(unit_after)] if named_after else holder,
            "holder": holder,
            "unit": shown.unit_name,
            "title": words["initiative"],
            "purpose": words["purpose"],
            "register": number,
            "code": printed(certificate.code),
            "again": words.get("again", ""),
            **_signed(words["decision"], words["decision_on"], words["place"], words["on"]),
            "authority": words["signer_authority"],
            "position": words["signer_position"],
            "signer": words["signer_name"],
        },
        verify_address(certificate.code),
    )
    return DecisionSheet(certificate.line_id, certificate.number, certificate, sheet)


def _merit(decision: Decision, shown: ShownLine) -> DecisionSheet:
    line, purpose = shown.line, MERIT_PURPOSE.format(year=decision.programme.year)
    at_unit = "" if fold(shown.unit_name) in fold(line.recipient) else f", {begin_small(shown.unit_name)}"
    day = str(decision.date)
    words = {
        "recipient": line.recipient,
        "holder": f"{line.recipient}{at_unit}",
        "unit": shown.unit_name,
        "title": line.reason or shown.title or purpose,
        "purpose": purpose,
        **_signed(decision.number, day, decision.place_name, day),
        "authority": decision.signer_authority,
        "position": decision.signer_position,
        "signer": decision.signer_name,
    }
    return DecisionSheet(line.pk, line.order, None, Sheet(f"Dòng {line.order}", words))


def _signed(number: str, decided: str, place: str, day: str) -> dict[str, str]:
    on, decided_on = date.fromisoformat(day), date.fromisoformat(decided)
    written = written_date(on)
    return {
        "decision": number,
        "decision_line": f"Quyết định số {number} {written_date(decided_on)}",
        "place_on": f"{place}, {written}",
        "day": f"{on.day:02d}",
        "month": written.split()[3],
        "year": str(on.year),
    }


def chosen(sheets: Collection[DecisionSheet], numbers: set[int] | None) -> list[DecisionSheet]:
    """Those of *sheets* whose number was asked for; all for None."""
    return [sheet for sheet in sheets if numbers is None or sheet.number in numbers]
