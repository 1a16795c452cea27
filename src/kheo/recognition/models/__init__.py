"""Tables of the chapter, gathered for Django."""

from kheo.recognition.models.certificates import Certificate, CertificateNotice, CertificateRegister
from kheo.recognition.models.decisions import Decision, DecisionKind, DecisionLine

__all__ = [
    "Certificate",
    "CertificateNotice",
    "CertificateRegister",
    "Decision",
    "DecisionKind",
    "DecisionLine",
]
