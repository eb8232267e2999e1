"""Paper for scripts that are written from right to left: the page in a mirror, its text as its readers write it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from weasyprint.formatting_structure import boxes

from builder.diagnostics import Diagnostic
from builder.nodes import Module
from builder.project import load_project, read_module
from builder.targets.pdf_editions import LEARNER
from builder.targets.pdf_facilitator import FACILITATOR
from builder.targets.pdf_mirror import mirrored
from builder.targets.pdf_worksheets import WORKSHEETS
from laid_out import laid_out, outside, parts
from printed import CONTEXT, Booklet, conformant
from projects import write

ARABIC = """---
title: فحص الدراجة
summary: فحص الدراجة في خمس دقائق
language: ar
answer_key: none
---

## فحص الدراجة قبل الركوب

كل راكب يفحص دراجته قبل أن يخرج إلى الطريق.

1. المكابح
2. الأضواء (LED 2.5)
   - أمامي
   - خلفي

| القطعة | الحالة |
|---|---|
| جرس | 1999-09-02 جيد |

`code --flag` داخل النص. שָׁלוֹם مُجِدّ

```
left()
```

::: note ملاحظة
لا تركب.
:::

::: choice {#stop}
ما الذي يوقف الدراجة؟

- [ ] الجرس
  > لا.
- [x] المكابح
  > نعم.
:::
"""

MIXED = """---
title: Mixed
summary: Two scripts in one line.
language: en
---

## Mixed

The sign says "שלום 2021-03-04" and 1999-09-02|ט״ז stays in order.
"""


def read(root: Path, text: str) -> Module:
    found: list[Diagnostic] = []
    write(root, one=text)
    made = read_module(load_project(root, found.append), "one", found.append)
    assert made is not None, found
    return made


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Module:
    return read(tmp_path_factory.mktemp("arabic"), ARABIC)


def texts(page: Any) -> Iterator[Any]:
    return (box for box in parts(page) if isinstance(box, boxes.TextBox) and box.text.strip())


def box_of(page: Any, text: str) -> Any:
    return next(box for box in texts(page) if text in box.text)


def is_item(box: Any) -> bool:
    return isinstance(box, boxes.BlockBox) and box.element_tag == "li"


def right(box: Any) -> float:
    return float(box.position_x + box.width)


def test_b133_text_begins_on_the_right(arabic: Module) -> None:
    page = laid_out(arabic, CONTEXT)[0]
    main = next(box for box in parts(page) if box.element_tag == "main")
    assert main.position_x == pytest.approx(page.content_box_x(), abs=1), "the column is on the left"
    assert right(page) - 40 > main.position_x + main.width
    for beginning in ("كل راكب", "ما الذي", "فحص الدراجة قبل"):
        line = box_of(page, beginning)
        assert right(line) == pytest.approx(main.position_x + main.width, abs=3), beginning
    heads = sorted((box_of(page, text).position_x for text in ("القطعة", "الحالة")), reverse=True)
    assert box_of(page, "القطعة").position_x == heads[0], "the first column is the right one"


def test_b133_marks_of_lists_stand_on_the_right_inside_the_text(arabic: Module) -> None:
    page = laid_out(arabic, CONTEXT)[0]
    main = next(box for box in parts(page) if box.element_tag == "main")
    markers = {}
    for box in parts(page):
        if box.element_tag == "li::marker" and isinstance(box, boxes.TextBox) and box.text.strip():
            markers.setdefault(id(box.element), box)
    found: dict[int, Any] = {}
    for box in parts(page):
        if id(box.element) in markers and is_item(box):
            found.setdefault(id(box.element), box)
    items = list(found.values())
    assert len(items) == 4
    for item in items:
        mark = markers[id(item.element)]
        words = next(box for box in texts(item) if box.element_tag != "li::marker")
        assert mark.position_x >= right(words) - 1
        assert right(mark) <= main.position_x + main.width + 1
    outer, inner = box_of(page, "المكابح"), box_of(page, "أمامي")
    assert right(inner) < right(outer) - 10, "the inner list is indented from the right"


def test_b133_labels_and_numbers_stand_in_the_margin_on_the_right(arabic: Module) -> None:
    page = laid_out(arabic, CONTEXT)[0]
    main = next(box for box in parts(page) if box.element_tag == "main")
    for text in ("Question 1", "Note"):
        assert box_of(page, text).position_x >= main.position_x + main.width - 1, text
    box = next(one for one in parts(page) if one.element is not None and one.element.get("class") == "option-box")
    assert box.position_x > right(box_of(page, "الجرس"))
    corners = [one for one in page.children if isinstance(one, boxes.MarginBox) and one.at_keyword == "@bottom-left"]
    assert corners, "page numbers are on the outer side"


def test_b133_code_is_written_from_the_left(arabic: Module) -> None:
    page = laid_out(arabic, CONTEXT)[0]
    code = next(box for box in parts(page) if box.element_tag == "pre")
    assert box_of(code, "left()").position_x == pytest.approx(code.content_box_x(), abs=1)


@pytest.mark.parametrize("edition", [LEARNER, FACILITATOR, WORKSHEETS], ids=lambda one: one.name)
def test_b133_nothing_leaves_the_page(arabic: Module, edition: Any) -> None:
    assert list(outside(laid_out(arabic, CONTEXT, edition))) == []


def test_b133_it_conforms_and_has_its_letters(arabic: Module, tmp_path: Path) -> None:
    booklet = Booklet(arabic)
    assert booklet.said == []
    assert conformant(booklet, tmp_path) == []
    assert str(booklet.pdf.Root.Lang) == "ar"


def test_b133_two_scripts_in_one_line_are_in_the_order_of_browsers(tmp_path: Path) -> None:
    booklet = Booklet(read(tmp_path, MIXED))
    assert booklet.said == []
    assert conformant(booklet, tmp_path) == []
    (page,) = laid_out(read(tmp_path, MIXED), CONTEXT)
    line = box_of(page, "The sign says")
    assert "שלום 2021-03-04" in line.text
    assert right(line) <= page.content_box_x() + page.width + 1


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("a { margin-left: 1mm }", "a { margin-right: 1mm }"),
        ("a { text-align: right; float: left }", "a { text-align: left; float: right }"),
        ("@page { @top-left { left: 0 } }", "@page { @top-right { right: 0 } }"),
        ("a { padding: 1mm 2mm 3mm 4mm; top: 0 }", "a { padding: 1mm 4mm 3mm 2mm; top: 0 }"),
        ("a { margin: 0 calc(1mm + 2mm) 0 -3mm; }", "a { margin: 0 -3mm 0 calc(1mm + 2mm); }"),
        ("a { margin: 1mm 2mm 3mm; padding: 0 }", "a { margin: 1mm 2mm 3mm; padding: 0 }"),
        (".align-left, .right { color: red }", ".align-left, .right { color: red }"),
        ('a { content: "left" } /* right */', 'a { content: "left" } /* right */'),
        ("a { border-left: 1pt; border-left-color: red }", "a { border-right: 1pt; border-right-color: red }"),
        ("a { --bright: 1; --right-hand: 2 }", "a { --bright: 1; --left-hand: 2 }"),
    ],
)  # fmt: skip
def test_style_sheets_in_a_mirror(written: str, meant: str) -> None:
    assert mirrored(written) == meant
