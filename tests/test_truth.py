"""The modules say nothing of the project and its pilots that the facts do not say (`truth.py`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

import truth
from builder.nodes import Module
from builder.project import load_project, read_module

ROOT = Path(__file__).parent.parent
MODULES = ROOT / "modules"
SLUGS = sorted(path.parent.name for path in MODULES.glob("*/module.md"))
FACTS = truth.facts(MODULES)
OWN = re.compile(r"\b(?:[Ss]uppose|[Oo]urs?|[Ww]e|invented|[Yy]ours?|[Yy]ou|[Gg]ood practice|example)\b")
"""Words by which a reader knows that it is not the pilot's: advice, an exercise, arithmetic of ours."""


@cache
def module(slug: str) -> Module:
    found = read_module(load_project(ROOT, lambda _: None), slug, lambda _: None)
    assert found is not None
    return found


@cache
def lines(slug: str) -> tuple[truth.Line, ...]:
    return tuple(truth.lines(module(slug)))


@cache
def told(slug: str) -> dict[str, Any]:
    return dict(yaml.safe_load((MODULES / slug / "facts.yaml").read_text(encoding="utf-8")))


def sayings(slug: str) -> Iterator[truth.Saying]:
    for one in told(slug)["says"]:
        yield truth.Saying(truth.flat(one["text"]), tuple(one["facts"]), str(one.get("sum", "")))


def ours(slug: str) -> list[str]:
    """Give what a module says beside the pilot that is its own."""
    return [truth.flat(text) for text in told(slug).get("ours", [])]


def rests(saying: truth.Saying) -> list[str]:
    """Give what in a saying its facts do not bear out."""
    named = [truth.at(FACTS, path) for path in saying.facts]
    words = truth.words_of(named)
    known = {truth.value(number) for number, _, _ in truth.numbers(words)}
    known |= {count for fact in named for count in truth.counts_of(fact)}
    if saying.sum:
        parts = {truth.value(number) for number, _, _ in truth.numbers(saying.sum)}
        assert parts <= known, f"{saying.sum}: {parts - known} is in no fact that is named"
        minutes = re.sub(r"(\d+):(\d+)", lambda time: str(int(time[1]) * 60 + int(time[2])), saying.sum)
        assert re.fullmatch(r"[\d\s*/+-]+", minutes)
        known.add(float(round(eval(minutes))))
    wrong = [number for number, _, _ in truth.numbers(saying.text) if truth.value(number) not in known]
    pilots = {path.split(".")[1] for path in saying.facts if path.startswith("pilots.")}
    about = words + " " + " ".join(truth.words_of(truth.at(FACTS, f"pilots.{one}")) for one in pilots)
    about += " " + truth.words_of(FACTS["project"])
    spoken = set(re.findall(r"\w+", about)) | truth.PLAIN
    wrong += [name for name in truth.names(saying.text) if not set(re.findall(r"\w+", name)) <= spoken]
    return wrong


@pytest.mark.parametrize("slug", SLUGS)
def test_what_a_module_says_of_the_pilot_is_in_the_facts_it_names(slug: str) -> None:
    text = "\n".join(line.text for line in lines(slug))
    for saying in sayings(slug):
        assert saying.text in text, f"{slug} does not say: {saying.text}"
        assert saying.facts, saying.text
        assert not rests(saying), f"{slug}: {saying.text}: not in {', '.join(saying.facts)}: {rests(saying)}"


def speaks_of_the_pilot(slug: str) -> re.Pattern[str]:
    pilot = dict(truth.facts(MODULES)["pilots"]).get(module(slug).metadata.pilot, {})  # type: ignore[call-overload]
    own = [pilot["title"], re.split(r",| \(|:", pilot["organiser"])[0]] if pilot else []
    said = [
        r"\bpilots?\b",
        r"\borganisers?\b",
        "Creative Ports",
        r"\bcatalogue\b",
        r"\b[Tt]he project\b",
        *map(re.escape, own),
    ]
    return re.compile("|".join(said))


@pytest.mark.parametrize("slug", SLUGS)
def test_every_number_said_of_the_pilot_rests_on_a_fact(slug: str) -> None:
    about = speaks_of_the_pilot(slug)
    known = [*(saying.text for saying in sayings(slug)), *ours(slug)]
    loose = []
    for line in lines(slug):
        for sentence in truth.sentences(line.text):
            if not (line.told or about.search(sentence)):
                continue
            covered = [found.span() for text in known for found in re.finditer(re.escape(text), sentence)]
            covered += [(0, len(sentence)) for text in known if sentence in text]
            for number, start, end in truth.numbers(sentence):
                if not any(low <= start and end <= high for low, high in covered):
                    loose.append(f"{number}: {sentence}")
    assert not loose, f"{slug}: numbers without a fact:\n" + "\n".join(loose)


@pytest.mark.parametrize("slug", SLUGS)
def test_what_is_ours_is_said_to_be(slug: str) -> None:
    all_lines = "\n".join(line.text for line in lines(slug))
    for text in ours(slug):
        assert text in all_lines, f"{slug} does not say: {text}"
        assert OWN.search(text), f"{slug}: nothing in it tells a reader that this is advice or made up: {text}"


@pytest.mark.parametrize("slug", SLUGS)
def test_every_name_is_known_from_the_facts_or_said_to_be_made_up(slug: str) -> None:
    known = set(re.findall(r"\w+", truth.words_of(FACTS))) | truth.PLAIN
    known |= {word for name in told(slug).get("invented", []) for word in re.findall(r"\w+", name)}
    strange = {
        name
        for line in lines(slug)
        for sentence in truth.sentences(line.text)
        for name in truth.names(sentence)
        if not set(re.findall(r"\w+", name.removesuffix("'s"))) <= known
    }
    assert not strange, f"{slug}: names of nobody: {sorted(strange)}"


def test_facts_name_all_pilots_and_nothing_is_silently_taken() -> None:
    assert len(dict(FACTS["pilots"])) == 10  # type: ignore[call-overload]
    lie = truth.Saying("75 exhibits from Norway", ("pilots.baltic-home.figures",))
    assert rests(lie) == ["75"]
    assert rests(truth.Saying("Baltic Home had 74 exhibits", ("pilots.baltic-home.figures",))) == []
    assert rests(truth.Saying("shown in Paris", ("pilots.baltic-home.figures",))) == ["Paris"]
    assert rests(truth.Saying("88 talks", ("pilots.export-speed-mentoring.figures",), "22 * 4")) == []
    assert rests(truth.Saying("89 talks", ("pilots.export-speed-mentoring.figures",), "22 * 4")) == ["89"]
