"""Commands on modules: new, check, build, list."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from builder.cli.words import (
    MENDED,
    REFUSED,
    code,
    near,
    number,
    print_columns,
    print_json,
    say,
    verdict,
    with_line,
)  # fmt: skip
from builder.diagnostics import BuildError, as_json
from builder.places import MODULES, find_root

if TYPE_CHECKING:
    from builder.build import BuildResult, Outcome


def root_of(asked: argparse.Namespace) -> Path:
    """Find the project; raises BuildError where there is none."""
    if asked.project is None:
        return find_root(Path.cwd())
    root: Path = asked.project.resolve()
    if not (root / MODULES).is_dir():
        raise BuildError(f"{asked.project}: there is no folder `{MODULES}/` in it")
    return root


def run_new(asked: argparse.Namespace) -> int:
    """Begin a module."""
    from builder.newmodule import Beginning, begin_module

    try:
        root = asked.project or find_root(Path.cwd())
    except BuildError:
        root = Path.cwd()  # the first module of all
    for path in begin_module(root, Beginning(asked.slug, asked.title, asked.language)):
        print(near(path))
    say(f"Write in modules/{asked.slug}/module.md, then: coursewright check {asked.slug}")
    return MENDED


def run_check(asked: argparse.Namespace) -> int:
    """Say what is wrong, without building."""
    from builder.build import check

    root = root_of(asked)
    slugs, found = check(root, asked.modules)
    if asked.format == "json":
        answer: dict[str, object] = {"modules": slugs, "diagnostics": [as_json(one) for one in found]}
        print_json(answer | ({"budgets": _budgets(root, slugs, as_values=True)} if asked.budget else {}))
    else:
        for one in found:
            print(with_line(one, root))
        print(f"{number(len(slugs), 'module')} checked: {verdict(found)}")
        for table in _budgets(root, slugs, as_values=False) if asked.budget else ():
            print(f"\n{table}")
    return code(found, asked.strict)


def _budgets(root: Path, slugs: Sequence[str], *, as_values: bool) -> list[object]:
    from builder.build import read_all
    from builder.state.budget import as_json, budget, table

    budgets = [budget(module) for slug, module in read_all(root) if module is not None and slug in slugs]
    return [as_json(one) if as_values else table(one) for one in budgets]


def run_build(asked: argparse.Namespace) -> int:
    """Make the products that changed."""
    from builder.build import Order, build
    from builder.startpage import renew

    root = root_of(asked)
    output = (asked.output or root / "output").resolve()
    if output.is_relative_to(root / MODULES):
        raise BuildError(f"{near(output)}: products can't lie among the sources; choose another --output")
    processes = asked.jobs or len(os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else [0])
    targets = tuple(name for names in asked.target for name in names.split(","))
    order = Order(root, output, tuple(asked.modules), targets, processes, asked.strict)
    live = sys.stderr.isatty()

    def progress(outcome: Outcome, done: int, total: int) -> None:
        say(f"[{done}/{total}] {_finished(outcome)}" if live else _finished(outcome))

    result = build(order, progress, say, as_done=live)
    page = renew(result.record, output, root)
    if asked.format == "json":
        products = [_as_json(outcome) for outcome in result.outcomes]
        diagnostics = [as_json(one) for one in result.diagnostics]
        print_json({"products": products, "diagnostics": diagnostics, "failures": result.failures})
    else:
        for one in result.diagnostics:
            say(with_line(one, root))
        _print_table(result, output)
        for name in result.removed:
            print(f"removed {name}: its module is no longer there")
        if page and result.outcomes:
            print(f"\nOpen {near(page)} to try the products and see how to upload them.")
    for failure in result.failures:
        say(f"coursewright: {failure}")
    return REFUSED if result.failures else code(result.diagnostics, asked.strict)


def run_list(asked: argparse.Namespace) -> int:
    """List modules, or what can be written and made."""
    if asked.kind == "parity":
        from builder.parity import matrix

        print_columns(tuple(matrix()))
        return MENDED
    if asked.kind is not None:
        from builder.blocks import BLOCKS
        from builder.questions import QUESTIONS
        from builder.targets import TARGETS

        kinds = {
            "targets": [(name, target.summary) for name, target in TARGETS.items()],
            "questions": [(name, question.summary) for name, question in QUESTIONS.items()],
            "blocks": [(name, block.summary) for name, block in BLOCKS.items()],
        }
        print_columns(kinds[asked.kind])
        return MENDED
    from textwrap import shorten

    from builder.build import read_all
    from builder.nodes import questions_of

    rows = []
    for slug, module in read_all(root_of(asked)):
        if module is None:
            rows.append((slug, f"can't be read; see: coursewright check {slug}", "", "", ""))
            continue
        about = module.metadata
        pages, questions = number(len(module.pages), "page"), number(len(questions_of(module)), "question")
        rows.append((slug, shorten(about.title, 60, placeholder=" …"), about.language, pages, questions))
    print_columns(rows)
    return MENDED


def _finished(outcome: Outcome) -> str:
    name = outcome.product.name if outcome.product else outcome.name
    return f"{name}: {outcome.state.value}"


def _print_table(result: BuildResult, output: Path) -> None:
    from builder.build import State
    from builder.startpage import size_words

    rows = []
    for outcome in result.outcomes:
        product, state = outcome.product, outcome.state.value
        if outcome.state in (State.HELD, State.FAILED) and product:
            state += "; the file is that of an earlier build"
        pages = number(product.pages, "page") if product and product.pages else ""
        size = size_words(product.size) if product else ""
        rows.append((product.name if product else outcome.name, size, pages, state))
    print_columns(rows, right=(1, 2))
    made = sum(outcome.state in (State.WRITTEN, State.UNCHANGED) for outcome in result.outcomes)
    print(f"\n{made} of {number(len(rows), 'product')} ready in {near(output)}/: {verdict(result.diagnostics)}")


def _as_json(outcome: Outcome) -> dict[str, object]:
    from builder.build.outcome import WHOLE

    product = outcome.product
    module = None if outcome.slug == WHOLE else outcome.slug
    row: dict[str, object] = {"module": module, "target": outcome.target, "state": outcome.state.value}
    if product:
        row |= {"file": product.name, "bytes": product.size, "pages": product.pages, "folder": product.folder}
    return row
