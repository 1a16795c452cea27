"""The authority table as a page: what may be done, and by whom."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kheo.organisation.access import page
from kheo.organisation.actor import acting
from kheo.organisation.authority import permissions, role_label

# In the order of the work; whoever has an account and everybody come last.
COLUMNS = ("office", "unit_staff", "council", "leader", "broadcaster", "viewer", "operator")


@require_GET
@page("authority.read")
def authority(request: HttpRequest) -> HttpResponse:
    rows = []
    for permission in permissions().values():
        everybody = "public" in permission.roles
        accounts = "signed_in" in permission.roles
        cells = [
            {
                "role": role_label(role),
                "may": everybody or accounts or role in permission.roles,
                "own": role in permission.own_unit,
            }
            for role in COLUMNS
        ]
        note = (
            "mọi người"
            if everybody
            else "mọi tài khoản"
            if accounts
            else ""
            if permission.roles
            else "chỉ dòng lệnh trên máy chủ"
        )
        rows.append({"label": permission.label, "action": permission.action, "cells": cells, "note": note})
    mine = sorted({(grant.title, role_label(grant.role)) for grant in acting(request).grants})
    columns = [role_label(role) for role in COLUMNS]
    return render(request, "organisation/authority.html", {"rows": rows, "columns": columns, "mine": mine})
