"""The command line: commands and options in, messages and an exit code out.

0 is success, 1 means that an author has something to mend, 2 that the command or the system would not have it.
Diagnostics of `check` and JSON go to standard output, and so does the table of `build`; all else to standard error.
"""

from __future__ import annotations

import argparse
import gc
import io
import json
import os
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from builder import __version__
from builder.diagnostics import BuildError, Diagnostic, Severity, as_json, as_text, nearest
from builder.places import MODULES, find_root

if TYPE_CHECKING:
    from builder.build import BuildResult, Outcome

MENDED, TO_MEND, REFUSED, STOPPED = 0, 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal without UTF-8 is no reason to fail
    gc.set_threshold(100_000, 50, 100)  # a compiler makes much and drops little: a tenth less time for small products
    before = signal.signal(signal.SIGTERM, _stop)
    try:
        asked = _parser().parse_args(arguments)
        command: Callable[[argparse.Namespace], int] = asked.command
        return command(asked)
    except BuildError as problem:
        _say(f"coursewright: {problem}")
        return REFUSED
    except KeyboardInterrupt:
        _say("\nstopped; what was finished is kept, nothing half-made is left")
        return STOPPED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader has seen enough
        return MENDED
    except Exception as problem:
        problem.add_note("This is a fault of Coursewright, not of your text. Please report it with the lines above.")
        sys.excepthook(type(problem), problem, problem.__traceback__)
        return REFUSED  # Python's own 1 would say that an author has something to mend
    finally:
        signal.signal(signal.SIGTERM, before)


def _stop(*_: object) -> NoReturn:
    raise KeyboardInterrupt


class _Parser(argparse.ArgumentParser):
    """Answers an unknown command with the nearest known one."""

    def error(self, message: str) -> NoReturn:
        """End with a line that says what to do."""
        if "invalid choice: " in message and "choose from" in message:
            name, _, rest = message.partition("invalid choice: ")[2].partition(" (choose from ")
            known = [word.strip(" '") for word in rest.rstrip(")").split(",")]
            wrong = name.strip("'")
            message = f"there is no `{wrong}`; " + (
                f"did you mean `{close}`?" if (close := nearest(wrong, known)) else f"there are: {', '.join(known)}"
            )
        self.exit(REFUSED, f"{self.prog}: {message}\n")


def _parser() -> argparse.ArgumentParser:
    about = "Compiles Markdown modules to SCORM packages, web pages and PDFs."
    parser = _Parser(prog="coursewright", description=about)
    parser.add_argument("--version", action="version", version=f"coursewright {__version__}")
    everywhere = _Parser(add_help=False)
    everywhere.add_argument("--project", metavar="DIR", type=Path, help="folder that holds modules/ (default: found)")
    reading = _Parser(add_help=False)
    reading.add_argument("modules", metavar="MODULE", nargs="*", help="name of a module (default: all)")
    reading.add_argument("--strict", action="store_true", help="take warnings as errors")
    reading.add_argument("--format", choices=("text", "json"), default="text", help="form of the messages")
    commands = parser.add_subparsers(required=True, metavar="COMMAND", title="commands")

    new = commands.add_parser("new", help="begin a module", parents=[everywhere])
    new.add_argument("what", choices=("module",))
    new.add_argument("slug", metavar="SLUG", help="its name in files and addresses, such as speed-mentoring")
    new.add_argument("--title", default="", help="its title (default: made from the name)")
    new.add_argument("--language", default="en", metavar="TAG", help="its language, such as en, de or pl")
    new.set_defaults(command=_new)

    check = commands.add_parser("check", help="say what is wrong, without building", parents=[everywhere, reading])
    check.set_defaults(command=_check)

    build = commands.add_parser("build", help="make the products that changed", parents=[everywhere, reading])
    build.add_argument("--target", action="append", default=[], metavar="NAME", help="make this alone; can be repeated")
    build.add_argument("--output", type=Path, metavar="DIR", help="where products go (default: output/ of the project)")
    build.add_argument("--jobs", type=_at_least_one, metavar="N", help="processes at a time (default: all processors)")
    build.set_defaults(command=_build)

    listing = commands.add_parser("list", help="list modules, or what can be written and made", parents=[everywhere])
    kinds = listing.add_mutually_exclusive_group()
    for kind, words in (("targets", "products"), ("questions", "kinds of questions"), ("blocks", "kinds of blocks")):
        kinds.add_argument(f"--{kind}", dest="kind", action="store_const", const=kind, help=f"list {words}")
    listing.set_defaults(command=_list)
    return parser


def _at_least_one(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"`{text}` is no number of processes; give 1 or more")
    return int(text)


def _root(asked: argparse.Namespace) -> Path:
    if asked.project is None:
        return find_root(Path.cwd())
    root: Path = asked.project.resolve()
    if not (root / MODULES).is_dir():
        raise BuildError(f"{asked.project}: there is no folder `{MODULES}/` in it")
    return root


def _new(asked: argparse.Namespace) -> int:
    from builder.newmodule import Beginning, begin_module

    try:
        root = asked.project or find_root(Path.cwd())
    except BuildError:
        root = Path.cwd()  # the first module of all
    for path in begin_module(root, Beginning(asked.slug, asked.title, asked.language)):
        print(_near(path))
    _say(f"Write in modules/{asked.slug}/module.md, then: coursewright check {asked.slug}")
    return MENDED


def _check(asked: argparse.Namespace) -> int:
    from builder.build import check

    root = _root(asked)
    slugs, found = check(root, asked.modules)
    if asked.format == "json":
        _print_json({"modules": slugs, "diagnostics": [as_json(one) for one in found]})
    else:
        for one in found:
            print(_with_line(one, root))
        print(f"{_number(len(slugs), 'module')} checked: {_verdict(found)}")
    return _code(found, asked.strict)


def _build(asked: argparse.Namespace) -> int:
    from builder.build import Order, build
    from builder.startpage import renew

    root = _root(asked)
    output = (asked.output or root / "output").resolve()
    if output.is_relative_to(root / MODULES):
        raise BuildError(f"{_near(output)}: products can't lie among the sources; choose another --output")
    processes = asked.jobs or len(os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else [0])
    targets = tuple(name for names in asked.target for name in names.split(","))
    order = Order(root, output, tuple(asked.modules), targets, processes, asked.strict)
    live = sys.stderr.isatty()

    def progress(outcome: Outcome, done: int, total: int) -> None:
        _say(f"[{done}/{total}] {_finished(outcome)}" if live else _finished(outcome))

    result = build(order, progress, _say, as_done=live)
    page = renew(result.record, output, root)
    if asked.format == "json":
        products = [_as_json(outcome) for outcome in result.outcomes]
        diagnostics = [as_json(one) for one in result.diagnostics]
        _print_json({"products": products, "diagnostics": diagnostics, "failures": result.failures})
    else:
        for one in result.diagnostics:
            _say(_with_line(one, root))
        _print_table(result, output)
        for name in result.removed:
            print(f"removed {name}: its module is no longer there")
        if page and result.outcomes:
            print(f"\nOpen {_near(page)} to try the products and see how to upload them.")
    for failure in result.failures:
        _say(f"coursewright: {failure}")
    return REFUSED if result.failures else _code(result.diagnostics, asked.strict)


def _list(asked: argparse.Namespace) -> int:
    if asked.kind is not None:
        from builder.blocks import BLOCKS
        from builder.questions import QUESTIONS
        from builder.targets import TARGETS

        kinds = {
            "targets": [(name, target.summary) for name, target in TARGETS.items()],
            "questions": [(name, question.summary) for name, question in QUESTIONS.items()],
            "blocks": [(name, block.summary) for name, block in BLOCKS.items()],
        }
        _print_columns(kinds[asked.kind])
        return MENDED
    from textwrap import shorten

    from builder.build import read_all
    from builder.nodes import questions_of

    rows = []
    for slug, module in read_all(_root(asked)):
        if module is None:
            rows.append((slug, f"can't be read; see: coursewright check {slug}", "", "", ""))
            continue
        about = module.metadata
        pages, questions = _number(len(module.pages), "page"), _number(len(questions_of(module)), "question")
        rows.append((slug, shorten(about.title, 60, placeholder=" …"), about.language, pages, questions))
    _print_columns(rows)
    return MENDED


def _code(found: Sequence[Diagnostic], strict: bool) -> int:
    wrong = any(strict or one.severity is Severity.ERROR for one in found)
    return TO_MEND if wrong else MENDED


def _verdict(found: Sequence[Diagnostic]) -> str:
    errors = sum(one.severity is Severity.ERROR for one in found)
    counts = [_number(n, word) for n, word in ((errors, "error"), (len(found) - errors, "warning")) if n]
    return ", ".join(counts) or "nothing to mend"


def _number(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _with_line(diagnostic: Diagnostic, root: Path) -> str:
    """Write a diagnostic with the line it points at."""
    from builder.source import read_source

    try:
        line = read_source(root / diagnostic.span.path, root).line(diagnostic.span.line)
    except (OSError, ValueError):
        line = ""
    return as_text(diagnostic, line)


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
        pages = _number(product.pages, "page") if product and product.pages else ""
        size = size_words(product.size) if product else ""
        rows.append((product.name if product else outcome.name, size, pages, state))
    _print_columns(rows, right=(1, 2))
    made = sum(outcome.state in (State.WRITTEN, State.UNCHANGED) for outcome in result.outcomes)
    print(f"\n{made} of {_number(len(rows), 'product')} ready in {_near(output)}/: {_verdict(result.diagnostics)}")


def _as_json(outcome: Outcome) -> dict[str, object]:
    product = outcome.product
    row: dict[str, object] = {"module": outcome.slug, "target": outcome.target, "state": outcome.state.value}
    if product:
        row |= {"file": product.name, "bytes": product.size, "pages": product.pages, "folder": product.folder}
    return row


def _print_columns(rows: Sequence[tuple[str, ...]], right: tuple[int, ...] = ()) -> None:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = zip(row, widths, strict=True)
        padded = [cell.rjust(width) if n in right else cell.ljust(width) for n, (cell, width) in enumerate(cells)]
        print("  ".join(padded).rstrip())


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))


def _near(path: Path) -> str:
    """Name a path as somebody in the current folder would."""
    path = path.resolve()
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)
