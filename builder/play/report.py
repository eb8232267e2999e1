"""What a play amounts to: verdict, findings and store for each profile and learner, as JSON and as one HTML page."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from builder.diagnostics import BuildError
from builder.play.findings import Finding, green
from builder.play.package import ScormPackage

JSON_NAME, HTML_NAME = "play.json", "play.html"
_LONGEST = 160
"""Characters of a value in the page; the JSON has all."""


@dataclass(frozen=True, slots=True)
class Run:
    """One learner's way through one item under one profile."""

    profile: str
    script: str
    item: int
    visits: int
    seconds: float
    ours: bool
    """Made with Coursewright, so that what the LMS should have is known."""
    note: str
    findings: tuple[Finding, ...]
    store: Mapping[str, Any]
    log: tuple[Mapping[str, Any], ...]

    @property
    def green(self) -> bool:
        """Tell whether nothing grave was found."""
        return green(self.findings)


@dataclass(frozen=True, slots=True)
class Report:
    """All runs of a package, and what was found apart from them."""

    package: ScormPackage
    findings: tuple[Finding, ...]
    """Of the package itself and of the files it asked for."""
    runs: tuple[Run, ...]
    profiles: tuple[Mapping[str, Any], ...] = ()
    scripts: tuple[Mapping[str, Any], ...] = ()

    @property
    def green(self) -> bool:
        """Tell whether there is no error anywhere."""
        return green(self.findings) and all(run.green for run in self.runs)

    @property
    def errors(self) -> int:
        """Number of errors."""
        return sum(one.grave for one in self.all_findings())

    def all_findings(self) -> Iterator[Finding]:
        """Give the package's findings, then those of each run."""
        yield from self.findings
        for run in self.runs:
            yield from run.findings


def run_of(told: Mapping[str, Any]) -> Run:
    """Take over what the page says of one run; raises KeyError, TypeError or ValueError where that is no run."""
    findings = tuple(
        Finding(
            str(one["severity"]),
            str(one["rule"]),
            str(one["message"]),
            str(one.get("element", "")),
            str(one.get("value", "")),
            int(one.get("call", 0)),
            int(one.get("visit", 0)),
        )
        for one in told["findings"]
    )
    return Run(
        str(told["profile"]), str(told["script"]), int(told["item"]), int(told["visits"]), float(told["seconds"]),
        bool(told["ours"]), str(told.get("note") or ""), findings, dict(told["store"]), tuple(told["log"]),
    )  # fmt: skip


def as_json(report: Report) -> str:
    """Write a report as JSON: everything, calls too."""
    manifest = report.package.manifest
    told = {
        "package": report.package.path.name,
        "title": manifest.title,
        "version": manifest.version,
        "edition": manifest.edition,
        "green": report.green,
        "errors": report.errors,
        "findings": [asdict(one) for one in report.findings],
        "runs": [{**asdict(run), "green": run.green} for run in report.runs],
    }
    return json.dumps(told, ensure_ascii=False, indent=1)


def as_html(report: Report, templates: Path) -> str:
    """Write a report as one page that asks nobody for anything."""
    from builder.render import Brand
    from builder.render.templates import environment
    from builder.render.theme import theme_css

    tokens = (templates / "styles" / "tokens.css").read_text(encoding="utf-8")
    plain = "\n".join(line for line in tokens.splitlines() if "fonts/" not in line)
    profiles = {one["name"]: one for one in report.profiles}
    return (
        environment((templates,))
        .get_template("lms/report.html.j2")
        .render(
            report=report,
            manifest=report.package.manifest,
            file=report.package.path.name,
            styles=theme_css(Brand()) + plain,
            by_profile=[
                (profiles.get(name, {"name": name, "title": name, "about": [], "source": ""}), runs)
                for name in dict.fromkeys(run.profile for run in report.runs)
                if (runs := [run for run in report.runs if run.profile == name])
            ],
            titles={one["name"]: one["title"] for one in report.scripts},
            lines=_lines,
            calls=_calls,
            short=_short,
        )
    )


def write_report(report: Report, folder: Path, templates: Path) -> tuple[Path, Path]:
    """Write HTML and JSON into a folder and give their paths; raises BuildError where the disk refuses."""
    texts = {HTML_NAME: as_html(report, templates), JSON_NAME: as_json(report)}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8")
    except OSError as problem:
        raise BuildError(f"{folder}: can't be written: {problem.strerror or problem}") from problem
    return folder / HTML_NAME, folder / JSON_NAME


def _lines(store: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name in sorted(store):
        value = store[name]
        if isinstance(value, list):
            for index, record in enumerate(value):
                for part, text in record.items():
                    yield f"{name}.{index}.{part}", str(text)
        else:
            yield name, str(value)


def _calls(log: tuple[Mapping[str, Any], ...]) -> Iterator[Mapping[str, Any]]:
    """Give the calls that change something or failed, with seconds since the first."""
    begun = {
        visit: next(call["at"] for call in log if call["visit"] == visit) for visit in {call["visit"] for call in log}
    }
    for call in log:
        reading = "Get" in call["fn"]
        if reading and call["err"] in ("0", "403"):
            continue
        given = ", ".join(json.dumps(_short(str(one)), ensure_ascii=False) for one in call["args"])
        yield {
            "visit": call["visit"], "n": call["n"], "after": (call["at"] - begun[call["visit"]]) / 1000,
            "words": f"{call['fn']}({given})", "answer": str(call["ret"]), "error": call["err"],
        }  # fmt: skip


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} … ({len(text)})"
