"""Imports point down, each outside library has one owner, files stay readable."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FILES = sorted((ROOT / "builder").rglob("*.py"))

LAYERS: list[list[str]] = [
    ["source"],
    ["diagnostics", "forms"],
    ["names", "nodes", "package", "catalogue", "places", "raster"],
    ["questions", "blocks"],
    ["parse"],
    ["check", "render"],
    ["state", "play"],
    ["targets"],
    ["project"],
    ["cache"],
    ["build"],
    ["startpage", "newmodule", "parity"],
    ["cli"],
]
"""From the lowest to the highest; a part may import what lies in lower rows, never its own row's neighbours."""

OWNERS: dict[str, tuple[str, ...]] = {
    "markdown_it": ("builder/parse/",),
    "mdit_py_plugins": ("builder/parse/",),
    "yaml": ("builder/parse/yamlnodes.py", "builder/parse/frontmatter.py", "builder/parse/fields.py",
             "builder/parse/catalogue"),
    "jinja2": ("builder/render/templates.py", "builder/render/inlines.py"),
    "lxml": ("builder/targets/",),
    "weasyprint": ("builder/targets/pdf",),
    "pikepdf": ("builder/targets/pdf",),
    "fontTools": ("builder/targets/pdf",),
    "segno": ("builder/targets/pdf_codes.py",),
    "zipfile": ("builder/package.py", "builder/play/package.py", "builder/state/edition.py"),
    "argparse": ("builder/cli/",),
}  # fmt: skip
"""Who may import an outside library, as the start of the file's path."""

HEAVY = {"weasyprint", "pikepdf", "fontTools", "segno", "pygments", "latex2mathml"}
"""Libraries that cost tens of milliseconds to import: only inside the functions that need them."""


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def part_of(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


def imports(path: Path) -> Iterator[tuple[str, int, bool]]:
    """Give each imported module with its line, and whether it is imported when the file is."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    inner = {id(node) for function in functions for node in ast.walk(function)}
    for node in ast.walk(tree):
        top = id(node) not in inner
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node.lineno, top
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)}:{node.lineno}: write the whole name of the module"
            yield node.module or "", node.lineno, top


def _typing_only(path: Path) -> set[int]:
    """Give the lines under `if TYPE_CHECKING:`, which no run imports."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {
        inner.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        for inner in node.body
    }


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_imports_point_down(path: Path) -> None:
    height = {part: level for level, row in enumerate(LAYERS) for part in row}
    own = path.relative_to(ROOT / "builder").parts[0].removesuffix(".py")
    if own in ("__init__", "__main__"):
        return
    assert own in height, f"{name_of(path)} belongs to no layer"
    for module, line, _ in imports(path):
        if module.split(".")[0] != "builder" or part_of(module) in ("__init__", own):
            continue
        assert height[part_of(module)] < height[own], f"{name_of(path)}:{line} imports {module}, which is not below it"


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_each_library_has_one_owner(path: Path) -> None:
    for module, line, _ in imports(path):
        owners = OWNERS.get(module.split(".")[0])
        assert owners is None or name_of(path).startswith(owners), f"{name_of(path)}:{line} imports {module}"


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_heavy_libraries_are_imported_where_used(path: Path) -> None:
    typing = _typing_only(path)
    for module, line, top in imports(path):
        heavy = module.split(".")[0] in HEAVY and top and line not in typing
        assert not heavy, f"{name_of(path)}:{line} imports {module} for everybody"


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_files_stay_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300, f"{name_of(path)}: two nouns in one file?"


def test_only_the_command_line_prints() -> None:
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print":
                assert name_of(path).startswith("builder/cli/"), f"{name_of(path)}:{node.lineno} prints"
