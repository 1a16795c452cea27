"""A town's records of villages and of democracy in an agency: their numbers by the part of the address before."""

from datetime import date

from django.utils import timezone

from kheo.democracy.actions.agencies import (
    ConferenceContent,
    PostingContent,
    record_board,
    record_conference,
    record_posting,
    record_recommendation,
)
from kheo.democracy.actions.community import conclude
from kheo.democracy.actions.conventions import draft_version
from kheo.democracy.actions.ratings import open_rating
from kheo.foundation.uploads.papers import SentFile
from kheo.organisation.authority import COMMAND_LINE
from tests.democracy.actions.test_conventions import holding
from tests.democracy.community_scene import held
from tests.democracy.election_scene import begun, listed, opened
from tests.security.democracy_records import Asking, village_of


def of_villages(scene):
    """Of a convention with what holds and a draft, of an election whose meeting is open, of a conference that was held."""
    asking = Asking(scene.locality, village_of(scene, "Thôn Hai"))
    version = holding(asking)
    draft_version(COMMAND_LINE, version.convention, "Điều 1. Sửa.", "Theo ý kiến các hộ")
    election = begun(asking)
    candidate = listed(asking, election)[0]
    opened(asking, election, households=3)
    year = timezone.localdate().year
    rating = open_rating(COMMAND_LINE, scene.locality, scene.locality.unit, year, scene.programme.criteria_set)
    meeting = held(Asking(scene.locality, village_of(scene, "Thôn Ba")), present=3, households=3)
    return {
        "huong-uoc": version.convention_id,
        "huong-uoc/number": 1,
        "huong-uoc/old": 1,
        "huong-uoc/new": 2,
        "danh-gia-dan-chu": rating.pk,
        "bau-cu": election.pk,
        "bau-cu/ung-cu": candidate.pk,
        "hoi-nghi-cong-dong": meeting.pk,
        "hoi-nghi-cong-dong/ket-luan": conclude(COMMAND_LINE, meeting, "Làm sạch ngõ.").pk,
    }


def of_agency(scene):
    """Of what an agency told its people, with a proof; of its conference and a recommendation of its board."""
    body, day = scene.body("ubnd"), date(2026, 3, 2)
    proof = SentFile("anh.csv", f"a,b\n4,{scene.locality.pk}\n".encode(), is_not_secret=True)
    posting = record_posting(COMMAND_LINE, body, PostingContent(3, "Dự toán", "posted", day, day), proof)
    conference = record_conference(COMMAND_LINE, body, ConferenceContent(2025, day, 40, 40, 30, 29))
    record_board(COMMAND_LINE, body, day, 3)
    return {
        "dan-chu-co-quan": body.pk,
        "dan-chu-co-quan/cong-khai": posting.pk,
        "dan-chu-co-quan/hoi-nghi": 2025,
        "dan-chu-co-quan/year": 2025,
        "dan-chu-co-quan/corrected": conference.pk,
        "dan-chu-co-quan/kien-nghi": record_recommendation(COMMAND_LINE, body, day, "Công khai sớm hơn.").pk,
    }
