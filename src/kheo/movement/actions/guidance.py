"""Writing the guidance sheet («hướng dẫn nhân rộng») of an initiative."""

from dataclasses import asdict, dataclass

from django.db import transaction

from kheo.foundation.refusal import RefusedError, require_version
from kheo.movement.actions.registrations import GONE, tidy_lines
from kheo.movement.models import Guidance, Initiative
from kheo.movement.queries.lineage import owner_of_initiative
from kheo.movement.rules.spread import guidance_problems
from kheo.organisation.authority import Actor, require
from kheo.organisation.trail import record


@dataclass(frozen=True)
class GuidanceContent:
    """What another place needs to know; *steps* one a line."""

    steps: str
    conditions: str = ""
    cost: str = ""
    people: str = ""
    pitfalls: str = ""
    is_public: bool = False


def write_guidance(actor: Actor, initiative: Initiative, content: GuidanceContent, version: int) -> Guidance:
    """Write the sheet, the first time (*version* 0) or over what stands."""
    grant = require(actor, "lineage.record", initiative.locality, owner_of_initiative(initiative))
    texts = {name: tidy_lines(text) for name, text in asdict(content).items() if name != "is_public"}
    problems = list(guidance_problems(texts))
    if problems:
        raise RefusedError(*problems)
    with transaction.atomic():
        if Initiative.objects.select_for_update().get(pk=initiative.pk).merged_into_id is not None:
            raise RefusedError(GONE)
        sheet = Guidance.objects.select_for_update().filter(initiative=initiative).first()
        require_version(version, sheet.version if sheet else 0)
        sheet = sheet or Guidance(initiative=initiative, version=0)
        for name, text in texts.items():
            setattr(sheet, name, text)
        sheet.is_public, sheet.changed_by = content.is_public, actor.account_id
        sheet.version += 1
        sheet.save()
        details = {"initiative": initiative.pk, "public": sheet.is_public, "version": sheet.version}
        record(actor, grant, "guidance.write", sheet, initiative.locality, details)
    return sheet
