"""The script on paper, in large type, a breath a line."""

from datetime import date

from kheo.democracy.models import Bulletin
from kheo.democracy.queries.bulletins import aloud as aloud_of
from kheo.democracy.rules.reading_time import in_minutes
from kheo.documents.script import Script, SpokenGroup, SpokenName
from kheo.organisation.models import Locality


def bulletin_script(bulletin: Bulletin, locality: Locality, on: date) -> Script:
    """Each sentence with its number; a line ends where the reader may breathe."""
    aloud = aloud_of(bulletin, on)
    names = tuple(SpokenName(f"{number}.", "", one.pieces) for number, one in enumerate(aloud.sentences, start=1))
    note = f"Đọc chậm, rõ; khoảng {in_minutes(aloud.seconds)}. Mỗi dòng một hơi."
    return Script(
        title=bulletin.title,
        subject=f"Bài phát thanh của {locality.name}",
        on=on,
        groups=(SpokenGroup("Bài đọc", note, names),),
        reference=f"Khéo, bài phát thanh số {bulletin.pk}",
    )
