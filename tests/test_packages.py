"""Packages: what LMSs and old unzippers take, the same bytes for the same source, and whole or not at all."""

from __future__ import annotations

import os
import random
import re
import tracemalloc
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from builder.diagnostics import BuildError, Diagnostic
from builder.package import Content, Package, is_portable, package, size_of, write_folder, write_package
from builder.targets.base import Target
from builder.targets.control_files import control_files
from builder.targets.scorm12 import SCORM12
from builder.targets.scorm2004 import SCORM2004
from builder.targets.web import WEB
from builder.targets.weight import MEGABYTE, weigh
from packing import CONTEXT, archive, manifest_of, module_of, packed, read_module, rendered, written_module

HERE = Path(__file__).parent
TARGETS = pytest.mark.parametrize("target", [SCORM12, SCORM2004, WEB], ids=lambda target: target.name)
HEADER = "---\ntitle: Bike check\nsummary: Before a ride.\nlanguage: en\n---\n\n## Start\n\n"
EVERYTHING = HERE / "packages/everything"


def everything() -> Package:
    module, _ = read_module(EVERYTHING, HERE / "packages")
    assert module is not None
    return rendered(SCORM12, module)[0]


# Entries


@TARGETS
def test_entry_point_is_first_at_the_root(target: Target, tmp_path: Path) -> None:
    names = archive(rendered(target, module_of())[0], tmp_path, "my course.zip").namelist()
    assert names[0] == ("index.html" if target is WEB else "imsmanifest.xml")
    assert "index.html" in names
    assert names[1:] == sorted(names[1:])


def test_entries_have_nothing_old_unzippers_lack(tmp_path: Path) -> None:
    with archive(everything(), tmp_path) as opened:
        entries = opened.infolist()
        assert opened.testzip() is None
    assert len({entry.filename.lower() for entry in entries}) == len(entries)
    for entry in entries:
        assert entry.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
        assert entry.flag_bits == 0, "no encryption, no data descriptor, no need for UTF-8"
        assert entry.filename.isascii()
        assert not entry.is_dir()
        assert entry.external_attr >> 16 == 0o100644
        assert (entry.create_system, entry.extract_version) == (3, 20)
        assert entry.extra == b"", "no Zip64"
        assert entry.date_time == (1980, 1, 1, 0, 0, 0)


def test_what_is_packed_already_is_stored(tmp_path: Path) -> None:
    made = archive(package("zip", {"a.PNG": bytes(999), "b.svg": bytes(999), "c.woff2": bytes(999)}), tmp_path)
    stored = {entry.filename for entry in made.infolist() if entry.compress_type == zipfile.ZIP_STORED}
    assert stored == {"a.PNG", "c.woff2"}


@pytest.mark.parametrize("epoch", ["0", "315532800", "1700000000", "nonsense"])
def test_no_clock_has_a_say(epoch: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    media = tmp_path / "film.mp4"
    media.write_bytes(b"film")
    product = package("zip", {"film.mp4": media, "index.html": b"<p>"})
    write_package(product, tmp_path / "one.zip")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    os.utime(media, (0, 0))
    write_package(product, tmp_path / "other.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "other.zip").read_bytes()


@TARGETS
def test_same_module_gives_same_bytes(target: Target, tmp_path: Path) -> None:
    for name in ("one.zip", "other.zip"):
        module, _ = read_module(EVERYTHING, HERE / "packages")
        assert module is not None
        write_package(rendered(target, module)[0], tmp_path / name)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "other.zip").read_bytes()


@given(st.dictionaries(st.from_regex(r"[a-z]{1,3}(/[a-z]{1,3}[0-9])?", fullmatch=True), st.binary(max_size=40)))
def test_order_of_files_given_does_not_matter(files: dict[str, bytes]) -> None:
    shuffled = list(files.items())
    random.Random(len(files)).shuffle(shuffled)
    try:
        made = package("zip", files)
    except ValueError:
        assert any(f"{name}/" in other for name in files for other in files)
        return
    assert made == package("zip", dict(shuffled))
    assert list(made.names()) == sorted(files)


@pytest.mark.parametrize(
    "name",
    ["", "/a", "a/", "a//b", "../a", "a/../b", "./a", "a/.", "a\\b", "C:a", "a b", "größe", "a#b", "a%b", "a?", "a\n"],
)  # fmt: skip
def test_names_that_trouble_an_lms_are_refused(name: str) -> None:
    assert not is_portable(name)
    with pytest.raises(ValueError, match="not fit"):
        package("zip", {name: b""})


@pytest.mark.parametrize("name", ["a", "a.b", "a/b-c_d.e", "..a", "a..b", ".x"])
def test_other_names_are_not(name: str) -> None:
    assert package("zip", {name: b""}).names() == (name,)


@pytest.mark.parametrize(
    ("files", "problem"),
    [(["a.png", "A.png"], "capitals"), (["a", "a/b"], "folder"), (["x/Y", "x/y/z"], "folder")],
)
def test_names_that_meet_on_a_disk_are_refused(files: list[str], problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        package("zip", dict.fromkeys(files, b""))


def test_a_package_keeps_what_it_promises() -> None:
    with pytest.raises(ValueError, match="first"):
        package("zip", {"a": b""}, first="b")
    with pytest.raises(ValueError, match="one content"):
        package("pdf", {"a": b"", "b": b""})


# What is in every target


def page_of(product: Package) -> html.HtmlElement:
    content = dict(product.files)["index.html"]
    assert isinstance(content, bytes)
    return html.document_fromstring(content.decode())


@TARGETS
def test_b003_title_and_headings_are_the_same_everywhere(target: Target, tmp_path: Path) -> None:
    title, heading = """Health & Safety: "Stop" <now> isn't hard""", "Start & <finish>"
    written = title.replace("'", "''")
    text = f"---\ntitle: '{written}'\nsummary: x\nlanguage: en\n---\n\n## Start & \\<finish>\n\nText.\n"
    module = written_module(tmp_path, "safety", text)
    product, found = rendered(target, module)
    assert not found
    page = page_of(product)
    assert title in page.xpath("string(//title)")
    assert page.xpath("string(//h1)").strip() == title
    assert heading in page.xpath("string(//section//h2)")
    if target is not WEB:
        assert manifest_of(product).texts("item/title") == [title]
    assert not any(isinstance(content, bytes) and b"&amp;amp;" in content for _, content in product.files)


@pytest.mark.parametrize("target", [SCORM12, SCORM2004], ids=lambda target: target.name)
def test_b008_b029_a_whole_package_is_listed_as_it_is(target: Target) -> None:
    module, _ = read_module(EVERYTHING, HERE / "packages")
    assert module is not None
    product = rendered(target, module)[0]
    found = manifest_of(product)
    written = [element.get("href") for element in found.all("resource/file")]
    assert sorted(map(str, written)) == sorted(set(product.names()) - {"imsmanifest.xml"}), "no name needs an escape"
    assert {Path(str(name)).suffix for name in written} >= {".html", ".js", ".css", ".woff2", ".png", ".svg"}
    assert {value for element in found.root.iter() if (value := element.get("href"))} <= set(product.names())


@TARGETS
def test_b105_one_first_heading_and_no_gap_below_it(target: Target, tmp_path: Path) -> None:
    body = "Text.\n\n### Inside\n\n#### Deeper\n\nText.\n\n## Next\n\n### Inside\n\n::: tip A tip\nText.\n:::\n"
    module = written_module(tmp_path, "bike-check", HEADER + body)
    main = page_of(rendered(target, module)[0])
    levels = [int(heading.tag[1]) for heading in main.xpath("//h1 | //h2 | //h3 | //h4 | //h5 | //h6")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels
    assert 4 in levels


@TARGETS
@pytest.mark.parametrize("word", ["no", "NO", "No"])
def test_b109_norwegian_is_told_to_browser_and_lms(target: Target, word: str, tmp_path: Path) -> None:
    folder = tmp_path / "modules/sykkel"
    folder.mkdir(parents=True)
    (folder / "module.md").write_text(HEADER.replace("language: en", f"lang: {word}") + "Tekst.\n")
    module, found = read_module(folder, tmp_path)
    assert module is not None
    assert [(one.slug, one.span.line) for one in found] == [("language-code", 4)]
    product = rendered(target, module)[0]
    assert page_of(product).get("lang") == "nb"
    if target is not WEB:
        assert set(manifest_of(product).texts("general/language")) == {"nb"}


@TARGETS
def test_b114_no_mark_and_no_carriage_return_gets_into_a_package(target: Target, tmp_path: Path) -> None:
    body = "Text\nover lines.\n\n```\na\nb\n```\n\n::: true-false {#q answer=true}\nIt is\nso.\n"
    body += "\n::: feedback correct\nYes.\n:::\n::: feedback incorrect\nNo.\n:::\n:::\n"
    text = "\ufeff" + (HEADER.replace("Bike check", "Größe") + body).replace("\n", "\r\n")
    folder = tmp_path / "modules/bike-check"
    folder.mkdir(parents=True)
    (folder / "module.md").write_bytes(text.encode())
    module, found = read_module(folder, tmp_path)
    assert module is not None
    assert not found
    made = {name: content for name, content in rendered(target, module)[0].files if isinstance(content, bytes)}
    assert made.keys() >= {"index.html"} | ({"imsmanifest.xml"} if target is not WEB else set())
    for name, content in made.items():
        assert b"\r" not in content, name
        assert "\ufeff".encode() not in content, name
        assert not re.search(rb"\\r|\\ufeff|&#(13|xd|65279|xfeff);", content, re.I) or name.endswith(".js"), name


# Author's files


@TARGETS
def test_authors_files_never_take_the_place_of_the_products(target: Target, tmp_path: Path) -> None:
    own = {"index.html": b"old page", "imsmanifest.xml": b"<fake/>", "player/player.js": b"alert(1)"}
    offered = "\n".join(f"::: download A file {{file={name}}}\n:::" for name in own)
    module = written_module(tmp_path, "bike-check", HEADER + offered, own)
    files = dict(rendered(target, module)[0].files)
    for name, content in own.items():
        assert files.get(name) != content
        [kept] = [kept for kept, path in files.items() if path == module.folder / name]
        assert kept.startswith("content/")


@TARGETS
def test_only_what_is_referred_to_travels(target: Target, tmp_path: Path) -> None:
    junk = dict.fromkeys((".DS_Store", "media/Thumbs.db", "notes-private.txt", "module.md~", ".git/config"), b"x")
    module = written_module(tmp_path, "bike-check", HEADER + "[Sheet](media/a.csv)", {**junk, "media/a.csv": b"a"})
    authored = [name for name in rendered(target, module)[0].names() if name.startswith("content/")]
    assert authored == ["content/a.csv"]


@pytest.mark.parametrize(
    "where", ["../../../secret.txt", "/etc/hostname", "../other/key.txt", "media/../../../secret.txt"]
)
@pytest.mark.parametrize("mark", ["", "!"])
def test_references_that_leave_the_module_are_refused(where: str, mark: str, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    folder = tmp_path / "modules/bike-check"
    (folder.parent / "other").mkdir(parents=True)
    (folder.parent / "other/key.txt").write_text("secret")
    folder.mkdir()
    (folder / "module.md").write_text(f"{HEADER}{mark}[x]({where})\n")
    module, found = read_module(folder, tmp_path)
    assert [one.span.line for one in found if one.severity.value == "error"] == [9], found
    assert module is None or "secret" not in str(module.pages)


def test_links_on_the_disk_inside_the_module_become_plain_files(tmp_path: Path) -> None:
    folder = tmp_path / "modules/bike-check/media"
    folder.mkdir(parents=True)
    (folder / "b.csv").write_bytes(b"b")
    (folder / "a.csv").symlink_to("b.csv")
    module = written_module(tmp_path, "bike-check", HEADER + "[Sheet](media/a.csv)")
    with archive(rendered(SCORM12, module)[0], tmp_path) as opened:
        assert opened.read("content/a.csv") == b"b"
        assert {entry.external_attr >> 16 for entry in opened.infolist()} == {0o100644}


def test_links_on_the_disk_that_leave_the_module_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "modules/bike-check"
    (folder / "media").mkdir(parents=True)
    (tmp_path / "outside.csv").write_bytes(b"secret")
    (folder / "media/a.csv").symlink_to(tmp_path / "outside.csv")
    (folder / "module.md").write_text(HEADER + "[Sheet](media/a.csv)")
    _, found = read_module(folder, tmp_path)
    assert [(one.slug, one.severity.value) for one in found] == [("outside-module", "error")]


# Weight


def sparse(path: Path, size: int) -> Path:
    with path.open("wb") as stream:
        stream.truncate(size)
    return path


def weighed(files: Mapping[str, Content], folder: Path) -> list[Diagnostic]:
    found: list[Diagnostic] = []
    weigh(files, replace(module_of(), folder=folder), found.append)
    return found


def test_heavy_package_is_warned_of_with_its_largest_files(tmp_path: Path) -> None:
    (tmp_path / "media").mkdir()
    films: dict[str, Content] = {
        f"content/film-{n}.mp4": sparse(tmp_path / f"media/Film {n}.mp4", (250 + n) * MEGABYTE) for n in range(3)
    }
    others = {f"content/{n}.csv": b"x" for n in range(20)}
    [told] = weighed({**others, **films}, tmp_path)
    assert (told.slug, told.severity.value, told.span.path) == (
        "large-package",
        "warning",
        "modules/bike-check/module.md",
    )
    assert "753 MB" in told.message
    assert "500 MB" in told.message
    assert "media/Film 2.mp4 (252 MB), media/Film 1.mp4 (251 MB), media/Film 0.mp4 (250 MB)" in told.message
    assert told.message.count(" MB)") == 3 + 7, "ten files are named"


@pytest.mark.parametrize(("size", "limit"), [(100, None), (101, "100 MB"), (500, "100 MB"), (501, "500 MB")])
def test_limits_are_those_of_usual_lmss(size: int, limit: str | None, tmp_path: Path) -> None:
    found = weighed({"a.mp4": sparse(tmp_path / "a.mp4", size * MEGABYTE)}, tmp_path)
    assert [limit in one.message for one in found if limit] == ([True] if limit else [])
    assert len(found) == (limit is not None)


def test_scorm_packages_are_weighed(tmp_path: Path) -> None:
    folder = tmp_path / "modules/bike-check/media"
    folder.mkdir(parents=True)
    sparse(folder / "film.mp4", 101 * MEGABYTE)
    module = written_module(tmp_path, "bike-check", HEADER + "[Film](media/film.mp4)")
    for target in (SCORM12, SCORM2004):
        assert [one.slug for one in rendered(target, module)[1]] == ["large-package"]


def test_media_is_streamed(tmp_path: Path) -> None:
    product = package("zip", {"film.mp4": sparse(tmp_path / "film.mp4", 64 * MEGABYTE), "a.bin": tmp_path / "film.mp4"})
    tracemalloc.start()
    write_package(product, tmp_path / "film.zip")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 8 * MEGABYTE
    with zipfile.ZipFile(tmp_path / "film.zip") as opened:
        assert [entry.file_size for entry in opened.infolist()] == [64 * MEGABYTE] * 2
        assert all(entry.flag_bits == 0 and entry.extra == b"" for entry in opened.infolist())


# Writing


def test_single_file_is_written_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "b.pdf").write_bytes(b"%PDF b")
    for content, wanted in ((b"%PDF a", b"%PDF a"), (tmp_path / "b.pdf", b"%PDF b")):
        write_package(package("pdf", {"a.pdf": content}), tmp_path / "out/a.pdf")
        assert (tmp_path / "out/a.pdf").read_bytes() == wanted
        assert (tmp_path / "out/a.pdf").stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize("write", [write_package, write_folder])
def test_failure_leaves_the_old_product_alone(write: Callable[[Package, Path], None], tmp_path: Path) -> None:
    destination = tmp_path / "out/course"
    good = package("zip", {"index.html": b"old"})
    write(good, destination)
    before = [(path, path.is_file() and path.read_bytes()) for path in sorted(tmp_path.rglob("*"))]
    bad = package("zip", {"a.txt": b"new", "film.mp4": tmp_path / "gone.mp4"})
    with pytest.raises(BuildError, match=r"gone\.mp4.*No such file|No such file.*gone\.mp4"):
        write(bad, destination)
    assert [(path, path.is_file() and path.read_bytes()) for path in sorted(tmp_path.rglob("*"))] == before


def test_destination_that_can_not_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    for write in (write_package, write_folder):
        with pytest.raises(BuildError, match=r"out/a\.zip: can't be written"):
            write(package("zip", {"a": b""}), tmp_path / "out/a.zip")


def test_folder_is_replaced_as_a_whole(tmp_path: Path) -> None:
    write_folder(package("zip", {"index.html": b"old", "content/old.csv": b"x"}), tmp_path / "out/web")
    write_folder(package("zip", {"index.html": b"new", "player/player.js": b"y"}), tmp_path / "out/web")
    found = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert found == {"out/web/index.html", "out/web/player/player.js"}
    assert (tmp_path / "out/web/index.html").read_bytes() == b"new"


def test_product_is_replaced_in_one_step(tmp_path: Path) -> None:
    """Whoever reads the old file while the new one is written gets the old one to its end."""
    destination = tmp_path / "a.zip"
    write_package(package("zip", {"a": b"old"}), destination)
    old = destination.read_bytes()
    with destination.open("rb") as reader:
        write_package(package("zip", {"a": b"new, and longer"}), destination)
        assert reader.read() == old
    assert destination.read_bytes() != old
    assert list(tmp_path.iterdir()) == [destination]


def test_size_of_what_is_gone_is_told(tmp_path: Path) -> None:
    assert size_of(b"abc") == 3
    with pytest.raises(BuildError, match=r"gone\.mp4: can't be read"):
        size_of(tmp_path / "gone.mp4")


# Control files


def control(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("<schema/>")
    return folder


def test_control_files_go_to_the_root_unlisted(tmp_path: Path) -> None:
    folder = control(tmp_path / "control", "imscp_rootv1p1p2.xsd", "common/a.xsd", ".DS_Store", "Thumbs.db", "~$a.xsd")
    product = packed(module_of(), context=replace(CONTEXT, control_files=folder))
    assert {"imscp_rootv1p1p2.xsd", "common/a.xsd"} < set(product.names())
    assert not {".DS_Store", "Thumbs.db", "~$a.xsd"} & set(product.names())
    manifest = manifest_of(product)
    assert not [name for name in manifest.files() if name.endswith(".xsd")]
    assert b"http://www.imsproject.org/xsd/imscp_rootv1p1p2 imscp_rootv1p1p2.xsd" in manifest.text
    assert b"adlcp_rootv1p2.xsd" not in manifest.text, "only what is there is pointed to"


def test_control_files_of_one_target_lie_in_a_folder_of_its_name(tmp_path: Path) -> None:
    folder = control(tmp_path, "scorm12/a.xsd", "scorm2004/b.xsd")
    assert list(control_files(folder, "scorm12", taken=[])) == ["a.xsd"]
    assert list(control_files(folder, "scorm2004", taken=[])) == ["b.xsd"]


@pytest.mark.parametrize(
    ("name", "problem"),
    [("imsmanifest.xml", "replace"), ("Index.html", "replace"), ("größe.xsd", "rename"), ("a b.xsd", "rename")],
)
def test_control_files_that_do_not_fit_are_refused(name: str, problem: str, tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=problem):
        packed(module_of(), context=replace(CONTEXT, control_files=control(tmp_path, name)))


def test_control_files_come_from_their_folder_alone(tmp_path: Path) -> None:
    control(tmp_path, "outside.xsd")
    folder = tmp_path / "control"
    folder.mkdir()
    (folder / "a.xsd").symlink_to(tmp_path / "outside.xsd")
    with pytest.raises(BuildError, match="leads out"):
        control_files(folder, "scorm12", taken=[])
    with pytest.raises(BuildError, match="not there"):
        control_files(tmp_path / "none", "scorm12", taken=[])


def test_every_target_tells_administrators_what_to_do() -> None:
    for target in (SCORM12, SCORM2004, WEB):
        lines = target.upload.split("\n")
        assert all(line.strip() for line in lines)
        assert not re.match(r"\w+: ", lines[0]), "what holds everywhere stands before what holds for one LMS"
        if target is not WEB:
            assert {"Moodle", "ILIAS", "SCORM Cloud", "SuccessFactors"} <= {line.partition(": ")[0] for line in lines}
        assert target.extension == "zip"
        assert target.unpacked == (target is WEB), "what a double click opens lies there unpacked"
