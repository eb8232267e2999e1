"""What both SCORMs share: a site, with an IMS content-packaging manifest that lists it as one launchable object.

A module and its site's files go in, a package comes out. A manifest is made of the identity, the metadata and the
file names alone, so that the same source gives the same manifest. What one SCORM says in another way than the other
is its `Profile`.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from lxml import etree

from builder.diagnostics import Report, warning
from builder.nodes import Metadata, Module, questions_of
from builder.package import Content, Package, package
from builder.render import RenderContext
from builder.render.course import one_line
from builder.render.templates import strings
from builder.targets.control_files import control_files
from builder.targets.lom import Binding, Description, lom
from builder.targets.weight import weigh
from builder.targets.xmltext import Element, child, legal

MANIFEST = "imsmanifest.xml"
ENTRY = "index.html"

TITLE_LIMIT = 200
"""Characters of a title: the schema of SCORM 1.2 (imscp_rootv1p1p2, titleType) takes no more."""
SUMMARY_LIMIT = 1000
"""Characters of a description: LMSs that go by the smallest maximum of LOM cut or refuse what is longer."""
_VERSION_LIMIT = 20
_IDENTIFIER_LIMIT = 200

_DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'
_SCHEMA_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
_TOKEN = re.compile(r"_x[0-9A-F]{4,6}_|.", re.S)


@dataclass(frozen=True, slots=True)
class Profile:
    """What a manifest of one SCORM says in its own way."""

    target: str
    """Name of the target."""
    schema_version: str
    namespaces: Mapping[str | None, str]
    """Namespaces by prefix; that of the content package has none."""
    schemas: Mapping[str, str]
    """Name of the control file for each namespace."""
    scorm_type: str
    """Qualified name of the attribute that tells a SCO from an asset."""
    binding: Binding
    complete: Callable[[Element, Element, int | None], None]
    """Add what follows the item in `organization` and the title in `item`; the number is the pass mark in per cent
    that the LMS shall judge by, if it shall."""


def identifier(identity: str) -> str:
    """Turn any identity into characters that identifiers may have: `[A-Za-z0-9_-]`, different for different ones.

    Other characters become `_x` + code point + `_`, and so does an underscore before an x that could be taken for
    such (as ISO/IEC 9075-14 maps names). What grows over 200 characters ends in its digest instead:
    LMSs keep 255. Unicode is composed first (NFC), as disks differ in that. A first letter has to be put before it.
    """
    written = unicodedata.normalize("NFC", identity)
    marked = re.sub(r"_(?=x)|[^A-Za-z0-9_-]", lambda found: f"_x{ord(found[0]):04X}_", written)
    if len(marked) <= _IDENTIFIER_LIMIT:
        return marked
    digest = hashlib.sha256(written.encode(errors="surrogatepass")).hexdigest()[:32]
    ending = f"_xx{digest}"  # `_xx` is the start of no mark above
    head = ""
    for token in _TOKEN.findall(marked):
        if len(head) + len(token) + len(ending) > _IDENTIFIER_LIMIT:
            break
        head += token
    return head + ending


def describe(module: Module, context: RenderContext, report: Report) -> Description:
    """Cut what a manifest tells of a module to what LMSs take; reports what had to be cut."""
    metadata = module.metadata
    audience = ", ".join(metadata.audience)
    if audience:
        audience = f"{strings(metadata.language, context.templates)['audience']}: {audience}"
    title, words = _cut("title", metadata.title, TITLE_LIMIT)
    if words:
        report(warning("title-cut", words, metadata.span, _keep_within(TITLE_LIMIT)))
    summary, words = _cut("summary", metadata.summary, SUMMARY_LIMIT)
    if words:
        report(warning("summary-cut", words, metadata.span, _keep_within(SUMMARY_LIMIT)))
    return Description(
        identity=metadata.id or module.slug,
        title=title,
        summary=summary,
        publisher=metadata.publisher or context.publisher,
        audience=one_line(audience, SUMMARY_LIMIT),
    )


def _cut(name: str, text: str, limit: int) -> tuple[str, str]:
    """Cut a text at a word, before it is escaped; give it with words for the author, empty where all of it stays."""
    whole = legal(text)
    short = one_line(whole, limit)
    if short == " ".join(whole.split()):
        return short, ""
    return short, f"the {name} has {len(whole)} characters: an LMS is given the first {len(short) - 1} of them"


def _keep_within(limit: int) -> str:
    return f"keep it within {limit} characters; the module itself shows all of it"


def content_package(
    module: Module, context: RenderContext, report: Report, *, files: Mapping[str, Content], profile: Profile
) -> Package:
    """Make the package of a module out of the files of its site.

    Reports a title or summary that is cut, and a package too heavy for usual LMSs. Raises BuildError where the folder
    of control files is not usable.
    """
    control = control_files(context.control_files, profile.target, taken=[MANIFEST, *files])
    described = describe(module, context, report)
    judged = judged_pass_mark(module, context)
    document = manifest(module.metadata, described, profile=profile, files=files, control=control, pass_mark=judged)
    whole = {**files, **control, MANIFEST: document}
    weigh(whole, module, report)
    return package("zip", whole, first=MANIFEST)


def judged_pass_mark(module: Module, context: RenderContext) -> int | None:
    """Give the pass mark in per cent for the manifest: only with the option `judge=lms`, and where questions decide.

    By default the manifest has none. Moodle's default "mastery score overrides status" and others like it would
    turn any interim score into "failed"; the player judges by the same mark, from the same front matter.
    """
    mark = module.metadata.completion.pass_mark
    asked = any(question.points for question in questions_of(module))
    return mark if dict(context.options).get("judge") == "lms" and asked else None


def manifest(
    metadata: Metadata,
    described: Description,
    *,
    profile: Profile,
    files: Iterable[str],
    control: Iterable[str] = (),
    pass_mark: int | None = None,
) -> bytes:
    """Write `imsmanifest.xml` for the files of a site; of the control files it names those that it follows."""
    name = identifier(described.identity)
    tag = f"{{{profile.namespaces[None]}}}manifest"
    root = etree.Element(tag, nsmap=profile.namespaces)  # type: ignore[arg-type]  # stubs know no default namespace
    root.set("identifier", f"course-{name}")
    if metadata.version and len(metadata.version) <= _VERSION_LIMIT:
        root.set("version", legal(metadata.version))
    _point_to_schemas(root, profile, frozenset(control))

    head = child(root, "metadata")
    child(head, "schema", "ADL SCORM")
    child(head, "schemaversion", profile.schema_version)
    lom(head, metadata, described, profile.binding)

    organizations = child(root, "organizations", default=f"organization-{name}")
    organization = child(organizations, "organization", identifier=f"organization-{name}")
    child(organization, "title", described.title)
    reference = {"identifier": f"item-{name}", "identifierref": f"resource-{name}", "isvisible": "true"}
    item = child(organization, "item", **reference)
    child(item, "title", described.title)
    profile.complete(organization, item, pass_mark)

    resource = child(child(root, "resources"), "resource", identifier=f"resource-{name}", type="webcontent", href=ENTRY)
    resource.set(profile.scorm_type, "sco")
    for file in sorted(files, key=lambda file: (file != ENTRY, file)):
        child(resource, "file", href=quote(file))
    return _DECLARATION + etree.tostring(root, xml_declaration=False, encoding="UTF-8", pretty_print=True)


def _point_to_schemas(root: Element, profile: Profile, control: frozenset[str]) -> None:
    """Name the control files that travel, and no others: a reference into the void is an error to strict LMSs."""
    pairs = [f"{namespace} {file}" for namespace, file in profile.schemas.items() if file in control]
    if pairs:
        root.set(f"{{{_SCHEMA_INSTANCE}}}schemaLocation", " ".join(pairs))
