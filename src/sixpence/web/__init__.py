"""The web application: a thin face over the use cases. How rooms and pages are made is in docs/web.md."""
