"""Styles and scripts as browsers get them: without what only their readers need.

Scripts lose comments, spaces and the long names of what is local to them; a property keeps its name, for other files
ask for it. What a script says and does stays as it is.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from builder.diagnostics import BuildError

_KINDS = {".js": ("runtime", "application/javascript"), ".css": ("styles", "text/css")}
ECMASCRIPT = 2018
"""The language of the scripts in `templates/runtime`: nothing newer is written for what is older and longer.

The web views inside LMSs' own mobile apps stay behind the browsers of their day."""

_PROGRAM = """
import json, sys, minify
minify.config({"js-version": int(sys.argv[1])})
made = []
for media_type, text in json.load(sys.stdin):
    try:
        made.append([minify.string(media_type, text), ""])
    except ValueError as problem:
        made.append(["", str(problem)])
json.dump(made, sys.stdout)
"""
"""The minifier keeps threads, which a process forked from the one that loaded it does not have: a call would wait for
them for ever. So it is loaded in a process of its own alone."""


def minified(folders: tuple[Path, ...], *names: str) -> str:
    """Give scripts or styles in folders of templates, one after another: `runtime/score.js`, `styles/screen.css`.

    Raises `BuildError` where there is none of a name, or one is neither a script nor a style sheet.
    """
    texts = all_minified(folders)
    for name in names:
        if name not in texts:
            raise BuildError(f"{name}: no template folder has it")
    return "".join(texts[name] for name in names)


@lru_cache(maxsize=8)
def all_minified(folders: tuple[Path, ...]) -> Mapping[str, str]:
    """Give every script and style sheet in folders of templates, by its path there.

    Of two folders the first has precedence. All are made at once, as it takes a process of its own (measured: 0.1 s).
    Raises `BuildError` where one is neither a script nor a style sheet, or cannot be read.
    """
    paths = {
        path.relative_to(folder).as_posix(): path
        for folder in reversed(folders)
        for ending, (place, _) in _KINDS.items()
        for path in sorted((folder / place).rglob(f"*{ending}"))
    }
    made = _run([(_KINDS[path.suffix][1], _read(path)) for path in paths.values()])
    for path, (_, problem) in zip(paths.values(), made, strict=True):
        if problem:
            raise BuildError(f"{path} cannot be made smaller: {problem.strip()}")
    # The minifier drops the last semicolon, without which the next script would be the argument of a call.
    return {name: text + (";\n" if name.endswith(".js") else "\n") for name, (text, _) in zip(paths, made, strict=True)}


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise BuildError(f"{path} cannot be read: {problem}") from problem


def _run(texts: list[tuple[str, str]]) -> list[tuple[str, str]]:
    command = (sys.executable, "-c", _PROGRAM, str(ECMASCRIPT))
    done = subprocess.run(command, input=json.dumps(texts), capture_output=True, text=True, check=False)
    if done.returncode:
        raise BuildError(f"the minifier could not be run: {done.stderr.strip().splitlines()[-1]}")
    return [(text, problem) for text, problem in json.loads(done.stdout)]
