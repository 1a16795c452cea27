"""What the report tells, and that each number it prints stands in the appendix."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kheo.directives.models import Target
from kheo.documents.content import MARK, BarChart, Heading, Paragraph, Table
from kheo.figures.queries.record import Scope, definition_of, rows_of
from kheo.organisation.models import UnitVersion
from kheo.reporting.models import Report
from kheo.reporting.queries.composing import DRAWN, compose
from kheo.reporting.queries.contents import content_of
from kheo.reporting.queries.reports import texts_of
from kheo.reporting.rules.outline import outline
from tests import factories
from tests.reporting.scene import commune, fill, make_scene

DAY = date(2026, 11, 25)
RANGE = re.compile(r"\[(\d+(?:[–, \d]*\d)?)\]")
# What is no figure: days, years, names of documents and of the law, ordinals of titles, tables, charts and headings.
NO_FIGURE = re.compile(
    r"\d\d/\d\d/\d{4}|[Nn]ăm 20\d\d|\d+-[A-Z]+/[A-Z]+|10/2022/QH15|Bảng \d|Biểu đồ \d|Điều \d+|^\d+\.|Cách làm \d+|Tập thể \d+"
)


def report(scene, body="thi-uy"):
    return Report(locality=scene.locality, issuer=scene.body(body), year=2024)


def composed(scene, texts=None, body="thi-uy"):
    return compose(report(scene, body), texts or {}, DAY)


def told(blocks):
    return [MARK.sub("", block.text) for block in blocks if isinstance(block, Paragraph)]


def tables(blocks):
    return {block.title.partition(". ")[2]: block.rows for block in blocks if isinstance(block, Table)}


def titles(blocks):
    return [block.text for block in blocks if isinstance(block, Heading)]


def test_the_year_is_told_part_by_part(full, there):
    made = composed(full)
    assert titles(made.blocks) == [
        "PHẦN THỨ NHẤT",
        "I. KHÁI QUÁT TÌNH HÌNH",
        "II. CÔNG TÁC DÂN VẬN CỦA HỆ THỐNG CHÍNH TRỊ",
        "1. Cấp uỷ đảng lãnh đạo công tác dân vận",
        "2. Công tác dân vận của chính quyền",
        "3. Mặt trận Tổ quốc và các đoàn thể",
        "4. Phong trào thi đua “Dân vận khéo”",
        "5. Thực hiện dân chủ ở cơ sở",
        "III. HOẠT ĐỘNG CỦA CƠ QUAN THAM MƯU, BAN CHỈ ĐẠO",
        "IV. ĐÁNH GIÁ CHUNG",
        "1. Kết quả nổi bật",
        "2. Hạn chế, nguyên nhân",
        "3. Đề xuất, kiến nghị",
        "PHẦN THỨ HAI",
        "I. PHƯƠNG HƯỚNG, TRỌNG TÂM",
        "II. NHIỆM VỤ",
    ]
    words = told(made.blocks)
    assert words[0] == "[Chưa viết: tình hình chung]"
    assert words[1:] == [
        (
            "Quán triệt, thực hiện 2 văn bản chỉ đạo còn hiệu lực trong năm: kết luận 43-KL/TW ngày 07/01/2019 của Cấp trên; "
            "luật 10/2022/QH15 ngày 10/11/2022 của Cấp trên."
        ),
        "Cấp uỷ, cơ quan của Đảng, ban chỉ đạo được giao 1 nhiệm vụ: 1 đã xong.",
        "Chính quyền, cơ quan, đơn vị được giao 1 nhiệm vụ: 1 quá hạn.",
        "Mặt trận và các đoàn thể được giao 1 nhiệm vụ: 1 đang làm, còn hạn.",
        "Mặt trận và các đoàn thể tổ chức 12 hoạt động tuyên truyền, vận động.",
        "Năm 2024, có 3 mô hình, điển hình “Dân vận khéo” đăng ký, 3 được thực hiện, 3 được công nhận hoạt động hiệu quả.",
        "Kết quả các nơi báo: hộ hưởng lợi 60 hộ.",
        (
            "Năm này chưa ghi việc thực hiện dân chủ ở cơ sở nào: chưa có nội dung công khai, việc dân bàn, lấy ý kiến, "
            "kiểm tra, giám sát. Phần này chỉ có nhiệm vụ theo Luật Thực hiện dân chủ ở cơ sở (Luật số 10/2022/QH15) và tham "
            "luận tại hội nghị tổng kết."
        ),
        "Theo Luật này, các cơ quan, địa phương được giao 2 nhiệm vụ: 1 đã xong; 1 quá hạn.",
        "Hội nghị tổng kết có 1 tham luận về dân chủ ở cơ sở: “Thực hiện dân chủ ở xã”.",
        "Có 1 ban chỉ đạo hoạt động theo quyết định thành lập, kiện toàn.",
        "Ban chỉ đạo kiểm tra 1 trong 2 cuộc theo kế hoạch năm; ghi nhận 1 kết quả tốt, 2 hạn chế.",
        "Tuyên truyền, vận động: 12 buổi tuyên truyền, vận động, 30 lượt phát thanh, với 840 lượt người dự, nghe, được gặp.",
        (
            "Tổ chức “Hội nghị tổng kết công tác dân vận” ngày 08/01/2025 tại Hội trường thị xã; 2 đại biểu có mặt, "
            "2 tham luận được trình bày, in tài liệu."
        ),
        "[Chưa viết: hạn chế, nguyên nhân]",
        "[Chưa viết: đề xuất, kiến nghị]",
        "[Chưa viết: phương hướng, trọng tâm]",
        "Đã giao 3 lượt nhiệm vụ cho năm 2025, mỗi nơi làm một lượt:",
    ]


def test_tables_are_by_block_kind_field_unit_and_next_year(full, there):
    found = tables(composed(full).blocks)
    without_marks = {title: [row[:-1] for row in rows] for title, rows in found.items()}
    assert without_marks["Nhiệm vụ công tác dân vận năm 2024 theo khối"] == [
        ("Cấp uỷ, cơ quan của Đảng, ban chỉ đạo", "1", "1", "0", "0"),
        ("Chính quyền, cơ quan, đơn vị", "1", "0", "0", "1"),
        ("Mặt trận và các đoàn thể", "1", "0", "1", "0"),
        ("Xã, phường", "1", "1", "0", "0"),
        ("Cộng", "4", "2", "1", "1"),
    ]
    assert without_marks["Phong trào “Dân vận khéo” năm 2024 theo loại và đối tượng"][:3] == [
        ("Đăng ký", "3", "3", "0", "3", "0", "0"),
        ("Thực hiện", "3", "3", "0", "3", "0", "0"),
        ("Công nhận", "3", "3", "0", "3", "0", "0"),
    ]
    assert without_marks["Mô hình, điển hình theo lĩnh vực, năm 2024"] == [
        ("Kinh tế", "3", "3", "3", "0", "0"),
        ("Cộng", "3", "3", "3", "0", "0"),
    ]
    assert without_marks["Mô hình, điển hình theo đơn vị, năm 2024"] == [
        ("Phường Hòa Mạc", "3", "3", "3", "0"),
        ("Cộng", "3", "3", "3", "0"),
    ]
    assert sorted(without_marks["Thực hiện chỉ tiêu năm 2024"]) == [
        ("Chưa đo", "ít nhất 1 %", "", "chưa có số đo"),
        ("Mô hình được công nhận", "ít nhất 5 mô hình", "3", "chưa đạt"),
        ("Đơn thư vượt cấp", "không quá 2 đơn", "1,5", "đạt"),
    ]
    assert without_marks["Chỉ tiêu năm 2025"] == [
        ("Mô hình mới", "ít nhất 50 mô hình", "31/12/2025", "Cấp uỷ Duy Tiên"),
        ("Xã có điển hình", "ít nhất 1 điển hình", "31/12/2025", "Phường Hòa Mạc"),
    ]
    assert found["Nhiệm vụ năm 2025"] == (
        (
            "Đối thoại với Nhân dân",
            "Công khai (Điều 11, 10/2022/QH15)",
            "30/06/2025",
            "",
            "Uỷ ban nhân dân Duy Tiên; Phường Hòa Mạc",
        ),
        ("Kiện toàn ban chỉ đạo", "Kết luận hội nghị", "30/09/2025", "Có quyết định", "Cấp uỷ Duy Tiên"),
    )
    assert found["Nhiệm vụ thực hiện dân chủ ở cơ sở"] == (
        ("Một việc", "Phường Hòa Mạc", "1", "không", "30/09/2024"),
        ("Niêm yết công khai", "Uỷ ban nhân dân Duy Tiên", "0", "Uỷ ban nhân dân Duy Tiên", "30/09/2024"),
    )


def test_two_charts_by_field_and_by_unit_with_the_numbers_of_the_tables(full):
    charts = [block for block in composed(full).blocks if isinstance(block, BarChart)]
    assert [(chart.title, [(bar.label, bar.value) for bar in chart.bars]) for chart in charts] == [
        ("Biểu đồ 1. Mô hình, điển hình được thực hiện năm 2024, theo lĩnh vực", [("Kinh tế", 3)]),
        ("Biểu đồ 2. Mô hình, điển hình được thực hiện năm 2024, theo đơn vị", [("Phường Hòa Mạc", 3)]),
    ]


def numbers_of(reference):
    """The numbers that «3–6, 9» names."""
    found = []
    for part in reference.split(", "):
        first, _, last = part.partition("–")
        found += range(int(first), int(last or first) + 1)
    return found


def test_every_number_of_the_generated_parts_is_in_the_appendix_under_its_mark(full, there):
    made = composed(full)
    for block in made.blocks:
        if isinstance(block, Paragraph):
            for number, reference in re.findall(rf"([\d.,]*\d){MARK.pattern}", block.text):
                assert made.figures[int(reference) - 1].text == number
            bare = NO_FIGURE.sub("", re.sub(rf"[\d.,]*\d{MARK.pattern}", "", block.text))
            assert re.findall(r"\d+", bare) == []
        elif isinstance(block, Table) and block.columns[-1].title == "Số liệu":
            for row in block.rows:
                marked = {made.figures[number - 1].text for number in numbers_of(RANGE.fullmatch(row[-1])[1])}
                stated = re.findall(r"\d[\d.,]*", NO_FIGURE.sub("", " ".join(row[1:-1])))
                assert set(stated) <= marked
        elif isinstance(block, BarChart):
            marked = [made.figures[number - 1].text for number in numbers_of(RANGE.search(block.source)[1])]
            assert sorted(bar.text for bar in block.bars) == sorted(marked)


def test_each_figure_is_listed_once_with_a_page_that_says_the_same(full, there, client):
    made = composed(full)
    assert len({figure.identity for figure in made.figures}) == len(made.figures)
    client.force_login(factories.make_account("office", full.locality), "django.contrib.auth.backends.ModelBackend")
    for figure in made.figures:
        answer = client.get(figure.path)
        heading = re.search(r"<h1[^>]*>(.*?)</h1>", answer.content.decode(), re.DOTALL)[1]
        assert (answer.status_code, re.search(r"\d[\d.,]*", heading)[0].rstrip(",.")) == (200, figure.text), figure.identity


def test_another_localitys_record_changes_nothing(full):
    alone = composed(full)
    fill(make_scene(factories.KIM_BANG))
    assert composed(full) == alone


def test_numbers_that_people_write_are_marked_where_the_record_has_them(full):
    words = "Có 3 mô hình Dân vận khéo được công nhận. Có 9 mô hình Dân vận khéo được thực hiện."
    made = composed(full, {"overview": words})
    (line,) = [block.text for block in made.blocks if isinstance(block, Paragraph) and block.text.startswith("Có 3")]
    assert len(MARK.findall(line)) == 1
    assert MARK.sub("", line) == words
    figure = made.figures[int(MARK.search(line)[1]) - 1]
    assert (figure.key, figure.value) == ("initiatives.recognised", 3)
    assert [(box.key, item.figure.value, item.recorded) for box, item in made.differing] == [("overview", 9, 3)]


def test_quills_that_people_type_are_no_marks(full):
    made = composed(full, {"overview": "Nhận xét ⁅1⁆ riêng."})
    assert "Nhận xét [1] riêng." in [block.text for block in made.blocks if isinstance(block, Paragraph)]


def test_words_stand_before_what_is_drawn_but_after_the_movements_numbers(full):
    made = composed(full, {"party": "Lời về cấp uỷ.", "movement": "Lời về phong trào."})
    words = told(made.blocks)
    assert words.index("Lời về cấp uỷ.") < words.index(next(line for line in words if line.startswith("Quán triệt")))
    assert words.index("Lời về phong trào.") > words.index(next(line for line in words if line.startswith("Kết quả các nơi")))


def test_a_body_of_a_commune_reports_on_its_commune_alone(full):
    ward = factories.make_body(full.locality, "hoa-mac", "Đảng uỷ phường Hòa Mạc", "party")
    ward.unit = factories.make_unit("gso2024-13325")
    ward.save()
    factories.make_registration(full.recognition.programme, unit=factories.make_unit("gso2024-13326"))
    made = compose(Report(locality=full.locality, issuer=ward, year=2024), {}, DAY)
    words = told(made.blocks)
    assert next(line for line in words if line.startswith("Năm 2024")).startswith("Năm 2024, có 3 mô hình")
    assert next(line for line in told(composed(full).blocks) if line.startswith("Năm 2024")).startswith("Năm 2024, có 4 mô hình")
    assert "Mô hình, điển hình theo đơn vị, năm 2024" not in tables(made.blocks)
    assert all("don_vi=gso2024-13325" in figure.path for figure in made.figures)


def test_registrations_of_agencies_and_villages_have_rows_of_their_own(full):
    town, programme = full.locality, full.recognition.programme
    village = factories.make_unit("gso2024-13325.thon-1", "Thôn 1", "village", factories.make_unit("gso2024-13325"))
    factories.make_registration(programme, unit=village)
    factories.make_registration(programme, unit=town.unit, body=full.body("mttq"))
    UnitVersion.objects.filter(unit=town.unit).update(type="Thị xã")
    made = composed(full)
    rows = [row[:2] for row in tables(made.blocks)["Mô hình, điển hình theo đơn vị, năm 2024"]]
    assert rows == [("Phường Hòa Mạc", "4"), ("Cơ quan, đơn vị thị xã", "1"), ("Cộng", "5")]


def test_a_year_without_programme_tells_what_there_is(db):
    town = factories.make_locality()
    made = compose(Report(locality=town, issuer=factories.body_of(town, "thi-uy"), year=2024), {}, DAY)
    assert titles(made.blocks)[2:5] == [
        "II. CÔNG TÁC DÂN VẬN CỦA HỆ THỐNG CHÍNH TRỊ",
        "1. Thực hiện dân chủ ở cơ sở",
        "III. ĐÁNH GIÁ CHUNG",
    ]
    assert made.figures == ()


def test_a_programme_without_registrations_has_neither_fields_nor_units(db):
    programme = factories.make_programme()
    made = compose(Report(locality=programme.locality, issuer=factories.body_of(programme.locality, "ubnd"), year=2024), {}, DAY)
    assert [title for title in tables(made.blocks) if title.startswith(("Phong trào", "Mô hình"))] == [
        "Phong trào “Dân vận khéo” năm 2024 theo loại và đối tượng"
    ]


def test_composing_asks_no_more_with_more_rows(full):
    def asked():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            composed(full)
        return len(queries)

    before = asked()
    for _ in range(5):
        factories.make_registration(full.recognition.programme, field="culture_society")
    assert asked() == before


def test_texts_of_boxes_that_the_outline_no_longer_has_are_left_out(full):
    written = full.written()
    written.texts.create(report=written, key="cu", text="cũ")
    assert set(texts_of(written)) == {"overview", "limits", "proposals", "directions"}


@pytest.mark.parametrize(
    ("code", "kept"), [("ubnd", "Lưu: VT"), ("bcd-dvk", "Lưu Ban Chỉ đạo phong trào thi đua “Dân vận khéo” Duy Tiên")]
)
def test_head_is_the_issuers(full, code, kept):
    made = report(full, code)
    content = content_of(made, compose(made, {}, DAY))
    assert content.head.layout == full.body(code).layout
    assert content.head.issuer == full.body(code).name
    assert content.head.recipients[-2:] == ("Các cơ quan, đơn vị, địa phương liên quan", kept)


def test_every_drawn_piece_of_the_outline_is_known(full):
    assert {section.drawn for section in outline().sections if section.drawn} == set(DRAWN)


def test_a_ward_is_told_by_its_villages_and_not_by_itself_alone(db):
    programme = factories.make_programme(factories.make_locality(factories.WARD))
    ward = programme.locality
    factories.make_registration(programme, unit=ward.unit, body=factories.body_of(ward, "mttq"))
    bodies = Report(locality=ward, issuer=factories.body_of(ward, "dang-uy"), year=2024)
    title = "Mô hình, điển hình theo đơn vị, năm 2024"
    assert title not in tables(compose(bodies, {}, DAY).blocks)
    village = factories.make_unit(f"{factories.WARD}.to-1", "Tổ dân phố số 1", "village", ward.unit)
    factories.make_registration(programme, unit=village)
    made = compose(bodies, {}, DAY)
    assert [row[:2] for row in tables(made.blocks)[title]] == [
        ("Tổ dân phố số 1", "1"),
        ("Cơ quan, đơn vị phường", "1"),
        ("Cộng", "2"),
    ]
    scopes = [Scope(ward, 2024, unit) for unit in (village, ward.unit, None)]
    definition = definition_of("initiatives.registered")
    assert [rows_of(definition, scope, {}).count() for scope in scopes] == [1, 1, 2]


def test_a_target_of_a_commune_is_held_against_its_own_rows(full):
    town, usual = full.locality, {"year": 2024, "measure": "mô hình", "due_on": date(2024, 12, 31), "value": 3}
    for unit, figure in ((commune(town), "initiatives.recognised"), (commune(town), "khong.co")):
        Target.objects.create(locality=town, unit=unit, title=f"Phường: {figure}", figure=figure, **usual)
    other = factories.make_unit("gso2024-13326", "Phường Châu Giang")
    Target.objects.create(locality=town, unit=other, title="Nơi chưa có", figure="initiatives.recognised", **usual)
    rows = {row[0]: row[1:4] for row in tables(composed(full).blocks)["Thực hiện chỉ tiêu năm 2024"]}
    assert rows["Phường: initiatives.recognised"] == ("ít nhất 3 mô hình", "3", "đạt")
    assert rows["Nơi chưa có"] == ("ít nhất 3 mô hình", "0", "chưa đạt")
    assert rows["Phường: khong.co"] == ("ít nhất 3 mô hình", "", "chưa có số đo")
