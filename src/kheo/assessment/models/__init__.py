"""Criteria sets as data, a sheet of scores for each thing assessed, councils that score. Knows nothing of what is assessed."""

from kheo.assessment.models.councils import Ballot, BallotPoints, Conflict, Council, CouncilFile, Seat
from kheo.assessment.models.drafts import CriteriaDraft
from kheo.assessment.models.meetings import Agreement, Appeal, ApprovalVote, Attendance, Precedence
from kheo.assessment.models.self_scoring import SelfScoring, SelfScoringStep
from kheo.assessment.models.sets import ClassThreshold, CriteriaSet, Criterion
from kheo.assessment.models.sheets import Assessment, ItemScore, Reopening

__all__ = [
    "Agreement",
    "Appeal",
    "ApprovalVote",
    "Assessment",
    "Attendance",
    "Ballot",
    "BallotPoints",
    "ClassThreshold",
    "Conflict",
    "Council",
    "CouncilFile",
    "CriteriaDraft",
    "CriteriaSet",
    "Criterion",
    "ItemScore",
    "Precedence",
    "Reopening",
    "Seat",
    "SelfScoring",
    "SelfScoringStep",
]
