"""What the draft says stands in the record; what the record does not hold is not said."""

import pytest

from kheo.conference.models import Award, AwardCall, AwardGroup, ConclusionPoint, Conference, Speech
from kheo.foundation.audit.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.movement.models import Programme, Registration
from kheo.organisation.authority import NotAllowedError
from kheo.organisation.models import Role
from kheo.reporting.actions.news import NewsContent, discard_news, draft_news, edit_news
from kheo.reporting.models import NewsItem
from tests import factories
from tests.recognition.scene import wrong
from tests.reporting.newsroom import AUTHOR, YEAR, hold, make_newsroom, make_writer

pytestmark = pytest.mark.django_db


def verdicts(room, item):
    return [one.verdict for one in room.read_back(item).figures]


def test_the_day_is_told_in_the_newsrooms_order(room):
    item = room.draft()
    assert item.title == "Thị xã Duy Tiên thực hiện 3 mô hình “Dân vận khéo” trong năm 2024"
    assert item.slug == "thi-xa-duy-tien-thuc-hien-3-mo-hinh-dan-van-kheo-trong-nam-2024"
    assert item.lead == (
        "Sáng 08/01/2025, tại hội trường lớn, Ban Chỉ đạo phong trào thi đua “Dân vận khéo” Duy Tiên tổ chức hội nghị "
        "tổng kết phong trào “Dân vận khéo” năm 2024. Trưởng Ban Chỉ đạo chủ trì hội nghị."
    )
    came, results, said, directions, awards = item.text.split("\n\n")
    assert came == (
        "Dự hội nghị có Phó Trưởng Ban Dân vận Tỉnh uỷ; Phó Bí thư Thường trực, Chủ tịch Hội đồng nhân dân; "
        "Phó Chủ tịch Uỷ ban nhân dân; cùng lãnh đạo các cơ quan, ban, ngành, đoàn thể."
    )
    assert results.startswith("Năm 2024, toàn thị ")
    assert said == (
        "Các tham luận bàn về: “Bàn với dân trước khi làm đường” (Thị xã Duy Tiên). "
        "Phó Trưởng Ban Dân vận Tỉnh uỷ phát biểu chỉ đạo hội nghị."
    )
    assert directions == (
        "Kết luận hội nghị, Trưởng Ban Chỉ đạo giao những việc thời gian tới: đưa các cách làm đã được công nhận sang nơi khác "
        "(hạn 30/09/2025); MTTQ xây dựng kế hoạch giám sát."
    )
    assert awards == (
        "Nhân dịp này, 1 cá nhân được Ban Dân vận Trung ương tặng Kỷ niệm chương “Vì sự nghiệp Dân vận”; 3 mô hình được Ban Chỉ "
        "đạo phong trào thi đua “Dân vận khéo” Duy Tiên trao giấy chứng nhận công nhận; 1 tập thể và 1 cá nhân được Uỷ ban nhân "
        "dân Duy Tiên khen thưởng vì thành tích trong phong trào thi đua “Dân vận khéo” năm 2024."
    )
    assert (item.publisher, item.author_line, item.state) == (room.day.town.programme.standing_body, "", "draft")
    assert AuditRow.objects.filter(action="news.draft", subject_id=item.pk).count() == 1


@pytest.mark.parametrize("with_conference", [True, False])
def test_our_own_reader_reads_every_number_back_as_the_records(room, with_conference):
    item = room.draft(with_conference=with_conference)
    result = room.read_back(item)
    assert {one.verdict for one in result.figures} == {"match"}
    assert {one.figure.key for one in result.figures} == {
        "initiatives.operating",
        "initiatives.recognised",
        "commendations",
        "medals",
    }
    assert (result.unmatched, result.notes) == ([], [])


def test_without_a_conference_nothing_is_said_of_one(room):
    item = room.draft(with_conference=False)
    assert item.conference is None
    assert item.lead == "Năm 2024, thị xã Duy Tiên có 3 mô hình “Dân vận khéo” được công nhận."
    assert "hội nghị" not in item.text.lower()
    assert "Nhân dịp này" not in item.text
    assert "giấy chứng nhận" not in item.text


def test_a_title_of_a_speech_with_a_number_of_its_own_is_left_out(room):
    Speech.objects.filter(kind=Speech.Kind.CONTRIBUTION).update(title="Kết quả thực hiện 45 mô hình “Dân vận khéo” năm 2024")
    item = room.draft()
    assert "45" not in item.text
    assert "Các tham luận" not in item.text
    assert set(verdicts(room, item)) == {"match"}


def test_one_point_with_a_wrong_number_goes_and_the_others_stay(room):
    ConclusionPoint.objects.filter(order=1).update(text="Nhân rộng: năm 2024 toàn thị xã đã công nhận 9 mô hình “Dân vận khéo”")
    item = room.draft()
    assert "Nhân rộng" not in item.text
    assert "giao những việc thời gian tới: MTTQ xây dựng kế hoạch giám sát." in item.text


def test_an_open_conference_has_not_concluded_yet(db):
    room = make_newsroom()
    hold(room, closed=False)
    assert "Kết luận hội nghị" not in room.draft().text


def test_a_certificate_kept_back_that_morning_was_not_given_on_the_occasion(room):
    award = Award.objects.filter(group__conference=room.conference).first()
    AwardCall.objects.create(award=award, outcome="withheld")
    text = room.draft().text
    assert "Nhân dịp này" not in text
    assert "trao giấy chứng nhận" not in text
    assert "Trong phong trào năm 2024, 1 cá nhân được Ban Dân vận Trung ương tặng" in text


def test_no_ceremony_no_occasion(room):
    AwardGroup.objects.all().delete()
    text = room.draft().text
    assert "Nhân dịp này" not in text
    assert "Trong phong trào năm 2024, 1 cá nhân được Ban Dân vận Trung ương tặng" in text


def test_a_conference_that_has_not_begun_has_no_news(room):
    Conference.objects.update(state=Conference.State.PREPARING, closed_at=None)
    with pytest.raises(RefusedError) as refusal:
        room.draft()
    assert wrong(refusal) == [
        "Hội nghị: Hội nghị chưa khai mạc, chưa có gì để đưa tin. Soạn lại sau khi khai mạc, hoặc soạn tin chỉ từ số liệu."
    ]
    assert NewsItem.objects.count() == 0


def test_a_conference_of_another_place_or_year_is_refused(room):
    neighbour = make_newsroom(factories.KIM_BANG)
    with pytest.raises(RefusedError) as refusal:
        draft_news(room.broadcaster, room.locality, YEAR, neighbour.conference)
    assert wrong(refusal) == ["Hội nghị: Hội nghị này của địa phương khác."]
    factories.make_programme(room.locality, 2025)
    with pytest.raises(RefusedError) as refusal:
        draft_news(room.broadcaster, room.locality, 2025, room.conference)
    assert wrong(refusal) == ["Hội nghị: Hội nghị này không thuộc chương trình năm 2025."]


def test_a_year_without_programme_or_figures_is_refused(room):
    with pytest.raises(RefusedError) as refusal:
        draft_news(room.broadcaster, room.locality, 2019)
    assert wrong(refusal) == ["Năm: Năm 2019 chưa có chương trình; chọn năm có chương trình."]
    factories.make_programme(room.locality, 2025)
    with pytest.raises(RefusedError) as refusal:
        draft_news(room.broadcaster, room.locality, 2025)
    assert wrong(refusal) == ["Năm: Năm 2025 chưa có số liệu nào để kể. Nhập danh sách đăng ký trước, rồi soạn tin."]


def test_a_conference_of_a_year_without_figures_is_still_told(room):
    Registration.objects.update(state=Registration.State.STOPPED)
    Programme.objects.update(title="Năm trống")
    empty = factories.make_programme(room.locality, 2023)
    conference = Conference.objects.get()
    Conference.objects.filter(pk=conference.pk).update(programme=empty)
    item = draft_news(room.broadcaster, room.locality, 2023, Conference.objects.get())
    assert item.title == "Hội nghị tổng kết phong trào “Dân vận khéo” năm 2024"
    assert room.read_back(item).figures == []


def test_a_year_that_only_registered_says_that(room):
    running = factories.make_programme(room.locality, 2025)
    factories.make_registration(running, state=Registration.State.REGISTERED, kind="dien_hinh")
    factories.make_registration(running, state=Registration.State.REGISTERED)
    item = draft_news(room.broadcaster, room.locality, 2025)
    assert item.title == "Thị xã Duy Tiên đăng ký 2 mô hình, điển hình “Dân vận khéo” cho năm 2025"
    assert item.text == "Các đơn vị đăng ký 2 mô hình, điển hình với phong trào thi đua “Dân vận khéo” năm 2025."


def test_two_drafts_of_one_year_have_two_addresses(room):
    first, second = room.draft(), room.draft(with_conference=False)
    assert (first.title, second.slug) == (second.title, f"{first.slug}-2")


def test_drafting_asks_for_authority(room):
    with pytest.raises(NotAllowedError):
        draft_news(make_writer(room, Role.UNIT_STAFF), room.locality, YEAR)
    neighbour = make_newsroom(factories.KIM_BANG)
    with pytest.raises(NotAllowedError):
        draft_news(neighbour.broadcaster, room.locality, YEAR)


def test_editing_tidies_what_was_typed(room):
    item = room.draft()
    content = NewsContent(
        "  Đầu\u200b đề ", "Sa-pô\u202e ngược", "Đoạn một.\r\n\r\n\r\nĐoạn  hai.\nĐoạn ba.\n", f" {AUTHOR} ", room.media
    )
    edited = edit_news(room.broadcaster, item, content, item.version)
    assert (edited.title, edited.lead, edited.author_line) == ("Đầu đề", "Sa-pô ngược", AUTHOR)
    assert edited.text == "Đoạn một.\n\nĐoạn hai.\n\nĐoạn ba."
    assert (edited.slug, edited.publisher, edited.version) == ("dau-de", room.media, 2)


def test_editing_without_a_publisher_keeps_the_one_there(room):
    item = room.edited()
    edited = edit_news(room.broadcaster, item, NewsContent("A", "B", "C", "D"), item.version)
    assert edited.publisher == room.media


def test_a_stale_version_is_refused_and_nothing_changes(room):
    item = room.draft()
    room.edited(item)
    with pytest.raises(RefusedError) as refusal:
        edit_news(room.broadcaster, item, NewsContent("Khác", "", "", ""), 1)
    assert wrong(refusal)[0].startswith("Người khác vừa sửa mục này")
    assert NewsItem.objects.get().title == item.title


def test_what_is_too_long_and_a_strange_publisher_are_told_at_once(room):
    neighbour = make_newsroom(factories.KIM_BANG)
    item = room.draft()
    content = NewsContent("a" * 201, "b" * 601, "c" * 40_001, "d" * 161, neighbour.media)
    with pytest.raises(RefusedError) as refusal:
        edit_news(room.broadcaster, item, content, 1)
    assert [problem.where for problem in refusal.value.problems] == ["Tiêu đề", "Sa-pô", "Nội dung", "Tác giả", "Cơ quan đăng"]


def test_a_draft_is_thrown_away_and_a_published_item_is_not(room):
    item = room.draft()
    discard_news(room.broadcaster, item, 1)
    assert NewsItem.objects.count() == 0
    with pytest.raises(RefusedError) as refusal:
        edit_news(room.broadcaster, item, NewsContent("A", "", "", ""), 1)
    assert wrong(refusal) == ["Bản nháp này vừa bị người khác bỏ. Về danh sách bản tin để xem."]
    published = room.published()
    with pytest.raises(RefusedError):
        discard_news(room.broadcaster, published, published.version)
