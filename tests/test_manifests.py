"""Manifests: valid against the control schemas, true to the module, and the same for the same module."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from builder.nodes import Completion, Module, Objective
from builder.package import Package
from builder.questions.truefalse import TrueFalse
from builder.targets.base import Target
from builder.targets.imscp import content_package, identifier
from builder.targets.lom import duration, vcard
from builder.targets.scorm12 import SCORM12
from builder.targets.scorm2004 import SCORM2004
from control_schemas import DEFINITIONS, FOLDERS, TOPS, faults
from packing import CONTEXT, PROFILES, SITE, ignore, manifest_of, module_of, packed, read_module, rendered

if TYPE_CHECKING:
    from conftest import Golden

HERE = Path(__file__).parent
GOLDENS = sorted(path.parent for path in (HERE / "packages").glob("*/module.md"))
EDITIONS = pytest.mark.parametrize("edition", PROFILES)
ODD_TITLE = """Health & Safety: "Stop" <now> isn't hard ]]> &amp; &#38;"""
LEGAL = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")

XML_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), min_size=1, max_size=180)
"""Text as a header may have it. Its reader leaves single blanks between words."""


def quiz(**metadata: Any) -> Module:
    module = module_of(**metadata)
    question = TrueFalse(id="q1", stem=module.pages[0].blocks, answer=True)
    return replace(module, pages=(replace(module.pages[0], blocks=(question,)),))


def judged(module: Module, edition: str) -> Package:
    return packed(module, PROFILES[edition], replace(CONTEXT, options=(("judge", "lms"),)))


# Schemas


@EDITIONS
@pytest.mark.parametrize("folder", GOLDENS, ids=lambda folder: folder.name)
def test_manifest_of_a_module_is_valid(edition: str, folder: Path) -> None:
    module, _ = read_module(folder, HERE / "packages")
    assert module is not None
    assert faults(manifest_of(packed(module, PROFILES[edition])).text, edition) == []


@EDITIONS
def test_manifest_is_valid_with_all_that_may_be_said(edition: str) -> None:
    module = quiz(
        title=ODD_TITLE, summary="x" * 3000, version="1." * 30, date="2021-12-31", duration=80, licence="CC0-1.0",
        authors=("A; B", "C\\D"), keywords=("k",), objectives=(Objective("o", "Do < it."),), audience=("all",),
    )  # fmt: skip
    assert faults(manifest_of(judged(module, edition)).text, edition) == []


@EDITIONS
def test_schemas_tell_a_bad_manifest_from_a_good_one(edition: str) -> None:
    good = manifest_of(packed(module_of(), PROFILES[edition])).text.decode()
    for right, wrong in (
        ('ype="sco"', 'ype="SCO"'),
        ('identifier="item-', 'identifier="1 item-'),
        ("<title>", "<titel/><title>"),
        ('<file href="index.html"/>', "<file/>"),
    ):
        assert right in good
        assert faults(good.replace(right, wrong, 1).encode(), edition) != [], wrong


def test_schemas_of_one_scorm_refuse_a_manifest_of_the_other() -> None:
    assert faults(manifest_of(packed(module_of(), PROFILES["1.2"])).text, "2004 4th Edition")
    assert faults(manifest_of(packed(module_of(), PROFILES["2004 4th Edition"])).text, "1.2")


def test_our_schema_of_learning_object_metadata_refuses_what_the_standard_does() -> None:
    module = module_of(duration=50, authors=("Ada",), licence="CC0-1.0")
    good = manifest_of(packed(module, PROFILES["2004 4th Edition"])).text.decode()
    for right, wrong in (("PT50M", "50"), (">author<", ">writer<"), (">no<", ">none<"), ("LOMv1.0", "LOM")):
        assert right in good
        assert faults(good.replace(right, wrong).encode(), "2004 4th Edition") != [], wrong


# Titles and texts


@EDITIONS
def test_title_and_summary_come_back_letter_for_letter(edition: str) -> None:
    found = manifest_of(packed(module_of(title=ODD_TITLE, summary="R&D > <i>"), PROFILES[edition]))
    assert found.texts("organization/title") == [ODD_TITLE]
    assert found.texts("item/title") == [ODD_TITLE]
    assert found.texts("general/title") == [ODD_TITLE]
    assert found.texts("general/description") == ["R&D > <i>"]


@given(title=XML_TEXT, keyword=XML_TEXT, author=XML_TEXT)
def test_any_title_comes_back(title: str, keyword: str, author: str) -> None:
    title, keyword, author = (" ".join(text.split()) or "x" for text in (title, keyword, author))
    for profile in PROFILES.values():
        found = manifest_of(packed(module_of(title=title, keywords=(keyword,), authors=(author,)), profile))
        assert found.all("item/title")[0].text == title
        assert "".join(map(str, found.all("keyword")[0].itertext())).strip("\n ") == keyword.strip()
        assert author.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,") in found.text_of("contribute")


def test_what_no_xml_can_hold_is_left_out() -> None:
    found = manifest_of(packed(module_of(title="Be\x08ll\x00 \ufffe\ud800ring")))
    assert found.texts("item/title") == ["Bell ring"]


@pytest.mark.parametrize("edition", ["1.2", "2004 4th Edition"])
def test_long_title_and_summary_are_cut_at_a_word_with_a_warning(edition: str, tmp_path: Path) -> None:
    title, summary = "Brake & gear " * 31, "x" * 995 + " a&b " + "word & " * 114
    module = module_of(title=title.strip(), summary=summary.strip())
    product, found = rendered(SCORM12 if edition == "1.2" else SCORM2004, module)
    read = manifest_of(product)
    for short in (*read.texts("organization/title"), *read.texts("item/title"), *read.texts("general/title")):
        assert len(short) <= 200
        assert title.startswith(short.removesuffix("…") + " ")
    [short] = read.texts("general/description")
    assert len(short) <= 1000
    assert summary.startswith(short.removesuffix("…") + " ")
    assert sorted((one.slug, one.severity.value) for one in found) == [
        ("summary-cut", "warning"),
        ("title-cut", "warning"),
    ]
    page = dict(product.files)["index.html"]
    assert isinstance(page, bytes)
    assert module.metadata.title.replace("&", "&amp;") in page.decode(), "the page shows all of it"


def test_title_of_just_200_characters_is_whole() -> None:
    title = "ä" * 200
    assert manifest_of(packed(module_of(title=title))).texts("item/title") == [title]


# Identifiers


@EDITIONS
@pytest.mark.parametrize("slug", ["01 Größe & mehr", "5 steps. Ready?", "-", "日本", "x" * 250, "_x", "é" * 120])
def test_identifiers_are_names_and_lead_somewhere(edition: str, slug: str) -> None:
    found = manifest_of(packed(module_of(slug), PROFILES[edition]))
    identifiers = found.identifiers()
    assert len(identifiers) == 4
    assert len(set(identifiers)) == 4
    assert all(LEGAL.fullmatch(name) and len(name) <= 255 for name in identifiers)
    [organizations] = found.all("organizations")
    [item] = found.all("item")
    assert organizations.get("default") == found.all("organization")[0].get("identifier")
    assert item.get("identifierref") == found.all("resource")[0].get("identifier")
    assert found.all("resource")[0].get("href") in found.files()


def test_plain_slugs_stay_as_they_are() -> None:
    assert identifier("export-speed_mentoring2") == "export-speed_mentoring2"


@given(st.text(max_size=25) | st.text("_x0F52 ", max_size=25))
@example("_x0020_")
@example("__x5F_x")
def test_a_slug_can_be_read_back_from_its_identifier(slug: str) -> None:
    """So different slugs have different identifiers, whichever they are."""
    marked = identifier(slug)
    assert re.fullmatch(r"[A-Za-z0-9_-]*", marked)
    read = re.sub(r"_x([0-9A-F]{4,6})_", lambda mark: chr(int(mark[1], 16)), marked)
    assert read == unicodedata.normalize("NFC", slug)


@given(st.text("_x0F52 ", min_size=150), st.text("_x0F52 ", min_size=150))
def test_long_slugs_have_identifiers_of_their_own_too(one: str, other: str) -> None:
    assert (identifier(one) == identifier(other)) == (one == other)
    assert len(identifier(one)) <= 200
    assert len(identifier(one * 2)) <= 200
    assert identifier(one * 2 + "a") != identifier(one * 2 + "b")


def test_composed_and_decomposed_folder_names_are_one_identity() -> None:
    assert identifier(unicodedata.normalize("NFD", "Größe")) == identifier("Größe")


@EDITIONS
def test_a_corrected_edition_keeps_its_identifiers(edition: str) -> None:
    first = manifest_of(packed(module_of(), PROFILES[edition]))
    corrected = module_of(title="Bike check, corrected", summary="New.", version="1.0.1", language="de")
    assert manifest_of(packed(corrected, PROFILES[edition])).identifiers() == first.identifiers()
    other = manifest_of(packed(module_of("tyre-check"), PROFILES[edition]))
    assert not set(other.identifiers()) & set(first.identifiers())


def test_an_id_of_the_header_is_the_identity_whatever_the_folder() -> None:
    renamed = manifest_of(packed(module_of("renamed", id="bike-check")))
    assert renamed.identifiers() == manifest_of(packed(module_of())).identifiers()


# Files


@EDITIONS
def test_every_file_is_listed_once_and_exists(edition: str) -> None:
    product = packed(module_of(), PROFILES[edition])
    listed = manifest_of(product).files()
    assert len(listed) == len(set(listed))
    assert set(listed) == set(product.names()) - {"imsmanifest.xml"}
    assert listed[0] == "index.html"


@given(st.sets(st.from_regex(r"content/[a-z0-9][a-z0-9._-]{0,20}", fullmatch=True)))
def test_any_files_are_all_listed(names: set[str]) -> None:
    files = {**SITE, **dict.fromkeys(names, b"")}
    for profile in PROFILES.values():
        product = content_package(module_of(), CONTEXT, ignore, files=files, profile=profile)
        assert sorted(manifest_of(product).files()) == sorted(files)


@EDITIONS
def test_nothing_points_at_what_is_not_there(edition: str) -> None:
    product = packed(module_of(), PROFILES[edition])
    found = manifest_of(product)
    assert "schemaLocation" not in found.text.decode()
    assert not found.all("location")
    assert not found.root.xpath("//@xml:base")
    references = [value for element in found.root.iter() if (value := element.get("href"))]
    assert set(references) <= set(product.names())


@EDITIONS
def test_control_files_stand_at_the_root_and_are_pointed_to(edition: str) -> None:
    if not DEFINITIONS.is_dir():
        pytest.skip("the control schemas are not installed: npm ci --ignore-scripts --prefix tests/tools")
    folder = DEFINITIONS / FOLDERS[edition]
    product = packed(module_of(), PROFILES[edition], replace(CONTEXT, control_files=folder))
    found = manifest_of(product)
    control = {path.name for path in folder.iterdir()}
    assert set(product.names()) == {"imsmanifest.xml", *SITE, *control}
    assert set(found.files()) == set(SITE)
    pairs = (found.root.get("{http://www.w3.org/2001/XMLSchema-instance}schemaLocation") or "").split()
    assert set(pairs[1::2]) == set(TOPS[edition.partition(" ")[0]]) & control
    assert set(pairs[::2]) <= set(found.root.nsmap.values())


# One SCORM or the other


@pytest.mark.parametrize(
    ("edition", "namespaces", "attribute"),
    [
        (
            "1.2",
            {
                "http://www.imsproject.org/xsd/imscp_rootv1p1p2",
                "http://www.adlnet.org/xsd/adlcp_rootv1p2",
                "http://www.imsglobal.org/xsd/imsmd_rootv1p2p1",
            },
            "{http://www.adlnet.org/xsd/adlcp_rootv1p2}scormtype",
        ),
        *(
            (
                edition,
                {
                    "http://www.imsglobal.org/xsd/imscp_v1p1",
                    "http://www.adlnet.org/xsd/adlcp_v1p3",
                    "http://www.adlnet.org/xsd/adlseq_v1p3",
                    "http://www.adlnet.org/xsd/adlnav_v1p3",
                    "http://www.imsglobal.org/xsd/imsss",
                    "http://ltsc.ieee.org/xsd/LOM",
                },
                "{http://www.adlnet.org/xsd/adlcp_v1p3}scormType",
            )
            for edition in ("2004 3rd Edition", "2004 4th Edition")
        ),
    ],
)
def test_no_mixture_of_standards(edition: str, namespaces: set[str], attribute: str) -> None:
    found = manifest_of(packed(module_of(), PROFILES[edition]))
    assert found.texts("metadata/schema") == ["ADL SCORM"]
    assert found.texts("metadata/schemaversion") == [edition]
    assert set(found.root.nsmap.values()) == namespaces
    used = {etree.QName(element).namespace for element in found.root.iter()}
    assert used <= namespaces
    [resource] = found.all("resource")
    assert resource.get(attribute) == "sco"
    assert {name for name in resource.attrib if "scorm" in str(name).lower()} == {attribute}


@pytest.mark.parametrize("standard", ["2004-3rd", "2004-4th"])
def test_header_chooses_the_edition(standard: str) -> None:
    product, _ = rendered(SCORM2004, module_of(standard=standard))
    version = f"2004 {standard[-3:]} Edition"
    assert manifest_of(product).texts("metadata/schemaversion") == [version]


@pytest.mark.parametrize("edition", ["2004 3rd Edition", "2004 4th Edition"])
def test_only_the_content_sets_completion_and_success(edition: str) -> None:
    found = manifest_of(packed(quiz(), PROFILES[edition]))
    [controls] = found.all("item/sequencing/deliveryControls")
    wanted = {"tracked": "true", "completionSetByContent": "true", "objectiveSetByContent": "true"}
    assert {str(name): value for name, value in controls.attrib.items()} == wanted
    assert {"previous", "continue", "abandon", "abandonAll"} == set(found.texts("navigationInterface/hideLMSUI"))
    assert not found.all("mapInfo"), "Moodle's import fails on it"
    assert not found.all("primaryObjective")


@EDITIONS
@pytest.mark.parametrize("mark", [80, 67, 7, 100, 0])
def test_pass_mark_is_in_the_manifest_only_where_the_lms_shall_judge(edition: str, mark: int) -> None:
    module = quiz(completion=Completion(pass_mark=mark))
    word = "masteryscore" if edition == "1.2" else "minNormalizedMeasure"
    assert not manifest_of(packed(module, PROFILES[edition])).all(word)
    [told] = manifest_of(judged(module, edition)).texts(word)
    assert told == (str(mark) if edition == "1.2" else f"{mark / 100:.7f}".rstrip("0").rstrip("."))


@pytest.mark.parametrize("target", [SCORM12, SCORM2004], ids=lambda target: target.name)
@pytest.mark.parametrize("judge", ["lms", ""])
def test_b026_manifest_and_player_have_one_pass_mark(target: Target, judge: str) -> None:
    context = replace(CONTEXT, options=(("judge", judge),))
    product, _ = rendered(target, quiz(completion=Completion(pass_mark=85)), context)
    page = dict(product.files)["index.html"]
    assert isinstance(page, bytes)
    assert b'"passMark":85' in page
    found = manifest_of(product)
    marks = found.texts("masteryscore") + found.texts("minNormalizedMeasure")
    assert [float(mark) for mark in marks] == ([85 if target is SCORM12 else 0.85] if judge else [])


@EDITIONS
def test_no_pass_mark_where_nothing_is_judged(edition: str) -> None:
    for module in (module_of(), quiz(completion=Completion(pass_mark=None))):
        found = manifest_of(judged(module, edition))
        assert not found.all("masteryscore")
        assert not found.all("primaryObjective")


# Metadata


@EDITIONS
def test_header_is_told_as_metadata(edition: str) -> None:
    module = module_of(
        language="et", version="2.0.0", duration=80, keywords=("ratas", "pidur"), licence="CC-BY-SA-4.0",
        authors=("Õie Ämm",), date="2021-12-31", audience=("kõik",), objectives=(Objective("o", "Mõõda."),),
    )  # fmt: skip
    found = manifest_of(packed(module, PROFILES[edition]))
    assert found.texts("general/language") == ["et"]
    assert found.texts("general/keyword") == ["ratas", "pidur"]
    assert found.texts(f"{'lifecycle' if edition == '1.2' else 'lifeCycle'}/version") == ["2.0.0"]
    time = "typicallearningtime" if edition == "1.2" else "typicalLearningTime"
    assert found.texts(f"{time}/{'datetime' if edition == '1.2' else 'duration'}") == ["PT1H20M"]
    assert found.texts("rights/description") == ["CC-BY-SA-4.0"]
    assert found.texts("classification/description") == ["Mõõda."]
    assert "kõik" in found.texts("educational/description")[0]
    cards = found.texts("vcard" if edition == "1.2" else "contribute/entity")
    assert ["FN:Õie Ämm" in card for card in cards] == [True, False]
    assert ["ORG:Creative Ports" in card for card in cards] == [False, True]
    assert found.root.get("version") == "2.0.0"


@EDITIONS
def test_what_the_header_does_not_say_is_left_out(edition: str) -> None:
    product = packed(module_of(), PROFILES[edition], replace(CONTEXT, publisher=""))
    found = manifest_of(product)
    for path in ("general/description", "keyword", "contribute", "rights", "classification", "educational/description"):
        assert not found.all(path), path
    assert not found.all("typicallearningtime")
    assert not found.all("typicalLearningTime")


@pytest.mark.parametrize(
    ("minutes", "written"), [(1, "PT1M"), (45, "PT45M"), (60, "PT1H"), (80, "PT1H20M"), (6000, "PT100H")]
)
def test_duration(minutes: int, written: str) -> None:
    assert duration(minutes) == written


def test_vcard_keeps_marks_of_its_own_apart() -> None:
    assert vcard("A; B, C\\D").split("\n")[2:4] == ["N:A\\; B\\, C\\\\D;;;;", "FN:A\\; B\\, C\\\\D"]


# Goldens


@pytest.mark.parametrize("target", [SCORM12, SCORM2004], ids=lambda target: target.name)
@pytest.mark.parametrize("folder", GOLDENS, ids=lambda folder: folder.name)
def test_golden(folder: Path, target: Target, golden: Golden) -> None:
    module, found = read_module(folder, HERE / "packages")
    assert module is not None
    assert found == []
    product, found = rendered(target, module)
    assert found == []
    texts = {"imsmanifest.xml": manifest_of(product).text.decode(), "files.txt": listing(product)}
    golden(folder / "expected" / target.name, texts)


def listing(product: Package) -> str:
    """List a package: the player's files by name, the author's also with a digest, as they travel untouched."""
    lines = []
    for name, content in product.files:
        data = content if isinstance(content, bytes) else content.read_bytes()
        digest = f" {len(data)} {hashlib.sha256(data).hexdigest()[:16]}" if name.startswith("content/") else ""
        lines.append(f"{name}{digest}\n")
    return "".join(lines)


def test_no_expected_folder_is_left_over() -> None:
    expected = {path.name for path in (HERE / "packages").glob("*/expected/*")}
    assert expected == {SCORM12.name, SCORM2004.name}
    assert [path.parent for path in sorted((HERE / "packages").glob("*/expected"))] == GOLDENS
