"""Styles and scripts as browsers get them: without what only their readers need.

Scripts lose comments, spaces and the long names of what is local to them; a property keeps its name, for other files
ask for it. What a script says and does stays as it is.
"""

from __future__ import annotations

import minify

ECMASCRIPT = 2018
"""The language of the scripts in `templates/runtime`: nothing newer is written for what is older and longer.

The web views inside LMSs' own mobile apps stay behind the browsers of their day."""

minify.config({"js-version": ECMASCRIPT})


def minified_styles(text: str) -> str:
    """Give a style sheet in few characters, with a newline at its end.

    Raises `ValueError` for a text that is no style sheet.
    """
    return _minified("text/css", text)


def minified_script(text: str) -> str:
    """Give a script in few characters, with a newline at its end.

    Raises `ValueError` for a text that is no script.
    """
    return _minified("application/javascript", text)


def _minified(media_type: str, text: str) -> str:
    return str(minify.string(media_type, text)) + "\n"
