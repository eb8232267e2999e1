"""One build from end to end: bring the record up to date, plan the jobs, run those with something to do."""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from builder.build.folder import occupied, remove
from builder.build.outcome import WHOLE, Outcome, Progress, State, holds_back, job_name
from builder.build.survey import Survey, chosen, survey
from builder.cache import JobRecord, Product, Record, digest, is_untouched, load, save
from builder.diagnostics import Diagnostic, in_order

if TYPE_CHECKING:
    from builder.build.jobs import Job
    from builder.render import Companion


@dataclass(frozen=True, slots=True)
class Order:
    """What a build is asked for."""

    root: Path
    output: Path
    modules: tuple[str, ...] = ()
    """Slugs; all if empty."""
    targets: tuple[str, ...] = ()
    """Names of targets; all if empty."""
    processes: int = 1
    strict: bool = False
    """Whether a warning holds a product back as an error does."""


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What came of a build."""

    outcomes: tuple[Outcome, ...]
    """In the order of the catalogue, then of the targets, whatever the number of processes."""
    diagnostics: tuple[Diagnostic, ...]
    failures: tuple[str, ...]
    """What the disk or the system refused, each once."""
    removed: tuple[str, ...]
    """Products of modules that are no longer there."""
    record: Record


def build(order: Order, progress: Progress, notice: Callable[[str], None], *, as_done: bool = False) -> BuildResult:
    """Build what has changed.

    `progress` is told of every job that ran, in order or `as_done`; `notice` of anything that makes the reader wait.
    Raises BuildError for names that are not known and for a disk that refuses.
    """
    with occupied(order.output, notice) as lock:
        before = load(order.output)
        state = survey(order.root, copy.deepcopy(before))
        record = state.record
        if record.shared != before.shared or not record.targets:
            record.targets, record.volumes, record.last = _tables()
        slugs = chosen(order.modules, record.order, "module")
        targets = chosen(order.targets, (*record.targets, *record.volumes), "target")
        try:
            whole = order.targets or (not order.modules and len(record.order) > 1)
            volumes = [name for name in targets if name in record.volumes and whole]
            reporting = _Reporting(progress, as_done, lock)
            plan = _plan(order, state, slugs, [name for name in targets if name in record.targets])
            plan += _whole(order, state, [name for name in volumes if name not in record.last])
            outcomes = _run(order, state, plan, reporting)
            removed = _clear(record, order.output)
            if last := [name for name in volumes if name in record.last]:
                companions = _companions(order, record)
                outcomes += _run(order, state, _whole(order, state, last, companions), reporting, companions)
        finally:
            if record != before:
                save(record, order.output)
    said = [one for slug in slugs for one in record.modules[slug].diagnostics]
    said += [one for outcome in outcomes for one in outcome.diagnostics]
    failures = tuple(dict.fromkeys(outcome.failure for outcome in outcomes if outcome.failure))
    diagnostics = tuple(in_order([*record.diagnostics, *state.strays, *said]))
    return BuildResult(tuple(outcomes), diagnostics, failures, removed, record)


def _tables() -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Give the names of targets of each module, of those of all modules together, and of the last among these."""
    from builder.targets import TARGETS
    from builder.targets.base import Volume

    volumes = {name: target for name, target in TARGETS.items() if isinstance(target, Volume)}
    last = tuple(name for name, target in volumes.items() if target.last)
    return tuple(name for name in TARGETS if name not in volumes), tuple(volumes), last


@dataclass(frozen=True, slots=True)
class _Reporting:
    progress: Progress
    as_done: bool
    lock: int


@dataclass(frozen=True, slots=True)
class _Planned:
    """A job with what is known of it before it runs."""

    slug: str
    target: str
    fingerprint: str
    outcome: Outcome | None
    """None where the job has to run."""
    former: Product | None
    """What an earlier build left, if it is still there as it was written."""

    @property
    def name(self) -> str:
        return job_name(self.slug, self.target)


def _plan(order: Order, state: Survey, slugs: Sequence[str], targets: Sequence[str]) -> list[_Planned]:
    record, plan = state.record, []
    titles = digest(part for slug in record.order for part in (slug, record.modules[slug].title))
    for slug in slugs:
        module = record.modules[slug]
        held = holds_back([*record.diagnostics, *module.diagnostics], order.strict)
        for target in (name for name in targets if _is_due(order, record, slug, name)):
            plan.append(_planned(order, record, slug, target, [module.digest, titles], held))
    return plan


def _is_due(order: Order, record: Record, slug: str, target: str) -> bool:
    """Tell whether a target has a use for a module: some have none, others only where they are asked for by name.

    What was asked for once is kept up to date for as long as it lies there.
    """
    module = record.modules[slug]
    if target in module.spared and not order.targets:
        known = record.jobs.get(job_name(slug, target))
        return known is not None and is_untouched(known.product, order.output)
    return target not in module.void


def _whole(
    order: Order, state: Survey, targets: Sequence[str], companions: Sequence[Companion] = ()
) -> list[_Planned]:  # fmt: skip
    """Plan products of all modules together: one that lacks a module would not be told from a whole one."""
    record = state.record
    modules = [record.modules[slug] for slug in record.order]
    parts = [part for slug in record.order for part in (slug, record.modules[slug].digest)]
    parts += [part for one in companions for part in (one.name, str(one.size), one.folder)]
    held = holds_back([*record.diagnostics, *(one for module in modules for one in module.diagnostics)], order.strict)
    return [_planned(order, record, WHOLE, target, parts, held) for target in targets]


def _companions(order: Order, record: Record) -> tuple[Companion, ...]:
    """Give the products that lie in the output folder now, but for those that tell of them."""
    from builder.render import Companion

    jobs = [job for name, job in sorted(record.jobs.items()) if name not in record.last]
    there = [job.product for job in jobs if is_untouched(job.product, order.output)]
    return tuple(Companion(product.name, product.size, product.folder) for product in there)


def _planned(order: Order, record: Record, slug: str, target: str, parts: Sequence[str], held: bool) -> _Planned:
    fingerprint = digest([record.shared, *parts, target])
    known = record.jobs.get(job_name(slug, target))
    former = known.product if known and is_untouched(known.product, order.output) else None
    outcome = None
    if held:
        outcome = Outcome(slug, target, State.HELD, former)
    elif former and known and known.fingerprint == fingerprint:
        outcome = Outcome(slug, target, State.UNCHANGED, former, known.diagnostics)
    return _Planned(slug, target, fingerprint, outcome, former)


def _run(
    order: Order,
    state: Survey,
    plan: Sequence[_Planned],
    reporting: _Reporting,
    companions: tuple[Companion, ...] = (),
) -> list[Outcome]:
    """Run what has to run; finished jobs are entered at once, so that a stopped build has not worked in vain."""
    to_run = {planned.name: planned for planned in plan if planned.outcome is None}
    made: dict[str, Outcome] = {}

    def finished(outcome: Outcome, done: int, total: int) -> None:
        planned = to_run[outcome.name]
        if outcome.state is State.WRITTEN and outcome.product is not None:
            entry = JobRecord(planned.fingerprint, outcome.product, outcome.diagnostics)
            state.record.jobs[outcome.name] = entry
        else:
            outcome = replace(outcome, product=planned.former)
        made[outcome.name] = outcome
        reporting.progress(outcome, done, total)

    if to_run:
        from builder.build.jobs import run_jobs

        jobs = _jobs(order, state, list(to_run.values()), companions)
        run_jobs(jobs, order.processes, lock=reporting.lock, progress=finished, as_done=reporting.as_done)
    return [planned.outcome or made[planned.name] for planned in plan]


def _jobs(
    order: Order, state: Survey, to_run: Sequence[_Planned], companions: tuple[Companion, ...]
) -> list[Job]:  # fmt: skip
    from builder.build.jobs import Job
    from builder.render import CatalogueEntry

    known = state.record.modules
    entries = tuple(CatalogueEntry(slug, known[slug].title) for slug in state.record.order if known[slug].outline)
    context = replace(state.project().render_context({}), neighbours=entries, companions=companions)
    jobs = []
    for planned in to_run:
        slugs = state.record.order if planned.slug == WHOLE else (planned.slug,)
        modules = tuple(module for slug in slugs if (module := state.read(slug)) is not None)
        if len(modules) == len(slugs):  # else one has errors, and the product was held back
            jobs.append(Job(planned.slug, modules, planned.target, context, order.output, order.strict))
    return jobs


def _clear(record: Record, output: Path) -> tuple[str, ...]:
    """Remove products that can't be made anew, as their module is gone or has nothing for them any more.

    Somebody might upload them. What another hand changed stays.
    """
    removed = []
    for name, job in list(record.jobs.items()):
        slug, _, target = name.rpartition(".")
        module = record.modules.get(slug)
        if name not in record.volumes and (module is None or target in module.void):
            if is_untouched(job.product, output):
                remove(output / job.product.name)
                removed.append(job.product.name)
                if job.product.folder:
                    remove(output / job.product.folder)
            del record.jobs[name]
    return tuple(sorted(removed))
