"""Pictures that do more than be seen are refused, with the line of the reference and the place in the file (B085)."""

from __future__ import annotations

import base64
import re
import struct
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
import tinycss2
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from builder.check import check_modules
from builder.check.addresses import Verdict, judge, loads
from builder.check.growth import DEEPEST, MOST_DRAWN
from builder.check.svg import svg_faults
from builder.cli import main
from builder.diagnostics import Diagnostic, Severity
from builder.project import load_project, read_module
from builder.raster import raster_size
from projects import ROOT, module, write

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">'
SVG = "http://www.w3.org/2000/svg"
HEAD_OF_ALL = f"""<svg xmlns="{SVG}" xmlns:x="{SVG}" xmlns:h="http://www.w3.org/1999/xhtml"
 xmlns:l="http://www.w3.org/1999/xlink" xmlns:m="http://example.org/other">"""
CONTROLS = "".join(map(chr, range(0x21)))
XHTML = 'xmlns="http://www.w3.org/1999/xhtml"'
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + struct.pack(">II", 4, 4) + b"\x08\x02\x00\x00\x00"


def embedded(kind: str, content: bytes) -> str:
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"


def drawing(body: str, head: str = HEAD) -> bytes:
    return f"{head}{body}</svg>".encode()


def kinds(content: bytes) -> set[str]:
    return {fault.kind for fault in svg_faults(content)}


ACTIVE = [
    "<script>alert(1)</script>",
    "<script href='#a'/>",
    "<g xmlns:s='http://www.w3.org/2000/svg'><s:script/></g>",
    f"<foreignObject><script {XHTML}/></foreignObject>",
    "<x:script xmlns:x='http://example.org/other'/>",
    "<rect onload='x()'/>",
    "<rect onClick='x()'/>",
    "<g><g><rect onbegin=''/></g></g>",
    "<rect xmlns:ev='http://www.w3.org/2001/xml-events' ev:event='click'/>",
    "<ev:listener xmlns:ev='http://www.w3.org/2001/xml-events'/>",
    "<handler type='text/javascript'>x()</handler>",
    "<a href='javascript:x()'><rect/></a>",
    "<a xlink:href='JaVaScRiPt:x()'><rect/></a>",
    "<a href=' &#9;java&#10;script:x()'><rect/></a>",
    "<a href='&#106;avascript&#x3a;x()'><rect/></a>",
    "<a xmlns:l='http://www.w3.org/1999/xlink' l:href='vbscript:x()'><rect/></a>",
    "<set attributeName='href' to='javascript:x()'/>",
    "<animate attributeName='xlink:href' values='#a;javascript:x()'/>",
    "<animate attributeName=' HREF ' from='#a'/>",
    "<set attributeName='onload' to='x()'/>",
    "<iframe src='#'/>",
    f"<foreignObject><iframe {XHTML}/></foreignObject>",
    f"<foreignObject><embed {XHTML}/></foreignObject>",
    f"<foreignObject><object {XHTML} data='x'/></foreignObject>",
    f"<foreignObject><video {XHTML}/></foreignObject>",
    f"<foreignObject><form {XHTML} action='https://example.invalid'/></foreignObject>",
    f"<foreignObject><meta {XHTML} http-equiv='refresh' content='0;url=x'/></foreignObject>",
    f"<foreignObject><base {XHTML} target='_top'/></foreignObject>",
    f"<foreignObject><body {XHTML} onload='x()'/></foreignObject>",
    "<audio/>",
    "<video/>",
    "<foreignObject><math xmlns='http://www.w3.org/1998/Math/MathML' href='javascript:x()'/></foreignObject>",
]

OUTSIDE = [
    "<image href='https://example.invalid/a.png'/>",
    "<image xlink:href='//example.invalid/a.png'/>",
    "<image xlink:href='secret.png'/>",
    "<image href='../secret.png'/>",
    "<image href='file:///etc/hostname'/>",
    "<image href='C:\\secret.png'/>",
    "<image href='&#10;http://example.invalid/a.png'/>",
    "<use href='https://example.invalid/s.svg#a'/>",
    "<use xlink:href='other.svg#a'/>",
    "<use href='#a' xlink:href='other.svg#a'/>",
    "<feImage href='a.png'/>",
    "<textPath href='a.svg#b'/>",
    "<linearGradient xlink:href='a.svg#b'/>",
    "<a href='file:///etc/hostname'><rect/></a>",
    "<a href='#a' ping='#a https://example.invalid'><rect/></a>",
    "<rect fill='url(https://example.invalid/#a)'/>",
    "<rect fill='URL( \"a.svg#b\" ) red'/>",
    "<rect stroke='url(#a) url(b.svg#c)'/>",
    "<rect filter='url(a.svg#b)'/>",
    "<rect mask='url(a.svg#b)'/>",
    "<rect clip-path='url(a.svg#b)'/>",
    "<path marker-end='url(a.svg#b)'/>",
    "<rect cursor='url(a.cur), auto'/>",
    "<rect fill='\\75 rl(a.svg#b)'/>",
    "<rect style='fill: u\\72l(//example.invalid/a)'/>",
    "<rect style='fill:url(#a);background:url(\"a.png\")'/>",
    "<rect style='background:image-set(\"a.png\" 1x)'/>",
    "<rect style='background:-webkit-image-set(\"a.png\" 1x)'/>",
    "<set attributeName='fill' to='url(https://example.invalid/#a)'/>",
    "<style>@import 'a.css';</style>",
    "<style>@IMPORT url(#a);</style>",
    "<style>@\\69mport 'a.css';</style>",
    "<style><![CDATA[ rect { fill: url(a.svg#b) } ]]></style>",
    "<style>rect { fill: ur<!-- -->l(a.svg#b) }</style>",
    "<style>rect { fill: ur<b>x</b>l(a.svg#b) }</style>",
    "<style>@font-face { font-family: a; src: url(https://example.invalid/a.woff2) }</style>",
    "<style>a { content: '/*'; fill: url(a.svg#b); b: '*/' }</style>",
    f"<foreignObject><style {XHTML}>p {{ background: url(a.png) }}</style></foreignObject>",
    f"<foreignObject><img {XHTML} src='a.png'/></foreignObject>",
    f"<foreignObject><img {XHTML} src='#' srcset='{embedded('image/png', PNG)} 1x, a.png 2x'/></foreignObject>",
    f"<foreignObject><table {XHTML} background='a.png'/></foreignObject>",
    "<g xml:base='https://example.invalid/'><use href='#a'/></g>",
    "<x:include xmlns:x='http://www.w3.org/2001/XInclude' href='/etc/hostname'/>",
    "<?xml-stylesheet href='a.css'?>",
]

EMBEDDED = [
    "<image href='data:text/html,x'/>",
    "<image href='data:image/svg+xml,x'/>",
    "<use href='data:image/svg+xml;base64,PHN2Zy8+#a'/>",
    "<a href='data:text/html,x'><rect/></a>",
    f"<image href='{embedded('image/png', b'<svg/>')}'/>",
    "<image href='data:image/png;base64,A'/>",
    f"<image href='{embedded('font/woff2', b'wOF2')}'/>",
    f"<image href='{embedded('image/png', PNG[:16] + struct.pack('>II', 60_000, 60_000))}'/>",
    "<style>@font-face { src: url(data:text/css,x) }</style>",
]

BROKEN = [
    b"",
    b"no picture",
    b"<svg>",
    b"<svg/>",
    drawing("", '<svg xmlns="http://www.w3.org/2000/svg"><g>'),
    drawing("<x:rect/>"),
    drawing("&nbsp;"),
    drawing("", '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/x.dtd">' + HEAD + "&nbsp;"),
    b"<html xmlns='http://www.w3.org/1999/xhtml'><svg xmlns='http://www.w3.org/2000/svg'/></html>",
    drawing("&a;", '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/hostname">]>' + HEAD),
    drawing("&a;", '<!DOCTYPE svg [<!ENTITY b "bbbb"><!ENTITY a "&b;&b;&b;&b;">]>' + HEAD),
    drawing("", '<!DOCTYPE svg [<!ATTLIST svg onload CDATA "x()">]>' + HEAD),
    drawing("", '<?xml version="1.0" encoding="ISO-2022-JP"?>' + HEAD),
    drawing("", '<?xml version="1.0" encoding="UTF-7"?>' + HEAD),
    drawing("", '<?xml version="1.0" encoding="nonsense"?>' + HEAD),
    "\ufeff<svg>ä</svg>".encode("utf-16-be")[1:],
    drawing("<g>" * DEEPEST + "</g>" * DEEPEST),
    drawing('<g id="a"><use href="#a"/></g>'),
    drawing('<g id="a"><use href="#b"/></g><g id="b"><use href="#%61"/></g>'),
    drawing('<rect mask="url(#m)"/><mask id="m"><rect mask="url(#m)"/></mask>'),
    drawing('<path marker-start="url(#m)"/><marker id="m"><path style="marker-end:url(#m)"/></marker>'),
    drawing("<g id='g0'><rect/></g>" + "".join(
        f"<g id='g{n}'><use href='#g{n - 1}'/><use href='#g{n - 1}'/></g>" for n in range(1, 60))),
    drawing("<g id='g0'/>" + "".join(f"<g id='g{n}'><use href='#g{n - 1}'/></g>" for n in range(1, DEEPEST))),
    drawing("<rect/>" * MOST_DRAWN),
]  # fmt: skip

HARMLESS = [
    "<rect width='4' height='4' fill='url(#a)' style='stroke: url(#b)' transform='rotate(4)'/>",
    "<defs><linearGradient id='a' xlink:href='#b'/><linearGradient id='b'/></defs><rect fill=\"url('#a')\"/>",
    "<symbol id='s'><rect/></symbol><use href='#s'/><use xlink:href='#s' href='#s'/><use href='#gone'/>",
    "<g id='a'><defs><pattern id='p'><use href='#a'/></pattern></defs></g>",
    "<mask id='m'><use href='#r'/></mask><g mask='url(#m)'><rect id='r'/></g>",
    "<a href='#part'><rect/></a>",
    "<animate attributeName='fill' values='red;blue'/><animateMotion><mpath href='#a'/></animateMotion>",
    f"<image href='{embedded('image/png', PNG)}' width='4' height='4'/>",
    f"<image href='data:image/gif,GIF89a%04%00%04%00'/><feImage href='{embedded('IMAGE/JPEG', bytes([255, 216]))}'/>",
    f"<style>@font-face {{ font-family: a; src: url({embedded('font/woff2', b'wOF2')}) }} .a {{ fill: red }}</style>",
    "<style>/* (c) nobody */ .a > .b { fill: #abc; transform: none } @media print { rect { fill: red } }</style>",
    "<metadata><r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:d='http://purl.org/dc/elements/1.1/'>"
    "<d:source>https://example.org</d:source><d:type r:resource='https://example.org'/></r:RDF></metadata>",
    "<n:namedview xmlns:n='http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd' objecttolerance='1' n:docname='a.svg'/>",
    "<image xmlns:n='http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd' n:absref='/home/a.png' href='#a'/>",
    "<text data-from='url(a.png)' aria-label='onload: url(x)'>onload javascript: url(a.png) &lt;script&gt;</text>",
    "<title>On load</title><desc>@import</desc><!-- <script> --><?editor x?>",
    "<foreignObject width='4' height='4'/>",
    "<switch><text systemLanguage='de'>ja</text><text>yes</text></switch>",
]


@pytest.mark.parametrize("body", ACTIVE)
def test_what_runs_is_found(body: str) -> None:
    assert "active" in kinds(drawing(body))
    assert "active" in kinds(drawing(body).decode().encode("utf-16"))


@pytest.mark.parametrize("body", OUTSIDE)
def test_what_loads_is_found(body: str) -> None:
    assert "outside" in kinds(drawing(body))


def test_instructions_and_dtds_before_the_picture_are_found() -> None:
    assert kinds(b"<?xml-stylesheet href='a.css'?>" + drawing("")) == {"outside"}
    assert kinds(b"<!DOCTYPE svg SYSTEM 'https://example.invalid/a.dtd'>" + drawing("")) == {"outside"}
    own = b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    assert kinds(b'<?xml version="1.0" encoding="utf-8" standalone="no"?>\n' + own + drawing("")) == set()


@pytest.mark.parametrize("body", EMBEDDED)
def test_what_is_embedded_is_a_picture_of_pixels(body: str) -> None:
    assert kinds(drawing(body)) == {"embedded"}


@pytest.mark.parametrize("content", BROKEN, ids=range(len(BROKEN)))
def test_what_can_not_be_shown_or_printed_is_found(content: bytes) -> None:
    assert "broken" in kinds(content)


@pytest.mark.parametrize("body", HARMLESS)
def test_what_does_nothing_is_let_through(body: str) -> None:
    assert svg_faults(drawing(body)) == ()


def test_words_that_print_would_miss_and_links_that_lead_nowhere_are_told() -> None:
    words = f"<foreignObject><style {XHTML}>p {{}}</style><p {XHTML}>Some <b>words</b></p></foreignObject>"
    assert [(fault.kind, fault.times) for fault in svg_faults(drawing(words))] == [("words", 2)]
    for address in ("https://example.org", "mailto:ann@example.org", "other.html"):
        assert kinds(drawing(f"<a href='{address}'><text>x</text></a>")) == {"link"}


def test_faults_have_their_line_and_are_not_told_without_end() -> None:
    body = "\n<rect\n onload='a'/>\n<rect onload='b'/>\n<style>\na {}\nb { fill: url(x) }\n</style>"
    body += "".join(f"\n<image href='{n}.png'/>" for n in range(100))
    faults = svg_faults(drawing(body))
    assert [(fault.kind, fault.line, fault.times) for fault in faults] == [
        ("active", 2, 2), ("outside", 7, 1),
        ("outside", 9, 1), ("outside", 10, 1), ("outside", 11, 1), ("outside", 12, 97),
    ]  # fmt: skip
    assert faults[2].words == "`<image>` leads to `0.png`"
    assert max(len(fault.words) for fault in svg_faults(drawing(f"<image href='{'x' * 999}'/>"))) < 100


SPACES = ["", "x:", "h:", "m:"]
TAGS = ["g", "rect", "a", "use", "image", "style", "script", "set", "foreignObject", "iframe", "p", "img", "title"]
NAMES = ["id", "href", "l:href", "src", "srcset", "fill", "style", "mask", "onload", "h:onload", "xml:base",
         "attributeName", "to", "class", "background", "ping"]  # fmt: skip
VALUES = ["", "a", "#a", "red", "href", "l:href", "onload", "a.png", "//a", "data:image/png,x", "javascript:x()",
          "data:text/html,x", "url(#a)", "url( '#a' )", "url(a.png)", "u\\52l(//a)", "fill: url(#a) url('//a')",
          "src('a')", "image-set('a' 1x)", "@import 'a'", "rotate(4)", "'url(' url(a) '", "/* */ url(#a)", "/*", "*/",
          "\\", "'"]  # fmt: skip
BLANKS = ["", " ", "&#10;", "&#9;", "\n"]

values = st.lists(st.sampled_from(VALUES) | st.sampled_from(BLANKS), max_size=4).map("".join)


@st.composite
def elements(draw: st.DrawFn, depth: int = 0) -> str:
    """Draw any element of those that matter, with any attributes, and others below it."""
    tag = draw(st.sampled_from(SPACES)) + draw(st.sampled_from(TAGS))
    attributes = draw(st.dictionaries(st.sampled_from(NAMES), values, max_size=3))
    written = "".join(f' {name}="{value}"' for name, value in attributes.items())
    below = draw(st.lists(elements(depth + 1), max_size=2)) if depth < 3 else []
    return f"<{tag}{written}>{draw(values)}{''.join(below)}</{tag}>"


def addresses_of(css: object) -> Iterator[str]:
    """Give what CSS loads as its own parser sees it, whatever the rules around."""
    for token in css if isinstance(css, list) else [css]:
        if token.type == "url":
            yield token.value
        elif token.type == "function" and token.lower_name in ("url", "src", "image-set"):
            parts = [part for part in token.arguments if part.type not in ("whitespace", "comment")]
            read = parts[:1] if token.lower_name == "url" else parts  # what follows an address in `url()` is no other
            yield from (part.value for part in read if part.type in ("string", "url"))
        elif token.type == "at-keyword" and token.lower_value == "import":
            yield token.value
        yield from addresses_of(getattr(token, "arguments", None) or getattr(token, "content", None) or [])


def is_safe(content: bytes) -> bool:
    """Judge a picture by other parsers and the plainest rules."""
    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    addresses: list[str] = []
    for element in root.iter("*"):
        tag = etree.QName(element)
        if tag.localname == "script" or (tag.localname == "iframe" and "w3.org" in (tag.namespace or "")):
            return False
        if tag.localname == "style":
            addresses += addresses_of(tinycss2.parse_component_value_list("".join(element.xpath("text()"))))
        for name, value in element.attrib.items():
            if name == "onload" or (name == "attributeName" and tag.localname == "set" and "href" in value):
                return False
            if name in ("href", "src", "srcset", "background", "ping") or name.endswith(("}href", "}base")):
                addresses.append(value)
            elif name in ("fill", "style", "mask", "to"):
                addresses += addresses_of(tinycss2.parse_component_value_list(value))
    seen = [re.sub(r"^[\x00-\x20]+|[\t\n\r]+", "", address) for address in addresses]
    return all(not address.strip(CONTROLS) or address.startswith("#") for address in seen)


CSS = ["url(", "u\\72l(", "URL(", ")", "'", '"', "#a", "a.png", "/*", "*/", "\\", "\n", " ", ";", "{", "}", "fill:",
       "@import ", "@\\69mport ", "src(", "image-set(", "x", "("]  # fmt: skip


@given(st.lists(st.sampled_from(CSS), max_size=10).map("".join))
def test_styles_that_are_let_through_load_nothing(css: str) -> None:
    if all(judge(address) is Verdict.INSIDE for _, address in loads(css)):
        found = list(addresses_of(tinycss2.parse_component_value_list(css)))
        assert [address for address in found if address.strip(CONTROLS)[:1] not in ("", "#")] == []


@given(st.lists(elements(), max_size=3).map("".join), st.sampled_from(["utf-8", "utf-16"]))
def test_what_is_let_through_is_safe_for_other_parsers(body: str, encoding: str) -> None:
    content = drawing(body, HEAD_OF_ALL).decode().encode(encoding)
    if not {"broken", "active", "outside", "embedded", "link"} & kinds(content):
        assert is_safe(content)


@given(st.permutations(HARMLESS), st.sampled_from([*ACTIVE, *OUTSIDE, *EMBEDDED]), st.integers(0, len(HARMLESS)))
def test_nothing_hides_among_the_harmless(harmless: list[str], evil: str, place: int) -> None:
    assert svg_faults(drawing("".join(harmless))) == ()
    body = "\n".join([*harmless[:place], evil, *harmless[place:]])
    (told,) = {fault.line for fault in svg_faults(drawing(body))}
    assert told == place + 1


@given(st.binary(max_size=300) | st.text(alphabet="<>svg=\"'/!&;#[] xlink:href()@\\url", max_size=200).map(str.encode))
def test_no_file_stops_the_check(content: bytes) -> None:
    svg_faults(content)
    svg_faults(drawing("", HEAD)[:-6] + content)


@given(st.integers(0, 9), st.sampled_from(["javascript:x()", "https://example.invalid/", "a.png"]))
def test_blanks_inside_an_address_hide_nothing(place: int, address: str) -> None:
    for blank in ("&#9;", "&#10;", "&#13;", "\t"):
        written = address[:place] + blank + address[place:]
        assert kinds(drawing(f"<use href='{written}'/>")) & {"active", "outside"}


def checked(root: Path, body: str, **files: bytes) -> list[Diagnostic]:
    """Check a module with pictures beside it (`_` for the dot)."""
    write(root, one=module(body=body))
    for name, content in files.items():
        (root / "modules/one/media" / name.replace("_", ".")).write_bytes(content)
    found: list[Diagnostic] = []
    project = load_project(root, found.append)
    read = read_module(project, "one", found.append)
    assert read is not None
    return [*found, *check_modules({"one": read}, frozenset(["one"]), root)]


def test_b085_an_svg_with_script_is_refused_where_it_is_referred_to(tmp_path: Path) -> None:
    chart = drawing(
        "<script/>\n<image xlink:href='secret.png'/>\n"
        f"<foreignObject><div {XHTML}>Only here</div></foreignObject>\n<a href='https://example.org'/>"
    )
    found = checked(tmp_path, "![Chart](media/chart.svg)\n\n[Open the chart](media/chart.svg)", chart_svg=chart)
    assert [(one.slug, one.severity, one.span.line, one.span.column) for one in found] == [
        ("active-svg", Severity.ERROR, 11, 10),
        ("svg-loads", Severity.ERROR, 11, 10),
        ("svg-words", Severity.WARNING, 11, 10),
        ("svg-link", Severity.WARNING, 11, 10),
    ]
    assert found[0].message == f"modules/one/media/chart.svg:1:{len(HEAD) + 1}: `<script>` is no part of a picture"
    assert found[1].message == "modules/one/media/chart.svg:2:1: `<image>` leads to `secret.png`"
    assert all(one.hint for one in found)


@pytest.mark.parametrize("body", ["[Open](media/chart.svg)", "Press ![it](media/chart.svg).",
    "::: video Film {src=media/film.mp4 poster=media/chart.svg silent}\nNothing is said.\n:::",
    "::: download Chart {file=media/chart.svg}\n:::",
    "::: details More\n- ![Chart](media/chart.svg)\n:::"])  # fmt: skip
def test_b085_whatever_refers_to_a_picture(body: str, tmp_path: Path) -> None:
    film = b"\0\0\0\x18ftypmp42"
    found = checked(tmp_path, body, chart_svg=drawing("<rect onload='x()'/>"), film_mp4=film)
    assert [one.slug for one in found] == ["active-svg"]
    assert checked(tmp_path / "good", body, chart_svg=drawing("<rect/>"), film_mp4=film) == []


def test_b085_no_product_is_made_of_a_refused_picture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, one=module(body="![Chart](media/chart.svg)"))
    picture = tmp_path / "modules/one/media/chart.svg"
    picture.write_bytes(drawing("<script/>"))
    assert main(["build", "--target", "web"]) == 1
    error = capsys.readouterr().err
    assert re.search(
        r"^modules/one/module\.md:11:10: error: modules/one/media/chart\.svg:1:\d+: .* \[active-svg\]$", error, re.M
    )
    assert not list((tmp_path / "output").glob("one.*"))
    picture.write_bytes(drawing("<rect/>"))
    assert main(["build", "--target", "web"]) == 0


@pytest.mark.parametrize(
    ("name", "content", "slug"),
    [
        ("a_png", drawing("<script/>"), "media-content"),
        ("a_jpg", b"\xef\xbb\xbf\n <!DOCTYPE html><html>", "media-content"),
        ("a_png", drawing("").decode().encode("utf-16"), "media-content"),
        ("a_svg", PNG, "media-content"),
        ("a_png", b"GIF89a\x04\x00\x04\x00", ""),
        ("a_svg", b"\x1f\x8b\x08", "broken-svg"),
        ("a_svgz", b"\x1f\x8b\x08", "broken-svg"),
        ("a_png", b"\x1f\x8b\x08", "broken-svg"),
        ("a_svg", drawing(" " * 5_000_000), "broken-svg"),
        ("a_svg", drawing(" " * 900_000), ""),
        ("a_svg", drawing("<image href='data:text/html,x'/>"), "svg-embeds"),
        ("a_png", PNG, ""),
        ("a_png", PNG[:16] + struct.pack(">II", 40_000, 40_000), "large-picture"),
        ("a_png", PNG[:16] + struct.pack(">II", 8_000, 5_000), ""),
        ("a_gif", b"GIF89a\xff\xff\xff\xff", "large-picture"),
        ("a_webp", b"RIFF....WEBPVP8X" + bytes(8) + b"\xff\xff\xff" * 2, "large-picture"),
        ("a_jpg", b"\xff\xd8" + b"\xff\xe1\xff\xff" + bytes(65533) + b"\xff\xc2\x00\x0b\x08\xff\xff\xff\xff\x03",
         "large-picture"),
        ("a_avif", b"\0\0\0\x1cftypavif" + bytes(12) + b"\0\0\0\x14ispe" + bytes(4) + struct.pack(">II", 65535, 65535),
         "large-picture"),
        ("a_bmp", b"BM" + bytes(16) + struct.pack("<ii", 20_000, -20_000), "large-picture"),
        ("a_png", b"x", ""),
    ],
)  # fmt: skip
def test_b085_pictures_are_what_they_say_they_are(name: str, content: bytes, slug: str, tmp_path: Path) -> None:
    found = checked(tmp_path, f"![A](media/{name.replace('_', '.')})", **{name: content})
    assert [(one.slug, one.severity, one.span.line) for one in found] == ([(slug, Severity.ERROR, 11)] if slug else [])


@given(st.integers(0, 3), st.integers(0, 3))
def test_a_jpeg_tells_its_size_however_much_stands_before_it(fill: int, told: int) -> None:
    head = b"\xff\xd8" + (b"\xff\xe2\xff\xf0" + bytes(0xFFEE)) * told + b"\xff" * fill
    assert raster_size(BytesIO(head + b"\xff\xc0\x00\x0b\x08\x00\x1e\x00\x28\x03")) == (40, 30)
    assert raster_size(BytesIO(head)) is None


def test_b085_pages_and_data_that_run_in_the_lms_are_warned_of(tmp_path: Path) -> None:
    body = (
        "[a](media/a.html) [b](media/b.xml) [c](media/c.js) [d](media/d.csv)\n\n::: download A {file=media/e.html}\n:::"
    )
    found = checked(tmp_path, body, a_html=b"x", b_xml=b"x", c_js=b"x", d_csv=b"x", e_html=b"x")
    assert [(one.slug, one.severity, one.span.column) for one in found] == [
        ("active-file", Severity.WARNING, 5), ("active-file", Severity.WARNING, 23),
    ]  # fmt: skip


def test_b085_links_on_the_disk_that_leave_the_module_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "away.svg").write_bytes(drawing("<script/>"))
    (tmp_path / "modules/one/media").mkdir(parents=True)
    (tmp_path / "modules/one/media/chart.svg").symlink_to(tmp_path / "away.svg")
    assert [one.slug for one in checked(tmp_path, "![Chart](media/chart.svg)")] == ["outside-module"]


@pytest.mark.parametrize("path", sorted(ROOT.glob("modules/*/media/*.svg")) + sorted(ROOT.glob("templates/**/*.svg")))
def test_pictures_of_the_project_are_let_through(path: Path) -> None:
    assert svg_faults(path.read_bytes()) == ()
