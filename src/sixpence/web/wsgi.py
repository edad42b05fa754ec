"""For a server of one's own choice: `sixpence.web.wsgi:application`. `sixpence serve` brings one along."""

from django.core.handlers.wsgi import WSGIHandler

from sixpence.web.server import use_web_settings

use_web_settings()


def _application() -> WSGIHandler:
    from django.core.wsgi import get_wsgi_application

    from sixpence.store import open_store

    handler = get_wsgi_application()
    open_store()
    return handler


application = _application()
