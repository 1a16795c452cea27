"""Nothing goes out unexplained, nothing that went out changes in silence."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from kheo.foundation.refusal import RefusedError
from kheo.organisation.authority import NotAllowedError
from kheo.organisation.models import Notice, Role
from kheo.reporting.actions.news import NewsContent, correct_news, publish_news, withdraw_news
from kheo.reporting.models import FigureReason, NewsCorrection, NewsItem
from kheo.reporting.queries.news import find_item
from kheo.reporting.queries.news_figures import figures_told
from tests import factories
from tests.recognition.scene import wrong
from tests.reporting.newsroom import AUTHOR, make_newsroom, make_writer

pytestmark = pytest.mark.django_db
WRONG = "Năm 2024, thị xã Duy Tiên thực hiện 5 mô hình “Dân vận khéo”."
WHY = "Tính cả hai mô hình của đơn vị quân đội, không đăng ký ở thị xã."


def questions(item):
    return figures_told(NewsItem.objects.select_related("locality__unit").get(pk=item.pk)).questions


def reasons(item, text=WHY):
    return {question.code: text for question in questions(item)}


def content(item, **words):
    return NewsContent(**{name: words.get(name, getattr(item, name)) for name in ("title", "lead", "text", "author_line")})


def test_a_true_item_goes_out(room):
    before = timezone.now()
    item = room.published()
    assert (item.state, item.version) == ("published", 3)
    assert before <= item.published_at <= timezone.now()
    assert (FigureReason.objects.count(), item.modified_at) == (0, None)


def test_the_office_and_leaders_hear_of_it(room):
    make_writer(room, Role.LEADER)
    make_newsroom(factories.KIM_BANG)
    item = room.published()
    assert {(notice.subject, notice.path) for notice in Notice.objects.all()} == {
        (f"Đã đăng tin: {item.title}"[:200], f"/{factories.DUY_TIEN}/tin/{item.slug}/")
    }
    assert {notice.position.role for notice in Notice.objects.all()} == {Role.OFFICE, Role.LEADER}


def test_a_number_that_differs_needs_a_reason(room):
    item = room.edited(text=WRONG)
    with pytest.raises(RefusedError) as refusal:
        publish_news(room.broadcaster, item, {}, item.version)
    (problem,) = refusal.value.problems
    (question,) = questions(item)
    assert (problem.where, problem.what) == (
        f"reason-{question.code}",
        "«5 mô hình “Dân vận khéo”»: sổ ghi 3. Sửa lại con số, hoặc ghi lý do vẫn đăng.",
    )
    assert NewsItem.objects.get().state == "draft"

    publish_news(room.broadcaster, item, reasons(item), item.version)
    kept = FigureReason.objects.get()
    assert (kept.quote, kept.key, kept.stated, kept.recorded, kept.reason, kept.added_by) == (
        "5 mô hình “Dân vận khéo”",
        "initiatives.operating",
        "5",
        "3",
        WHY,
        room.broadcaster.account_id,
    )


def test_a_number_that_the_record_does_not_hold_needs_one_too(room):
    item = room.edited(text="Năm 2024, 2 mô hình “Dân vận khéo” được công nhận cấp tỉnh.")
    (question,) = questions(item)
    assert (question.recorded, question.rows_url) == ("", "")
    with pytest.raises(RefusedError) as refusal:
        publish_news(room.broadcaster, item, {}, item.version)
    assert "sổ không ghi số này" in wrong(refusal)[0]


def test_numbers_in_title_and_captions_are_asked_about_as_well(room):
    item = room.edited(title="Thị xã Duy Tiên thực hiện 7 mô hình “Dân vận khéo” năm 2024", text="Nội dung.")
    assert [(one.where, one.stated) for one in questions(item)] == [("Tiêu đề", "7")]


def test_the_same_number_twice_is_one_question(room):
    item = room.edited(text=f"{WRONG}\n\n{WRONG}")
    assert len(questions(item)) == 1


def test_a_reason_is_neither_blank_nor_endless_and_never_changes(room):
    item = room.edited(text=WRONG)
    for text, said in ((" \u200b ", "Sửa lại con số"), ("a" * 301, "Lý do dài quá 300 ký tự")):
        with pytest.raises(RefusedError) as refusal:
            publish_news(room.broadcaster, item, reasons(item, text), item.version)
        assert said in wrong(refusal)[0]
    publish_news(room.broadcaster, item, reasons(item), item.version)
    kept = FigureReason.objects.get()
    kept.reason = "Khác"
    with pytest.raises(TypeError):
        kept.save()


def test_what_is_missing_is_told_all_at_once(room):
    item = room.draft()
    NewsItem.objects.update(publisher=None, title="", lead="", text="")
    with pytest.raises(RefusedError) as refusal:
        publish_news(room.broadcaster, item, {}, item.version)
    assert [problem.where for problem in refusal.value.problems] == ["Tiêu đề", "Sa-pô", "Nội dung", "Tác giả", "Cơ quan đăng"]


def test_an_item_of_the_air_keeps_its_hour(room):
    item = room.edited()
    moment = datetime(2025, 1, 8, 8, 13, tzinfo=UTC)
    assert publish_news(room.broadcaster, item, {}, item.version, at=moment).published_at == moment


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (timezone.now() + timedelta(days=1), "Giờ đăng: Giờ đăng ở sau lúc này; ghi giờ đã phát."),
        (datetime(2025, 1, 7, 16, 59, tzinfo=UTC), "Giờ đăng: Giờ đăng ở trước ngày hội nghị; xem lại."),
    ],
)
def test_nothing_is_published_tomorrow_or_before_it_happened(room, moment, said):
    item = room.edited()
    with pytest.raises(RefusedError) as refusal:
        publish_news(room.broadcaster, item, {}, item.version, at=moment)
    assert wrong(refusal) == [said]


def test_an_item_without_conference_may_have_any_past_hour(room):
    item = room.edited(room.draft(with_conference=False))
    moment = datetime(2024, 12, 31, 1, tzinfo=UTC)
    assert publish_news(room.broadcaster, item, {}, item.version, at=moment).published_at == moment


def test_publishing_twice_and_by_a_stranger_is_refused(room):
    item = room.published()
    with pytest.raises(RefusedError) as refusal:
        publish_news(room.broadcaster, item, {}, item.version)
    assert "Không thể đăng" in wrong(refusal)[0]
    neighbour = make_newsroom(factories.KIM_BANG)
    for stranger in (neighbour.broadcaster, make_writer(room, Role.LEADER)):
        with pytest.raises(NotAllowedError):
            withdraw_news(stranger, item, "Lý do", item.version)


def test_a_correction_keeps_what_stood_there(room):
    item = room.published()
    corrected = correct_news(room.broadcaster, item, content(item, lead="Sa-pô mới."), " Sửa sa-pô. ", item.version)
    kept = NewsCorrection.objects.get()
    assert (kept.note, kept.before["lead"], kept.before["title"]) == ("Sửa sa-pô.", item.lead, item.title)
    assert (corrected.lead, corrected.slug, corrected.published_at) == ("Sa-pô mới.", item.slug, item.published_at)
    assert corrected.modified_at > item.published_at


def test_a_new_title_does_not_move_a_published_item(room):
    item = room.published()
    assert correct_news(room.broadcaster, item, content(item, title="Đầu đề khác"), "Sửa.", item.version).slug == item.slug


def test_a_correction_says_something_and_changes_something(room):
    item = room.published()
    with pytest.raises(RefusedError) as refusal:
        correct_news(room.broadcaster, item, content(item, lead="", author_line=""), "", item.version)
    assert [problem.where for problem in refusal.value.problems] == ["Sa-pô", "Tác giả", "Lời giải thích"]
    with pytest.raises(RefusedError) as refusal:
        correct_news(room.broadcaster, item, content(item), "Sửa.", item.version)
    assert wrong(refusal) == ["Chưa có chỗ nào đổi so với bài đã đăng; sửa chỗ sai rồi ghi đính chính."]
    with pytest.raises(RefusedError) as refusal:
        correct_news(room.broadcaster, item, content(item, lead="Mới"), "a" * 301, item.version)
    assert wrong(refusal) == ["Lời giải thích: Dài quá 300 ký tự; viết gọn lại."]
    assert NewsCorrection.objects.count() == 0


def test_a_correction_asks_reasons_of_new_numbers_only(room):
    item = room.edited(text=WRONG)
    published = publish_news(room.broadcaster, item, reasons(item), item.version)
    corrected = correct_news(room.broadcaster, published, content(published, lead="Khác."), "Sửa sa-pô.", published.version)
    assert FigureReason.objects.count() == 1
    other = content(corrected, text=WRONG.replace("5", "6"))
    with pytest.raises(RefusedError) as refusal:
        correct_news(room.broadcaster, corrected, other, "Sửa số.", corrected.version)
    assert "«6 mô hình" in wrong(refusal)[0]
    assert NewsItem.objects.get().text == WRONG


def test_a_withdrawn_item_stays_withdrawn(room):
    item = room.published()
    with pytest.raises(RefusedError) as refusal:
        withdraw_news(room.broadcaster, item, " ", item.version)
    assert wrong(refusal) == ["Lời giải thích: Nói cho người đọc biết vì sao gỡ bài."]
    gone = withdraw_news(room.broadcaster, item, "Đăng nhầm bài của nơi khác.", item.version)
    assert (gone.state, NewsCorrection.objects.get().before["withdrawn"]) == ("withdrawn", True)
    with pytest.raises(RefusedError):
        correct_news(room.broadcaster, gone, content(gone, lead="x"), "Sửa.", gone.version)


def test_an_author_line_is_as_typed(room):
    assert find_item(room.locality, room.published().pk).author_line == AUTHOR
