"""The demo company's sign-ins on the sign-in page: while this process serves it, and never else."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sixpence.actions.demo_company import DemoMember


@dataclass(frozen=True, slots=True)
class DemoSignIns:
    company: str
    members: tuple[DemoMember, ...]
    password: str


_served: list[DemoSignIns] = []


@contextmanager
def named_on_the_sign_in_page(sign_ins: DemoSignIns) -> Iterator[None]:
    _served.append(sign_ins)
    try:
        yield
    finally:
        _served.remove(sign_ins)


def demo_served() -> DemoSignIns | None:
    return _served[-1] if _served else None
