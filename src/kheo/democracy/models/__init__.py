"""Tables of the chapter, gathered for Django."""

from kheo.democracy.models.agencies import (
    AgencyBoard,
    AgencyConference,
    AgencyPosting,
    AgencyRecommendation,
    AgencyReply,
    AgencyTakenDown,
)
from kheo.democracy.models.households import Household
from kheo.democracy.models.matters import Form, Matter, Round, Scope
from kheo.democracy.models.publishing import (
    PlanApproval,
    PlanLine,
    Posting,
    PostingDraft,
    PostingForm,
    Proof,
    PublishingPlan,
)

__all__ = [
    "AgencyBoard",
    "AgencyConference",
    "AgencyPosting",
    "AgencyRecommendation",
    "AgencyReply",
    "AgencyTakenDown",
    "Form",
    "Household",
    "Matter",
    "PlanApproval",
    "PlanLine",
    "Posting",
    "PostingDraft",
    "PostingForm",
    "Proof",
    "PublishingPlan",
    "Round",
    "Scope",
]
