"""Committees, plans, targets and activities by what stands in the address: another locality's is not found."""

from datetime import date, datetime

from django.http import Http404, HttpRequest

from kheo.directives.models import Activity, Committee, CommitteeDecision, Finding, InspectionPlan, InspectionVisit, Target
from kheo.directives.models import WorkingRules as Rules
from kheo.directives.queries.activities import find_activity
from kheo.directives.queries.committees import find_committee, find_decision, find_rules
from kheo.directives.queries.inspections import find_finding, find_plan, find_visit
from kheo.directives.queries.targets import find_target
from kheo.organisation.models import Locality


def committee_or_404(locality: Locality, pk: int) -> Committee:
    found = find_committee(locality, pk)
    if found is None:
        raise Http404("Không có ban chỉ đạo này.")
    return found


def decision_or_404(locality: Locality, pk: int) -> CommitteeDecision:
    found = find_decision(locality, pk)
    if found is None:
        raise Http404("Không có quyết định này.")
    return found


def rules_or_404(locality: Locality, pk: int) -> Rules:
    found = find_rules(locality, pk)
    if found is None:
        raise Http404("Không có quy chế này.")
    return found


def plan_or_404(locality: Locality, pk: int) -> InspectionPlan:
    found = find_plan(locality, pk)
    if found is None:
        raise Http404("Không có kế hoạch này.")
    return found


def visit_or_404(locality: Locality, pk: int) -> InspectionVisit:
    found = find_visit(locality, pk)
    if found is None:
        raise Http404("Không có cuộc kiểm tra này.")
    return found


def finding_or_404(locality: Locality, pk: int) -> Finding:
    found = find_finding(locality, pk)
    if found is None:
        raise Http404("Không có phát hiện này.")
    return found


def target_or_404(locality: Locality, pk: int) -> Target:
    found = find_target(locality, pk)
    if found is None:
        raise Http404("Không có chỉ tiêu này.")
    return found


def activity_or_404(locality: Locality, pk: int) -> Activity:
    found = find_activity(locality, pk)
    if found is None:
        raise Http404("Không có hoạt động này.")
    return found


def asked_day(request: HttpRequest, today: date) -> date:
    """The day of ``?ngay=`` as people type it; today for none and for one that cannot be read."""
    text = request.GET.get("ngay", "").strip()
    for shape in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(text, shape).date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            continue
    return today


def asked_year(request: HttpRequest, newest: int) -> int:
    text = request.GET.get("nam", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) == 4 and int(text) > 0 else newest
