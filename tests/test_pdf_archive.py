"""PDF/A beside PDF/UA: what is claimed, what is forbidden, and that the claims are found wanting where they are."""

from __future__ import annotations

import zlib
from pathlib import Path

import pikepdf
import pydyf
import pytest
from PIL import Image as Picture

from booklets import one_page, paragraph, words
from builder.nodes import Figure, Image
from builder.targets import pdf_archive
from builder.targets.pdf_archive import plain_stream_ends
from builder.targets.pdf_media import BASE, fetcher, picture_addresses
from printed import Booklet, conformant


def test_both_claims_stand_in_metadata_that_anybody_can_read(booklet: Booklet) -> None:
    stream = booklet.pdf.Root.Metadata
    assert "/Filter" not in stream
    with booklet.pdf.open_metadata() as metadata:
        assert metadata["pdfaid:part"] == "2"
        assert metadata["pdfaid:conformance"] == "A"
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == "Check before a ride"


def test_colours_and_the_file_itself_are_told(booklet: Booklet) -> None:
    (intent,) = booklet.pdf.Root.OutputIntents
    assert str(intent.S) == "/GTS_PDFA1"
    profile = intent.DestOutputProfile.read_bytes()
    assert profile[16:20] == b"RGB "
    assert int.from_bytes(profile[:4], "big") == len(profile)
    first, second = booklet.pdf.trailer.ID
    assert bytes(first) == bytes(second) != b""


def test_nothing_is_attached_run_or_left_to_the_viewer(booklet: Booklet) -> None:
    root = booklet.pdf.Root
    assert not {"/AF", "/OpenAction", "/AA"} & set(root.keys())
    assert "/EmbeddedFiles" not in root.get("/Names", {})
    assert "/Encrypt" not in booklet.pdf.trailer
    pictures = [o for o in booklet.pdf.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image"]
    assert not any(picture.get("/Interpolate", False) for picture in pictures)


@pytest.mark.parametrize(("step", "rule"), [("_claim", "ID-SCHEMA"), ("_tell_colours", "RGB")])
def test_without_a_step_the_file_does_not_conform(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, step: str, rule: str
) -> None:
    monkeypatch.setattr(pdf_archive, step, lambda _: None)
    found = conformant(Booklet(one_page(tmp_path, paragraph("Text."))), tmp_path)
    assert any(rule in one for one in found), found


def noise() -> Picture.Image:
    return Picture.effect_noise((300, 200), 40)


@pytest.mark.parametrize(
    ("name", "mode"),
    [("press.jpg", "CMYK"), ("grey.jpg", "L"), ("clear.png", "RGBA"), ("few.png", "P"), ("deep.png", "I;16"),
     ("both.png", "LA"), ("small.webp", "RGB"), ("moving.gif", "P")],
)  # fmt: skip
def test_pictures_of_every_kind_conform(tmp_path: Path, name: str, mode: str) -> None:
    (tmp_path / "media").mkdir()
    noise().convert(mode).save(tmp_path / "media" / name)
    booklet = Booklet(one_page(tmp_path, Figure(Image(f"media/{name}", "Noise"), words("Noise."), 1, "noise")))
    assert booklet.said == []
    assert conformant(booklet, tmp_path) == []


def shown(folder: Path, name: str) -> Picture.Image:
    """Give a picture as the engine gets it."""
    module = one_page(folder, Figure(Image(f"media/{name}", "It")))
    return Picture.open(fetcher((module,), {}).fetch(BASE + picture_addresses(module)[f"media/{name}"]))


def test_colours_of_a_press_become_those_of_a_screen(tmp_path: Path) -> None:
    (tmp_path / "media").mkdir()
    red = Picture.new("CMYK", (40, 40), (0, 255, 255, 0))
    red.save(tmp_path / "media" / "plain.jpg")
    red.save(tmp_path / "media" / "broken.jpg", icc_profile=b"no profile")
    for name in ("plain.jpg", "broken.jpg"):
        picture = shown(tmp_path, name)
        assert picture.mode == "RGB"
        red_part, green, blue = picture.getpixel((20, 20))  # type: ignore[misc]
        assert red_part > 200
        assert green < 40
        assert blue < 40


def test_many_shades_of_grey_become_those_that_can_be_printed(tmp_path: Path) -> None:
    (tmp_path / "media").mkdir()
    steps = Picture.new("I;16", (256, 4))
    steps.putdata([shade * 256 for shade in range(256)] * 4)
    steps.save(tmp_path / "media" / "deep.png")
    picture = shown(tmp_path, "deep.png")
    assert picture.mode == "L"
    assert [picture.getpixel((x, 1)) for x in (0, 100, 255)] == [0, 100, 255]


def test_a_stream_that_ends_like_a_line_is_not_cut_short() -> None:
    text = next(text for text in map(bytes, ([n] for n in range(256))) if zlib.compress(text, 9).endswith(b"\r"))
    with plain_stream_ends():
        written = pydyf.Stream([text], compress=True).data
        other = pydyf.Stream([b"text"], compress=True).data
    assert written.endswith(b"\r\r\nendstream")
    assert other.endswith(b"\nendstream")
    assert not other.endswith(b"\r\nendstream")
    assert pydyf.Stream([text], compress=True).data.endswith(b"\r\nendstream"), "as before outside of the block"
