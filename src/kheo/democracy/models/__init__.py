"""Tables of the chapter, gathered for Django."""

from kheo.democracy.models.agencies import (
    AgencyBoard,
    AgencyConference,
    AgencyPosting,
    AgencyRecommendation,
    AgencyReply,
    AgencyTakenDown,
)
from kheo.democracy.models.ballots import BallotPlan, BallotSheet
from kheo.democracy.models.boards import Board, BoardMember, BoardPlan, BoardReport
from kheo.democracy.models.bulletins import Bulletin, Reading
from kheo.democracy.models.comments import Comment, Stance, Tally, TallyCount, Topic
from kheo.democracy.models.community import CommunityConclusion, CommunityMeeting, CommunityQuestion, CommunityReport
from kheo.democracy.models.consultations import (
    Consultation,
    ConsultationDecision,
    ConsultationQuestion,
    ConsultationResult,
    CouncilReport,
    DecisionPoint,
)
from kheo.democracy.models.conventions import Convention, ConventionStop, ConventionVersion
from kheo.democracy.models.decisions import CommuneAct, CommunityDecision
from kheo.democracy.models.dialogues import Dialogue, DialogueConclusion, DialogueQuestion
from kheo.democracy.models.elections import Candidate, Election, ElectionStep, HeadTerm
from kheo.democracy.models.households import Gone, Household
from kheo.democracy.models.information import InformationAnswer, InformationRequest
from kheo.democracy.models.inspections import Inspection, Outcome, Recommendation, Reply, Sighting, SightingPhoto
from kheo.democracy.models.matters import Change, Consent, Form, Matter, Round, Scope, Way
from kheo.democracy.models.meetings import (
    Attendance,
    ClusterMove,
    Convener,
    CountingMember,
    Meeting,
    MeetingCluster,
    ToldBy,
    VoteWay,
)
from kheo.democracy.models.online import BoxBallot, OnlineVote, Participation, RevokedSlip, SealedBox, Slip
from kheo.democracy.models.projects import Contribution, Progress, Project, ProjectSource
from kheo.democracy.models.publishing import PlanApproval, PlanLine, Posting, PostingDraft, PostingForm, Proof, PublishingPlan
from kheo.democracy.models.ratings import DemocracyRating
from kheo.democracy.models.screenings import Screening, ScreeningFinding
from kheo.democracy.models.voting import TeamMember

__all__ = [
    "AgencyBoard",
    "AgencyConference",
    "AgencyPosting",
    "AgencyRecommendation",
    "AgencyReply",
    "AgencyTakenDown",
    "Attendance",
    "BallotPlan",
    "BallotSheet",
    "Board",
    "BoardMember",
    "BoardPlan",
    "BoardReport",
    "BoxBallot",
    "Bulletin",
    "Candidate",
    "Change",
    "ClusterMove",
    "Comment",
    "CommuneAct",
    "CommunityConclusion",
    "CommunityDecision",
    "CommunityMeeting",
    "CommunityQuestion",
    "CommunityReport",
    "Consent",
    "Consultation",
    "ConsultationDecision",
    "ConsultationQuestion",
    "ConsultationResult",
    "Contribution",
    "Convener",
    "Convention",
    "ConventionStop",
    "ConventionVersion",
    "CouncilReport",
    "CountingMember",
    "DecisionPoint",
    "DemocracyRating",
    "Dialogue",
    "DialogueConclusion",
    "DialogueQuestion",
    "Election",
    "ElectionStep",
    "Form",
    "Gone",
    "HeadTerm",
    "Household",
    "InformationAnswer",
    "InformationRequest",
    "Inspection",
    "Matter",
    "Meeting",
    "MeetingCluster",
    "OnlineVote",
    "Outcome",
    "Participation",
    "PlanApproval",
    "PlanLine",
    "Posting",
    "PostingDraft",
    "PostingForm",
    "Progress",
    "Project",
    "ProjectSource",
    "Proof",
    "PublishingPlan",
    "Reading",
    "Recommendation",
    "Reply",
    "RevokedSlip",
    "Round",
    "Scope",
    "Screening",
    "ScreeningFinding",
    "SealedBox",
    "Sighting",
    "SightingPhoto",
    "Slip",
    "Stance",
    "Tally",
    "TallyCount",
    "TeamMember",
    "ToldBy",
    "Topic",
    "VoteWay",
    "Way",
]
