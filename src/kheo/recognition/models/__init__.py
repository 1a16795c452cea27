"""Tables of the chapter, gathered for Django."""

from kheo.recognition.models.certificates import Certificate, CertificateNotice, CertificateRegister
from kheo.recognition.models.decisions import Decision, DecisionKind, DecisionLine
from kheo.recognition.models.dossiers import FileReceipt, Review, ReviewVote
from kheo.recognition.models.notices import DecisionCorrection, LineRevocation
from kheo.recognition.models.rewards import FundEntry, RewardSetting
from kheo.recognition.models.signing import GivenOut, SignedCopy

__all__ = [
    "Certificate",
    "CertificateNotice",
    "CertificateRegister",
    "Decision",
    "DecisionCorrection",
    "DecisionKind",
    "DecisionLine",
    "FileReceipt",
    "FundEntry",
    "GivenOut",
    "LineRevocation",
    "Review",
    "ReviewVote",
    "RewardSetting",
    "SignedCopy",
]
