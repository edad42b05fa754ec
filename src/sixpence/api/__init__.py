"""The JSON API, /api/v1: the same use cases as the pages and the command line. See docs/api.md."""
