"""The texts of the demo's conferences: called for, written, sent, chosen or printed, spoken."""

from typing import Any

from kheo.conference.actions.speeches import (
    SpeechContent,
    call_speech,
    choose_speech,
    deliver_speech,
    print_speech,
    send_speech,
    write_speech,
)
from kheo.conference.models import Conference, Speech
from kheo.organisation.authority import COMMAND_LINE
from kheo.site.demo.directing import Directing


def call_all(directing: Directing, conference: Conference, speeches: list[dict[str, Any]]) -> None:
    """Call for every text of *speeches*; one that has a text is written, and sent in where it is chosen, printed or «sent»."""
    for told in speeches:
        place = directing.owner(told.get("body") or told["unit"])
        content = SpeechContent(
            kind=told["kind"], unit=place.unit, body=place.body, title=told["title"],
            speaker_title=told.get("speaker_title", ""), minutes=told["minutes"], due_on=told.get("due_on"),
        )  # fmt: skip
        speech = call_speech(COMMAND_LINE, conference, content)
        if "text" in told:
            speech = write_speech(COMMAND_LINE, speech, speech.title, speech.speaker_title, told["text"], speech.version)
            speech = send_speech(COMMAND_LINE, speech, speech.version)
        if "order" in told:
            choose_speech(COMMAND_LINE, speech, told["order"], told["minutes"], speech.version)
        elif told.get("printed"):
            print_speech(COMMAND_LINE, speech, speech.version)


def deliver_all(conference: Conference) -> None:
    """Say of every text that was to be spoken that it was."""
    for speech in Speech.objects.filter(conference=conference, state=Speech.State.CHOSEN):
        deliver_speech(COMMAND_LINE, speech, speech.version)
