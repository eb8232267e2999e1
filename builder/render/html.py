"""From block nodes to HTML that is also well-formed XML, for screen and for paper.

The two media differ in three things only: where notes stand, how maths is written, which template shows a question.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import assert_never

from markupsafe import Markup, escape

from builder.blocks import BLOCKS
from builder.nodes import (
    Block,
    CodeBlock,
    Container,
    DefinitionList,
    Figure,
    Footnote,
    Heading,
    Inline,
    List,
    MathBlock,
    Paragraph,
    Question,
    Quote,
    Table,
    ThematicBreak,
    plain_text,
)
from builder.questions import QUESTIONS, interaction_of
from builder.questions.passage import AGAIN
from builder.questions.scale import Scale
from builder.questions.scenario import Scenario
from builder.questions.ways import ways_through
from builder.render.arrange import offered, order_of
from builder.render.inlines import Rendering, image_element, math, render_inlines
from builder.render.markup import element, highlighted
from builder.render.words import direction, fill

__all__ = ["Rendering", "render_blocks", "render_inlines", "render_notes", "render_question"]


def render_blocks(blocks: Sequence[Block], rendering: Rendering, heading_offset: int = 0) -> Markup:
    """Write a run of blocks; `heading_offset` moves headings deeper, for text set inside other text."""
    written = [_block(block, rendering, heading_offset) for block in blocks]
    return Markup("\n").join(part for part in written if part)


def render_notes(notes: Sequence[Footnote], rendering: Rendering) -> Markup:
    """Write the notes of a page as a list with ways back, for the screen."""
    items = []
    for note in notes:
        backs = []
        for occurrence in range(1, note.references + 1):
            suffix = "" if occurrence == 1 else f"-{occurrence}"
            label = fill(rendering.strings["note_back"], n=note.number)
            backs.append(
                element("a", "↩", href=f"#noteref-{note.number}{suffix}", role="doc-backlink", aria_label=label)
            )
        text = render_blocks(note.blocks, rendering)
        back = Markup(" ").join(backs)
        ends = text.endswith("</p>")
        body = text[:-4] + Markup(" ") + back + Markup("</p>") if ends else text + element("p", back)
        items.append(element("li", body, id=f"note-{note.number}", value=str(note.number)))
    return Markup("\n").join(items)


def _block(block: Block, rendering: Rendering, offset: int) -> Markup:
    match block:
        case Paragraph():
            content = render_inlines(block.children, rendering)
            side = direction(block.language) if block.language else ""
            return element("p", content, id=block.id, class_=" ".join(block.classes), lang=block.language, dir=side)
        case Heading():
            content = render_inlines(block.children, rendering)
            return element(f"h{min(block.level + offset, 6)}", content, id=block.id, class_=" ".join(block.classes))
        case List():
            return _list(block, rendering, offset)
        case DefinitionList():
            return _definitions(block, rendering, offset)
        case Quote():
            return element("blockquote", render_blocks(block.blocks, rendering, offset))
        case CodeBlock():
            return _code(block)
        case MathBlock():
            return element("p", math(block.tex, rendering, display=True), class_="math-block")
        case Table():
            return _table(block, rendering)
        case Figure():
            return _figure(block, rendering)
        case ThematicBreak():
            return element("hr")
        case Container():
            return _container(block, rendering, offset)
        case Question():
            asked = render_question(block, rendering)
            return asked + _answer(block, rendering) if rendering.answers_in_place else asked
    assert_never(block)


def _list(block: List, rendering: Rendering, offset: int) -> Markup:
    items = []
    for item in block.items:
        box = content = Markup("")
        if item.checked is not None:
            word = rendering.strings["task_done" if item.checked else "task_open"]
            words = plain_text(item.blocks[:1]) if _has_fields(rendering) and not item.checked else ""
            place = {"data_field": "task", "data_label": words} if words else {}
            box = element("span", "☑" if item.checked else "☐", class_="box", role="img", aria_label=word, **place)
            box += Markup(" ")
        if block.tight and item.blocks and isinstance(item.blocks[0], Paragraph):
            first = render_inlines(item.blocks[0].children, rendering)
            rest = render_blocks(item.blocks[1:], rendering, offset)
            content = box + first + (Markup("\n") + rest if rest else Markup(""))
        elif box and item.blocks and isinstance(item.blocks[0], Paragraph):
            first = element("p", box + render_inlines(item.blocks[0].children, rendering))
            rest = render_blocks(item.blocks[1:], rendering, offset)
            content = first + (Markup("\n") + rest if rest else Markup(""))
        elif box:
            content = box + render_blocks(item.blocks, rendering, offset)
        else:
            content = render_blocks(item.blocks, rendering, offset)
        items.append(element("li", content))
    tasks = any(item.checked is not None for item in block.items)
    classes = " ".join((*block.classes, *(("tasks",) if tasks else ())))
    start = str(block.start) if block.ordered and block.start != 1 else ""
    return element("ol" if block.ordered else "ul", Markup("\n").join(items), id=block.id, class_=classes, start=start)


def _definitions(block: DefinitionList, rendering: Rendering, offset: int) -> Markup:
    parts = []
    for item in block.items:
        parts.append(element("dt", render_inlines(item.term, rendering), id=item.id))
        for definition in item.definitions:
            parts.append(element("dd", render_blocks(definition, rendering, offset)))
    return element("dl", Markup("\n").join(parts))


def _code(block: CodeBlock) -> Markup:
    content = Markup(highlighted(block.text, block.language)) if block.language else escape(block.text)
    return element("pre", element("code", content), class_="code", translate="no", tabindex="0")


def _table(block: Table, rendering: Rendering) -> Markup:
    # A first column without a heading is one of headings itself: each names its row.
    named_rows = not plain_text(block.header[0]).strip() and any(plain_text(row[0]).strip() for row in block.rows)

    form = _has_fields(rendering) and "worksheet" in block.classes

    def cell(name: str, content: Sequence[Inline], column: int, scope: str = "", row: int = 0) -> Markup:
        side = block.alignments[column] if column < len(block.alignments) else ""
        place = _place(block, row, column) if form and row and not plain_text(content).strip() else {}
        words = render_inlines(content, rendering)
        return element(name, words, scope=scope, class_=f"align-{side}" if side else "", **place)

    def head_cell(content: Sequence[Inline], column: int) -> Markup:
        return cell("th", content, column, "col") if plain_text(content).strip() else cell("td", content, column)

    def body_cell(content: Sequence[Inline], column: int, row: int) -> Markup:
        heading = named_rows and column == 0 and plain_text(content).strip()
        return cell("th", content, column, "row") if heading else cell("td", content, column, row=row)

    head = Markup("").join(head_cell(content, column) for column, content in enumerate(block.header))
    rows = [
        element("tr", Markup("").join(body_cell(content, column, number) for column, content in enumerate(row)))
        for number, row in enumerate(block.rows, 1)
    ]
    caption: Markup = Markup("")
    if block.caption:
        label = element("span", escape(fill(rendering.strings["table_n"], n=block.number)), class_="number")
        caption = element("caption", label + Markup(" ") + render_inlines(block.caption, rendering))
    body = element("tbody", Markup("\n").join(rows)) if rows else Markup("")
    table = element("table", caption + element("thead", element("tr", head)) + body)
    name = plain_text(block.caption) or ", ".join(filter(None, (plain_text(cell).strip() for cell in block.header)))
    classes = " ".join(("table", *block.classes))
    if rendering.medium == "print":
        return element("div", table, id=block.id, class_=classes)
    name = "" if AGAIN in block.classes else name
    role = "region" if name else ""
    return element("div", table, id=block.id, class_=classes, role=role, aria_label=name, tabindex="0")


def _has_fields(rendering: Rendering) -> bool:
    return rendering.medium == "print" and rendering.metadata.fillable


def _place(table: Table, row: int, column: int) -> dict[str, str]:
    """Mark an empty cell of a form as a place to write in: where it is, and what its row and column are called."""
    named = plain_text(table.rows[row - 1][0]).strip() or str(row)
    label = ", ".join(filter(None, (named, plain_text(table.header[column]).strip() if column else "")))
    caption = plain_text(table.caption)
    name = f"{table.id or f'table-{table.number}'}/{row}-{column + 1}"
    return {"data_field": "cell", "data_name": name, "data_label": f"{caption}: {label}" if caption else label}


def _figure(block: Figure, rendering: Rendering) -> Markup:
    content = image_element(block.image, rendering)
    if block.caption:
        label = element("span", escape(fill(rendering.strings["figure_n"], n=block.number)), class_="number")
        content += element("figcaption", label + Markup(" ") + render_inlines(block.caption, rendering))
    return element("figure", content, id=block.id, class_=" ".join(block.classes))


def _container(block: Container, rendering: Rendering, offset: int) -> Markup:
    if block.kind in rendering.left_out:
        return Markup("")
    if block.kind == "only" and block.option("medium") != rendering.medium:
        return Markup("")
    row = BLOCKS[block.kind]
    template = rendering.environment.get_template(f"blocks/{row.template}.html.j2")
    return Markup(
        template.render(
            node=block,
            facts=row.facts(block) if row.facts else None,
            title=render_inlines(block.title, rendering),
            body=render_blocks(block.blocks, rendering, offset),
            medium=rendering.medium,
            strings=rendering.strings,
            metadata=rendering.metadata,
            rendering=rendering,
        ).strip()
    )


def _filled(rendering: Rendering, slots: Mapping[str, Markup] | None) -> Rendering:
    return replace(rendering, slots={**rendering.slots, **slots}) if slots else rendering


def render_question(question: Question, rendering: Rendering, *, key: bool = False) -> Markup:
    """Write a question for its medium; `key` gives its entry in the answer key on paper."""
    folder = "questions" if rendering.medium == "screen" else "print/questions"
    template = rendering.environment.get_template(f"{folder}/{question.kind}.html.j2")
    return Markup(
        template.render(
            question=question,
            interaction=interaction_of(question),
            label=fill(rendering.strings["question_n"], n=question.number),
            order=order_of(question),
            blocks=lambda blocks, offset=0, slots=None: render_blocks(blocks, _filled(rendering, slots), offset),
            offered=offered,
            inlines=lambda inlines: render_inlines(inlines, rendering),
            strings=rendering.strings,
            medium=rendering.medium,
            metadata=rendering.metadata,
            key=key,
        ).strip()
    )


def _answer(question: Question, rendering: Rendering) -> Markup:
    """Write what whoever leads a session has to know of a question, below it; nothing where nothing is judged."""
    opinion = isinstance(question, Scale) and not (question.hints or question.solution)
    if opinion or not QUESTIONS[question.kind].in_key:
        return Markup("")
    template = rendering.environment.get_template("print/answer.html.j2")
    objectives = [one.text for one in rendering.metadata.objectives if one.id in question.objectives]
    said = [("partly_correct", question.feedback.partial), ("incorrect", question.feedback.incorrect)]
    written = template.render(
        question=question,
        answer=render_question(question, replace(rendering, answers_in_place=False), key=True),
        ways=ways_through(question.scenes) if isinstance(question, Scenario) else (),
        objectives=objectives,
        said=[(rendering.strings[name], render_blocks(blocks, rendering)) for name, blocks in said if blocks],
        strings=rendering.strings,
    )
    return Markup("\n" + written.strip())
