"""What a single module may cost on paper: time and memory in step with what it holds, as ratios in one run."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image as Picture

MEASURE = """
import json, resource, sys, time
sys.path[:0] = [{tests!r}, {root!r}]
from pathlib import Path
from booklets import one_page, table, words
from builder.nodes import Figure, Image
from builder.targets.pdf import PDF
from builder.targets.pdf_engine import prepare
from printed import CONTEXT

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

folder, what, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
if what == "rows":
    rows = [[str(n), f"ROW-{{n}}", "some longer remark that wraps " * (n % 5)] for n in range(count)]
    module = one_page(folder, table(rows, ["No", "Name", "Remark"]))
else:
    names = [f"media/{{n}}.jpg" for n in range(count)]
    module = one_page(folder, *(Figure(Image(name, "A street"), words("A street."), 1, name) for name in names))
prepare(CONTEXT)
before, begun = peak(), time.process_time()
made = PDF.render(module, CONTEXT, print)
taken = time.process_time() - begun
sizes = {{"pages": made.pages, "seconds": taken, "MB": peak() - before, "bytes": len(made.files[0][1])}}
print(json.dumps(sizes))
"""


def measured(folder: Path, what: str, count: int) -> dict[str, float]:
    """Print a module in a process of its own."""
    tests = Path(__file__).parent
    code = MEASURE.format(tests=str(tests), root=str(tests.parent))
    command = [sys.executable, "-c", code, str(folder), what, str(count)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    sizes: dict[str, float] = json.loads(done.stdout)
    return sizes


def test_b129_a_long_table_costs_in_step_with_its_rows(tmp_path: Path) -> None:
    less, more = (measured(tmp_path, "rows", rows) for rows in (200, 800))
    assert more["pages"] - 2 == pytest.approx(4 * (less["pages"] - 2), rel=0.25), "but for cover and contents"
    assert more["seconds"] / less["seconds"] < 1.5 * 4
    assert more["MB"] < 3 * more["pages"], "MB a page; the engine alone takes 1 to 2"


def test_b129_photographs_of_a_camera_cost_what_is_printed_of_them(tmp_path: Path) -> None:
    (tmp_path / "media").mkdir()
    Picture.effect_noise((3000, 2000), 40).convert("RGB").resize((6000, 4000)).save(tmp_path / "media" / "0.jpg")
    content = (tmp_path / "media" / "0.jpg").read_bytes()
    for number in range(1, 16):
        (tmp_path / "media" / f"{number}.jpg").write_bytes(content)
    few, many = (measured(tmp_path, "photographs", count) for count in (4, 16))
    decoded = 6000 * 4000 * 3 / 1_000_000
    assert many["MB"] < few["MB"] + 12 * decoded / 10, "the large pictures are not kept"
    assert many["seconds"] / few["seconds"] < 1.6 * 16 / 4
    assert many["bytes"] < 0.5 * 16 * len(content)
