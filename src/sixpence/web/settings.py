"""Django settings of the web application, over those of the store. Importing this creates no file."""

from sixpence.store.settings import *
from sixpence.web.configuration import from_environment

_configuration = from_environment()

DEBUG = False
ALLOWED_HOSTS = _configuration.hosts
CSRF_TRUSTED_ORIGINS = [_configuration.web_address] if _configuration.web_address else []
ROOT_URLCONF = "sixpence.web.urls"
WSGI_APPLICATION = "sixpence.web.wsgi.application"
APPEND_SLASH = True

INSTALLED_APPS = [
    "sixpence.store",
    "sixpence.web",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",  # the templates of its widgets
    "django_htmx",
    "bootstrap",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]
MIDDLEWARE = [
    "sixpence.web.security.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "sixpence.web.last_seen.LastSeen",
    "sixpence.web.first_run.FirstRun",
    "sixpence.web.refusals.Refusals",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "sixpence.web.shell.shell",
            ],
            "builtins": ["django_htmx.templatetags.django_htmx", "sixpence.web.templatetags.sixpence"],
        },
    }
]
FORM_RENDERER = "sixpence.web.forms.Renderer"

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True  # the files come from installed packages; nothing is collected
WHITENOISE_MAX_AGE = 300

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "sixpence.web.shell.forgery"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = _configuration.encrypted
SECURE_HSTS_SECONDS = 31_536_000 if _configuration.encrypted else 0
# Behind TLS there is a proxy, which says how it was reached.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _configuration.encrypted else None
SECURE_REFERRER_POLICY = "same-origin"
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 12_000  # a decision on each of 10,000 people is one form

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in {
        "MinimumLengthValidator": {"min_length": 12},
        "CommonPasswordValidator": {},
        "NumericPasswordValidator": {},
        "UserAttributeSimilarityValidator": {"user_attributes": ("email", "name")},
    }.items()
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "front"
ACCOUNT_ADAPTER = "sixpence.web.signed_in.AccountAdapter"
ACCOUNT_FORMS = {"login": "sixpence.web.entrance.forms.SignInForm"}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an address is proven by the link of its invitation
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "20/m/ip,5/5m/key", "reset_password": "5/m/ip,3/m/key"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_TOTP_ISSUER = "Sixpence"
# A browser takes passkeys without TLS from this machine alone.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _configuration.encrypted
USERSESSIONS_TRACK_ACTIVITY = True

EMAIL_BACKEND = "sixpence.web.letters.Letters"
DEFAULT_FROM_EMAIL = "Sixpence <sixpence@localhost>"
LOGGING_CONFIG = None  # see `logs`
