"""Tables of the chapter, gathered for Django."""

from kheo.directives.models.activities import Activity, ActivityKind
from kheo.directives.models.committees import Committee, CommitteeDecision, CommitteeMember, WorkingRules
from kheo.directives.models.documents import Directive, Requirement
from kheo.directives.models.inspections import Finding, InspectionPlan, InspectionVisit
from kheo.directives.models.targets import Target, TargetReading
from kheo.directives.models.tasks import Task, TaskAnswer, TaskReport

__all__ = [
    "Activity",
    "ActivityKind",
    "Committee",
    "CommitteeDecision",
    "CommitteeMember",
    "Directive",
    "Finding",
    "InspectionPlan",
    "InspectionVisit",
    "Requirement",
    "Target",
    "TargetReading",
    "Task",
    "TaskAnswer",
    "TaskReport",
    "WorkingRules",
]
