"""The list of a programme as a spreadsheet."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from kheo.foundation.downloads import send_made
from kheo.movement.actions.exporting import export_initiatives
from kheo.movement.models import Registration
from kheo.movement.views.lookup import programme_or_404
from kheo.organisation.access import page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality


@page("initiatives.export")
@require_safe
def export_list(request: HttpRequest, locality: Locality, programme: str) -> HttpResponse:
    """The registrations that the page shows: all, or those at the step that is chosen there."""
    found = programme_or_404(locality, programme)
    state = request.GET.get("buoc", "")
    state = state if state in Registration.State.values else ""
    ending = f"-{state.replace('_', '-')}" if state else ""
    return send_made(export_initiatives(acting(request), found, state), f"danh-sach-{found.code}{ending}.xlsx")
