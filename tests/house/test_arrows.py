"""The house's arrows, as `pyproject.toml` states them for import-linter."""

from importlinter.cli import lint_imports


def test_the_arrows_run_down_only() -> None:
    assert lint_imports(no_cache=True) == 0
