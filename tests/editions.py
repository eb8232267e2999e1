"""The two editions of the fixtures, what learners of the first left behind, and modules made of a text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from builder.catalogue import Defaults
from builder.diagnostics import Diagnostic, Severity
from builder.nodes import Module
from builder.parse import parse_module
from builder.source import Source, read_source

HERE = Path(__file__).parent / "state"
STATES: list[dict[str, Any]] = json.loads((HERE / "edition-1" / "states.json").read_text("utf-8"))
"""As the player wrote them, with status and score in the LMS. Never to be made anew: they stand for what LMSs hold."""
RANKS = {"incomplete": 0, "completed": 1, "unknown": 0, "failed": 1, "passed": 2}


def module_of(edition: str) -> Module:
    found: list[Diagnostic] = []
    source = read_source(HERE / edition / "module.md", HERE)
    module = parse_module(source, Defaults(), found.append)
    assert module is not None
    assert not found
    return Module("two-versions", module.metadata, module.pages, module.source, HERE / edition)


def state_of(about: str) -> dict[str, Any]:
    return next(state for state in STATES if about in state["about"])


HEADER = """---
title: A module
summary: About it.
language: en
version: {version}
completion: {{attempts: 3}}
---

"""


def read(body: str, version: str = "1.0.0") -> Module:
    found: list[Diagnostic] = []
    source = Source("modules/a/module.md", HEADER.format(version=version) + body, Path())
    module = parse_module(source, Defaults(), found.append)
    assert module is not None
    assert not [one for one in found if one.severity is Severity.ERROR]
    return module
