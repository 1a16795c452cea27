"""The demo ward's requests for information that should be public: answered, refused, led elsewhere, and one that waits."""

from typing import Any

from kheo.democracy.actions.information import AnswerContent, RequestContent, answer_request, enter_request, send_request
from kheo.organisation.authority import COMMAND_LINE
from kheo.recognition.rules.codes import code_of
from kheo.site.demo.days import as_of
from kheo.site.demo.organisation import Place


def ask_for_information(place: Place, told: list[dict[str, Any]]) -> None:
    """Each on its day, over the page or at the office, and answered on its day where it was."""
    for number, row in enumerate(told):
        content = RequestContent(row["words"], row["ground"], row["way"], item=row.get("item"))
        with as_of(row["on"]):
            if row["way"] == "page":
                made = send_request(place.locality, content, code_of(10**20 + number))
            else:
                made = enter_request(COMMAND_LINE, place.locality, content, row["on"])
        if answer := row.get("answer"):
            said = AnswerContent(answer["outcome"], answer["text"], answer.get("reason", ""), answer.get("to", ""))
            with as_of(answer["on"]):
                answer_request(COMMAND_LINE, made, said, made.version)
