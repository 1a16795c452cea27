from pathlib import Path

from click.testing import CliRunner

from kheo.site.rules_page import rules, rules_page, tables

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"


def test_the_page_in_the_documentation_is_what_the_data_say():
    assert PAGE.read_text(encoding="utf-8") == rules_page(), "run: kheo rules > docs/rules.md"


def test_every_rule_names_its_document_and_its_first_day():
    for chapter, name, rows in tables():
        for row in rows:
            assert row["document"], (chapter, name, row["key"])
            assert row["from"].year >= 2000, (chapter, name, row["key"])


def test_the_command_prints_the_page():
    assert CliRunner().invoke(rules).stdout == rules_page()
