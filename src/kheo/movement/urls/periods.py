"""Report periods, the reports in them, the province's form."""

from django.urls import path

from kheo.movement.views import (
    column_mappings,
    period_reports,
    period_reviews,
    period_running,
    period_totals,
    periods,
)

OF_PROGRAMME = "<place:place>/chuong-trinh/<slug:programme>/ky-bao-cao/"
PERIOD = "<place:place>/ky-bao-cao/<number:pk>/"
REPORT = "<place:place>/bao-cao-ky/<number:pk>/"
FORM = "<place:place>/bieu-tinh/<number:pk>/"

urlpatterns = [
    path("<place:place>/ky-bao-cao/", periods.own_period_reports, name="own_period_reports"),
    path(OF_PROGRAMME, periods.periods, name="periods"),
    path(f"{OF_PROGRAMME}lap/", periods.period_new, name="period_new"),
    path(PERIOD, period_running.period, name="period"),
    path(f"{PERIOD}sua/", periods.period_edit, name="period_edit"),
    path(f"{PERIOD}mau/", periods.period_items, name="period_items"),
    path(f"{PERIOD}xoa/", periods.period_discard, name="period_discard"),
    path(f"{PERIOD}mo/", period_running.period_open, name="period_open"),
    path(f"{PERIOD}them-noi/", period_running.period_add, name="period_add"),
    path(f"{PERIOD}lui-han/", period_running.period_extend, name="period_extend"),
    path(f"{PERIOD}nhac/", period_running.period_remind, name="period_remind"),
    path(f"{PERIOD}nhan/", period_running.period_accept_all, name="period_accept_all"),
    path(f"{PERIOD}chot/", period_running.period_close, name="period_close"),
    path(f"{PERIOD}tong-hop/", period_totals.period_totals, name="period_totals"),
    path(f"{PERIOD}tong-hop/<paper:ending>/", period_totals.period_paper, name="period_paper"),
    path(f"{PERIOD}bieu-tinh/<number:mapping>/", column_mappings.mapping_filled, name="mapping_filled"),
    path(REPORT, period_reports.period_report, name="period_report"),
    path(f"{REPORT}viet/", period_reports.report_answers, name="report_answers"),
    path(f"{REPORT}viet/luu/", period_reports.report_save, name="report_save"),
    path(f"{REPORT}mo-hinh/<number:registration>/", period_reports.report_told, name="report_told"),
    path(f"{REPORT}gui/", period_reports.report_send, name="report_send"),
    path(f"{REPORT}tra-loi/", period_reports.report_note, name="report_note"),
    path(f"{REPORT}nhan/", period_reviews.report_accept, name="report_accept"),
    path(f"{REPORT}tra-lai/", period_reviews.report_return, name="report_return"),
    path(f"{REPORT}dinh-chinh/<number:answer>/", period_reviews.report_correct, name="report_correct"),
    path("<place:place>/bieu-tinh/", column_mappings.mappings, name="mappings"),
    path(FORM, column_mappings.mapping, name="mapping"),
    path(f"{FORM}bo/", column_mappings.mapping_remove, name="mapping_remove"),
]
