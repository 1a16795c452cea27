"""For everybody: what is being decided, what was decided, how each village voted in numbers; no household, no name."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kheo.democracy.models import Scope
from kheo.democracy.queries.decisions import village_results
from kheo.democracy.queries.matters import first_sent, is_known, public_matters, shown_rounds
from kheo.democracy.rules.decisions import effect_of
from kheo.democracy.rules.law import law
from kheo.democracy.rules.thresholds import VILLAGES, share_words, threshold, villages_needed, villages_share_words
from kheo.democracy.rules.wording import wording_note
from kheo.democracy.views.matters import EFFECTS, TAGS, elected_in
from kheo.democracy.workflow import MATTER
from kheo.organisation.access import page
from kheo.organisation.models import Locality
from kheo.organisation.queries.units import names_on
from kheo.organisation.queries.words import terms_of

ON_A_PAGE = 20


@page("page.public")
@require_safe
def decided(request: HttpRequest, locality: Locality) -> HttpResponse:
    """What is open first, then what was decided, the newest first."""
    day = timezone.localdate()
    found = public_matters(locality)
    listed = Paginator(found.exclude(state__in=("proposed", "deciding")), ON_A_PAGE).get_page(request.GET.get("trang"))
    running = list(found.filter(state__in=("proposed", "deciding")))
    names = names_on({one.village_id for one in (*listed, *running) if one.village_id}, day)

    def row(one: object) -> tuple[object, str, str, str]:
        state, village = one.state, one.village_id  # type: ignore[attr-defined]  # a matter
        return one, MATTER.public_label(state), TAGS.get(state, ""), names.get(village or 0, "")

    context = {
        "running": [row(one) for one in running],
        "rows": [row(one) for one in listed],
        "listed": listed,
        "terms": terms_of(locality, day),
    }
    return render(request, "democracy/matters/public_list.html", context)


@page("page.public")
@require_safe
def decided_matter(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = public_matters(locality).filter(pk=pk).first()
    if found is None:
        raise Http404("Không có việc này.")
    day = timezone.localdate()
    rounds = [one for one in shown_rounds(found, day) if is_known(one.round)]
    context = {
        "matter": found,
        "village": names_on({found.village_id}, day).get(found.village_id, "") if found.village_id else "",
        "label": MATTER.public_label(found.state),
        "tag": TAGS.get(found.state, ""),
        "rounds": rounds,
        "share": share_words(found.kind, day),
        "threshold": threshold(found.kind, day).citation,
        "effect": EFFECTS[effect_of(found.kind, found.scope, day)],
        "kind_article": law(f"kind_{found.kind}", day).citation,
        "note": wording_note(day),
        "totals": village_results(found) if found.scope == Scope.COMMUNE else None,
        "villages_share": villages_share_words(day),
        "villages_citation": law(VILLAGES, day).citation,
        "villages_least": villages_needed(found.villages, day) if found.villages else None,
        "replaced_by": found.replaced_by.exclude(state__in=("proposed", "withdrawn")).order_by("pk").first(),
        "acts": found.commune_acts.all(),
        **elected_in(found),
        "sent_on": first_sent(rounds),
        "decisions": [(one.village, one.round.decision) for one in rounds if hasattr(one.round, "decision")],
    }
    return render(request, "democracy/matters/public_matter.html", context)
