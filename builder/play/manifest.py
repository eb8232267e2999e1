"""Reads imsmanifest.xml of any SCORM package: standard, what can be launched, what the files are.

Elements are known by their local names, as manifests in the field mix namespaces (which is a finding).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

from builder.diagnostics import BuildError
from builder.play.findings import Finding

MANIFEST = "imsmanifest.xml"
_SPACES = {
    "1.2": {"http://www.adlnet.org/xsd/adlcp_rootv1p2", "http://www.imsproject.org/xsd/imscp_rootv1p1p2"},
    "2004": {"http://www.adlnet.org/xsd/adlcp_v1p3", "http://www.imsglobal.org/xsd/imscp_v1p1"},
}
"""Namespaces by which a manifest shows its standard."""
_BASE = "{http://www.w3.org/XML/1998/namespace}base"


@dataclass(frozen=True, slots=True)
class Item:
    """Something that can be launched."""

    title: str
    href: str
    """Address inside the package, as written, with its query and parameters."""
    launch_data: str = ""
    mastery_score: str | None = None
    """1.2: `adlcp:masteryscore`."""
    passing_score: str | None = None
    """2004: `imsss:minNormalizedMeasure` of the primary objective, where success is judged by it."""
    completion_by_content: bool = False
    objectives: tuple[str, ...] = ()
    """Ids that an LMS puts into `cmi.objectives` before the launch."""

    @property
    def file(self) -> str:
        """Name of the file in the package."""
        return file_of(self.href)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a manifest says."""

    version: str
    """`1.2` or `2004`."""
    edition: str
    """`schemaversion` as written."""
    title: str
    items: tuple[Item, ...]
    files: frozenset[str]
    """Names of all files that a resource lists."""
    findings: tuple[Finding, ...]


def read_manifest(data: bytes) -> Manifest:
    """Read a manifest; raises BuildError where it is none, or leads nowhere."""
    if b"<!ENTITY" in data:
        raise BuildError(f"{MANIFEST} declares entities, which no manifest needs and no LMS should follow")
    try:
        root = ElementTree.fromstring(data)
    except (ElementTree.ParseError, LookupError, ValueError) as problem:
        raise BuildError(f"{MANIFEST} is no well-formed XML: {problem}") from problem
    if _name(root) != "manifest":
        raise BuildError(f"{MANIFEST} begins with <{_name(root)}>, not with <manifest>: this is no SCORM package")
    findings: list[Finding] = []
    edition = _text(root, "metadata/schemaversion")
    version = _version(root, edition, findings)
    resources = {one.get("identifier", ""): one for one in root.iter() if _name(one) == "resource"}
    base = root.get(_BASE, "") + next((one.get(_BASE, "") for one in root if _name(one) == "resources"), "")
    files = frozenset(_files(resources.values(), base))
    organization = _organization(root)
    items = tuple(_items(organization, resources, base, version, findings)) if organization is not None else ()
    if any(_name(one) == "mapInfo" for one in root.iter()):
        findings.append(Finding("warning", "map-info", "Moodle 4.5 on PHP 8 fails at the upload of mapInfo", MANIFEST))
    for item in items:
        if item.mastery_score and not re.fullmatch(r"(100|\d{1,2})(\.\d+)?", item.mastery_score):
            findings.append(
                Finding("error", "mastery-score", "no number from 0 to 100", item.title, item.mastery_score)
            )
    if not items:
        raise BuildError(f"{MANIFEST} has no item that leads to a file: there is nothing to launch")
    title = (_text(organization, "title") if organization is not None else "") or items[0].title
    return Manifest(version, edition, title, items, files, tuple(findings))


def file_of(address: str) -> str:
    """Give the name of the file that an address inside a package stands for."""
    return posixpath.normpath(unquote(urlsplit(address).path))


def _version(root: ElementTree.Element, edition: str, findings: list[Finding]) -> str:
    names = {one.tag.partition("}")[0].lstrip("{") for one in root.iter()}
    names |= {key.partition("}")[0].lstrip("{") for one in root.iter() for key in one.attrib if key.startswith("{")}
    spaces = {version for version, own in _SPACES.items() if own & names}
    said = "1.2" if edition.strip() == "1.2" else "2004" if re.match(r"2004|CAM 1\.3", edition.strip()) else ""
    if not said and not spaces:
        raise BuildError(
            f"{MANIFEST} names neither SCORM 1.2 nor SCORM 2004 (schemaversion `{edition}`): not a SCORM package"
        )
    if not said:
        findings.append(Finding("error", "edition", "the schemaversion names no edition of SCORM", MANIFEST, edition))
    elif spaces != {said}:
        # An LMS may take either word for it, and choose the wrong API.
        findings.append(
            Finding(
                "error", "namespaces", f"schemaversion and namespaces disagree about SCORM {said}", MANIFEST, edition
            )
        )
    return said or min(spaces)


def _organization(root: ElementTree.Element) -> ElementTree.Element | None:
    group = next((one for one in root if _name(one) == "organizations"), None)
    if group is None:
        return None
    all_of_them = [one for one in group if _name(one) == "organization"]
    wanted = group.get("default", "")
    return next(
        (one for one in all_of_them if one.get("identifier") == wanted), all_of_them[0] if all_of_them else None
    )


def _items(
    organization: ElementTree.Element,
    resources: dict[str, ElementTree.Element],
    base: str,
    version: str,
    findings: list[Finding],
) -> Iterator[Item]:
    for item in organization.iter():
        reference = item.get("identifierref")
        if _name(item) != "item" or not reference:
            continue
        title = _text(item, "title")
        resource = resources.get(reference)
        if resource is None or not resource.get("href"):
            findings.append(
                Finding("error", "dangling-item", "the item leads to no resource with an address", title, reference)
            )
            continue
        kind = next((value for key, value in resource.attrib.items() if key.endswith(("}scormtype", "}scormType"))), "")
        spelled = "scormtype" if version == "1.2" else "scormType"
        if kind and not any(key.endswith("}" + spelled) for key in resource.attrib):
            findings.append(Finding("error", "scormtype", f"SCORM {version} spells it {spelled}", reference))
        href = base + resource.get(_BASE, "") + resource.get("href", "") + item.get("parameters", "")
        if urlsplit(href).scheme:
            findings.append(Finding("error", "launch-address", "the start page is not in the package", title, href))
            continue
        if kind.lower() == "asset":
            continue
        yield _item(item, title, href, version)


def _item(item: ElementTree.Element, title: str, href: str, version: str) -> Item:
    mastery = _text(item, "masteryscore") if version == "1.2" else ""
    primary = next((one for one in item.iter() if _name(one) == "primaryObjective"), None)
    by_measure = primary is not None and primary.get("satisfiedByMeasure") == "true"
    objectives = [one.get("objectiveID", "") for one in item.iter() if _name(one) in ("primaryObjective", "objective")]
    delivery = next((one for one in item.iter() if _name(one) == "deliveryControls"), None)
    return Item(
        title,
        href,
        _text(item, "datafromlms") or _text(item, "dataFromLMS"),
        mastery or None,
        _text(primary, "minNormalizedMeasure") or "1.0" if by_measure and primary is not None else None,
        delivery is not None and delivery.get("completionSetByContent") == "true",
        tuple(filter(None, objectives)),
    )


def _files(resources: Iterable[ElementTree.Element], base: str) -> Iterator[str]:
    for resource in resources:
        own = base + resource.get(_BASE, "")
        for one in (resource, *(file for file in resource if _name(file) == "file")):
            if one.get("href") and not urlsplit(one.get("href", "")).scheme:
                yield file_of(own + one.get("href", ""))


def _name(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _text(element: ElementTree.Element, path: str) -> str:
    """Give the text at a path of local names, blanks trimmed; empty where there is none."""
    for name in path.split("/"):
        found = next((one for one in element if _name(one) == name), None)
        if found is None:
            return ""
        element = found
    return (element.text or "").strip()
