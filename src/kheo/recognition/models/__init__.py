"""Tables of the chapter, gathered for Django."""

from kheo.recognition.models.blanks import Blank, BlankField, BlankVersion, OfficeFont, PrinterOffset
from kheo.recognition.models.certificates import Certificate, CertificateNotice, CertificateRegister
from kheo.recognition.models.decisions import Decision, DecisionKind, DecisionLine
from kheo.recognition.models.dossiers import FileReceipt, Review, ReviewVote
from kheo.recognition.models.notices import DecisionCorrection, LineRevocation
from kheo.recognition.models.prints import PrintFile, PrintLine, PrintRun, TrialPass
from kheo.recognition.models.rewards import FundEntry, LocalCoefficient, RewardSetting
from kheo.recognition.models.signing import GivenOut, RegisterSeal, SignedCopy

__all__ = [
    "Blank",
    "BlankField",
    "BlankVersion",
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
    "LocalCoefficient",
    "OfficeFont",
    "PrintFile",
    "PrintLine",
    "PrintRun",
    "PrinterOffset",
    "RegisterSeal",
    "Review",
    "ReviewVote",
    "RewardSetting",
    "SignedCopy",
    "TrialPass",
]
