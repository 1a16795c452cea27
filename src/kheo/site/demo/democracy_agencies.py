"""Democracy inside the demo ward's agencies: told in time and late, a conference held and one owed, boards and answers."""

from typing import Any

from kheo.democracy.actions.agencies import (
    ConferenceContent,
    PostingContent,
    answer_recommendation,
    record_board,
    record_conference,
    record_posting,
    record_recommendation,
    take_down,
)
from kheo.organisation.authority import COMMAND_LINE
from kheo.organisation.models import Body
from kheo.site.demo.organisation import Place


def keep_agencies(place: Place, told: dict[str, Any]) -> None:
    """Fill the record of each agency that *told* names."""
    for row in told["agencies"]:
        body = place.bodies[row["body"]]
        _tell(body, row)
        record_board(COMMAND_LINE, body, **row["board"])
        if "conference" in row:
            content = dict(row["conference"])
            year = content["held_on"].year - content.pop("year_back")
            record_conference(COMMAND_LINE, body, ConferenceContent(year=max(year, 2023), **content))
        for asked in row["asked"]:
            made = record_recommendation(COMMAND_LINE, body, asked["received_on"], asked["text"])
            if "reply" in asked:
                answer_recommendation(COMMAND_LINE, made, asked["replied_on"], asked["reply"])


def _tell(body: Body, row: dict[str, Any]) -> None:
    postings = {content["title"]: record_posting(COMMAND_LINE, body, PostingContent(**content)) for content in row["postings"]}
    for down in row.get("taken_down", []):
        take_down(COMMAND_LINE, postings[down["title"]], down["on"])
