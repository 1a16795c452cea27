"""Settings of every installation, read from the environment (see docs/operations.md)."""

import sys
from pathlib import Path
from typing import Any

import dj_database_url
import structlog
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from kheo.foundation.plain_logs import hide_codes
from kheo.site.environment import env, home, local_secret_key, read_mail, unsafe_settings

KHEO_HOME = home()
KHEO_MODE = env.str("KHEO_MODE", "local")
if KHEO_MODE not in {"local", "production"}:
    raise ImproperlyConfigured(f"KHEO_MODE phải là local hoặc production, không phải «{KHEO_MODE}».")
PRODUCTION = KHEO_MODE == "production"
PORT = env.int("PORT", 8000)
KHEO_PROXY_COUNT = env.int("KHEO_PROXY_COUNT", 0)

DEBUG = env.bool("KHEO_DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", "") if PRODUCTION else (env.str("SECRET_KEY", "") or local_secret_key(KHEO_HOME))
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", [] if PRODUCTION else ["127.0.0.1", "localhost", "[::1]"])
# The address printed in QR codes: a certificate must still lead to its page in ten years.
KHEO_PUBLIC_URL = env.str("KHEO_PUBLIC_URL", "" if PRODUCTION else f"http://127.0.0.1:{PORT}").rstrip("/")
CSRF_TRUSTED_ORIGINS = [KHEO_PUBLIC_URL] if KHEO_PUBLIC_URL else []
# Roots that the operator trusts for signatures on papers: data beside the database, never in it (kheo trust add).
KHEO_TRUST_FOLDER = Path(env.str("KHEO_TRUST_FOLDER", "") or KHEO_HOME / "trust")
# The installation's own key (PKCS#12) seals registers and nothing else; it lies in a file, its password in the environment.
KHEO_SEAL_KEY = Path(env.str("KHEO_SEAL_KEY")) if env.str("KHEO_SEAL_KEY", "") else None
KHEO_SEAL_PASSWORD = env.str("KHEO_SEAL_PASSWORD", "")

MAIL = read_mail(env.str("EMAIL_URL", ""), env.str("EMAIL_FROM", ""))
if MAIL.problems and not PRODUCTION:
    raise ImproperlyConfigured("Khéo không khởi động vì cấu hình thư chưa đủ:\n- " + "\n- ".join(MAIL.problems))

if PRODUCTION:
    problems = unsafe_settings(
        {
            "SECRET_KEY": SECRET_KEY,
            "ALLOWED_HOSTS": ALLOWED_HOSTS,
            "DEBUG": DEBUG,
            "KHEO_PUBLIC_URL": KHEO_PUBLIC_URL,
            "MAIL_PROBLEMS": MAIL.problems,
            "TRUSTED_PROXIES_SET": env.str("KHEO_PROXY_COUNT", "") != "",
        }
    )
    if problems:
        raise ImproperlyConfigured("Khéo không khởi động vì cấu hình chưa an toàn:\n- " + "\n- ".join(problems))

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "axes",
    "csp",
    "django_htmx",
    "django_structlog",
    "kheo.foundation.apps.FoundationConfig",
    "kheo.organisation.apps.OrganisationConfig",
    "kheo.directives.apps.DirectivesConfig",
    "kheo.assessment.apps.AssessmentConfig",
    "kheo.movement.apps.MovementConfig",
    "kheo.recognition.apps.RecognitionConfig",
    "kheo.democracy.apps.DemocracyConfig",
    "kheo.figures.apps.FiguresConfig",
    "kheo.conference.apps.ConferenceConfig",
    "kheo.reporting.apps.ReportingConfig",
    "kheo.desk.apps.DeskConfig",
    "kheo.portal.apps.PortalConfig",
    "kheo.site.apps.SiteConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    # Outside all that may refuse a request, so that their error pages carry the policy too.
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "kheo.foundation.request_log.LoggedRequestMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "kheo.organisation.actor.ActorMiddleware",
    "kheo.foundation.plain_requests.PlainRequestMiddleware",
    "kheo.foundation.once.middleware.OnceMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "kheo.site.urls"
FORM_RENDERER = "kheo.foundation.ui.forms.FormRenderer"
WSGI_APPLICATION = "kheo.site.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kheo.organisation.context.place",
            ],
            "builtins": [
                "kheo.foundation.templatetags.kheo",
                "kheo.organisation.templatetags.chat",
                "kheo.organisation.templatetags.words",
            ],
        },
    }
]

DATABASES = {
    "default": dj_database_url.parse(env.str("DATABASE_URL", "") or f"sqlite:///{KHEO_HOME / 'kheo.sqlite3'}", conn_max_age=0)
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    KHEO_HOME.mkdir(mode=0o700, parents=True, exist_ok=True)
    DATABASES["default"]["OPTIONS"] = {
        # One writer at a time, taken at the start: two people deciding the same thing wait, never deadlock half-way.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=20000;",
    }
else:
    DATABASES["default"]["OPTIONS"] = {"pool": {"min_size": 0, "max_size": env.int("KHEO_POOL_SIZE", 8), "timeout": 20}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "organisation.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "kheo.organisation.passwords.NotLikeTheName"},
    {"NAME": "kheo.organisation.passwords.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "kheo.organisation.passwords.NotCommon"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/ban-lam-viec/"
ACCOUNT_ADAPTER = "kheo.organisation.sign_in.ClosedSignUpAdapter"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None  # an address is for notices alone: the office sets a new password itself
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login_failed": False}  # axes counts failures in the database, for all processes together
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
# Five wrong passwords for one account from one address, then 15 minutes of rest.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "account/locked_out.html"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_DISABLE_ACCESS_LOG = True  # who signed in from where is kept nowhere: no purpose needs it
AXES_CLIENT_IP_CALLABLE = "kheo.foundation.sender.address_of"

SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
CSRF_FAILURE_VIEW = "kheo.site.views.csrf_failed"
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_SSL_REDIRECT = PRODUCTION and env.bool("KHEO_SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if KHEO_PROXY_COUNT else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

LANGUAGE_CODE = "vi"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_I18N = True
FORMAT_MODULE_PATH = ["kheo.site.formats"]
USE_THOUSAND_SEPARATOR = False

# No EMAIL_URL, no mail: nothing asks for an address and nothing pretends to send.
KHEO_SENDS_MAIL = bool(MAIL.backend)
EMAIL_BACKEND = f"django.core.mail.backends.{MAIL.backend or 'dummy'}.EmailBackend"
EMAIL_HOST, EMAIL_PORT = MAIL.host, MAIL.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL.user, MAIL.password
EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL.security == "starttls", MAIL.security == "ssl"
EMAIL_TIMEOUT = 10
EMAIL_FILE_PATH = MAIL.folder or None
DEFAULT_FROM_EMAIL = env.str("EMAIL_FROM", "")

STATIC_URL = "static/"
STATIC_ROOT = KHEO_HOME / "static"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "kheo.foundation.ui.built.BuiltFilesFinder",
]
MEDIA_ROOT = KHEO_HOME / "files"
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(MEDIA_ROOT)}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

FILE_UPLOAD_PERMISSIONS = 0o640
DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3000

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "kheo_cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}

MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Of lines that are not ours, Django's «Not Found: …» foremost: they name addresses too.
FOREIGN_LINES: list[Any] = [
    structlog.processors.TimeStamper(fmt="iso"),
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    hide_codes,
]
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": structlog.stdlib.ProcessorFormatter,
            "processor": structlog.processors.JSONRenderer(),
            "foreign_pre_chain": FOREIGN_LINES,
        },
        "plain": {
            "()": structlog.stdlib.ProcessorFormatter,
            "foreign_pre_chain": FOREIGN_LINES,
            "processor": structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback),
        },
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "stream": sys.stderr,
            "formatter": "json" if PRODUCTION else "plain",
        }
    },
    "root": {"handlers": ["stderr"], "level": env.str("KHEO_LOG_LEVEL", "INFO" if PRODUCTION else "WARNING")},
}
structlog.configure(
    processors=[
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.filter_by_level,
        structlog.processors.TimeStamper(fmt="iso"),
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.format_exc_info,
        hide_codes,
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)
