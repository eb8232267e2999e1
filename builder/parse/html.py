"""HTML in the text: the small set that is taken over, and what is said of all other."""

from __future__ import annotations

import re

from builder.diagnostics import error
from builder.parse.lowering import Lowering

INLINE_HTML = frozenset(["kbd", "sub", "sup", "abbr", "cite", "q", "mark", "time", "ruby", "rt", "rp"])
"""Inline elements an author may write as HTML; `br` stands alone."""

HTML_HINTS = {
    "img": "write the picture as `![what it shows](media/picture.png)`",
    "iframe": "write a link to the video: `[Title of the video](https://…)`",
    "video": "write `::: video Title {src=media/film.mp4 captions=media/film.vtt}`, the transcript, and `:::`",
    "audio": "write `::: audio Title {src=media/talk.mp3}`, the transcript, and `:::`",
    "script": "scripts are not taken over; the player brings what is needed",
    "details": "write `::: details Title`, the text, and `:::`",
    "a": "write the link as `[text](https://…)`",
    "b": "write `**bold**`",
    "strong": "write `**bold**`",
    "i": "write `*italic*`",
    "em": "write `*italic*`",
    "u": "underlined text looks like a link; write `*italic*`",
    "del": "write `~~struck~~`",
    "s": "write `~~struck~~`",
    "table": "write the table with `|` between the cells",
    "div": "write `::: note`, or another block, and close it with `:::`",
    "span": "write `[text]{.class lang=de}`",
    "hr": "write `---` on a line of its own",
    "p": "leave an empty line between paragraphs",
}
TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][\w-]*)(?P<rest>[^>]*)>")


def report_html(content: str, low: Lowering) -> None:
    """Report HTML that is not taken over, and how to write it here."""
    if content.lstrip().startswith("<!--") and "-->" not in content:
        low.report(
            error("raw-html", "the comment is never closed: all that follows is lost", low.locate("<!--"), "add `-->`")
        )
        return
    tag = TAG.search(content)
    name = tag["name"].lower() if tag else ""
    shown = f"<{name}>" if name else content.strip().splitlines()[0][:40]
    hint = HTML_HINTS.get(
        name, "write it in Markdown; `br kbd sub sup abbr cite q mark time ruby` are the HTML taken over"
    )
    if tag and tag["close"]:
        return  # its opening tag has been reported
    span = low.locate(f"<{tag['name']}") if tag else low.locate("<")
    low.report(error("raw-html", f"raw HTML `{shown}` is not taken over", span, hint))
