"""Elements with text, built so that whatever an author typed comes back from the XML letter for letter."""

from __future__ import annotations

import re

from lxml import etree

Element = etree._Element
"""An element of a tree under construction."""

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 (section 2.2) can't hold, not even as references."""


def legal(text: str) -> str:
    """Leave out what no XML document can hold."""
    return _FORBIDDEN.sub("", text)


def child(parent: Element, name: str, text: str = "", **attributes: str) -> Element:
    """Append an element in the namespace of `parent`, unless `name` brings its own (`{namespace}name`)."""
    qualified = name if name.startswith("{") else f"{{{etree.QName(parent).namespace}}}{name}"
    made = etree.SubElement(parent, qualified)
    for attribute, value in attributes.items():
        made.set(attribute, legal(value))
    if text:
        made.text = legal(text)
    return made
