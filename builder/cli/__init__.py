"""The command line: commands and options in, messages and an exit code out.

0 is success, 1 means that an author has something to mend, 2 that the command or the system would not have it.
Diagnostics of `check` and JSON go to standard output, and so does the table of `build`; all else to standard error.
"""

from __future__ import annotations

import argparse
import gc
import io
import os
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from builder import __version__
from builder.cli.modules import run_build, run_check, run_list, run_new
from builder.cli.records import run_compare, run_decode, run_play
from builder.cli.words import MENDED, REFUSED, STOPPED, say
from builder.diagnostics import BuildError, nearest


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
        say(f"coursewright: {problem}")
        return REFUSED
    except KeyboardInterrupt:
        say("\nstopped; what was finished is kept, nothing half-made is left")
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
    new.set_defaults(command=run_new)

    check = commands.add_parser("check", help="say what is wrong, without building", parents=[everywhere, reading])
    check.add_argument("--budget", action="store_true", help="print how much of the LMS's room the saved state needs")
    check.set_defaults(command=run_check)

    build = commands.add_parser("build", help="make the products that changed", parents=[everywhere, reading])
    build.add_argument("--target", action="append", default=[], metavar="NAME", help="make this alone; can be repeated")
    build.add_argument("--output", type=Path, metavar="DIR", help="where products go (default: output/ of the project)")
    build.add_argument("--jobs", type=_at_least_one, metavar="N", help="processes at a time (default: all processors)")
    build.set_defaults(command=run_build)

    listing = commands.add_parser("list", help="list modules, or what can be written and made", parents=[everywhere])
    kinds = listing.add_mutually_exclusive_group()
    for kind, words in (("targets", "products"), ("questions", "kinds of questions"), ("blocks", "kinds of blocks"),
                        ("parity", "what each kind is on screen, without script, on paper …")):  # fmt: skip
        kinds.add_argument(f"--{kind}", dest="kind", action="store_const", const=kind, help=f"list {words}")
    listing.set_defaults(command=run_list)
    _records(commands, everywhere)
    return parser


def _records(commands: argparse._SubParsersAction[_Parser], everywhere: _Parser) -> None:
    form = _Parser(add_help=False)
    form.add_argument("--format", choices=("text", "json"), default="text", help="form of the answer")

    state = commands.add_parser("state", help="read a saved state found in an LMS", parents=[everywhere, form])
    state.add_argument("what", choices=("decode",))
    state.add_argument("state", metavar="STRING", help="the text of suspend_data; `-` reads it from standard input")
    known = state.add_mutually_exclusive_group()
    known.add_argument("--module", metavar="MODULE", help="the module it is of")
    known.add_argument("--package", metavar="FILE", type=Path, help="the package it is of")
    state.set_defaults(command=run_decode)

    compare = commands.add_parser("compare", help="what a new edition does to learners in mid-course", parents=[form])
    compare.add_argument("old", metavar="OLD", type=Path, help="the package learners have now")
    compare.add_argument("new", metavar="NEW", type=Path, help="the package that takes its place")
    compare.set_defaults(command=run_compare)

    play = commands.add_parser("play", help="try a SCORM package in a strict LMS")
    play.add_argument("package", metavar="PACKAGE", type=Path)
    play.add_argument("--profile", metavar="NAME", default="strict", help="LMS to play: strict, moodle …")
    play.add_argument("--all-profiles", action="store_true", help="every LMS in turn; with --script")
    play.add_argument("--script", metavar="NAME", help="play a learner: pass, fail, half, kill … or all")
    play.add_argument("--report", metavar="DIR", type=Path, help="write what happened there; with --script")
    play.add_argument("--port", metavar="N", type=int, default=0, help="port of the page (default: a free one)")
    play.add_argument("--no-open", action="store_true", help="do not open a browser")
    play.set_defaults(command=run_play)


def _at_least_one(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"`{text}` is no number of processes; give 1 or more")
    return int(text)
