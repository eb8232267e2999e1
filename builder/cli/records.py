"""Commands on the learner's record: what is saved, what another edition does to it, and how a package behaves."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from builder.cli.modules import root_of
from builder.cli.words import MENDED, TO_MEND, print_json, say
from builder.diagnostics import BuildError, suggest

if TYPE_CHECKING:
    from builder.state.outline import Outline


def run_decode(asked: argparse.Namespace) -> int:
    """Say in plain words what stands in a saved state, as an LMS shows it."""
    from builder.state.describe import describe

    text = sys.stdin.read().strip() if asked.state == "-" else asked.state
    try:
        told = describe(text, _outline(asked))
    except ValueError as problem:
        raise BuildError(str(problem)) from problem
    if asked.format == "json":
        print_json(told.values)
    else:
        print("\n".join(told.lines))
    return MENDED


def _outline(asked: argparse.Namespace) -> Outline | None:
    if asked.package is not None:
        from builder.state.edition import open_edition

        return open_edition(asked.package).outline
    if asked.module is None:
        return None
    from builder.build import read_all
    from builder.state.outline import outline_of

    modules = dict(read_all(root_of(asked)))
    if asked.module not in modules:
        raise BuildError(f"there is no module `{asked.module}`; {suggest(asked.module, modules, 'modules')}")
    module = modules[asked.module]
    if module is None:
        raise BuildError(f"`{asked.module}` can't be read; see: coursewright check {asked.module}")
    return outline_of(module)


def run_compare(asked: argparse.Namespace) -> int:
    """Say what learners in mid-course will notice when one package takes the place of another."""
    from builder.state.compare import as_json, as_text, compare

    found = compare(asked.old, asked.new)
    if asked.format == "json":
        print_json(as_json(found))
    else:
        print(as_text(found))
    return TO_MEND if found.lost else MENDED


def run_play(asked: argparse.Namespace) -> int:
    """Try a package in a strict LMS, by hand or by scripted learners."""
    from builder.play import PROFILES, SCRIPTS, Order, play

    scripts = SCRIPTS if asked.script == "all" else (asked.script,) if asked.script else ()
    if not scripts and (asked.all_profiles or asked.report):
        raise BuildError("--all-profiles and --report go with --script: name a learner, or `all`")
    profiles = PROFILES if asked.all_profiles else (asked.profile,)
    report: Path | None = asked.report
    order = Order(asked.package, profiles, scripts, report, asked.port, not asked.no_open)
    try:
        result = play(order, say)
    except KeyboardInterrupt:
        if scripts:
            raise
        return MENDED  # how a person ends the play
    if scripts:
        runs, errors = len(result.report.runs), result.report.errors
        where = f" See {result.files[0]}" if result.files else ""
        print(f"{'Green' if result.green else 'Red'}: {errors} errors in {runs} plays.{where}")
        for finding in () if result.files else result.report.all_findings():
            print(f"  {finding.severity}: {finding.message} [{finding.rule}]")
    return MENDED if result.green else TO_MEND
