"""The pages as a Django app: templates, static files and template tags are found by it."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "sixpence.web"
    label = "web"
