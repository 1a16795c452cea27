"""The group ``kheo``: chapters' commands gathered, and Django's own under ``kheo django``."""

import sys

import click
from django.core.management import execute_from_command_line

from kheo.assessment.commands import load_criteria_command
from kheo.figures.commands import extract_figures, figures, reconcile
from kheo.movement.commands import import_initiatives_command
from kheo.movement.export_commands import export_group
from kheo.organisation.commands import units_group
from kheo.recognition.commands import certificates, decisions, verify
from kheo.recognition.reward_commands import rewards
from kheo.recognition.seal_commands import seal_group
from kheo.recognition.trust_commands import trust_group
from kheo.reporting.commands import report_group
from kheo.site.demo_commands import demo
from kheo.site.generate_command import generate
from kheo.site.opening import open_locality, open_operator
from kheo.site.rules_page import rules
from kheo.site.upkeep import audit, backup, check, restore, worker


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def kheo() -> None:
    """Khéo: công tác dân vận của một địa phương, từ đăng ký đến giấy chứng nhận."""


@kheo.command("django", context_settings={"ignore_unknown_options": True}, add_help_option=False)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def django_command(arguments: tuple[str, ...]) -> None:
    """Chạy một lệnh quản trị của Django (migrate, collectstatic, …)."""
    execute_from_command_line([sys.argv[0], *arguments])


for command in (
    demo,
    generate,
    open_locality,
    open_operator,
    units_group,
    load_criteria_command,
    import_initiatives_command,
    export_group,
    decisions,
    certificates,
    verify,
    rewards,
    trust_group,
    seal_group,
    figures,
    extract_figures,
    reconcile,
    report_group,
    backup,
    restore,
    audit,
    check,
    rules,
    worker,
):
    kheo.add_command(command)
