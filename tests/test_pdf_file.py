"""Paper as a file: its bytes, its fonts, what the engine may read, the cover."""

from __future__ import annotations

import builtins
import os
import pickle
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Dictionary, Name
from PIL import Image as Picture

from booklets import one_page, paragraph
from builder.diagnostics import BuildError
from builder.nodes import (
    Figure,
    Image,
    Module,
)
from builder.render import Brand
from builder.targets import pdf_engine
from builder.targets.pdf_cover import FLAGS, cover_picture
from builder.targets.pdf_editions import Licence, licence_of
from builder.targets.pdf_media import BASE, LARGEST, fetcher, picture_addresses
from printed import CONTEXT, Booklet

# The file


def test_the_same_source_gives_the_same_bytes(module: Module, booklet: Booklet, tmp_path: Path) -> None:
    assert Booklet(module).content == booklet.content
    (tmp_path / "job").write_bytes(pickle.dumps((module, CONTEXT)))
    code = (
        "import pickle, sys; from builder.targets.pdf import PDF\n"
        "module, context = pickle.load(open(sys.argv[1], 'rb'))\n"
        "sys.stdout.buffer.write(PDF.render(module, context, print).files[0][1])"
    )
    changed = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "SOURCE_DATE_EPOCH": "1"}
    again = subprocess.run([sys.executable, "-c", code, tmp_path / "job"], capture_output=True, check=True, env=changed)
    assert again.stdout == booklet.content
    assert again.stderr == b""
    assert b"CreationDate" not in booklet.content


def test_fonts_are_ours_and_embedded(booklet: Booklet) -> None:
    fonts = [o for o in booklet.pdf.objects if isinstance(o, Dictionary) and o.get("/Type") == Name.FontDescriptor]
    assert len(fonts) >= 5
    for font in fonts:
        assert re.fullmatch(r"/[A-Z]{6}\+(Source-Se|Source-Sa|Mono)[A-Za-z-]*", str(font.FontName)), font.FontName
        assert any(name in font for name in ("/FontFile2", "/FontFile3"))


@pytest.mark.parametrize(("paper", "size"), [("A4", (595, 842)), ("Letter", (612, 792))])
def test_paper(tmp_path: Path, paper: str, size: tuple[int, int]) -> None:
    booklet = Booklet(one_page(tmp_path, paragraph("Text."), paper=paper))
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in booklet.reader.pages} == {size}
    assert len(booklet.pages) == 3, "cover, contents, text with credits"


# What the engine may read


@pytest.mark.parametrize(
    "address",
    ["file:///etc/hostname", "http://example.org/x.png", BASE + "check-ride/other.svg", BASE + "../secret.txt",
     "data:text/plain,x", BASE + "check-ride/../../secret.txt"],
)  # fmt: skip
def test_only_the_modules_pictures_are_read(module: Module, address: str) -> None:
    with pytest.raises(ValueError, match="only pictures of the module"):
        fetcher((module,), {}).fetch(address)


def test_a_link_out_of_the_folder_is_refused_and_reported(tmp_path: Path) -> None:
    (tmp_path / "secret.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'><text>CANARY-8842</text></svg>")
    folder = tmp_path / "check-ride"
    (folder / "media").mkdir(parents=True)
    (folder / "media" / "leak.svg").symlink_to(tmp_path / "secret.svg")
    booklet = Booklet(one_page(folder, Figure(Image("media/leak.svg", "A leak"))))
    assert [said.slug for said in booklet.said] == ["picture-not-printed"]
    assert not booklet.page_of("CANARY")
    assert not booklet.reader.attachments


def test_photographs_are_made_fit_for_paper(tmp_path: Path) -> None:
    (tmp_path / "media").mkdir()
    for name, size in (("large.jpg", (4000, 3000)), ("small.jpg", (400, 300))):
        Picture.effect_noise(size, 40).convert("RGB").save(tmp_path / "media" / name)
    module = one_page(tmp_path, *(Figure(Image(f"media/{name}.jpg", name)) for name in ("large", "small")))
    booklet = Booklet(module)
    widths = {
        int(o.Width) for o in booklet.pdf.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == Name.Image
    }
    assert widths == {LARGEST, 400}
    small = fetcher((module,), {}).fetch(BASE + picture_addresses(module)["media/small.jpg"]).read()
    assert small == (tmp_path / "media" / "small.jpg").read_bytes(), "not touched"


# Engine and cover


def test_a_missing_system_library_is_told_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = builtins.__import__

    def refuse(name: str, *rest: Any) -> Any:
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0': libpango-1.0-0: cannot open shared object file")
        return plain(name, *rest)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(BuildError, match=r"libpango-1.0-0\); run: apt-get install --yes libpango-1.0-0 libpangoft2"):
        pdf_engine.load()


def test_the_engine_is_not_loaded_before_a_pdf_is_wanted() -> None:
    code = (
        "import sys, builder.targets; print(sorted({'weasyprint', 'pikepdf', 'fontTools', 'PIL'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_no_copies_of_fonts_are_left_behind(module: Module, tmp_path: Path) -> None:
    (tmp_path / "job").write_bytes(pickle.dumps((module, CONTEXT)))
    code = (
        "import pickle, sys; from builder.targets.pdf import PDF\n"
        "PDF.render(*pickle.load(open(sys.argv[1], 'rb')), print)"
    )
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    environment = {**os.environ, "TMPDIR": str(scratch)}
    done = subprocess.run(
        [sys.executable, "-c", code, tmp_path / "job"], capture_output=True, check=True, env=environment
    )
    assert done.stderr == b""
    assert list(scratch.iterdir()) == []


def test_a_cover_is_the_modules_own() -> None:
    brand = Brand(accent_bright="#111111", contrast="#222222")
    assert sorted(FLAGS) == sorted("abcdefghijklmnopqrstuvwxyz")
    drawn = [cover_picture((letter,), brand, columns=1, rows=1) for letter in FLAGS]
    assert len(set(drawn)) == 26
    one, other = (cover_picture((slug, "capacity"), brand, columns=5, rows=3) for slug in ("baltic-home", "pitch"))
    assert one != other
    assert one == cover_picture(("baltic-home", "capacity"), brand, columns=5, rows=3)
    assert b"#111111" in one
    assert b"{" not in one
    assert cover_picture(("123",), brand, columns=1, rows=1) == cover_picture(("c",), brand, columns=1, rows=1)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("CC-BY-SA-4.0", Licence("CC BY-SA 4.0", "https://creativecommons.org/licenses/by-sa/4.0/")),
        ("CC BY 4.0", Licence("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")),
        ("All rights reserved", Licence("All rights reserved")),
        ("", Licence("")),
    ],
)
def test_licences(module: Module, written: str, meant: Licence) -> None:
    assert licence_of(replace(module.metadata, licence=written)) == meant
