"""What a manifest says about its module: the learning object metadata (IEEE 1484.12.1) of both SCORMs.

The front matter goes in, a `lom` element comes out. SCORM 1.2 takes the IMS binding of 2001, SCORM 2004 the one of
the IEEE (1484.12.3). They say the same in other words: what sets them apart is a `Binding`, the rest is shared.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

from builder.nodes import Metadata
from builder.targets.xmltext import Element, child, legal

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_NO_LANGUAGE = "x-none"
"""What IMS writes for the language of codes and words of a vocabulary."""

_CATALOG = "Coursewright"
"""Names the scheme that the module's identity belongs to."""


@dataclass(frozen=True, slots=True)
class Binding:
    """How one of the two bindings spells the parts in which they differ."""

    namespace: str
    scheme: str
    """What the metadata conform to."""
    scheme_name: str
    """Name of the element that says so."""
    spell: Callable[[str], str]
    """Element name from the IEEE's."""
    say: Callable[[Element, str, str], None]
    """Put a text in a language into an element."""
    term: Callable[[Element, str], None]
    """Put a word of the LOM vocabulary into an element."""
    identify: Callable[[Element, str], None]
    """Put the identity into `general`."""
    entity: tuple[str, ...]
    """Path to the element below `contribute` that holds a vCard."""
    no_language: str
    """Marks a text that is in no language; empty where the binding has no such mark."""
    duration_name: str
    """Name of the element that holds a duration."""


@dataclass(frozen=True, slots=True)
class Description:
    """What is told of a module, cut to what LMSs take."""

    identity: str
    title: str
    summary: str
    publisher: str = ""
    audience: str = ""
    """Who it is for, as a sentence's part in the module's language."""


def lom(parent: Element, metadata: Metadata, described: Description, binding: Binding) -> Element:
    """Append the metadata of a module to `parent`; what the front matter does not say is left out."""
    root = child(parent, f"{{{binding.namespace}}}lom")
    write = _Writer(binding, metadata.language)
    _general(root, metadata, described, write)
    _life_cycle(root, metadata, described, write)
    about = write.add(root, "metaMetadata")
    write.add(about, binding.scheme_name, binding.scheme)
    write.add(about, "language", metadata.language)
    write.add(write.add(root, "technical"), "format", "text/html")
    _educational(root, metadata, described, write)
    if metadata.licence:
        rights = write.add(root, "rights")
        reserved = "no" if metadata.licence.upper().startswith("CC0") else "yes"
        write.term(rights, "copyrightAndOtherRestrictions", reserved)
        write.say(rights, "description", metadata.licence)
    for objective in metadata.objectives:
        classification = write.add(root, "classification")
        write.term(classification, "purpose", "educational objective")
        write.say(classification, "description", objective.text)
    return root


@dataclass(frozen=True, slots=True)
class _Writer:
    """Appends elements as a binding spells them, texts in the module's language."""

    binding: Binding
    language: str

    def add(self, to: Element, name: str, text: str = "") -> Element:
        """Append an element."""
        return child(to, self.binding.spell(name), text)

    def say(self, to: Element, name: str, text: str) -> None:
        """Append an element with words in the module's language, if there are any."""
        if text:
            self.binding.say(self.add(to, name), text, self.language)

    def term(self, to: Element, name: str, word: str) -> None:
        """Append an element with a word of the LOM vocabulary."""
        self.binding.term(self.add(to, name), word)


def _general(root: Element, metadata: Metadata, described: Description, write: _Writer) -> None:
    general = write.add(root, "general")
    write.say(general, "title", described.title)
    write.binding.identify(general, described.identity)
    write.add(general, "language", metadata.language)
    write.say(general, "description", described.summary)
    for keyword in metadata.keywords:
        write.say(general, "keyword", keyword)


def _life_cycle(root: Element, metadata: Metadata, described: Description, write: _Writer) -> None:
    life = write.add(root, "lifeCycle")
    write.binding.say(write.add(life, "version"), metadata.version, write.binding.no_language)
    write.term(life, "status", "final")
    contributors = [("author", vcard(name)) for name in metadata.authors]
    if described.publisher:
        contributors.append(("publisher", vcard(described.publisher, organisation=True)))
    for role, card in contributors:
        contribute = write.add(life, "contribute")
        write.term(contribute, "role", role)
        holder = contribute
        for name in write.binding.entity:
            holder = write.add(holder, name)
        holder.text = legal(card)
        if metadata.date:
            write.add(write.add(contribute, "date"), "dateTime", metadata.date)


def _educational(root: Element, metadata: Metadata, described: Description, write: _Writer) -> None:
    educational = write.add(root, "educational")
    write.term(educational, "intendedEndUserRole", "learner")
    if metadata.duration:
        time = write.add(educational, "typicalLearningTime")
        write.add(time, write.binding.duration_name, duration(metadata.duration))
    write.say(educational, "description", described.audience)
    write.add(educational, "language", metadata.language)


def duration(minutes: int) -> str:
    """Write minutes as ISO 8601 does: 80 is `PT1H20M`."""
    hours, rest = divmod(minutes, 60)
    return "PT" + (f"{hours}H" if hours else "") + (f"{rest}M" if rest or not hours else "")


def vcard(name: str, *, organisation: bool = False) -> str:
    """Write a name as a vCard 3.0 (RFC 2426), whose N and FN are required; lines end in LF, as XML has them."""
    escaped = name.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
    lines = ["BEGIN:VCARD", "VERSION:3.0", f"N:{escaped};;;;", f"FN:{escaped}"]
    if organisation:
        lines.append(f"ORG:{escaped}")
    return "\n".join([*lines, "END:VCARD"])


def _ims_say(element: Element, text: str, language: str) -> None:
    child(element, "langstring", text).set(_XML_LANG, language)


def _ims_term(element: Element, word: str) -> None:
    _ims_say(child(element, "source"), "LOMv1.0", _NO_LANGUAGE)
    # IMS writes the words of its lists with capitals, but yes and no
    _ims_say(child(element, "value"), word if word in ("yes", "no") else word.title(), _NO_LANGUAGE)


def _ims_identify(general: Element, identity: str) -> None:
    entry = child(general, "catalogentry")  # `identifier` is reserved in the IMS binding
    child(entry, "catalog", _CATALOG)
    _ims_say(child(entry, "entry"), identity, _NO_LANGUAGE)


def _ieee_say(element: Element, text: str, language: str) -> None:
    made = child(element, "string", text)
    if language:
        made.set("language", language)


def _ieee_term(element: Element, word: str) -> None:
    child(element, "source", "LOMv1.0")
    child(element, "value", word)


def _ieee_identify(general: Element, identity: str) -> None:
    identifier = etree.Element(f"{{{etree.QName(general).namespace}}}identifier")
    child(identifier, "catalog", _CATALOG)
    child(identifier, "entry", identity)
    general.insert(0, identifier)


IMS = Binding(
    namespace="http://www.imsglobal.org/xsd/imsmd_rootv1p2p1",
    scheme="ADL SCORM 1.2",
    scheme_name="metadataScheme",
    spell=str.lower,
    say=_ims_say,
    term=_ims_term,
    identify=_ims_identify,
    entity=("centity", "vcard"),
    no_language=_NO_LANGUAGE,
    duration_name="datetime",
)
"""IMS Learning Resource Metadata 1.2.1, which SCORM 1.2 names."""

IEEE = Binding(
    namespace="http://ltsc.ieee.org/xsd/LOM",
    scheme="LOMv1.0",
    scheme_name="metadataSchema",
    spell=str,
    say=_ieee_say,
    term=_ieee_term,
    identify=_ieee_identify,
    entity=("entity",),
    no_language="",
    duration_name="duration",
)
"""IEEE 1484.12.3, which SCORM 2004 names."""
