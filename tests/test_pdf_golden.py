"""Every edition as it was the last time somebody looked: the words of each page, the outline, the tags.

What moves in one of these files has moved on paper. Read the difference, look at the page, and accept it with
`pytest --update-golden`. The handbook of several modules is compared in test_pdf_handbook.py.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from builder.project import load_project, read_module
from builder.targets.base import Target
from builder.targets.pdf import PDF
from builder.targets.pdf_facilitator import PDF_FACILITATOR
from builder.targets.pdf_key import PDF_KEY
from builder.targets.pdf_worksheets import PDF_WORKSHEETS
from described import described
from printed import Booklet

if TYPE_CHECKING:
    from conftest import Golden

HERE = Path(__file__).parent


@pytest.mark.parametrize("target", [PDF, PDF_FACILITATOR, PDF_WORKSHEETS, PDF_KEY], ids=lambda target: target.name)
def test_it_is_as_it_was(target: Target, golden: Golden) -> None:
    project = load_project(HERE / "gallery", lambda _: None)
    module = read_module(project, "gallery", lambda _: None)
    assert module is not None
    booklet = Booklet(module, project.render_context({"gallery": module}), target)
    golden(HERE / "paper" / target.name, {"gallery.txt": described(booklet)})
