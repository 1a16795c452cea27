"""The office's pages: a consultation by hand from its plan to the report, and what each role may open."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kheo.democracy.actions.topics import answer_topic
from kheo.democracy.models import Comment, Consultation, Tally, Topic
from kheo.democracy.queries.consultations import decision_of
from kheo.recognition.rules.codes import code_of
from tests.democracy.consulting import closed, day, fresh, hands, opened, planned, questions, say, time_passes
from tests.directives.views.sending import sign_in, words

PLACE = "/gso2025-13324/"
STAFF = f"{PLACE}dan-chu/quan-ly/"


def send(client, address, **data):
    return client.post(f"{STAFF}{address}", {"once": f"k{'x' * 20}{hash((address, str(data))) & 0xFFFF}", **data})


def on(offset=0):
    return f"{day(offset):%d/%m/%Y}"


PLAN = {
    "kind": "5",
    "title": "Phương án phân luồng",
    "content": "Dự thảo.",
    "questions": "Bạn có đồng ý không?\n\nBạn có đồng ý giờ cấm không?",
    "ways": ["b", "e"],
    "way": "Niêm yết.",
    "responsible": "Công chức kinh tế",
    "own_document": "",
    "own_days": "",
    "decider": "",
    "version": "0",
}


@pytest.fixture
def office(client, scene):
    return sign_in(client, scene.office)


def test_a_consultation_by_hand_from_its_plan_to_the_report(office, scene):
    assert "Chưa có đợt lấy ý kiến nào" in words(office.get(f"{STAFF}gop-y/"))
    assert office.get(f"{STAFF}gop-y/lap/").status_code == 200
    assert send(office, "gop-y/lap/", **PLAN, opens_on=on(), ends_on=on(20)).status_code == 302
    made = Consultation.objects.get()
    file = f"gop-y/{made.pk}/"
    form = office.get(f"{STAFF}{file}sua/").content.decode()
    assert "Bạn có đồng ý không?\nBạn có đồng ý giờ cấm không?" in form
    changed = {**PLAN, "title": "Tên mới", "version": "1"}
    assert send(office, f"{file}sua/", **changed, opens_on=on(), ends_on=on(20)).status_code == 302
    assert send(office, f"{file}da-gui/", council_on=on(-1), front_on=on(-1), version="2").status_code == 302
    assert send(office, f"{file}mo/", opens_on=on(), ends_on=on(20), version="3").status_code == 302
    assert send(office, f"{file}keo-dai/", ends_on=on(21), version="4").status_code == 302
    assert fresh(made).ends_on == day(21)
    first, second = questions(made)
    answer = send(
        office,
        f"{file}nhap/",
        form="b",
        village=scene.village.code,
        received_on=on(),
        text="Lời giấy",
        **{f"cau-{first}": "agree"},
    )
    assert answer.status_code == 302
    numbers = {f"cau-{pk}-{stance}": "3" for pk in (first, second) for stance in ("agree", "disagree", "other")}
    tally = {"form": "b", "village": scene.village.code, "held_on": on(), **numbers}
    assert send(office, f"{file}so-dem/", present="9", **tally).status_code == 302
    row = Tally.objects.get()
    assert 'value="9"' in office.get(f"{STAFF}so-dem/{row.pk}/ghi-lai/").content.decode()
    assert send(office, f"so-dem/{row.pk}/ghi-lai/", present="10", **tally).status_code == 302
    assert "chờ đọc" in words(office.get(f"{STAFF}{file}"))
    comment = Comment.objects.exclude(text="").get()
    assert "Lời giấy" in words(office.get(f"{STAFF}{file}cac-y-kien/?the=waiting"))
    assert send(office, f"mot-y-kien/{comment.pk}/", topic="", title="Giờ cấm", version="1").status_code == 302
    topic = Topic.objects.get()
    assert fresh(comment).topic == topic
    assert send(office, f"nhom-y-kien/{topic.pk}/sua/", title="Giờ cấm đỗ", summary="Về giờ.", version="1").status_code == 302
    assert send(office, f"{file}nhom/", title="Nhóm thừa", summary="", version="0").status_code == 302
    time_passes(made)
    assert "hết hạn, chưa kết thúc" in words(office.get(f"{STAFF}gop-y/"))
    assert send(office, f"{file}ket-thuc/", version=str(fresh(made).version)).status_code == 302
    assert "Lời giấy" in words(office.get(f"{STAFF}nhom-y-kien/{topic.pk}/tra-loi/"))
    for row in Topic.objects.all():
        said = {"verdict": "taken", "answer": "Đổi giờ.", "version": str(row.version)}
        assert send(office, f"nhom-y-kien/{row.pk}/tra-loi/", **said).status_code == 302
    assert send(office, f"{file}cong-khai/", version=str(fresh(made).version)).status_code == 302
    verdicts = {f"cau-{first}": "yes", f"cau-{second}": "no"}
    decision = {"number": "45/QĐ-UBND", "decided_on": on(), "summary": "Ban hành.", "explanation": "", **verdicts}
    assert send(office, f"{file}quyet-dinh/", **decision, version=str(fresh(made).version)).status_code == 302
    assert 'value="45/QĐ-UBND"' in office.get(f"{STAFF}{file}quyet-dinh/").content.decode()
    again = {**decision, "number": "46/QĐ-UBND", "reason": "Nhầm số.", "version": str(fresh(made).version)}
    assert send(office, f"{file}quyet-dinh/", **again).status_code == 302
    assert decision_of(made).number == "46/QĐ-UBND"
    report = {"session": "Kỳ họp cuối năm", "reported_on": on(), "front_sent_on": on(), "version": str(fresh(made).version)}
    assert send(office, f"{file}bao-cao/", **report).status_code == 302
    page = words(office.get(f"{STAFF}{file}"))
    assert "đã báo cáo hội đồng nhân dân" in page
    assert "46/QĐ-UBND" in page


@pytest.mark.parametrize(
    ("address", "data", "said"),
    [
        ("sua/", {**PLAN, "ways": ["h"], "opens_on": "01/03/2026", "ends_on": "20/03/2026", "version": "1"}, "Điều 25 khoản 8"),
        ("sua/", {**PLAN, "opens_on": "01/03/2026", "ends_on": "01/04/2026", "version": "9"}, "Người khác vừa sửa"),
        ("da-gui/", {"council_on": "01/01/2099", "front_on": "x", "version": "1"}, "Không đọc được ngày này"),
        ("mo/", {"opens_on": "01/03/2026", "ends_on": "01/04/2026", "version": "1"}, "cần ở bước"),
        ("keo-dai/", {"ends_on": "01/04/2026", "version": "1"}, "cần ở bước"),
        ("ket-thuc/", {"version": "1"}, "cần ở bước"),
        ("thoi/", {"reason": "", "version": "1"}, "Ô này chưa điền"),
        ("cong-khai/", {"version": "1"}, "cần ở bước"),
        ("bao-cao/", {"session": "Kỳ", "reported_on": "01/03/2026", "front_sent_on": "01/03/2026", "version": "1"}, "cần ở bước"),
        ("nhap/", {"form": "b", "village": "", "received_on": "01/03/2026", "text": "Lời"}, "cần ở bước"),
        ("nhom/", {"title": "Tên", "summary": "", "version": "0"}, "cần ở bước"),
    ],
)
def test_what_a_step_refuses_is_said_on_its_page(office, scene, address, data, said):
    made = planned(scene)
    answer = send(office, f"gop-y/{made.pk}/{address}", **data)
    assert answer.status_code == 422
    assert said in words(answer)
    assert fresh(made).version == 1


def test_it_is_called_off_by_hand(office, scene):
    made = planned(scene)
    assert send(office, f"gop-y/{made.pk}/thoi/", reason="Rút.", version="1").status_code == 302
    assert "Vì sao thôi: Rút." in words(office.get(f"{STAFF}gop-y/{made.pk}/"))


def test_a_comment_is_set_aside_by_hand_and_the_next_one_opens(office, scene):
    made = opened(scene)
    first, second = say(made, "0912345678", code_of(1)), say(made, "0912345678", code_of(2))
    page = words(office.get(f"{STAFF}mot-y-kien/{first.pk}/"))
    assert "Có thể có số điện thoại." in page
    assert "Trùng lời với 1 ý kiến khác." in page
    answer = send(office, f"mot-y-kien/{first.pk}/", set_aside="1", version="1")
    assert answer.status_code == 422
    answer = send(office, f"mot-y-kien/{first.pk}/", set_aside="1", reason="personal", version="1")
    assert answer.url == f"{STAFF}mot-y-kien/{second.pk}/"
    assert fresh(first).text == ""
    assert "Lời đã xoá" in words(office.get(f"{STAFF}gop-y/{made.pk}/cac-y-kien/"))
    answer = send(office, f"mot-y-kien/{second.pk}/", topic="", title="", version="1")
    assert answer.url == f"{STAFF}gop-y/{made.pk}/cac-y-kien/"


def test_a_head_sees_the_file_and_types_in_for_the_own_village(client, scene):
    made = opened(scene)
    head = sign_in(client, scene.head)
    page = words(head.get(f"{STAFF}gop-y/{made.pk}/"))
    assert "Nhập ý kiến trên giấy" in page
    assert "Mở lấy ý kiến" not in page
    form = head.get(f"{STAFF}gop-y/{made.pk}/nhap/").content.decode()
    assert scene.village.code in form
    assert scene.villages[1].code not in form
    said = {"form": "c", "village": scene.village.code, "received_on": on(), "text": "Lời của hộ"}
    assert send(head, f"gop-y/{made.pk}/nhap/", **said).status_code == 302
    comment = Comment.objects.get()
    for address in (f"gop-y/{made.pk}/cac-y-kien/", f"mot-y-kien/{comment.pk}/", "gop-y/lap/"):
        assert head.get(f"{STAFF}{address}").status_code == 403


def test_a_head_is_offered_only_the_forms_that_a_head_writes_down(client, scene):
    made, none = opened(scene, forms=("a", "b", "c", "e")), opened(scene, title="Đợt khác", forms=("a", "e"))
    head = sign_in(client, scene.head)
    for address in (f"gop-y/{made.pk}/nhap/", f"gop-y/{made.pk}/so-dem/"):
        offered = head.get(f"{STAFF}{address}").context["form"].fields["form"].choices
        assert [letter for letter, _label in offered] == ["b", "c"]
    assert "Nhập ý kiến trên giấy" not in words(head.get(f"{STAFF}gop-y/{none.pk}/"))
    office = sign_in(client, scene.office)
    offered = office.get(f"{STAFF}gop-y/{made.pk}/nhap/").context["form"].fields["form"].choices
    assert [letter for letter, _label in offered] == ["a", "b", "c", "e"]
    assert "Nhập ý kiến trên giấy" in words(office.get(f"{STAFF}gop-y/{none.pk}/"))


def test_a_leader_answers(client, scene):
    made = opened(scene)
    leader = sign_in(client, scene.leader)
    assert "Trả lời" not in words(leader.get(f"{STAFF}gop-y/{made.pk}/")).split("Nhóm ý kiến")[0]
    topic = Topic.objects.create(consultation=closed(scene, made), title="Giờ")
    assert "Trả lời : Giờ" in words(leader.get(f"{STAFF}gop-y/{made.pk}/"))
    said = {"verdict": "explained", "answer": "Vì sao.", "version": "1"}
    assert send(leader, f"nhom-y-kien/{topic.pk}/tra-loi/", **said).status_code == 302
    answer_topic(scene.office, topic, "taken", "Sửa.", 2)
    answer = send(leader, f"nhom-y-kien/{topic.pk}/tra-loi/", **{**said, "version": "2"})
    assert answer.status_code == 422
    assert "Người khác vừa sửa" in words(answer)
    assert "Vì sao." in answer.content.decode()


def test_nothing_of_the_ward_next_door_is_found(office, there):
    made = opened(there)
    comment, row = say(made, "Lời"), hands(there, made)
    topic = Topic.objects.create(consultation=made, title="Nhóm")
    addresses = [
        *(f"gop-y/{made.pk}/{part}" for part in ("", "sua/", "nhap/", "so-dem/", "cac-y-kien/", "nhom/", "quyet-dinh/")),
        f"mot-y-kien/{comment.pk}/",
        f"so-dem/{row.pk}/ghi-lai/",
        *(f"nhom-y-kien/{topic.pk}/{part}/" for part in ("sua", "tra-loi")),
    ]
    assert {office.get(f"{STAFF}{address}").status_code for address in addresses} == {404}
    assert made.title not in words(office.get(f"{STAFF}gop-y/"))


def test_there_is_no_way_to_ask_for_the_comments_of_a_person(office, scene):
    made = opened(scene)
    say(made, "Tôi là Nguyễn Văn Minh Hoạ", code_of(1))
    say(made, "Lời khác", code_of(2))
    address = f"{STAFF}gop-y/{made.pk}/cac-y-kien/"
    whole = words(office.get(address))
    for asked in ("q", "ten", "tim", "nguoi", "name", "tu-khoa"):
        assert words(office.get(address, {asked: "Minh Hoạ"})) == whole
    assert 'type="search"' not in office.get(address).content.decode()


def test_lists_ask_the_database_the_same_however_many_rows(office, scene):
    made = opened(scene)

    def asked(address):
        with CaptureQueriesContext(connection) as queries:
            assert office.get(f"{STAFF}{address}").status_code == 200
        return len(queries)

    addresses = ["gop-y/", f"gop-y/{made.pk}/", f"gop-y/{made.pk}/cac-y-kien/"]

    def add(numbers):
        for number in numbers:
            comment = say(made, f"Lời {number}", code_of(number))
            topic = Topic.objects.create(consultation=made, title=f"Nhóm {number}")
            Comment.objects.filter(pk=comment.pk).update(topic=topic)
            hands(scene, made, agree=number)

    add(range(2))
    office.get(f"{STAFF}gop-y/")
    few = [asked(address) for address in addresses]
    add(range(2, 12))
    opened(scene, title="Đợt hai")
    assert [asked(address) for address in addresses] == few
