from django.db import connection
from django.test.utils import CaptureQueriesContext

from kheo.organisation.templatetags.words import theo_noi
from tests import factories


def test_a_text_says_the_word_of_the_place_and_asks_once(db):
    ward, district = factories.make_locality(factories.WARD), factories.make_locality()
    with CaptureQueriesContext(connection) as asked:
        said = [theo_noi("Thôn, tổ dân phố", ward), theo_noi("báo Trưởng thôn, Tổ trưởng", ward)]
    assert (said, len(asked)) == (["Tổ dân phố", "báo Tổ trưởng tổ dân phố"], 1)
    assert theo_noi("Thôn, tổ dân phố", district) == "Thôn, tổ dân phố"
