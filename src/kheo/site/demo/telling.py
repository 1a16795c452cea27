"""The demo's reports and news: words by people, numbers from the record, a picture drawn here."""

from datetime import datetime, time
from typing import Any

from django.utils import timezone

from kheo.conference.models import Conference
from kheo.organisation.authority import COMMAND_LINE
from kheo.reporting.actions.news import NewsContent, add_picture, draft_news, edit_news, publish_news
from kheo.reporting.actions.reports import issue_report, open_report, write_report
from kheo.reporting.queries.reports import Signing
from kheo.site.demo.organisation import Place
from kheo.site.demo.silk import woven

_EVENING = time(15, 13)


def report(place: Place, told: dict[str, Any], year: int) -> None:
    """Open the annual report and write its boxes; issue it where *told* has its number."""
    made = open_report(COMMAND_LINE, place.bodies[told["issuer"]], year)
    signing = Signing(
        told.get("signer_authority", made.signer_authority),
        told.get("signer_position", made.signer_position),
        place.people[told["signer"]].name if "signer" in told else made.signer_name,
        told.get("place_name", made.place_name),
    )
    made = write_report(COMMAND_LINE, made, told["texts"], signing, made.version)
    if "number" in told:
        issue_report(COMMAND_LINE, made, told["number"], told["date"], made.version)


def broadcast(place: Place, told: dict[str, Any], year: int, conference: Conference | None = None) -> None:
    """Draft the item from the record, put the words of *told* in, and publish it unless it is to stay a draft."""
    item = draft_news(COMMAND_LINE, place.locality, year, conference)
    content = NewsContent(told["title"], told["lead"], told["text"], told["author_line"])
    item = edit_news(COMMAND_LINE, item, content, item.version)
    if picture := told.get("picture"):
        add_picture(COMMAND_LINE, item, picture["name"], woven(), picture["caption"], picture["alternative"])
        item.refresh_from_db()
    if not told.get("draft"):
        # Broadcast on the afternoon of the conference.
        at = timezone.make_aware(datetime.combine(told["published_on"], _EVENING))
        publish_news(COMMAND_LINE, item, {}, item.version, at=at)
