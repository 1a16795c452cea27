"""Files given out to be signed, and signed copies that came back: what they are and what they prove."""

import hashlib
import re
from dataclasses import dataclass, replace
from datetime import timedelta

from django.conf import settings
from django.db.models import QuerySet

from kheo.documents.signing.apart import looks_signed, read_apart
from kheo.documents.signing.findings import Findings, findings_of
from kheo.documents.signing.trust import SHIPPED, TrustList, load_trust
from kheo.documents.signing.words import Sentence, sentences
from kheo.foundation.uploads.secrecy import first_page_lines
from kheo.organisation.models import Locality
from kheo.recognition.models import Decision, GivenOut, RegisterSeal, SignedCopy
from kheo.recognition.queries.certificates import Verification, verify_code
from kheo.recognition.queries.facts import paper_name
from kheo.recognition.rules.codes import CODE_PRINTED

CLOCKS = timedelta(minutes=10)  # by which two machines' clocks may differ
_FIRST_NAME = re.compile(rb"/ID\s*\[\s*(?:\(([^()]{8,64})\)|<([0-9A-Fa-f]{16,128})>)")


def trust_list() -> TrustList:
    """What ships with Khéo and what the operator loaded, together."""
    return load_trust(SHIPPED, settings.KHEO_TRUST_FOLDER)


def given_out_of(decision: Decision) -> QuerySet[GivenOut]:
    """Files of the decision that were given out, the newest first."""
    return GivenOut.objects.filter(decision=decision).select_related("file").order_by("-pk")


def standing_given_out(decision: Decision) -> GivenOut | None:
    """The newest file given out since the list was last checked: the one to be signed. None before."""
    return given_out_of(decision).filter(version__gte=decision.checked_version).first()


def given_out_within(data: bytes, locality: Locality | None) -> GivenOut | None:
    """The file given out with which *data* begins, of that locality (None: of any)."""
    rows = GivenOut.objects.filter(file__size__lte=len(data))
    if locality is not None:
        rows = rows.filter(decision__locality=locality)
    for size in rows.order_by("-file__size").values_list("file__size", flat=True).distinct():
        if b"%%EOF" not in data[max(size - 16, 0) : size]:
            continue  # a file ends so; most sizes are told apart without reading the rest
        digest = hashlib.sha256(data[:size]).hexdigest()
        found = rows.filter(file__size=size, file__sha256=digest).select_related("file", "decision__locality").first()
        if found is not None:
            return found
    return None


def made_from(data: bytes, given: bytes) -> bool:
    """Whether *data* carries the name that the file *given* out bears inside: software that rewrites a file keeps it."""
    found = _FIRST_NAME.search(given[-4096:])
    if found is None:
        return False
    name = found[1] or bytes.fromhex(found[2].decode())
    return name in data or name.hex().encode() in data.lower()


def bytes_of(given: GivenOut) -> bytes:
    with given.file.content.open("rb") as opened:
        content: bytes = opened.read()
    return content


def look_into(data: bytes, given: GivenOut | None, standing: GivenOut | None) -> Findings:
    """What stands in the PDF *data*; *given*: the file it begins with, *standing*: the one that should have been signed."""
    origin = bytes_of(given) if given else None
    if origin is None and standing is not None:
        made = bytes_of(standing)
        origin = made if made_from(data, made) else None
    if origin is None and not looks_signed(data):
        return Findings()  # a scan: nothing in it to be checked
    return read_apart(data, origin, trust_list().roots, asked_for_given=True)


def latest_copy(decision: Decision) -> SignedCopy | None:
    """The signed copy that came back last."""
    return SignedCopy.objects.filter(decision=decision).select_related("file", "given_out").order_by("-pk").first()


def told_of(copy: SignedCopy) -> tuple[Sentence, ...]:
    """What the copy proves, sentence by sentence, as it was found when it came back."""
    found = findings_of(copy.findings)
    told = sentences(found, copy.added_at)
    given = copy.given_out
    if given is None:
        return told
    early = [one.signer for one in found.signatures if one.time is not None and one.time < given.given_at - CLOCKS]
    return (*told, *(Sentence("bad", f"Giờ ký của {name} ở trước lúc Khéo đưa tệp ra; xem lại.") for name in early))


def public_words(decision: Decision) -> str:
    """What anybody may know of the decision's signed copy, in one sentence; "" while none came back."""
    copy = latest_copy(decision)
    if copy is None:
        return ""
    if copy.standing == SignedCopy.Standing.SCAN:
        return "Cơ quan lưu bản quét đã ký của quyết định, không có chữ ký số."
    signers = ", ".join(dict.fromkeys(one.signer for one in findings_of(copy.findings).signatures))
    told = f"Quyết định {copy.get_standing_display()}, người ký: {signers}."
    if any(one.tone == "bad" for one in told_of(copy)):
        return f"{told} Có điều cần xem lại về chữ ký; hãy hỏi cơ quan ghi tên trên giấy."
    return told


@dataclass(frozen=True)
class CheckedFile:
    """A PDF held against everything on record.

    *paper*: the one it is («quyết định số …», "" when it is none); *certificate*: what the code it prints tells (None: no code).
    """

    findings: Findings
    paper: str = ""
    certificate: Verification | None = None

    @property
    def told(self) -> tuple[Sentence, ...]:
        return sentences(self.findings)

    @property
    def holds(self) -> bool:
        """Whether it is what it says: a paper given out with nothing but signatures added, or a certificate that stands."""
        if self.certificate is not None and not self.findings.is_signed:
            return self.certificate.status == "valid"
        is_whole = self.findings.all_intact and self.findings.changes in {"signatures_only", "sealed"}
        return is_whole and not any(one.tone == "bad" for one in self.told)


def check_file(data: bytes) -> CheckedFile:
    """Look at the PDF *data* from outside: beside what was given out, and by the code that a certificate prints."""
    given, seal = given_out_within(data, None), _sealed(data)
    origin = data if seal else bytes_of(given) if given else None
    found = read_apart(data, origin, trust_list().roots, asked_for_given=True)
    code = CODE_PRINTED.search(" ".join(first_page_lines(data))) if not found.problem else None
    certificate = verify_code(code[0]) if code else None
    paper = paper_name(given.decision) if given else ""
    if seal is not None:
        register = seal.register
        paper = f"sổ cấp giấy chứng nhận năm {register.year} của {register.body.name}, niêm đến số {seal.last_number:04d}"
        found = replace(found, changes="sealed")
    return CheckedFile(found, paper, certificate)


def _sealed(data: bytes) -> RegisterSeal | None:
    """The seal whose kept file *data* is, to the byte."""
    rows = RegisterSeal.objects.filter(file__sha256=hashlib.sha256(data).hexdigest())
    return rows.select_related("register__body").first()
