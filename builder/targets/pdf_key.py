"""The answers in a file of their own, for modules whose learners get them later or not at all."""

from __future__ import annotations

from markupsafe import Markup

from builder.nodes import Module, Page
from builder.render.html import Rendering, render_question
from builder.targets.base import Target, Use
from builder.targets.pdf_editions import Edition, keyed, printing, with_answers
from builder.targets.pdf_engine import prepare


def answers(page: Page, _: Module, rendering: Rendering) -> Markup:
    """Write the key to the questions of a page."""
    return Markup("\n").join(render_question(question, rendering, key=True) for question in keyed(page.blocks))


def _use(module: Module) -> Use:
    use = with_answers(module)
    return Use.NAMED if use is Use.ALWAYS and module.metadata.answer_key != "own" else use


KEY = Edition(name="pdf-key", body=answers, whole=False, leads_online=False)

PDF_KEY = Target(
    name="pdf-key",
    summary="the answer key in a file of its own",
    extension="pdf",
    render=printing(KEY),
    prepare=prepare,
    heavy=True,
    use=_use,
    upload="Made for modules with `answer_key: own`, whose booklet has no answers; of others where it is asked for by "
    "`--target pdf-key`. Hand it out when the questions have been answered.",
)
