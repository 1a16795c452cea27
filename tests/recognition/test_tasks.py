import io
import zipfile

import pytest
from django.core.files.storage import default_storage

from kheo.recognition import tasks
from kheo.recognition.actions.blanks import set_places
from kheo.recognition.actions.certificates import correct_certificate, issue_certificates
from kheo.recognition.actions.print_files import take_file
from kheo.recognition.actions.prints import BatchContent, print_batch, print_trial
from kheo.recognition.models import PrintFile
from kheo.recognition.rules.blanks import FieldContent
from tests.documents.reading import page_texts
from tests.recognition.actions.test_blanks import FIELD, store  # noqa: F401  a fixture
from tests.recognition.blank_scene import make_blank, make_tried, measured
from tests.recognition.queries.test_certificates import ON, PAPER

pytestmark = pytest.mark.django_db


@pytest.fixture
def decision(scene):
    decision = scene.issued()
    issue_certificates(scene.office, decision)
    return decision


@pytest.fixture
def blank(scene):
    return make_tried(scene)


def make(run):
    tasks.await_file(run.pk)
    tasks.make_file(run.pk)


def made(run):
    make(run)
    file = PrintFile.objects.get(run=run)
    assert (file.state, file.fault, file.done) == ("ready", "", run.lines.count())
    with default_storage.open(file.path) as content:
        return content.read()


def test_the_words_of_each_certificate_stand_on_its_page(scene, decision, blank):
    texts = page_texts(made(print_batch(scene.office, decision, BatchContent(*blank))))
    assert texts == [
        f"Tập thể {n:02d}, phường Hòa Mạc Cách làm {n:02d} Quyết định số 12-QĐ/BCĐ ngày 26 tháng 12 năm 2024 {n:04d} "
        "Duy Tiên, ngày 26 tháng 12 năm 2024 Người ký minh hoạ"
        for n in (1, 2, 3)
    ]


def test_many_sheets_are_set_piece_by_piece_and_told_of(scene, decision, blank, monkeypatch):
    monkeypatch.setattr(tasks, "PIECE", 2)
    told = []
    monkeypatch.setattr(tasks, "tell_progress", lambda _run, done: told.append(done))
    run = print_batch(scene.office, decision, BatchContent(*blank))
    make(run)
    with default_storage.open(PrintFile.objects.get(run=run).path) as content:
        assert [text.split()[2] for text in page_texts(content.read())] == ["01,", "02,", "03,"]
    assert told == [2, 3]


@pytest.mark.parametrize("on_blank", [True, False])
def test_a_zip_has_a_pdf_for_each_named_by_its_number(scene, decision, blank, on_blank):
    content = BatchContent(*blank, shape="zip", numbers="2-3") if on_blank else BatchContent(shape="zip", numbers="2-3")
    with zipfile.ZipFile(io.BytesIO(made(print_batch(scene.office, decision, content)))) as archive:
        assert archive.namelist() == ["GCN-0002.pdf", "GCN-0003.pdf"]
        texts = [page_texts(archive.read(name)) for name in archive.namelist()]
    assert [len(pages) for pages in texts] == [1, 1]
    assert ["GIẤY CHỨNG NHẬN" in pages[0] for pages in texts] == [not on_blank] * 2


def test_white_paper_carries_our_own_certificate(scene, decision):
    texts = page_texts(made(print_batch(scene.office, decision, BatchContent())))
    assert ["GIẤY CHỨNG NHẬN" in text for text in texts] == [True] * 3


def test_merits_are_printed_from_the_list_with_their_number_in_it(scene):
    decision = scene.issued("5/QĐ-UBND", "commendation", [scene.person(1), scene.person(2)], body="ubnd")
    blank, offset = make_tried(scene, kind="merit")
    run = print_batch(scene.office, decision, BatchContent(blank, offset, shape="zip"))
    with zipfile.ZipFile(io.BytesIO(made(run))) as archive:
        assert archive.namelist() == ["GK-0001.pdf", "GK-0002.pdf"]
        assert page_texts(archive.read("GK-0002.pdf")) == [
            (
                "Cá nhân 02, thị xã Duy Tiên Có đóng góp cho công tác dân vận Quyết định số 5/QĐ-UBND ngày 26 tháng 12 năm 2024 "
                "Duy Tiên, ngày 26 tháng 12 năm 2024 Người ký minh hoạ"
            )
        ]


def test_the_words_of_a_run_stay_those_of_its_day(scene, decision, blank):
    run = print_batch(scene.office, decision, BatchContent(*blank, numbers="1"))
    before = made(run)
    first = decision.lines.get(order=1).certificates.get()
    correct_certificate(scene.office, first, {"holder": "của Tập thể đúng"}, "Sai", PAPER, ON)
    set_places(scene.office, blank[0], [FIELD], 1)
    PrintFile.objects.update(state="gone")
    assert made(run) == before


def test_own_words_and_the_code_are_printed_too(scene, decision):
    blank = make_blank(scene)
    places = [FieldContent(key=key, x=FIELD.x, y=FIELD.y, width=FIELD.width, text="Khen tặng") for key in ("own1", "code")]
    set_places(scene.office, blank, places, 1)
    offset = measured(scene, blank)
    trial = print_trial(scene.office, blank, offset)
    assert page_texts(tasks.trial_pdf(trial)) == ["Khen tặngK7QF-9M2D-T4XW-8HJ3"]  # both at one place


def test_a_batch_has_no_trial_sheet(scene, decision):
    with pytest.raises(ValueError, match="a trial is of a blank"):
        tasks.trial_pdf(print_batch(scene.office, decision, BatchContent()))


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (tasks.RefusedError("Không in được chữ này."), "Không in được chữ này."),
        (OSError(28, "No space"), "Máy chủ chưa lưu được tệp, có thể đĩa đã đầy."),
        (RuntimeError("x"), "Máy chủ gặp lỗi khi làm tệp."),
    ],
)
def test_a_file_that_cannot_be_made_says_why(scene, decision, monkeypatch, error, said):
    def fails(*_args):
        raise error

    monkeypatch.setattr(tasks, "write_pdf", fails)
    run = print_batch(scene.office, decision, BatchContent())
    make(run)
    file = PrintFile.objects.get(run=run)
    assert (file.state, file.fault.startswith(said)) == ("failed", True)


def test_what_somebody_makes_is_not_made_twice(scene, decision):
    run = print_batch(scene.office, decision, BatchContent())
    tasks.await_file(run.pk)
    take_file(run.pk)
    tasks.make_file(run.pk)
    assert PrintFile.objects.get(run=run).state == "making"


def test_the_making_starts_once_the_run_holds(scene, decision, monkeypatch, django_capture_on_commit_callbacks):
    asked = []
    monkeypatch.setattr(tasks, "make_file", asked.append)
    run = print_batch(scene.office, decision, BatchContent())
    with django_capture_on_commit_callbacks() as callbacks:
        tasks.start_making(run.pk)
    assert asked == []
    callbacks[0]()
    for thread in tasks.threading.enumerate():
        if thread.name == f"print-{run.pk}":
            thread.join()
    assert asked == [run.pk]
