from django.urls import path

import kheo.organisation.converters  # noqa: F401  registers «place»
from kheo.recognition.views import certificates, decisions, fund, notices, papers, rewards, signing, steps, verification

app_name = "recognition"

DECISION = "<place:place>/quyet-dinh/<number:pk>/"
CERTIFICATE = "<place:place>/giay-chung-nhan/<number:pk>/"

urlpatterns = [
    path("xac-minh/", verification.verify_form, name="verify_form"),
    path("xac-minh/<str:code>", verification.verify, name="verify"),
    path("<place:place>/quyet-dinh/", decisions.decisions, name="decisions"),
    path("<place:place>/quyet-dinh/lap/<slug:kind>/", decisions.draft, name="draft"),
    path("<place:place>/quyet-dinh/ket-thuc/", steps.close, name="close_unrecognised"),
    path(DECISION, decisions.decision, name="decision"),
    path(f"{DECISION}phan-chu/", decisions.words, name="words"),
    path(f"{DECISION}danh-sach/", decisions.lines, name="lines"),
    path(f"{DECISION}nguoi-nhan/", decisions.recipient, name="recipient"),
    path(f"{DECISION}bo-dong/<number:order>/", decisions.drop_line, name="drop_line"),
    path(f"{DECISION}kiem-tra/", steps.check, name="check"),
    path(f"{DECISION}mo-lai/", steps.reopen, name="reopen"),
    path(f"{DECISION}xoa/", steps.discard, name="discard"),
    path(f"{DECISION}ban-hanh/", steps.issue, name="issue"),
    path(f"{DECISION}dong/<number:order>/thu-hoi/", notices.line, name="revoke_line"),
    path(f"{DECISION}dinh-chinh/", notices.draft, name="correct_decision"),
    path(f"{DECISION}dinh-chinh/<number:correction>/", notices.number, name="correction_number"),
    path(f"{DECISION}dinh-chinh/<number:correction>/bo/", notices.discard, name="discard_correction"),
    path(f"{DECISION}dinh-chinh/<number:correction>/van-ban.<str:ending>", notices.paper, name="correction_paper"),
    path(f"{DECISION}de-ky/", signing.out, name="give_out"),
    path(f"{DECISION}de-ky/tai-ve/", signing.given, name="given_out"),
    path(f"{DECISION}ban-da-ky/", signing.attach, name="attach"),
    path(f"{DECISION}ban-da-ky/tai-ve/", papers.signed, name="signed"),
    path(f"{DECISION}van-ban.docx", papers.docx, name="docx"),
    path(f"{DECISION}van-ban.pdf", papers.pdf, name="pdf"),
    path(f"{DECISION}tien-thuong/", rewards.money, name="money"),
    path(f"{DECISION}chi-thuong.docx", rewards.payment, {"form": "docx"}, name="payment_docx"),
    path(f"{DECISION}chi-thuong.pdf", rewards.payment, {"form": "pdf"}, name="payment_pdf"),
    path(f"{DECISION}chi-thuong.xlsx", rewards.payment, {"form": "xlsx"}, name="payment_xlsx"),
    path(f"{DECISION}ghi-chi/", fund.pay, name="pay"),
    path("<place:place>/quy-khen-thuong/", fund.fund, name="fund"),
    path("<place:place>/quy-khen-thuong/dau-nam/", fund.opening, name="fund_opening"),
    path("<place:place>/quy-khen-thuong/thu/", fund.receipt, name="fund_receipt"),
    path("<place:place>/quy-khen-thuong/<number:pk>/sua/", fund.correct, name="fund_correct"),
    path("<place:place>/khen-thuong/lua-chon/", rewards.choices, name="choices"),
    path("<place:place>/khen-thuong/lua-chon/<slug:key>/", rewards.choose, name="choose"),
    path(f"{DECISION}cap-giay/", certificates.issue, name="issue_certificates"),
    path(f"{DECISION}giay-chung-nhan.pdf", certificates.all_pdf, name="certificates_pdf"),
    path("<place:place>/giay-chung-nhan/", certificates.register, name="register"),
    path(f"{CERTIFICATE}giay.pdf", certificates.one_pdf, name="certificate_pdf"),
    path(f"{CERTIFICATE}dinh-chinh/", certificates.correct, name="correct"),
    path(f"{CERTIFICATE}cap-lai/", certificates.reissue, name="reissue"),
    path(f"{CERTIFICATE}thu-hoi/", certificates.revoke, name="revoke"),
]
