"""Line drawings on a 24-unit grid, in the colour of the text beside them."""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

_PATHS = {
    "home": "M4 11 12 4l8 7M6 10v9h4v-5h4v5h4v-9",
    "run": "M4 6h16v12H4zM4 10h16M8 14h3",
    "review": "M5 6h9M5 12h6M5 18h6M14 15l3 3 4-6",
    "people": "M9 11a3 3 0 1 0 0-7 3 3 0 0 0 0 7zM3 20c0-4 3-6 6-6s6 2 6 6M16 5a3 3 0 0 1 0 6M17 14c3 0 4 3 4 6",
    "payments": "M4 7h13l-3-3M20 17H7l3 3",
    "payday": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM15 9c-1-2-5-2-5 1v6h5M8 12.5h5",
    "hmrc": "M4 20h16M5 10h14M12 4l8 6H4zM7 10v10M12 10v10M17 10v10",
    "pensions": "M12 21c5-2 8-6 8-11V6l-8-3-8 3v4c0 5 3 9 8 11zM12 8v8M9 12h6",
    "reports": "M5 20V10M11 20V4M17 20v-7M3 20h18",
    "integrations": "M9 4v5M15 4v5M6 9h12v3a6 6 0 0 1-12 0zM12 18v3",
    "record": "M6 4h9l4 4v12H6zM14 4v5h5M9 13h7M9 16h5",
    "company": "M5 20V5h9v15M14 10h5v10M3 20h18M8 9h3M8 13h3M8 17h3",
    "own": "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM5 20c0-4 3-6 7-6s7 2 7 6",
    "keys": "M15 9a4 4 0 1 1-4-4 4 4 0 0 1 4 4zM14 12l6 6M17 15l-2 2",
    "menu": "M4 7h16M4 12h16M4 17h16",
    "theme": "M12 4v16a8 8 0 0 0 0-16zM12 4a8 8 0 0 0 0 16",
    "warn": "M12 4 2.5 20h19zM12 10v5M12 17.5v.5",
    "ok": "M5 12l5 5 9-10",
    "stop": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM8 8l8 8M16 8l-8 8",
    "down": "M12 4v11M7 11l5 5 5-5M5 20h14",
    "out": "M14 4h5v16h-5M4 12h11M11 8l4 4-4 4",
    "search": "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5 20 20",
    "lock": "M6 11h12v9H6zM8 11V8a4 4 0 0 1 8 0v3",
    "clock": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3 2",
}


def _icon(path: str) -> SafeString:
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="{}"/></svg>',
        mark_safe(path),  # noqa: S308  # ours, from above
    )


ICONS = {name: _icon(path) for name, path in _PATHS.items()}
