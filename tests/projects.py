"""Small projects to build, and how a test looks at what was built."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[1]

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {n} 9"><path d="M0 0h9v9z"/></svg>'


def module(title: str = "A module", body: str = "", header: str = "") -> str:
    """Write a module that has nothing wrong with it, with a picture and a question."""
    return f"""---
title: {title}
summary: What it is for.
language: en
{header}---

## Start {{#start}}

![A triangle.](media/plan.svg "What goes where.")

{body}

::: true-false {{#sure answer=true}}
It is so.

::: feedback correct
Yes.
:::

::: feedback incorrect
No.
:::
:::
"""


def write(root: Path, **modules: str) -> Path:
    """Write modules by slug (`_` for `-`) below `root`; gives the root."""
    for name, text in modules.items():
        folder = root / "modules" / name.replace("_", "-")
        (folder / "media").mkdir(parents=True, exist_ok=True)
        (folder / "module.md").write_text(text, encoding="utf-8")
        (folder / "media" / "plan.svg").write_text(PICTURE.format(n=90), encoding="utf-8")
    return root


def times(folder: Path) -> dict[str, int]:
    """Give the time of every file below a folder, in nanoseconds."""
    return {
        path.relative_to(folder).as_posix(): path.stat().st_mtime_ns
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def contents(folder: Path) -> dict[str, bytes]:
    """Give the bytes of every file below a folder, but for the record, which holds times."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".coursewright.json"
    }


def changed(before: dict[str, int], after: dict[str, int]) -> set[str]:
    """Give the products that were written between two looks, each web folder as one."""
    names = {name for name in {*before, *after} if before.get(name) != after.get(name)}
    return {name.split("/")[0] for name in names} - {".coursewright.json", "index.html"}


def leavings(folder: Path) -> list[str]:
    """Give what lies in an output folder half-written."""
    return sorted(path.name for path in folder.glob(".coursewright-*"))
