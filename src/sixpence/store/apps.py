"""The store as a Django app."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    name = "sixpence.store"
    label = "store"
    default_auto_field = "django.db.models.BigAutoField"
