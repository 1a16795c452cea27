import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories import DUY_TIEN, KIM_BANG, WARD, make_account, make_locality, make_programme, make_registration

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    town = make_locality(DUY_TIEN)
    make_registration(make_programme(town), "Nhà sạch <b>ngõ</b> đẹp")
    make_registration(make_programme(make_locality(KIM_BANG)), "Của láng giềng")
    return town


@pytest.fixture
def office(client, town):
    client.force_login(make_account("office", town), "django.contrib.auth.backends.ModelBackend")
    return client


def test_the_figures_page_shows_each_figure_with_its_definition(client, town):
    page = client.get(f"/{DUY_TIEN}/so-lieu/")
    assert [(figure.key, figure.value) for figure, _ in page.context["groups"]][:2] == [
        ("initiatives.registered", 1),
        ("initiatives.operating", 1),
    ]
    assert page.context["year"] == 2024


def test_rows_are_those_of_the_locality_and_titles_are_escaped(client, town):
    page = client.get(f"/{DUY_TIEN}/so-lieu/initiatives.operating/?nam=2024")
    assert [line.title for line in page.context["lines"]] == ["Nhà sạch <b>ngõ</b> đẹp"]
    assert "Nhà sạch &lt;b&gt;" in page.content.decode()
    assert "láng giềng" not in page.content.decode()


@pytest.mark.parametrize(
    "query", ["initiatives.unknown/", "initiatives.operating/?don_vi=gso2024-00000", "initiatives.operating/?don_vi="]
)
def test_an_unknown_figure_or_unit_is_not_found(client, town, query):
    assert client.get(f"/{DUY_TIEN}/so-lieu/{query}").status_code == 404


@pytest.mark.parametrize("year", ["", "abc", "99999", "²", "-1"])
def test_a_year_that_is_none_gives_the_newest(client, town, year):
    assert client.get(f"/{DUY_TIEN}/so-lieu/", {"nam": year}).context["year"] == 2024


def test_pages_of_rows_keep_what_was_asked(client, town):
    programme = town.programmes.get()
    for _ in range(60):
        make_registration(programme)
    page = client.get(f"/{DUY_TIEN}/so-lieu/initiatives.operating/?nam=2024&kind=mo_hinh&trang=2")
    assert (page.context["page"].number, len(page.context["lines"]), page.context["total"]) == (2, 11, 61)
    assert 'href="?nam=2024&amp;kind=mo_hinh&amp;trang=1"' in page.content.decode()


def test_the_same_number_of_queries_for_one_row_and_for_many(client, town, django_assert_max_num_queries):
    url = f"/{DUY_TIEN}/so-lieu/initiatives.operating/?nam=2024"
    with django_assert_max_num_queries(12) as one:
        client.get(url)
    programme = town.programmes.get()
    for _ in range(40):
        make_registration(programme)
    with django_assert_max_num_queries(len(one)):
        client.get(url)


def test_a_text_is_marked_and_each_mark_opens_its_rows(office):
    page = office.post(f"/{DUY_TIEN}/doi-chieu/", {"text": "Thị xã Duy Tiên xây dựng được 2 mô hình dân vận khéo.", "year": 2024})
    assert (page.status_code, page.context["wrong"], page.context["matching"]) == (200, 1, 0)
    assert 'class="mark differs"' in page.content.decode()
    assert f'href="/{DUY_TIEN}/so-lieu/initiatives.operating/?nam=2024&amp;kind=mo_hinh"' in page.content.decode()


def test_hostile_text_comes_back_escaped_and_is_kept_in_the_form(office):
    text = "<script>alert(1)</script> Duy Tiên xây dựng được 2 mô hình dân vận khéo & hơn."
    page = office.post(f"/{DUY_TIEN}/doi-chieu/", {"text": text, "year": 2024})
    assert "<script>alert" not in page.content.decode()
    assert page.context["form"].initial["text"] == text


def test_a_file_is_read_and_an_unreadable_one_refused_with_what_was_typed_kept(office):
    good = SimpleUploadedFile("tin.txt", "Duy Tiên xây dựng được 1 mô hình dân vận khéo.".encode())
    assert office.post(f"/{DUY_TIEN}/doi-chieu/", {"file": good, "year": 2024}).context["matching"] == 1
    bad = office.post(f"/{DUY_TIEN}/doi-chieu/", {"file": SimpleUploadedFile("x.pdf", b"%PDF-1.4"), "year": 2024, "text": "giữ"})
    assert bad.status_code == 422
    assert bad.context["form"].errors["file"]
    assert bad.context["form"].data["text"] == "giữ"


def test_nothing_to_read_is_said(office):
    page = office.post(f"/{DUY_TIEN}/doi-chieu/", {"text": "  ", "year": 2024})
    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["text"]


def test_somebody_of_another_locality_may_not_check_texts_here(client, town):
    client.force_login(make_account("office", make_locality(WARD)), "django.contrib.auth.backends.ModelBackend")
    assert client.get(f"/{DUY_TIEN}/doi-chieu/").status_code == 403


def test_figures_of_which_nothing_is_recorded_are_named_in_one_sentence(client, town):
    page = client.get(f"/{DUY_TIEN}/so-lieu/?nam=2024").content.decode()
    assert "Năm 2024 sổ chưa ghi:" in page
    assert "<b>0</b>" not in page
    assert f'<a href="/{DUY_TIEN}/so-lieu/activities.sessions/?nam=2024">buổi tuyên truyền, vận động</a>' in page
