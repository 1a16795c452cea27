from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from kheo.foundation.refusal import RefusedError
from kheo.recognition.actions.certificates import correct_certificate, issue_certificates, reissue_certificate
from kheo.recognition.models import Certificate, CertificateRegister
from tests.recognition.actions.test_certificates import ON, PAPER, numbers
from tests.recognition.scene import make_scene


def _in_thread(act, *args):
    try:
        return act(*args)
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_fifty_parallel_issues_leave_no_gap_and_no_double():
    scene = make_scene(count=50)
    decisions = [
        scene.issued(f"{number}-QĐ/BCĐ", lines=scene.lines(registration))
        for number, registration in enumerate(scene.registrations, 1)
    ]
    with ThreadPoolExecutor(max_workers=50) as pool:
        made = list(pool.map(lambda decision: _in_thread(issue_certificates, scene.office, decision), decisions))
    assert [len(one) for one in made] == [1] * 50
    assert numbers() == list(range(1, 51))
    assert CertificateRegister.objects.get().last_number == 50
    assert len(set(Certificate.objects.values_list("code", flat=True))) == 50


@pytest.mark.django_db(transaction=True)
def test_issuing_giving_again_and_correcting_at_once_leave_no_gap():
    scene = make_scene(count=18)
    first = issue_certificates(scene.office, scene.issued(lines=scene.lines(*scene.registrations[:12])))
    others = [
        scene.issued(f"{number}-QĐ/BCĐ", lines=scene.lines(registration))
        for number, registration in enumerate(scene.registrations[12:], 13)
    ]
    acts = [(reissue_certificate, one, {}, "Mất", PAPER, ON) for one in first[:6]]
    acts += [(correct_certificate, one, {"initiative": "Tên đúng"}, "Sai", PAPER, ON) for one in first[6:]]
    acts += [(issue_certificates, one) for one in others]
    with ThreadPoolExecutor(max_workers=18) as pool:
        list(pool.map(lambda act: _in_thread(act[0], scene.office, *act[1:]), acts))
    assert numbers() == list(range(1, 31))
    assert CertificateRegister.objects.get().last_number == 30


@pytest.mark.django_db(transaction=True)
def test_many_issuing_the_same_decision_at_once_issue_it_once():
    scene = make_scene(count=5)
    decision = scene.issued()
    with ThreadPoolExecutor(max_workers=8) as pool:
        made = list(pool.map(lambda _: _in_thread(issue_certificates, scene.office, decision), range(8)))
    assert sorted(len(one) for one in made) == [0] * 7 + [5]
    assert numbers() == [1, 2, 3, 4, 5]


@pytest.mark.django_db(transaction=True)
def test_two_correcting_the_same_certificate_at_once_make_one_correction():
    scene = make_scene(count=1)
    certificate = issue_certificates(scene.office, scene.issued())[0]

    def correct(title):
        try:
            return correct_certificate(scene.office, certificate, {"initiative": title}, "Sai tên", PAPER, ON).number
        except RefusedError:
            return None

    with ThreadPoolExecutor(max_workers=4) as pool:
        made = list(pool.map(lambda title: _in_thread(correct, title), ["A", "B", "C", "D"]))
    assert sorted(number for number in made if number) == [2]
    assert numbers() == [1, 2]
    assert CertificateRegister.objects.get().last_number == 2
