"""Packages for tests of the play command: one of ours, ones with planted faults, and archives no LMS should take."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from builder.catalogue import Defaults
from builder.package import write_package
from builder.parse import parse_module
from builder.source import Source
from builder.targets.scorm12 import SCORM12
from builder.targets.scorm2004 import SCORM2004
from packing import CONTEXT, ignore

BIKE = """---
title: Bike check
summary: A five minute check.
language: en
version: 1.0.0
objectives:
  - id: stop
    text: Stop in time.
completion: {pages: all, pass_mark: 60, attempts: 2, on_fail: failed}
---

## Before you go {#before}

::: choice {#stop-part objective=stop shuffle}
Which part stops the bike?

- [ ] bell
- [x] brake
- [ ] lamp
:::

::: choice {#at-night partial}
What must be on at night?

- [x] lamp
- [ ] rack
- [x] rear light
:::

## Check {#check}

::: true-false {#tyres answer=true}
Tyres lose air.
:::

::: text {#word}
What rings?

- bell
:::

::: numeric {#pressure answer=4 tolerance=0.5 unit=bar}
How much air does a tyre want?
:::

## Ride {#ride}

::: match {#what-for}
What is what for?

| Part  | Use  |
| ----- | ---- |
| Brake | Stop |
| Bell  | Ring |
|       | Sing |
:::

::: order {#steps}
Put the steps in order.

1. Look.
2. Pump.
3. Ride.
:::
"""
"""A module with a question of each kind."""

HEADS = {
    "1.2": '<manifest identifier="m" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"'
    ' xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"><metadata><schema>ADL SCORM</schema>'
    "<schemaversion>1.2</schemaversion></metadata>",
    "2004": '<manifest identifier="m" xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"'
    ' xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3" xmlns:imsss="http://www.imsglobal.org/xsd/imsss">'
    "<metadata><schema>ADL SCORM</schema><schemaversion>2004 4th Edition</schemaversion></metadata>",
}


def bike(target: str, folder: Path, text: str = BIKE) -> Path:
    """Build the module for a target."""
    module = parse_module(Source("modules/bike-check/module.md", text, folder), Defaults(), ignore)
    assert module is not None
    path = folder / f"bike.{target}.zip"
    row = {row.name: row for row in (SCORM12, SCORM2004)}[target]
    write_package(row.render(module, CONTEXT, ignore), path)
    return path


def manifest(
    version: str = "1.2", *, item: str = "", files: tuple[str, ...] = ("index.html",), start: str = "index.html"
) -> str:
    """Write a manifest of one item; `item` is what stands in it beside its title."""
    spelled = "scormtype" if version == "1.2" else "scormType"
    listed = "".join(f'<file href="{name}"/>' for name in files)
    return (
        f'<?xml version="1.0"?>{HEADS[version]}<organizations default="o"><organization identifier="o">'
        f'<title>Course</title><item identifier="i" identifierref="r"><title>Part</title>{item}</item>'
        f'</organization></organizations><resources><resource identifier="r" type="webcontent" href="{start}" '
        f'adlcp:{spelled}="sco">{listed}</resource></resources></manifest>'
    )


def zipped(path: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write an archive of these files."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def course(path: Path, script: str, *, version: str = "1.2", item: str = "", **files: str | bytes) -> Path:
    """Write a package of one page that runs a script; other files are in it, but not listed."""
    page = f"<!doctype html><title>Course</title><body><h1>Course</h1><script>{script}</script>"
    return zipped(path, {"imsmanifest.xml": manifest(version, item=item), "index.html": page, **files})


def changed(source: Path, path: Path, script: str) -> Path:
    """Copy a package of ours with a script put before its player: a player with a fault."""
    files: dict[str, str | bytes] = {}
    with zipfile.ZipFile(io.BytesIO(source.read_bytes())) as archive:
        for name in archive.namelist():
            files[name] = archive.read(name)
    page = bytes(files["index.html"]).decode() if isinstance(files["index.html"], bytes) else files["index.html"]
    before, tag, after = page.partition('<script src="player/player.js">')
    assert tag, "the page has no player"
    return zipped(path, {**files, "index.html": f"{before}<script>{script}</script>{tag}{after}"})
