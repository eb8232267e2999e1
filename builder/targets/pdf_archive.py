"""PDF/A-2a (ISO 19005-2) beside PDF/UA-1: what lets a file be kept for good and still be read then.

Fonts are embedded, nothing is encrypted, attached or fetched, and text has its characters already, as PDF/UA asks for
the same. Missing are the claim in the metadata, a meaning for the colours, an identifier, and pictures that leave no
choice to the viewer. Level A of part 2 is the highest that holds: part 1 has no transparency, part 3 adds attachments
alone, and part 4 is for PDF 2.0, which PDF/UA-1 is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from typing import Any

PART = 2
LEVEL = "A"

_CLAIMS = f"""\
<rdf:Description xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" rdf:about=""
  pdfaid:part="{PART}" pdfaid:conformance="{LEVEL}"/>
<rdf:Description xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
  xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#" rdf:about="">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
""".encode()
"""The level of PDF/A, and what the property is by which PDF/UA is claimed: PDF/A knows no schema that a file doesn't
describe (ISO 19005-2, 6.6.2.3)."""

_END = b"</rdf:RDF>"

_PROFILE = "sRGB2014.icc"
"""The colour profile that WeasyPrint brings; the International Color Consortium lets everybody pass it on."""


_STREAM_END = b"\nendstream"


@contextmanager
def plain_stream_ends() -> Iterator[None]:
    """Write streams inside the block so that everybody finds the same end of them (ISO 19005-2, 6.1.7.1).

    One in 256 ends with a carriage return of its own. The line feed that pydyf writes after it would make a line end of
    the two, and the stream a byte too short for readers that look for its end; so such a stream gets a whole line end.
    pydyf has no hook here: its property is wrapped for the time of the block.
    """
    import pydyf

    plain = pydyf.Stream.data

    def data(stream: Any) -> bytes:
        written: bytes = plain.fget(stream)
        if written.endswith(b"\r" + _STREAM_END):
            return written.removesuffix(_STREAM_END) + b"\r" + _STREAM_END
        return written

    pydyf.Stream.data = property(data)
    try:
        yield
    finally:
        pydyf.Stream.data = plain


def archivable(pdf: Any) -> None:
    """Make a tagged PDF that is about to be written a PDF/A of level 2a."""
    _claim(pdf)
    _tell_colours(pdf)
    _settle_pictures(pdf)
    _name_glyphs(pdf)


def _claim(pdf: Any) -> None:
    """Say in the metadata what the file conforms to; they stay readable without unpacking (ISO 19005-2, 6.6.2.1)."""
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    written = b"\n".join(metadata.stream)
    if written.count(_END) != 1:
        raise RuntimeError("WeasyPrint writes its metadata otherwise than expected")
    metadata.stream = [written.replace(_END, _CLAIMS + _END)]
    metadata.compress = False


def _tell_colours(pdf: Any) -> None:
    """Say what red, green and blue are: sRGB (ISO 19005-2, 6.2.3)."""
    import pydyf

    content = (files("weasyprint") / "pdf" / _PROFILE).read_bytes()
    profile = pydyf.Stream([content], {"N": 3}, compress=True)
    pdf.add_object(profile)
    intent = {
        "Type": "/OutputIntent",
        "S": "/GTS_PDFA1",
        "OutputConditionIdentifier": pydyf.String("sRGB"),
        "Info": pydyf.String("sRGB IEC61966-2.1"),
        "DestOutputProfile": profile.reference,
    }
    pdf.catalog["OutputIntents"] = pydyf.Array([pydyf.Dictionary(intent)])


def _settle_pictures(pdf: Any) -> None:
    """Have no picture smoothed at the viewer's discretion (ISO 19005-2, 6.2.8.3)."""
    for thing in pdf.objects:
        extra = getattr(thing, "extra", None)
        if extra and extra.get("Subtype") == "/Image" and "Interpolate" in extra:
            extra["Interpolate"] = "false"


def _name_glyphs(pdf: Any) -> None:
    """Give each glyph a character (ISO 19005-2, 6.2.11.7; ISO 14289-1, 7.21.7).

    Where two glyphs draw one character, as a letter and the vowel point on it, WeasyPrint gives both to the first. The
    other gets the character that means nothing and that searching leaves out.
    """
    for thing in pdf.objects:
        stream = getattr(thing, "stream", None)
        if stream and b"begincmap" in stream:
            stream[:] = [line.replace(b"<>", b"<034f>") if isinstance(line, bytes) else line for line in stream]
