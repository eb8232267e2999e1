"""What `coursewright play` opens and refuses to open, and how it serves what it has opened."""

from __future__ import annotations

import http.client
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.diagnostics import BuildError
from builder.play.package import open_package
from builder.play.server import Platform, serving
from scos import bike, manifest, zipped

PAGE = "<!doctype html><title>x</title>"

# Opening


def test_reads_what_an_lms_reads(tmp_path: Path) -> None:
    item = "<adlcp:masteryscore>80</adlcp:masteryscore><adlcp:datafromlms>level=2</adlcp:datafromlms>"
    path = zipped(tmp_path / "good.zip", {"imsmanifest.xml": manifest(item=item), "index.html": PAGE})
    package = open_package(path)
    told = package.manifest
    assert (told.version, told.edition, told.title) == ("1.2", "1.2", "Course")
    [one] = told.items
    assert (one.title, one.href, one.launch_data, one.mastery_score) == ("Part", "index.html", "level=2", "80")
    assert package.findings == ()
    assert package.read("index.html") == PAGE.encode()
    assert package.read("INDEX.html") is None


def test_reads_sequencing_of_2004(tmp_path: Path) -> None:
    item = (
        "<imsss:sequencing><imsss:objectives>"
        '<imsss:primaryObjective objectiveID="main" satisfiedByMeasure="true">'
        "<imsss:minNormalizedMeasure>0.8</imsss:minNormalizedMeasure>"
        '</imsss:primaryObjective><imsss:objective objectiveID="side"/></imsss:objectives>'
        '<imsss:deliveryControls completionSetByContent="true"/></imsss:sequencing>'
    )
    path = zipped(tmp_path / "good.zip", {"imsmanifest.xml": manifest("2004", item=item), "index.html": PAGE})
    [one] = open_package(path).manifest.items
    assert (one.passing_score, one.completion_by_content, one.objectives) == ("0.8", True, ("main", "side"))


@pytest.mark.parametrize("target", ["scorm12", "scorm2004"])
def test_has_nothing_against_ours(tmp_path: Path, target: str) -> None:
    package = open_package(bike(target, tmp_path))
    assert package.findings == ()
    assert [one.href for one in package.manifest.items] == ["index.html"]


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"index.html": PAGE}, "no imsmanifest.xml"),
        ({"course/imsmanifest.xml": manifest(), "course/index.html": PAGE}, "not at the root"),
        ({"cmi5.xml": "<courseStructure/>"}, "cmi5"),
        ({"imsmanifest.xml": "<manifest>"}, "no well-formed XML"),
        ({"imsmanifest.xml": '<!DOCTYPE m [<!ENTITY a "b">]><manifest>&a;</manifest>'}, "declares entities"),
        ({"imsmanifest.xml": "<html/>"}, "no SCORM package"),
        ({"imsmanifest.xml": manifest().partition("<metadata>")[0].partition(" xmlns")[0] + "/>"}, "neither SCORM 1.2"),
        ({"imsmanifest.xml": manifest().replace("identifierref", "x")}, "nothing to launch"),
        ({"imsmanifest.xml": manifest(start="https://example.org/x.html")}, "nothing to launch"),
        ({"imsmanifest.xml": manifest(), "index.html": PAGE, "INDEX.HTML": PAGE}, "capitals only"),
        ({"imsmanifest.xml": manifest(), "../evil.html": PAGE}, "leads out"),
        ({"imsmanifest.xml": manifest(), "/etc/passwd": PAGE}, "leads out"),
        ({"imsmanifest.xml": manifest(), "C:/evil.html": PAGE}, "leads out"),
        ({"imsmanifest.xml": manifest(), "bomb.html": b"0" * (3 << 20)}, "bomb"),
    ],
)  # fmt: skip
def test_says_why_it_opens_no_such_package(tmp_path: Path, files: dict[str, str | bytes], words: str) -> None:
    with pytest.raises(BuildError, match=words):
        open_package(zipped(tmp_path / "bad.zip", files))


def test_opens_no_link_no_secret_and_no_twin(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link.html")
    link.external_attr = 0o120777 << 16
    backslash = zipfile.ZipInfo("index.html")
    backslash.filename = "a\\evil.html"
    for entry, words in ((link, "is a link"), (backslash, "backslash"), (zipfile.ZipInfo("imsmanifest.xml"), "twice")):
        path = tmp_path / f"{words}.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("imsmanifest.xml", manifest())
            if words == "twice":
                with pytest.warns(UserWarning, match="Duplicate"):
                    archive.writestr(entry, "x")
            else:
                archive.writestr(entry, "x")
        with pytest.raises(BuildError, match=words):
            open_package(path)


def test_says_what_is_no_zip(tmp_path: Path) -> None:
    text = tmp_path / "text.zip"
    text.write_text("not a zip")
    with pytest.raises(BuildError, match="no zip file"):
        open_package(text)
    with pytest.raises(BuildError, match="no such file"):
        open_package(tmp_path / "none.zip")
    with pytest.raises(BuildError, match="can't be read"):
        open_package(tmp_path)


def test_a_damaged_file_is_a_finding(tmp_path: Path) -> None:
    path = tmp_path / "damaged.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("imsmanifest.xml", manifest())
        archive.writestr("index.html", "here it begins")
    path.write_bytes(path.read_bytes().replace(b"here it begins", b"here it breaks"))
    platform = Platform(open_package(path), {})
    assert platform.find("/package/index.html") is None
    assert [one.rule for one in platform.findings] == ["damaged-file"]


@pytest.mark.parametrize(
    ("text", "files", "rules"),
    [
        (manifest(files=("index.html", "gone.png")), ("index.html",), {"missing-file"}),
        (manifest(files=("index.html", "Map.png")), ("index.html", "map.png"), {"missing-file", "unlisted-file"}),
        (manifest(), ("index.html", "draft.docx"), {"unlisted-file"}),
        (manifest(), ("index.html", "adlcp_rootv1p2.xsd"), set()),
        (manifest(start="start.html"), ("index.html",), {"no-start-page"}),
        (manifest().replace(">1.2<", ">2004 4th Edition<"), ("index.html",), {"namespaces", "scormtype"}),
        (manifest("2004").replace(":scormType", ":scormtype"), ("index.html",), {"scormtype"}),
        (manifest().replace(">1.2<", "><"), ("index.html",), {"edition"}),
        (manifest(files=("a%20b.png", "index.html")), ("index.html", "a b.png"), set()),
        (manifest(item="<adlcp:masteryscore>eighty</adlcp:masteryscore>"), ("index.html",), {"mastery-score"}),
        (manifest("2004", item="<imsss:sequencing><imsss:mapInfo/></imsss:sequencing>"), ("index.html",), {"map-info"}),
    ],
)  # fmt: skip
def test_finds_faults_of_a_manifest(tmp_path: Path, text: str, files: tuple[str, ...], rules: set[str]) -> None:
    path = zipped(tmp_path / "bad.zip", {"imsmanifest.xml": text, **dict.fromkeys(files, PAGE)})
    assert {one.rule for one in open_package(path).findings} == rules


# Serving


@pytest.fixture
def platform(tmp_path: Path) -> Iterator[Platform]:
    files = {"imsmanifest.xml": manifest(), "index.html": PAGE, "film.mp4": b"0123456789", "page.xhtml": PAGE}
    pages = {"/lms/lms.html": b"<p>LMS", "/lms/lms.js": b"'use strict'"}
    with serving(open_package(zipped(tmp_path / "good.zip", files)), pages) as served:
        yield served


def ask(
    platform: Platform, path: str, method: str = "GET", body: bytes | None = None, **headers: str
) -> tuple[int, dict[str, str], bytes]:
    """Send one request just as it is written."""
    connection = http.client.HTTPConnection("127.0.0.1", platform.port, timeout=5)
    try:
        connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("path", "status", "kind"),
    [
        ("/", 302, "text/plain"),
        ("/lms/", 200, "text/html; charset=utf-8"),
        ("/lms/lms.js", 200, "text/javascript; charset=utf-8"),
        ("/package.json", 200, "application/json; charset=utf-8"),
        ("/package/index.html", 200, "text/html"),
        ("/package/index.html?page=2", 200, "text/html"),
        ("/package/page.xhtml", 200, "application/xhtml+xml"),
        ("/package/film.mp4", 200, "video/mp4"),
        ("/package/INDEX.HTML", 404, "text/plain"),
        ("/package/../lms/lms.js", 404, "text/plain"),
        ("/package/%2e%2e/lms/lms.js", 404, "text/plain"),
        ("/package/..%2f..%2fetc/passwd", 404, "text/plain"),
        ("/package//etc/passwd", 404, "text/plain"),
        ("/lms/../../pyproject.toml", 404, "text/plain"),
        ("/lms/..%5c..%5cpyproject.toml", 404, "text/plain"),
        ("/etc/passwd", 404, "text/plain"),
    ],
)
def test_serves_what_is_there_and_no_more(platform: Platform, path: str, status: int, kind: str) -> None:
    got, headers, _ = ask(platform, path)
    assert (got, headers["content-type"]) == (status, kind)
    assert headers["cache-control"] == "no-store"


def test_serves_parts_of_a_film(platform: Platform) -> None:
    status, headers, body = ask(platform, "/package/film.mp4", Range="bytes=2-4")
    assert (status, headers["content-range"], body) == (206, "bytes 2-4/10", b"234")


def test_serves_this_machine_alone(platform: Platform) -> None:
    assert ask(platform, "/lms/", Host="evil.example")[0] == 403
    assert ask(platform, "/report", "POST", b"{}", Origin="https://evil.example")[0] == 403
    assert ask(platform, "/report", "POST", b"no json")[0] == 400
    assert ask(platform, "/elsewhere", "POST", b"{}")[0] == 404
    assert ask(platform, "/report", "PUT", b"{}")[0] == 501
    assert platform.messages.empty()
    assert ask(platform, "/report", "POST", b'{"runs": []}')[0] == 204
    assert platform.messages.get() == ("report", {"runs": []})


def test_notes_files_that_are_missing_or_unlisted(platform: Platform) -> None:
    for name in ("index.html", "gone.png", "film.mp4", "film.mp4"):
        ask(platform, f"/package/{name}")
    assert {(one.rule, one.element) for one in platform.findings} == {
        ("file-not-found", "gone.png"),
        ("unlisted-file-used", "film.mp4"),
    }


def test_says_that_a_port_is_taken(platform: Platform, tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="can't be used"), serving(platform.package, {}, platform.port):
        pass
