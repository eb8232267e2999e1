"""What the handbook costs by its pages: time and memory have to grow in step with them.

Modules of the repository are repeated under other names until the book has some 100, 200 and 300 pages. Each book is
made in a process of its own. Run by `make bench`; fails where a goal is missed.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).parents[2]
COUNTS = (3, 6, 9)
MOST_MEMORY = 1500
"""MB at the peak, for a book of some 300 pages."""
GROWTH = 1.25
"""How much dearer a page of the largest book may be than one of the smallest."""


def make(count: int) -> dict[str, float]:
    """Print a book of so many modules; give its pages, seconds of the processor, and MB at the peak."""
    import resource
    import time

    sys.path.insert(0, str(ROOT))
    from builder.project import load_project, read_module
    from builder.targets.pdf_engine import prepare
    from builder.targets.pdf_handbook import PDF_HANDBOOK

    project = load_project(ROOT, lambda _: None)
    read = (read_module(project, slug, lambda _: None) for slug in project.slugs)
    whole = [module for module in read if module is not None]
    modules = tuple(replace(whole[n % len(whole)], slug=f"{whole[n % len(whole)].slug}-{n}") for n in range(count))
    context = project.render_context({module.slug: module for module in modules})
    prepare(context)
    begun, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    made = PDF_HANDBOOK.render(modules, context, lambda _: None)
    taken = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    content = made.files[0][1]
    assert isinstance(content, bytes)
    sizes = {"pages": made.pages, "seconds": taken, "begun": begun / 1024, "peak": peak / 1024}
    return sizes | {"kB": len(content) / 1000}


def main() -> int:
    """Print what was measured with the goals; 1 where one is missed."""
    found = []
    for count in COUNTS:
        done = subprocess.run([sys.executable, __file__, str(count)], capture_output=True, text=True, check=True)
        one = json.loads(done.stdout)
        found.append(one)
        print(
            f"{one['pages']:4} pages  {one['seconds']:6.1f} s  {1000 * one['seconds'] / one['pages']:4.0f} ms a page"
            f"  {one['peak']:5.0f} MB ({one['begun']:.0f} before)  {one['kB']:6.0f} kB"
        )
    first, last = found[0], found[-1]
    growth = (last["seconds"] / last["pages"]) / (first["seconds"] / first["pages"])
    memory = ((last["peak"] - last["begun"]) / last["pages"]) / ((first["peak"] - first["begun"]) / first["pages"])
    goals = (
        ("seconds a page", growth, GROWTH),
        ("MB a page", memory, GROWTH),
        ("MB at the peak", last["peak"], MOST_MEMORY),
    )
    for what, value, limit in goals:
        print(f"{what}: {value:.2f}, goal {limit} at most{'' if value <= limit else ', MISSED'}")
    return int(any(value > limit for _, value, limit in goals))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(make(int(sys.argv[1]))))
    else:
        sys.exit(main())
