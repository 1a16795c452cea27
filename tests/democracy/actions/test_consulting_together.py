"""Several people at one consultation at the same moment: nothing is lost, nothing doubled, and it is said plainly."""

import pytest

from kheo.democracy.actions.consultations import close_consultation
from kheo.democracy.actions.results import publish_results
from kheo.democracy.actions.topics import answer_topic
from kheo.democracy.models import Comment, ConsultationResult, Tally
from kheo.recognition.rules.codes import code_of
from tests.democracy.consulting import closed, fresh, gathered, hands, opened, say, time_passes
from tests.democracy.scene import make_scene
from tests.faults.test_together import acts_of, together

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ward(db):
    return make_scene()


def test_two_who_answer_at_once_give_one_answer_and_the_other_reads_it_first(ward):
    made = opened(ward)
    topic = gathered(ward, made, say(made, "Lời"))
    closed(ward, made)
    acts = [
        lambda actor=actor, words=words: answer_topic(actor, topic, "taken", words, 1)
        for actor, words in ((ward.office, "Một"), (ward.leader, "Hai"))
    ]
    assert together(*acts) == ["refused", "taken"]
    assert (fresh(topic).version, acts_of("topic.answer")) == (2, 1)


def test_one_form_sent_many_times_at_once_is_one_comment(ward):
    made = opened(ward)
    send = lambda: say(made, "Một lời", code_of(5), None, "agree")  # noqa: E731  one act
    assert together(*[send] * 6) == ["taken"] * 6
    assert (Comment.objects.count(), acts_of("comment.send")) == (1, 1)


def test_many_who_comment_at_once_are_all_kept(ward):
    made = opened(ward)
    acts = [lambda number=number: say(made, f"Lời {number}", code_of(number)) for number in range(8)]
    assert together(*acts) == ["taken"] * 8
    assert Comment.objects.count() == 8


def test_a_tally_corrected_by_two_at_once_is_corrected_once(ward):
    made = opened(ward)
    first = hands(ward, made)
    correct = lambda: hands(ward, made, 31, corrects=first)  # noqa: E731  one act
    assert together(correct, correct) == ["refused", "taken"]
    assert Tally.objects.count() == 2


def test_results_published_by_two_at_once_are_published_once(ward):
    made = closed(ward)
    publish = lambda: publish_results(ward.office, made, made.version)  # noqa: E731  one act
    assert together(publish, publish) == ["refused", "taken"]
    assert ConsultationResult.objects.count() == 1


def test_a_period_closed_by_two_at_once_is_closed_once(ward):
    made = time_passes(opened(ward))
    close = lambda: close_consultation(ward.office, made, made.version)  # noqa: E731  one act
    assert together(close, close) == ["refused", "taken"]
    assert (fresh(made).state, acts_of("consultation.close")) == ("closed", 1)
