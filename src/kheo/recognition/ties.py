"""What the chapter ties to a body: issued decisions, printed from the record in the words that the body had that day."""

from kheo.organisation.models import Body
from kheo.organisation.ties import Tie, Ties, Way, register
from kheo.recognition.models import Decision


class RecognitionTies(Ties):
    def papers_of(self, body: Body) -> list[Tie]:
        count = Decision.objects.filter(body=body, state=Decision.State.ISSUED).count()
        return [Tie(Way.STAYS, "quyết định, tờ trình đã ban hành", count)] if count else []


register(RecognitionTies())
