"""`coursewright play`: whether its learners find what is wrong, and nothing that is not."""

from __future__ import annotations

import html.parser
import json
import os
import threading
from pathlib import Path

import pytest

from builder.diagnostics import BuildError
from builder.play import PROFILES, SCRIPTS, Order, Result, play
from builder.play.browser import VARIABLE, find_browser
from scos import BIKE, bike, changed, course, manifest, zipped

PAGE = "<!doctype html><title>x</title>"
SHORT = ("fail", "half")
"""Learners that every profile meets in the tests; all meet them in a full play of the shipped modules."""


def silent(_: str) -> None:
    """Take a line that a test is not about."""


def test_says_which_names_there_are(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="did you mean `moodle`"):
        play(Order(tmp_path / "x.zip", ("moodel",)), silent)
    with pytest.raises(BuildError, match="did you mean `half`"):
        play(Order(tmp_path / "x.zip", scripts=("halve",)), silent)


def test_says_that_a_browser_is_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("builder.play.browser._PLACES", ())
    with pytest.raises(BuildError, match="Chromium, Chrome or Edge"):
        play(Order(tmp_path / "x.zip", scripts=("pass",)), silent)
    monkeypatch.setenv(VARIABLE, "no-such-browser")
    with pytest.raises(BuildError, match="no-such-browser"):
        find_browser()


def test_says_that_a_browser_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "broken-browser"
    program.write_text("#!/bin/sh\necho 'No usable sandbox!' >&2\nexit 3\n")
    program.chmod(0o755)
    monkeypatch.setenv(VARIABLE, str(program))
    path = zipped(tmp_path / "good.zip", {"imsmanifest.xml": manifest(), "index.html": PAGE})
    with pytest.raises(BuildError, match="code 3: No usable sandbox!"):
        play(Order(path, scripts=("pass",)), silent)


def test_serves_a_person_until_stopped(tmp_path: Path) -> None:
    path = zipped(tmp_path / "good.zip", {"imsmanifest.xml": manifest(), "index.html": PAGE})
    said: list[str] = []
    until, stopped = threading.Event(), []
    worker = threading.Thread(
        target=lambda: stopped.append(play(Order(path, open_browser=False), said.append, until)), daemon=True
    )
    worker.start()
    for _ in range(100):
        if said:
            break
        worker.join(0.05)
    until.set()
    worker.join(5)
    assert "http://127.0.0.1:" in said[-1]
    assert [result.green for result in stopped] == [True]


@pytest.fixture(scope="session")
def browser() -> None:
    """Skip where no browser is, or fail where all tests are to run."""
    try:
        find_browser()
    except BuildError as problem:
        if os.environ.get("CI") or os.environ.get("COURSEWRIGHT_ALL_TESTS"):
            pytest.fail(str(problem), pytrace=False)
        pytest.skip(str(problem))


def rules(result: Result) -> set[str]:
    return {one.rule for one in result.report.all_findings() if one.grave}


def told(result: Result) -> str:
    """List the errors, for a test that fails."""
    runs = [(run.profile, run.script, one) for run in result.report.runs for one in run.findings if one.grave]
    return "\n".join(map(str, [*result.report.findings, *runs]))


@pytest.mark.usefixtures("browser")
@pytest.mark.parametrize("target", ["scorm12", "scorm2004"])
def test_ours_is_green_for_every_learner(tmp_path: Path, target: str) -> None:
    lines: list[str] = []
    result = play(Order(bike(target, tmp_path), scripts=SCRIPTS, report=tmp_path / "report"), lines.append)
    assert result.green, told(result)
    assert len(lines) == len(SCRIPTS)
    assert [run.script for run in result.report.runs] == list(SCRIPTS)
    assert all(run.ours and run.log for run in result.report.runs)
    status = "core.lesson_status" if target == "scorm12" else "success_status"
    reached = {run.script: run.store.get(status) for run in result.report.runs}
    assert {reached[name] for name in ("pass", "half", "kill", "offline", "lost", "look")} == {"passed"}
    assert reached["fail"] == "failed"
    passed = next(run for run in result.report.runs if run.script == "pass")
    assert len(passed.store["interactions"]) == 7
    check_report(result)


@pytest.mark.usefixtures("browser")
@pytest.mark.parametrize("target", ["scorm12", "scorm2004"])
def test_ours_is_green_under_every_profile(tmp_path: Path, target: str) -> None:
    result = play(Order(bike(target, tmp_path), PROFILES, SHORT), silent)
    assert result.green, told(result)
    played = {(run.profile, run.script) for run in result.report.runs}
    assert played == {(profile, script) for profile in PROFILES for script in SHORT}


def check_report(result: Result) -> None:
    page, data = result.files
    saved = json.loads(data.read_text(encoding="utf-8"))
    assert saved["green"] is True
    assert len(saved["runs"]) == len(result.report.runs)
    text = page.read_text(encoding="utf-8")
    links = Links()
    links.feed(text)
    assert links.found == {"data:,"}, "the report stands alone"
    assert "<strong>Green.</strong>" in text
    assert text.count("<h1>") == 1


class Links(html.parser.HTMLParser):
    """Notes all that a page asks for."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {value or "" for name, value in attrs if name in ("src", "href", "srcset", "data")}


FAULTY = """
var api = parent.API;
api.LMSSetValue('cmi.core.lesson_status', 'incomplete');
api.LMSInitialize();
api.LMSInitialize('');
api.LMSSetValue('cmi.core.lesson_status', 'Passed');
api.LMSSetValue('cmi.suspend_data', new Array(4098).join('x'));
api.LMSSetValue('cmi.core.score.raw', 50);
api.LMSSetValue('cmi.core.score.raw', NaN);
api.LMSSetValue('cmi.completion_status', 'completed');
api.LMSSetValue('cmi.core.student_id', 'me');
api.LMSGetValue('cmi.core.exit');
api.LMSSetValue('cmi.interactions.NaN.id', 'q');
api.LMSSetValue('cmi.interactions.3.id', 'q');
api.LMSSetValue('cmi.interactions._count', '1');
['gone.png', 'unlisted.png', 'https://example.invalid/x.png'].forEach(function (name) { new Image().src = name; });
setTimeout(function () { alert('Hello'); undefinedFunction(); }, 300);
api.LMSFinish('');
api.LMSCommit('');
api.LMSFinish('');
"""


@pytest.mark.usefixtures("browser")
def test_planted_faults_are_found(tmp_path: Path) -> None:
    path = course(tmp_path / "bad.zip", FAULTY, **{"unlisted.png": b"\x89PNG"})
    result = play(Order(path, scripts=("pass",)), silent)
    found = {one.rule: one.severity for one in result.report.all_findings()}
    wanted = {
        "set-early", "arguments", "type", "too-long", "not-a-string", "suspicious", "unknown-element", "read-only",
        "write-only", "index", "array-order", "keyword", "finish-twice", "commit-late", "file-not-found",
        "unlisted-file-used", "script-error",
    }  # fmt: skip
    assert wanted <= rules(result), wanted - rules(result)
    assert (found.get("dialog"), found.get("foreign-request"), found.get("unlisted-file")) == ("warning",) * 3
    assert not result.green


@pytest.mark.usefixtures("browser")
def test_a_course_that_is_silent_or_never_ends_is_found(tmp_path: Path) -> None:
    silent_one = play(Order(course(tmp_path / "a.zip", ""), scripts=("pass",)), silent)
    assert rules(silent_one) == {"silent"}
    endless = course(tmp_path / "b.zip", "parent.API_1484_11.Initialize('');", version="2004")
    assert rules(play(Order(endless, scripts=("pass",)), silent)) == {"never-finished"}


@pytest.mark.usefixtures("browser")
def test_a_good_strange_course_is_green_and_walked_through(tmp_path: Path) -> None:
    script = """
    var api = parent.API, page = 1;
    api.LMSInitialize('');
    api.LMSSetValue('cmi.core.lesson_status', 'incomplete');
    api.LMSSetValue('cmi.core.exit', 'suspend');
    api.LMSSetValue('cmi.core.session_time', '00:00:01'); api.LMSCommit('');
    var next = document.createElement('button'); next.textContent = 'Next'; document.body.append(next);
    next.onclick = function () {
      page += 1;
      api.LMSSetValue('cmi.core.lesson_location', String(page));
      if (page === 4) { api.LMSSetValue('cmi.core.lesson_status', 'completed'); next.remove(); }
    };
    addEventListener('pagehide', function () { api.LMSFinish(''); });
    """
    result = play(Order(course(tmp_path / "good.zip", script), scripts=("pass", "half", "lost")), silent)
    assert result.green, told(result)
    for run in result.report.runs:
        assert (run.ours, run.store["core.lesson_status"]) == (False, "completed")


@pytest.mark.usefixtures("browser")
def test_a_killed_course_hears_of_no_end(tmp_path: Path) -> None:
    script = """
    var api = parent.API, left = localStorage.getItem('left');
    api.LMSInitialize('');
    api.LMSSetValue('cmi.core.exit', 'suspend');
    api.LMSSetValue('cmi.suspend_data', left ? 'was told' : 'was not told');
    api.LMSSetValue('cmi.core.lesson_status', 'incomplete');
    api.LMSSetValue('cmi.core.session_time', '00:00:01');
    api.LMSCommit('');
    addEventListener('pagehide', function () { localStorage.setItem('left', 'yes'); api.LMSFinish(''); });
    """
    path = course(tmp_path / "good.zip", script)
    [killed] = play(Order(path, scripts=("kill",)), silent).report.runs
    assert (killed.green, killed.store["suspend_data"]) == (True, "was not told")
    [left] = play(Order(path, scripts=("half",)), silent).report.runs
    assert (left.green, left.store["suspend_data"]) == (True, "was told")


@pytest.mark.usefixtures("browser")
def test_completion_left_to_the_lms_is_found_under_successfactors(tmp_path: Path) -> None:
    script = """
    var api = opener.API_1484_11;
    api.Initialize('');
    api.SetValue('cmi.exit', 'suspend');
    api.SetValue('cmi.completion_status', 'incomplete');
    api.Commit('');
    addEventListener('pagehide', function () { api.Terminate(''); });
    """
    path = course(tmp_path / "lazy.zip", script, version="2004")
    result = play(Order(path, ("successfactors",), ("pass",)), silent)
    assert rules(result) == {"completed-by-lms"}


WRAP = """
(function () {
  var api = parent.API, set = api.LMSSetValue, get = api.LMSGetValue, at = '%s';
  api.LMSSetValue = function (element, value) {
    if (element.indexOf(at) !== 0) return set.call(api, element, value);
    return %s;
  };
})();
"""


@pytest.mark.usefixtures("browser")
@pytest.mark.parametrize(
    ("element", "instead", "rule"),
    [
        ("cmi.suspend_data", "set.call(api, element, '')", "resume"),
        ("cmi.suspend_data", "'true'", "state"),
        ("cmi.core.lesson_status", "set.call(api, element, 'completed')", "status"),
        ("cmi.core.score.raw", "set.call(api, element, '1')", "score"),
        ("cmi.core.lesson_location", "set.call(api, element, 'nowhere')", "place"),
        ("cmi.core.exit", "set.call(api, element, 'logout')", "exit"),
        ("cmi.interactions", "'true'", "records"),
        ("cmi.interactions.0.result", "set.call(api, element, 'neutral')", "records"),
    ],
)
def test_learners_notice_a_player_that_goes_wrong(tmp_path: Path, element: str, instead: str, rule: str) -> None:
    path = changed(bike("scorm12", tmp_path), tmp_path / "bad.zip", WRAP % (element, instead))
    result = play(Order(path, scripts=("half",)), silent)
    assert rule in rules(result), told(result)


@pytest.mark.usefixtures("browser")
@pytest.mark.parametrize(
    ("fault", "visits"),
    [
        ("Storage.prototype.setItem = function () { throw new Error('full'); };", {2, 4}),
        # What the browser kept is there, but not where the platform has lost the attempt.
        (
            "var api = parent.API, get = Storage.prototype.getItem;"
            "Storage.prototype.getItem = function (name) {"
            "  return api.LMSGetValue('cmi.suspend_data') ? get.call(this, name) : null; };",
            {4},
        ),
        # It is taken, and what came back is not told to the platform.
        ("var api = parent.API, set = api.LMSSetValue; api.LMSSetValue = function (element, value) {"
         "  return document.querySelector('.notice') ? 'true' : set.call(api, element, value); };", {4}),
    ],
    ids=["nothing is kept", "nothing is offered", "nothing is told"],
)  # fmt: skip
def test_learners_notice_that_what_was_refused_does_not_come_back(tmp_path: Path, fault: str, visits: set[int]) -> None:
    path = changed(bike("scorm12", tmp_path), tmp_path / "bad.zip", fault)
    [run] = play(Order(path, scripts=("lost",)), silent).report.runs
    assert {one.visit for one in run.findings if one.grave} == visits, run.findings
    assert {one.rule for one in run.findings if one.grave} <= {"restored", "resume", "status", "score", "state"}


@pytest.mark.usefixtures("browser")
def test_learners_know_which_result_counts(tmp_path: Path) -> None:
    for later in ("keep", "replace"):
        text = BIKE.replace("on_fail: failed}", f"on_fail: failed, later: {later}}}")
        assert text != BIKE
        path = bike("scorm2004", tmp_path, text)
        result = play(Order(path, scripts=("pass", "fail", "look", "lost")), silent)
        assert result.green, told(result)


@pytest.mark.usefixtures("browser")
def test_learners_notice_what_is_written_in_browse_mode(tmp_path: Path) -> None:
    script = "setTimeout(function () { parent.API.LMSSetValue('cmi.core.lesson_status', 'completed'); }, 0);"
    path = changed(bike("scorm12", tmp_path), tmp_path / "bad.zip", script)
    assert "written" in rules(play(Order(path, scripts=("browse",)), silent))


def test_all_names_are_known() -> None:
    assert set(SHORT) < set(SCRIPTS)
