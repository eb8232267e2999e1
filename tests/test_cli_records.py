"""The commands on the learner's record: budget, decoding, comparing, playing."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from builder.cli import main
from projects import module, write

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one module, built for SCORM 1.2; the current folder."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path, one=module("One"))
    assert main(["build", "--target", "scorm12"]) == 0
    return tmp_path


def test_the_budget_is_printed_for_each_standard(built: Path, capsys: Captured) -> None:
    capsys.readouterr()
    assert main(["check", "--budget"]) == 0
    out = capsys.readouterr().out
    assert "of 4,096 in SCORM 1.2: fits" in out
    assert "of 30,000 in SCORM 2004: fits" in out
    assert main(["check", "--budget", "--format", "json"]) == 0
    (budget,) = json.loads(capsys.readouterr().out)["budgets"]
    assert budget["module"] == "one"


def test_a_state_is_told_in_words(built: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    capsys.readouterr()
    state = "1;1*1a!0*1a!0;9;;ip2s;;"
    assert main(["state", "decode", state, "--module", "one"]) == 0
    out = capsys.readouterr().out
    assert "One" in out
    assert "passed" in out
    monkeypatch.setattr(sys, "stdin", io.StringIO(state + "\n"))
    assert main(["state", "decode", "-", "--package", "output/one.scorm12.zip"]) == 0
    assert capsys.readouterr().out == out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["state", "decode", "1;x", "--module", "won"], "did you mean `one`?"),
        (["state", "decode", "not a state", "--module", "one"], "coursewright: "),
        (["compare", "output/one.scorm12.zip", "nowhere.zip"], "nowhere.zip"),
        (["play", "nowhere.zip", "--script", "pass"], "there is no such file"),
        (["play", "output/one.scorm12.zip", "--script", "pas"], "did you mean `pass`?"),
        (["play", "output/one.scorm12.zip", "--all-profiles"], "--script"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(built: Path, capsys: Captured, arguments: list[str], said: str) -> None:
    capsys.readouterr()
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert not out
    assert said in err
    assert len(err.splitlines()) == 1


def test_comparing_tells_by_its_exit_code_whether_something_is_lost(built: Path, capsys: Captured) -> None:
    old = built / "old.zip"
    old.write_bytes((built / "output" / "one.scorm12.zip").read_bytes())
    assert main(["compare", str(old), "output/one.scorm12.zip"]) == 0
    write(built, one=module("One").replace("{#sure ", "{#certain "))
    assert main(["build", "--target", "scorm12"]) == 0
    capsys.readouterr()
    assert main(["compare", str(old), "output/one.scorm12.zip"]) == 1
    assert "sure" in capsys.readouterr().out
    assert main(["compare", str(old), "output/one.scorm12.zip", "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out)


def test_a_state_that_cannot_fit_is_told_with_its_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                                        capsys: Captured) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    told = "::: feedback correct\nYes.\n:::\n\n::: feedback incorrect\nNo.\n:::\n"
    question = "::: text {{#q{n}}}\nName it.\n\n- {answer}\n\n" + told + ":::\n"
    body = "\n".join(question.format(n=n, answer="a" * 150) for n in range(12))
    write(tmp_path, long=module("Long", body))
    assert main(["check"]) == 0
    out = capsys.readouterr().out
    assert "[state-too-long]" in out
    assert "warning" in out
    assert main(["check", "--strict"]) == 1
