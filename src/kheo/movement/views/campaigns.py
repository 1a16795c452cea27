"""Several years together: the list, the years side by side, the form."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from kheo.foundation.forms import say_refusal
from kheo.foundation.refusal import RefusedError
from kheo.movement.actions.campaigns import create_campaign, edit_campaign
from kheo.movement.forms.campaigns import CampaignForm
from kheo.movement.models import Campaign
from kheo.movement.queries.campaigns import campaigns_of, find_campaign, years_told
from kheo.movement.views.lookup import sent_version
from kheo.organisation.access import may, page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality


def _campaign_or_404(locality: Locality, pk: int) -> Campaign:
    found = find_campaign(locality, pk)
    if found is None:
        raise Http404("Không có giai đoạn này.")
    return found


@page("programme.read")
@require_safe
def campaigns(request: HttpRequest, locality: Locality) -> HttpResponse:
    context = {"campaigns": campaigns_of(locality), "may_manage": may(request, "programme.manage", locality)}
    return render(request, "movement/campaigns/list.html", context)


@page("programme.read")
@require_safe
def campaign(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = _campaign_or_404(locality, pk)
    context = {"campaign": found, "years": years_told(found), "may_manage": may(request, "programme.manage", locality)}
    return render(request, "movement/campaigns/campaign.html", context)


@page("programme.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def campaign_new(request: HttpRequest, locality: Locality) -> HttpResponse:
    form = CampaignForm(locality, None, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = create_campaign(acting(request), locality, form.content())
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, "Đã lập giai đoạn.")
            return redirect("movement:campaign", locality.code, made.pk)
    return render(request, "movement/campaigns/form.html", {"form": form}, status=422 if form.errors else 200)


@page("programme.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def campaign_edit(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = _campaign_or_404(locality, pk)
    form = CampaignForm(locality, found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            edit_campaign(acting(request), found, form.content(), sent_version(request))
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, "Đã ghi giai đoạn.")
            return redirect("movement:campaign", locality.code, found.pk)
    return render(request, "movement/campaigns/form.html", {"form": form, "campaign": found}, status=422 if form.errors else 200)
