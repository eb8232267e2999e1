"""The files all screen targets share: well-formed, labelled, self-contained, small, and to be read on every ground."""

from __future__ import annotations

import gzip
import json
import re
import struct
from pathlib import Path

import pytest
from lxml import etree, html

from builder.catalogue import Brand, Defaults
from builder.diagnostics import BuildError
from builder.names import ascii_name
from builder.nodes import Module, questions_of
from builder.package import Content
from builder.parse import parse_module
from builder.project import load_project, read_module
from builder.questions import QUESTIONS, interaction_of
from builder.questions.base import Unscored
from builder.render import RenderContext
from builder.render.media import media_addresses
from builder.render.minified import all_minified, minified
from builder.render.pictures import picture_size
from builder.render.site import SCORM, script_json, site
from builder.render.theme import DARK, LIGHT, contrast, readable, theme_css, unreadable
from builder.source import Source

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"

EVERYTHING = """\
---
title: 'Health & Safety: "Stop" <now>'
language: en
objectives:
  - {id: one, text: Know the parts.}
---

## First {#first}

![A plan](media/Plan ä.svg "The plan.")

::: choice {#q-choice objective=one shuffle}
Which tag ends a script? `</script>`

- [ ] `<!-- comment`
  > Line\u2028separator.
- [x] A long way to say yes.
  > Yes.
:::

::: true-false {#q-judge answer=false}
The bell stops the bike.
:::

::: text {#q-text}
Which part stops the bike?

- brake
:::

::: numeric {#q-number from=10 to=20 unit=minutes}
How long is a break?
:::

## Second {#second}

[The sheet](media/plan-a.csv), and [the first question](#q-choice).

::: match {#q-match}
Who does what?

| Task | Role |
|---|---|
| Keeps the time | Moderator |
| Answers | Mentor |
:::

::: order {#q-order}
What comes first?

1. Agree.
2. Invite.
3. Meet.

::: hint
Nobody comes uninvited.
:::
:::
"""


@pytest.fixture(scope="module")
def module(tmp_path_factory: pytest.TempPathFactory) -> Module:
    folder = tmp_path_factory.mktemp("everything")
    (folder / "media").mkdir()
    (folder / "media" / "Plan ä.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 320"/>')
    (folder / "media" / "plan-a.csv").write_text("a,b\n")
    source = Source("modules/everything/module.md", EVERYTHING.replace("Plan ä", "Plan%20ä"), folder)
    made = parse_module(source, Defaults(), lambda diagnostic: None)
    assert made is not None
    return made


def files_of(module: Module, connection: str = "local") -> dict[str, Content]:
    return site(module, RenderContext((TEMPLATES,)), lambda diagnostic: None, connection=connection)


def text_of(files: dict[str, Content], name: str) -> str:
    content = files[name]
    assert isinstance(content, bytes)
    return content.decode()


def test_b095_a_solution_is_a_number_of_the_modules_language() -> None:
    number = "::: numeric {#n1 answer=0.5 tolerance=0.01}\nWie viel?\n:::\n"
    gap = "::: blanks {#b1}\nEs sind [[1.5±0.1]].\n:::\n"
    head = "---\ntitle: Zahlen\nlanguage: de\n---\n\n## Seite\n\n"
    source = Source("modules/zahlen/module.md", f"{head}{number}\n{gap}")
    made = parse_module(source, Defaults(), lambda diagnostic: None)
    assert made is not None
    page = html.fromstring(text_of(files_of(made), "index.html"))
    told = " ".join(page.xpath('//*[@data-solution]//text()'))
    assert "0,5" in told
    assert "1,5" in told
    assert not re.search(r"[01]\.5", told)


def test_the_page_is_well_formed_and_has_one_first_heading(module: Module) -> None:
    page = text_of(files_of(module), "index.html")
    root = etree.fromstring(page.encode())
    assert ["".join(heading.itertext()) for heading in root.iter("h1")] == ['Health & Safety: "Stop" <now>']
    identifiers = root.xpath("//@id")
    assert len(identifiers) == len(set(identifiers))
    for reference in root.xpath("//@aria-labelledby | //@aria-describedby | //@for | //@aria-controls"):
        assert set(str(reference).split()) <= set(identifiers)


def test_every_kind_of_question_is_shown_with_labelled_controls() -> None:
    gallery = read_module(load_project(Path(__file__).parent / "gallery", lambda _: None), "gallery", lambda _: None)
    assert gallery is not None
    root = html.fromstring(text_of(files_of(gallery), "index.html"))
    numbered = {name for name, row in QUESTIONS.items() if row.numbered}
    assert {node.get("data-kind") for node in root.find_class("question")} == numbered
    for question in root.find_class("question"):
        named_by = question.xpath(".//fieldset")[0].get("aria-labelledby", "").split()
        names = question.xpath(".//legend") or [root.get_element_by_id(one) for one in named_by]
        assert "".join("".join(one.itertext()) for one in names).strip()
        controls = question.xpath(".//input | .//select | .//textarea")
        assert controls
        for control in controls:
            labels = question.xpath(f".//label[@for='{control.get('id')}']") if control.get("id") else []
            labels += control.xpath("ancestor::label")
            heard = "".join("".join(label.xpath(".//text() | .//img/@alt")) for label in labels).strip()
            named = control.get("aria-label") or heard
            for one in (control.get("aria-labelledby") or "").split():
                named += root.get_element_by_id(one).text_content().strip()
            assert named, html.tostring(control)
            assert control.get("name")
        about = interaction_of(next(node for node in questions_of(gallery) if node.id == question.get("id")))
        judged = not isinstance(about.scoring, Unscored)
        assert not judged or question.xpath(".//details[@class='answers']//div[@data-solution]")


def test_no_order_question_shows_its_answer(module: Module) -> None:
    root = html.fromstring(text_of(files_of(module), "index.html"))
    shown = root.xpath("//*[@id='q-order']//li[@class='order-item']/@data-key")
    assert sorted(shown) == ["a", "b", "c"]
    assert shown != ["a", "b", "c"]


def test_course_data_cannot_end_its_script_element(module: Module) -> None:
    page = text_of(files_of(module), "index.html")
    data = page.partition('id="course">')[2].partition("</script>")[0]
    told = json.loads(data)
    assert told["questions"][0]["text"] == "Which tag ends a script? </script>"
    assert told["questions"][0]["labels"]["a"] == "<!-- comment"
    assert not set("<>&\u2028\u2029") & set(data)
    assert script_json({"a": "</script><!--&\u2028"}) == '{"a":"\\u003c/script\\u003e\\u003c!--\\u0026\\u2028"}'


def test_nothing_is_asked_of_another_host(module: Module) -> None:
    files = files_of(module, "scorm12")
    for name in ("index.html", "player/style.css", "player/player.js"):
        assert re.findall(r"(?:https?:)?//[\w-]+\.\w+", text_of(files, name)) == [], name
    page = etree.fromstring(text_of(files, "index.html").encode())
    assert not page.xpath("//@style | //*[starts-with(name(@*), 'on')]"), "no inline styles or handlers: strict CSP"
    linked = {*page.xpath("//img/@src"), *page.xpath("//script/@src"), *page.xpath("//link[@rel='stylesheet']/@href")}
    linked |= {"player/" + url for url in re.findall(r'url\("([^"]+)"\)', text_of(files, "player/style.css"))}
    assert linked <= set(files)


def test_media_get_plain_names_that_do_not_meet(module: Module) -> None:
    assert media_addresses(module) == {
        "media/Plan ä.svg": "content/plan-a.svg",
        "media/plan-a.csv": "content/plan-a.csv",
    }
    files = files_of(module)
    assert files["content/plan-a.svg"] == module.folder / "media" / "Plan ä.svg"
    assert [ascii_name(name) for name in ("Größe & mehr", "подъезд", "Łódź_2", "写真")] == [
        "grosse-mehr", "podezd", "lodz-2", "file",
    ]  # fmt: skip


def test_pictures_keep_their_place(module: Module) -> None:
    picture = html.fromstring(text_of(files_of(module), "index.html")).xpath("//figure/img")[0]
    assert (picture.get("width"), picture.get("height")) == ("480", "320")


@pytest.mark.parametrize(
    ("head", "size"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + struct.pack(">II", 640, 480), (640, 480)),
        (b"GIF89a" + struct.pack("<HH", 10, 20), (10, 20)),
        (b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc2\x00\x0b\x08" + struct.pack(">HH", 30, 40) + b"\x03", (40, 30)),
        (b"RIFF....WEBPVP8X" + bytes(8) + (99).to_bytes(3, "little") + (49).to_bytes(3, "little"), (100, 50)),
        (b'<?xml version="1.0"?><svg width="24px" height="12" viewBox="0 0 2 1">', (24, 12)),
        (b'<svg width="100%" height="50%" viewBox="0 0 48.4 32">', (48, 32)),
        (b"<svg>", None),
        (b"no picture", None),
    ],
)
def test_picture_sizes_are_read_from_the_file(head: bytes, size: tuple[int, int] | None, tmp_path: Path) -> None:
    path = tmp_path / "picture"
    path.write_bytes(head)
    assert picture_size(path) == size
    assert picture_size(tmp_path / "missing") is None


@pytest.mark.parametrize("connection", ["local", "scorm12", "scorm2004"])
def test_player_and_styles_stay_small(module: Module, connection: str) -> None:
    files = files_of(module, connection)
    packed = {
        name.removeprefix("player/"): len(gzip.compress(text_of(files, name).encode()))
        for name in files
        if re.fullmatch(r"player/[^/]+\.(js|css)", name)
    }
    assert packed.keys() == {"player.js", "style.css", "more.js", "more.css", "log.js"}
    assert packed["player.js"] + packed["style.css"] < 19_000, "the bar for a player with its styles, compressed"
    # What is told to a help desk is loaded by who asks for it, not by learners.
    assert packed.pop("log.js") < 3_000
    assert sum(packed.values()) < 21_500, "with all that is loaded later"
    fonts = [path for name, path in files.items() if name.endswith(".woff2")]
    assert len(fonts) == 5, "with page, style and script: eight requests"
    assert all(isinstance(font, Path) and font.stat().st_size <= 45_000 for font in fonts)


@pytest.mark.parametrize("connection", ["local", "scorm12", "scorm2004"])
def test_what_keeps_the_record_stays_small(connection: str) -> None:
    own = {"local": (), "scorm12": (*SCORM, "lms/scorm12"), "scorm2004": (*SCORM, "lms/scorm2004")}
    names = ("score", "state", "results", "session", "lms/local", *own[connection])
    text = minified((TEMPLATES,), *(f"runtime/{name}.js" for name in names))
    assert len(gzip.compress(text.encode())) < 8_700


@pytest.fixture(scope="module")
def gallery() -> Module:
    """The module with every kind and block."""
    found = read_module(load_project(Path(__file__).parent / "gallery", lambda _: None), "gallery", lambda _: None)
    assert found is not None
    return found


@pytest.mark.parametrize("connection", ["local", "scorm12", "scorm2004"])
def test_a_module_with_every_kind_stays_small(gallery: Module, connection: str) -> None:
    files = files_of(gallery, connection)
    loaded = [name for name in files if re.fullmatch(r"player/(?!log)[^/]+\.(js|css)", name)]
    assert sum(len(gzip.compress(text_of(files, name).encode())) for name in loaded) < 40_000


def test_no_module_carries_what_it_does_not_use(module: Module, gallery: Module) -> None:
    lean, full = (text_of(files_of(one), "player/player.js") for one in (module, gallery))
    for part in ("rules.gaps", "rules.way", "minutes:", ".rate=", "highlight=", "essay="):
        assert part in full
        assert part not in lean


def palette(scheme: str) -> dict[str, str]:
    tokens = (TEMPLATES / "styles" / "tokens.css").read_text(encoding="utf-8") + theme_css(Brand())
    light, dark = {}, {}
    for block in re.finditer(r"(@media screen[^{]*dark\)\s*\{)?\s*:root\s*\{([^}]*)\}", tokens):
        values = dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})\b", block.group(2)))
        (dark if block.group(1) else light).update(values)
    return light if scheme == "light" else light | dark


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_pair_of_text_and_ground_can_be_read(scheme: str) -> None:
    colours = palette(scheme)
    assert colours["ground"] == (LIGHT if scheme == "light" else DARK)
    text = [(name, ground) for name in ("ink", "ink-soft", "accent", "right") for ground in ("ground", "soft")]
    text += [(name, f"{name}-soft") for name in ("right", "partly", "wrong")]
    text += [(name, f"{ground}-soft") for name in ("ink", "ink-soft") for ground in ("right", "partly", "wrong")]
    text += [("on-accent", "accent"), ("wrong", "ground"), ("partly", "ground"), ("ground", "ink")]
    shapes = [("edge", "ground"), ("accent-large", "ground")]
    for pairs, needed in ((text, 4.5), (shapes, 3.0)):
        for front, back in pairs:
            ratio = contrast(colours[front], colours[back])
            assert ratio >= needed, f"{scheme}: {front} on {back} has {ratio:.2f}"


def test_a_pale_brand_is_darkened_until_it_can_be_read() -> None:
    assert readable("#af0045", LIGHT, 4.5) == "#af0045"
    assert contrast(readable("#ffd000", LIGHT, 4.5), LIGHT) >= 4.5
    assert unreadable(Brand()) == ()
    assert "4.5 is needed" in unreadable(Brand(accent="#ffd000"))[0]
    assert "no colour" in unreadable(Brand(accent="red"))[0]


def test_a_script_that_is_none_is_told_by_its_file(tmp_path: Path) -> None:
    script = tmp_path / "runtime" / "player.js"
    script.parent.mkdir()
    script.write_text("(function () { return 1 +; })();\n", encoding="utf-8")
    with pytest.raises(BuildError, match=re.escape(str(script))):
        minified((tmp_path, TEMPLATES), "runtime/player.js")
    script.write_text("(function (given) { return given + 1; })(1);\n", encoding="utf-8")
    all_minified.cache_clear()
    made = minified((tmp_path, TEMPLATES), "runtime/score.js", "runtime/player.js")
    assert "coursewright" in made
    assert "given" not in made, "the name is local"
    assert made.count(";\n") == 2, "each ends by itself: it is no call of what follows"
    with pytest.raises(BuildError, match=r"runtime/none\.js"):
        minified((tmp_path, TEMPLATES), "runtime/none.js")
