"""What a process has loaded before tests fork theirs from it (see `forked`): every use case and every command."""

from importlib import import_module
from pkgutil import iter_modules

import sixpence.actions
import sixpence.cli
from sixpence.store import ready  # noqa: F401  # Django, set up before anything of it is loaded

for package in (sixpence.actions, sixpence.cli):
    for module in iter_modules(package.__path__, f"{package.__name__}."):
        import_module(module.name)
