"""Jobs: one product each, run one after another or shared out among processes."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from builder.build.outcome import Outcome, Progress, State, holds_back, job_name
from builder.cache import Product, seal
from builder.diagnostics import BuildError, Diagnostic
from builder.nodes import Module
from builder.package import Package, write_folder, write_package
from builder.render import RenderContext
from builder.render.templates import broken_template
from builder.targets import TARGETS
from builder.targets.base import Target, Volume

FEW = 16
"""Light jobs that one process has done before a pool is worth its start (measured: 20 ms a job, 100 ms a pool)."""


@dataclass(frozen=True, slots=True)
class Job:
    """One product to make."""

    slug: str
    """Name of the module, or WHOLE."""
    modules: tuple[Module, ...]
    """The module, or all of them."""
    target: str
    context: RenderContext
    output: Path
    strict: bool = False
    """Whether a warning holds the product back."""


def run_job(job: Job) -> Outcome:
    """Make and write one product, whole or not at all."""
    found: list[Diagnostic] = []
    slug, target = job.slug, TARGETS[job.target]
    try:
        if isinstance(target, Volume):
            made = target.render(job.modules, job.context, found.append)
        else:
            made = target.render(job.modules[0], job.context, found.append)
        if holds_back(found, job.strict):
            return Outcome(slug, job.target, State.HELD, diagnostics=tuple(found))
        product = _write(made, target, slug, job.output)
    except BuildError as problem:
        return Outcome(slug, job.target, State.FAILED, diagnostics=tuple(found), failure=str(problem))
    except Exception as problem:
        broken = broken_template(problem, job.context.templates)
        if broken is None:
            problem.add_note(f"while {job_name(slug, job.target)} was made")
            raise
        return Outcome(slug, job.target, State.HELD, diagnostics=(*found, broken))
    return Outcome(slug, job.target, State.WRITTEN, product, tuple(found))


def _write(made: Package, target: Target | Volume, slug: str, output: Path) -> Product:
    path = output / target.file_name(slug)
    folder = path.with_suffix("") if target.unpacked else None
    if folder is not None:
        write_folder(made, folder)
    write_package(made, path)
    return Product(path.name, path.stat().st_size, made.pages, folder.name if folder else "", seal(path, folder))


def run_jobs(jobs: Sequence[Job], processes: int, *, lock: int, progress: Progress, as_done: bool) -> list[Outcome]:
    """Run jobs; the outcomes come in the order of the jobs, whatever the number of processes.

    `progress` is told in that order too, or, if `as_done`, as soon as a job is finished. `lock` is a descriptor that
    no other process may keep open.
    """
    gathering = _Gathering(progress, as_done, len(jobs))
    refused = _prepare(jobs)
    for place, job in enumerate(jobs):
        if job.target in refused:
            gathering.take(place, Outcome(job.slug, job.target, State.FAILED, failure=refused[job.target]))
    # The slow ones first, so that no process ends up with a long job while the others have none.
    places = [place for place, job in enumerate(jobs) if job.target not in refused]
    places.sort(key=lambda place: (not TARGETS[jobs[place].target].heavy, -len(jobs[place].modules)))
    heavy = any(TARGETS[jobs[place].target].heavy for place in places)
    if processes > 1 and len(places) > 1 and (heavy or len(places) > FEW):
        _share_out(jobs, places, min(processes, len(places)), lock, gathering)
    else:
        for place in sorted(places):
            gathering.take(place, run_job(jobs[place]))
    return gathering.in_order()


def _prepare(jobs: Sequence[Job]) -> dict[str, str]:
    """Load what targets need before this process is forked; give the targets that can't be made here, and why."""
    refused: dict[str, str] = {}
    for name in dict.fromkeys(job.target for job in jobs):
        prepare = TARGETS[name].prepare
        try:
            if prepare is not None:
                prepare(next(job.context for job in jobs if job.target == name))
        except BuildError as problem:
            refused[name] = str(problem)
    return refused


def _share_out(jobs: Sequence[Job], places: Sequence[int], processes: int, lock: int, gathering: _Gathering) -> None:
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor, as_completed
    from concurrent.futures.process import BrokenProcessPool

    # A fork has all that this process has loaded already; Windows has none and loads it anew.
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    given = (jobs, os.getpid(), lock if method == "fork" else -1)
    pool = ProcessPoolExecutor(processes, multiprocessing.get_context(method), _begin, given)
    try:
        futures = {pool.submit(_run_given, place): place for place in places}
        for future in as_completed(futures):
            gathering.take(futures[future], future.result())
    except BrokenProcessPool as problem:
        raise BuildError("a process of the build was ended from outside; is the memory full? Try --jobs 1") from problem
    except BaseException:
        for process in multiprocessing.active_children():
            process.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


_given: Sequence[Job] = ()
"""In a process of the pool: the jobs, as they were when it was forked. Sending each one costs more than a small job."""


def _run_given(place: int) -> Outcome:
    return run_job(_given[place])


def _begin(jobs: Sequence[Job], parent: int, lock: int) -> None:
    """Set up a process of the pool: the parent decides when it ends, and it never outlives the parent."""
    global _given
    _given = jobs
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if lock >= 0:
        os.close(lock)
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)


@dataclass(slots=True)
class _Gathering:
    """Collects outcomes as they come and tells of them."""

    progress: Progress
    as_done: bool
    total: int
    taken: dict[int, Outcome] = field(default_factory=dict)
    told: int = 0

    def take(self, place: int, outcome: Outcome) -> None:
        self.taken[place] = outcome
        if self.as_done:
            self.progress(outcome, len(self.taken), self.total)
        else:
            while self.told in self.taken:
                self.told += 1
                self.progress(self.taken[self.told - 1], self.told, self.total)

    def in_order(self) -> list[Outcome]:
        return [self.taken[place] for place in range(self.total)]
