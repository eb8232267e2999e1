"""Print as JSON what the soak needs from the builder: the scripts of a player, and the course objects of modules."""

from __future__ import annotations

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from builder.diagnostics import Diagnostic  # noqa: E402
from builder.project import load_project, read_module  # noqa: E402
from builder.render.course import course  # noqa: E402
from builder.render.site import AFTER, BEFORE  # noqa: E402
from builder.render.templates import product_templates  # noqa: E402
from builder.render.words import strings  # noqa: E402


def plan() -> str:
    """Give the scripts around the connection that know no page, and each module as its player is told of it."""

    def report(found: Diagnostic) -> None:
        print(f"{found.span.path}:{found.span.line}: {found.message}", file=sys.stderr)

    project = load_project(ROOT, report)
    modules = [module for slug in project.slugs if (module := read_module(project, slug, report)) is not None]
    told = [course(module, strings(module.metadata.language, (product_templates(),))) for module in modules]
    rules = sorted(f"rules/{path.stem}" for path in (product_templates() / "runtime" / "rules").glob("*.js"))
    # As in a module: what says how sure somebody is comes last, behind all that is recorded and kept besides.
    rules.sort(key=lambda name: name == "rules/confidence")
    after = [*(name for name in AFTER if not name.startswith("page/")), "kinds/scenario", *rules]
    return json.dumps({"before": BEFORE, "after": after, "modules": [{**one, "strings": {}} for one in told]})


if __name__ == "__main__":
    print(plan())
