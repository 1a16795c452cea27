from django.urls import URLPattern, path

import kheo.organisation.converters  # noqa: F401  registers «place», «unit», «number»
from kheo.democracy.views import roll, roll_import

ROLL = "<place:place>/dan-chu/quan-ly/so-ho/"
HOUSEHOLD = f"{ROLL}ho/<number:pk>/"

urlpatterns: list[URLPattern] = [
    path(ROLL, roll.rolls, name="rolls"),
    path(HOUSEHOLD, roll.household, name="household"),
    path(f"{HOUSEHOLD}sua/", roll.edit, name="household_edit"),
    path(f"{HOUSEHOLD}roi/", roll.leave, name="household_leave"),
    path(f"{HOUSEHOLD}chuyen/", roll.move, name="household_move"),
    path(f"{HOUSEHOLD}tach/", roll.split, name="household_split"),
    path(f"{ROLL}<unit:village>/", roll.roll, name="roll"),
    path(f"{ROLL}<unit:village>/them/", roll.add, name="household_add"),
    path(f"{ROLL}<unit:village>/nhan/<unit:old>/", roll.take, name="roll_take"),
    path(f"{ROLL}<unit:village>/nhap/", roll_import.import_households, name="roll_import"),
]
