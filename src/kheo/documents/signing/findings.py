"""What was found in a PDF, as plain values that go through JSON between two processes and into the database."""

from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, Literal

Chain = Literal["trusted", "unknown", "no_list", "expired", "not_yet", "revoked", "weak"]
Problem = Literal["", "encrypted", "broken", "too_large", "too_many", "too_slow"]
Changes = Literal["not_asked", "same", "signatures_only", "altered", "same_words", "another_file", "sealed"]


@dataclass(frozen=True)
class SignatureSeen:
    """One signature. *signed_at*: as the signer's machine says; *stamped_at*: as a time stamp says (both ISO 8601 or "").

    *intact*: the signed bytes are those that were signed; *added_after*: something other than signing came later; *share*: the
    part of its page (0 to 1) that its picture covers.
    """

    signer: str
    organisation: str = ""
    issuer: str = ""
    valid_from: str = ""
    valid_to: str = ""
    signed_at: str = ""
    stamped_at: str = ""
    stamp_trusted: bool = False
    intact: bool = False
    added_after: bool = False
    chain: Chain = "unknown"
    root: str = ""
    page: int = 0
    share: float = 0.0

    @property
    def time(self) -> datetime | None:
        """When it was signed: the stamp where there is one, else what the signer's machine says."""
        text = self.stamped_at or self.signed_at
        return datetime.fromisoformat(text) if text else None


@dataclass(frozen=True)
class Findings:
    """A PDF as looked at. *changes*: beside the file given out; *differences*: what is other, line by line.

    *roots*: how many roots of the list were used; *list_on*: the newest day of that list as dd/mm/yyyy, "" without one.
    """

    problem: Problem = ""
    signatures: tuple[SignatureSeen, ...] = ()
    changes: Changes = "not_asked"
    differences: tuple[str, ...] = ()
    roots: int = 0
    list_on: str = ""
    list_source: str = ""

    @property
    def is_signed(self) -> bool:
        return bool(self.signatures)

    @property
    def all_intact(self) -> bool:
        return self.is_signed and all(one.intact and not one.added_after for one in self.signatures)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class Root:
    """A certificate that is trusted to begin a chain: *source* is where the operator had it from, *added_on* when (ISO)."""

    name: str
    sha256: str
    source: str
    added_on: str
    der: bytes = field(repr=False)


def findings_of(document: dict[str, Any]) -> Findings:
    """The findings that :meth:`Findings.as_json` wrote."""
    signatures = tuple(SignatureSeen(**one) for one in document["signatures"])
    return Findings(**{**document, "signatures": signatures, "differences": tuple(document["differences"])})
