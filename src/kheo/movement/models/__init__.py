"""Tables of the movement, gathered for Django."""

from kheo.movement.models.appraisals import AppraisalTeam, AppraisalVisit, TeamMember, VisitFinding
from kheo.movement.models.councils import ProgrammeCouncil
from kheo.movement.models.heard import CheckIn, SilenceReminder
from kheo.movement.models.initiatives import Initiative, Kind, Subject
from kheo.movement.models.launches import Commitment, Launch
from kheo.movement.models.levels import Nomination
from kheo.movement.models.likeness import Likeness, Lookalike, Sketch, SketchMark
from kheo.movement.models.periods import (
    ColumnMapping,
    Period,
    PeriodAnswer,
    PeriodCorrection,
    PeriodItem,
    PeriodNote,
    PeriodReport,
)
from kheo.movement.models.programmes import Campaign, FormItem, Gate, Programme, ProgrammeChange, ProgrammeField, Quota
from kheo.movement.models.registrations import LeadingKind, Novelty, Registration, RegistrationAssessment
from kheo.movement.models.results import Aim, Evidence, Measure, Result
from kheo.movement.models.sheets import ImportedSheet, WaitingSheet
from kheo.movement.models.spread import Exemplar, Guidance, Lineage
from kheo.movement.models.submissions import Submission, SubmissionNote, SubmissionVersion

__all__ = [
    "Aim",
    "AppraisalTeam",
    "AppraisalVisit",
    "Campaign",
    "CheckIn",
    "ColumnMapping",
    "Commitment",
    "Evidence",
    "Exemplar",
    "FormItem",
    "Gate",
    "Guidance",
    "ImportedSheet",
    "Initiative",
    "Kind",
    "Launch",
    "LeadingKind",
    "Likeness",
    "Lineage",
    "Lookalike",
    "Measure",
    "Nomination",
    "Novelty",
    "Period",
    "PeriodAnswer",
    "PeriodCorrection",
    "PeriodItem",
    "PeriodNote",
    "PeriodReport",
    "Programme",
    "ProgrammeChange",
    "ProgrammeCouncil",
    "ProgrammeField",
    "Quota",
    "Registration",
    "RegistrationAssessment",
    "Result",
    "SilenceReminder",
    "Sketch",
    "SketchMark",
    "Subject",
    "Submission",
    "SubmissionNote",
    "SubmissionVersion",
    "TeamMember",
    "VisitFinding",
    "WaitingSheet",
]
