"""The models, with Django set up to hold them.

Django refuses to define a model before it is set up. Repositories take the models from here, so that they can be
imported at any time and in any order. No connection is made until something is read or `open_store` is called.
"""

import os

import django
from django.apps import apps

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sixpence.store.settings")
if not apps.ready:
    django.setup()

from sixpence.store import models

__all__ = ["models"]
