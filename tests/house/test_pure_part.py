"""No float and no clock where figures are worked out; no network but where it belongs; small files and functions.

A rule says what it objects to in a file, and holds for every file of its rooms at once.
"""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "sixpence"
PURE = ("basics", "rates", "law", "pay", "people", "payrun", "hr", "filing", "payments", "documents", "reports")
FIGURES = ("basics", "rates", "law", "pay", "people", "payrun", "filing", "payments", "reports")
ALL_FILES = sorted(SOURCE.rglob("*.py"))
LINES, FUNCTION_LINES = 400, 60
CLOCK = ("today", "now", "utcnow", "localtime", "gmtime", "time_ns")
NETWORK = ("httpx", "socket", "urllib.request", "http", "requests", "stamina")
# Functions allowed above the limit: HMRC's own steps read better in one piece. The list may only shrink.
LONG_FOR_NOW = {"income_tax", "_calculate_block"}


@dataclass(frozen=True, slots=True)
class File:
    """A file of Sixpence, taken apart. `path` is below `src/sixpence`."""

    path: Path
    text: str
    tree: ast.Module
    nodes: tuple[ast.AST, ...]

    @classmethod
    def of(cls, path: Path, text: str) -> "File":
        tree = ast.parse(text)
        return cls(path, text, tree, tuple(ast.walk(tree)))


@cache
def files_of(*rooms: str) -> tuple[File, ...]:
    """Those of some rooms, or all."""
    if rooms:
        return tuple(file for file in files_of() if file.path.parts[0] in rooms)
    return tuple(File.of(path.relative_to(SOURCE), path.read_text()) for path in ALL_FILES)


def no_float(file: File) -> Iterator[str]:
    for node in file.nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, float):
            yield f"line {node.lineno}: {node.value}"
        elif isinstance(node, ast.Name) and node.id == "float":
            yield f"line {node.lineno}: float"
        elif isinstance(node, ast.Attribute) and node.attr.startswith("float"):
            yield f"line {node.lineno}: {node.attr}"
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div) and not _is_path(node):
            yield f"line {node.lineno}: a true division"


def _is_path(node: ast.BinOp) -> bool:
    """`folder / "name"`: division of paths, not of numbers."""
    right = node.right
    return isinstance(right, ast.JoinedStr) or (isinstance(right, ast.Constant) and isinstance(right.value, str))


def no_clock(file: File) -> Iterator[str]:
    for node in file.nodes:
        if isinstance(node, ast.Attribute) and node.attr in CLOCK:
            yield f"line {node.lineno}: {node.attr}"


def no_network(file: File) -> Iterator[str]:
    """But in clients and gateways."""
    if file.path.name in ("client.py", "gateway.py"):
        return
    for node in file.nodes:
        imported = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        imported += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        yield from (name for name in imported if any(f"{name}.".startswith(f"{banned}.") for banned in NETWORK))


def stays_small(file: File) -> Iterator[str]:
    """But migrations, which are generated."""
    if (lines := len(file.text.splitlines())) > LINES and "migrations" not in file.path.parts:
        yield f"{lines} lines"
    for node in file.nodes:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            if length > FUNCTION_LINES and node.name not in LONG_FOR_NOW:
                yield f"{node.name} has {length} lines"


def says_its_source(file: File) -> Iterator[str]:
    if file.path.name not in ("__init__.py", "rounding.py") and "Source:" not in (ast.get_docstring(file.tree) or ""):
        yield "no source"


def no_vague_name(file: File) -> Iterator[str]:
    yield from {"utils", "helpers", "manager", "common", "misc"} & {*file.path.parts, file.path.stem}


Rule = Callable[[File], Iterator[str]]
RULES: dict[Rule, tuple[str, ...]] = {
    no_float: FIGURES,
    no_clock: PURE,
    no_network: PURE,
    stays_small: (),
    says_its_source: ("law",),
    no_vague_name: (),
}


@pytest.mark.parametrize(("rule", "rooms"), RULES.items(), ids=lambda part: getattr(part, "__name__", ""))
def test_every_file_keeps_the_rule(rule: Rule, rooms: tuple[str, ...]) -> None:
    files = files_of(*rooms)
    assert files
    assert [f"{file.path}: {objection}" for file in files for objection in rule(file)] == []


@pytest.mark.parametrize(
    ("rule", "path", "text"),
    [
        (no_float, "law/a.py", "half = 0.5"),
        (no_float, "law/a.py", "half = float(one)"),
        (no_float, "law/a.py", "half = np.float64(one)"),
        (no_float, "law/a.py", "half = one / two"),
        (no_clock, "pay/a.py", "day = date.today()"),
        (no_network, "hr/a.py", "from httpx import Client"),
        (no_network, "hr/a.py", "import urllib.request"),
        (stays_small, "web/a.py", "a = 1\n" * (LINES + 1)),
        (stays_small, "web/a.py", "def a():\n" + "    b()\n" * FUNCTION_LINES),
        (says_its_source, "law/a.py", '"""What is due."""'),
        (no_vague_name, "web/utils.py", ""),
    ],
)
def test_a_rule_objects(rule: Rule, path: str, text: str) -> None:
    assert list(rule(File.of(Path(path), text)))


def test_every_rounding_says_its_source() -> None:
    (rounding,) = (file for file in files_of("law") if file.path.name == "rounding.py")
    functions = [node for node in rounding.nodes if isinstance(node, ast.FunctionDef)]
    assert functions
    for function in functions:
        assert "Source:" in (ast.get_docstring(function) or ""), function.name
