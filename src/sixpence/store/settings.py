"""Django settings: one app, one database, UTC. What varies is in `configuration`; importing this creates no file."""

from django.utils.functional import lazy

from sixpence.store.configuration import current
from sixpence.store.keys import django_secret_key

# Read from the key file when something signs, not when Django starts: most commands never need it.
SECRET_KEY = lazy(django_secret_key, str)()
DATABASES = {"default": current().django_database()}
AUTH_USER_MODEL = "store.User"
INSTALLED_APPS = ["sixpence.store"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_TZ = True
