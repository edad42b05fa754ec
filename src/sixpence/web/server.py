"""The web server that comes along: waitress, a few threads in one process."""

import os
from typing import Any

_THREADS = 8


def use_web_settings() -> None:
    """Call before anything of the store is imported: Django takes its settings once."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "sixpence.web.settings"


def create_server(host: str, port: int) -> Any:
    """A server that listens; `.run()` serves until `.close()`, `.effective_port` is where (for port 0).

    Raises OSError where the address cannot be had. The store must be open.
    """
    import waitress
    from django.core.wsgi import get_wsgi_application

    from sixpence.web.logs import set_up_server_logs

    set_up_server_logs()
    return waitress.create_server(get_wsgi_application(), host=host, port=port, threads=_THREADS, ident="")
