"""Certificates: what they print, their register, and what anybody may learn from a code."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.conf import settings
from django.db.models import QuerySet

from kheo.foundation.text import begin_small, fold
from kheo.organisation.models import Locality
from kheo.recognition.models import Certificate, CertificateNotice, CertificateRegister, Decision
from kheo.recognition.queries.lines import ShownLine, shown_lines
from kheo.recognition.rules.codes import normalise, printed

Status = Literal["valid", "corrected", "reissued", "revoked", "unknown"]
# A code that no certificate has (its check is the same look-up): a malformed text costs what an unknown one costs.
_NOBODYS = ""
MOST_CORRECTIONS = 50


def verify_address(code: str) -> str:
    """The full address that a QR code carries."""
    return f"{settings.KHEO_PUBLIC_URL}/xac-minh/{code}"


def words_of(decision: Decision) -> dict[int, dict[str, Any]]:
    """The words of the certificate of each line of an issued recognition, by the line's primary key.

    They are frozen in the certificate: a body renamed or a unit merged later does not change a paper on a wall.
    """
    return {shown.line.pk: _words(decision, shown) for shown in shown_lines(decision)}


def _words(decision: Decision, shown: ShownLine) -> dict[str, Any]:
    line, body, registration = shown.line, decision.body, shown.line.registration
    kind = registration.initiative.get_kind_display() if registration else "mô hình"
    field = registration.field.label if registration else ""
    return {
        "layout": body.layout,
        "superior": body.superior,
        "issuer": body.name,
        "purpose": f"công nhận {kind} “Dân vận khéo” hoạt động hiệu quả năm {decision.programme.year}",
        "initiative": registration.initiative.title if registration else line.recipient,
        "holder": f"của {_at(line.recipient, shown.unit_name)}",
        "field": f"Lĩnh vực {_small(field)}" if field else "",
        "decision": decision.number,
        "decision_on": str(decision.date),
        "place": decision.place_name,
        "on": str(decision.date),
        "signer_authority": decision.signer_authority,
        "signer_position": decision.signer_position,
        "signer_name": decision.signer_name,
        "notice": "dữ liệu minh hoạ" if decision.locality.illustrative else "",
    }


def _at(recipient: str, unit: str) -> str:
    """«Chi hội Phụ nữ tổ dân phố số 3, phường Hòa Mạc»; a unit that is named already is not named twice."""
    return recipient if fold(unit) in fold(recipient) else f"{recipient}, {_small(unit)}"


def _small(name: str) -> str:
    return begin_small(name)


def certificates_of(decision: Decision) -> QuerySet[Certificate]:
    """All certificates of a decision by their number, with their notice and what replaced them."""
    return _with_fate(Certificate.objects.filter(line__decision=decision)).order_by("number")


def standing_certificates(decision: Decision) -> list[Certificate]:
    """The certificates to print: those that no notice has taken back."""
    return list(certificates_of(decision).filter(notice=None))


def register_rows(locality: Locality) -> QuerySet[Certificate]:
    """The locality's certificates, the newest number first; another locality's are not among them."""
    rows = Certificate.objects.filter(register__locality=locality).select_related("line__decision")
    return _with_fate(rows).order_by("-register__year", "register__body", "-number")


def certificates_in(register: CertificateRegister) -> QuerySet[Certificate]:
    """Every number of the register in its order, with what became of it."""
    return _with_fate(Certificate.objects.filter(register=register)).order_by("number")


def find_register(body: str, year: int) -> CertificateRegister | None:
    """The register of the body (its code) and year."""
    rows = CertificateRegister.objects.filter(body__code=body, year=year)
    return rows.select_related("locality", "body__unit").first()


def find_certificate(locality: Locality, pk: int) -> Certificate | None:
    """The certificate **of that locality**, with what an action needs of it."""
    return _with_fate(
        Certificate.objects.filter(register__locality=locality, pk=pk).select_related("line__decision__locality")
    ).first()


def _with_fate(rows: QuerySet[Certificate]) -> QuerySet[Certificate]:
    return rows.select_related("register__body", "notice", "replaced_by")


def status_of(certificate: Certificate) -> Status:
    """What became of it; needs ``notice``."""
    notice = getattr(certificate, "notice", None)
    if notice is None:
        return "valid"
    statuses: dict[str, Status] = {
        CertificateNotice.Kind.CORRECTED: "corrected",
        CertificateNotice.Kind.REISSUED: "reissued",
        CertificateNotice.Kind.REVOKED: "revoked",
    }
    return statuses[notice.kind]


@dataclass(frozen=True)
class Verification:
    """What a code tells: *words* as printed (None when unknown), since when it no longer stands, the code that replaced it.

    *replaces*: the number of the certificate in whose place this one was given. Its code stays untold: whoever found a lost
    paper has it, nobody else needs it.
    """

    status: Status
    code: str = ""
    number: str = ""
    words: dict[str, Any] | None = None
    since: date | None = None
    replaced_by: str = ""
    replaces: str = ""
    locality: Locality | None = None
    decision: Decision | None = None
    line_is_revoked: bool = False

    @property
    def printed_code(self) -> str:
        return printed(self.code)

    @property
    def day(self) -> date | None:
        """The certificate's own date: the decision's, or that of the correction."""
        return date.fromisoformat(self.words["on"]) if self.words else None

    @property
    def decision_date(self) -> date | None:
        return date.fromisoformat(self.words["decision_on"]) if self.words else None

    def as_json(self) -> dict[str, Any]:
        """The document of ``kheo verify --json``: what the paper prints and its status, nothing else."""
        if self.words is None:
            return {"status": self.status}
        return {
            "status": self.status,
            "code": self.printed_code,
            "number": self.number,
            "issuer": self.words["issuer"],
            "purpose": self.words["purpose"],
            "initiative": self.words["initiative"],
            "holder": self.words["holder"],
            "decision": {"number": self.words["decision"], "date": self.words["decision_on"]},
            "since": self.since.isoformat() if self.since else None,
            "replaced_by": printed(self.replaced_by) if self.replaced_by else None,
            "replaces": self.replaces or None,
        }


def verify_code(text: str) -> Verification:
    """Look a typed or scanned code up; small letters, missing hyphens, O for 0 and I or L for 1 are understood.

    A malformed text is looked up as well, under a code that nobody has, so that its answer takes what an unknown one takes.
    """
    code = normalise(text) or _NOBODYS
    found = (
        Certificate.objects.filter(code=code)
        .select_related("notice", "replaces", "register__locality__unit", "line__decision", "line__revocation")
        .first()
    )
    if found is None:
        return Verification("unknown")
    notice = getattr(found, "notice", None)
    return Verification(
        status=status_of(found),
        code=found.code,
        number=numbered(found),
        words=found.content,
        since=notice.on if notice else None,
        replaced_by=_newest(found).code if notice and notice.kind != CertificateNotice.Kind.REVOKED else "",
        replaces=numbered(found.replaces) if found.replaces else "",
        locality=found.register.locality,
        decision=found.line.decision,
        line_is_revoked=hasattr(found.line, "revocation"),
    )


def _newest(certificate: Certificate) -> Certificate:
    """The end of the chain of corrections and papers given again: what a reader is sent to."""
    for _step in range(MOST_CORRECTIONS):
        following = Certificate.objects.filter(replaces=certificate).first()
        if following is None:
            break
        certificate = following
    return certificate


def times_given_again(certificate: Certificate) -> int:
    """How often a paper of the same line was given again after a loss."""
    return CertificateNotice.objects.filter(certificate__line=certificate.line_id, kind=CertificateNotice.Kind.REISSUED).count()


def numbered(certificate: Certificate) -> str:
    """The number in the register as printed: four digits at least."""
    return f"{certificate.number:04d}"
