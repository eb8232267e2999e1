"""The table of question kinds as they are played: a module of each form of a kind, and answers to give in it.

`test_kinds.py` plays every row by mouse, touch and keyboard, takes it up again and shows it in review; it fails where a
kind of `builder.questions` has no row here. `test_kinds_axe.py` looks at all states of every row.
"""

from __future__ import annotations

from dataclasses import dataclass

from hands import Response

SAID = "\n::: feedback correct\nYes.\n:::\n::: feedback incorrect\nNo.\n:::\n"
ASIDE = "\n::: hint\nThink of the bell.\n:::\n::: solution\nSo it is done.\n:::\n"
MODULE = """---
title: One of a kind
summary: To be played.
language: en
---

## Asked {{#asked}}

{}
## End {{#end}}

It ends.
"""


@dataclass(frozen=True)
class Step:
    """An answer, and the verdict on it: `right`, `partly`, `wrong`, `kept`, or none of what is nobody's answer."""

    response: Response
    verdict: str = ""


@dataclass(frozen=True)
class Play:
    """One form of a kind."""

    kind: str
    form: str
    """What tells it from other forms of the kind; often nothing does."""
    text: str
    steps: tuple[Step, ...]
    """To be taken in turn; the last one is found again after a break."""

    def __str__(self) -> str:
        return f"{self.kind} {self.form}".strip().replace(" ", "-")

    @property
    def judged(self) -> bool:
        """Whether an answer can be wrong."""
        return self.steps[0].verdict == "wrong"

    def module(self, options: str = "") -> str:
        """Write the module, with options for the question (its id is `q`)."""
        return MODULE.format(self.text.replace("#q", f"#q {options}".strip(), 1))


def _judged(kind: str, form: str, options: str, body: str, *responses: str, said: str = SAID) -> Play:
    """Give a row with a wrong, perhaps a partly right, and a right answer, each with `|` between its values."""
    words = ("wrong", "partly", "right") if len(responses) == 3 else ("wrong", "right")
    steps = tuple(Step(given.split("|"), word) for given, word in zip(responses, words, strict=True))
    return Play(kind, form, f"::: {kind} {{#q{options}}}\n{body}\n{said}{ASIDE}:::\n", steps)


def _open(kind: str, form: str, options: str, body: str, *steps: Step) -> Play:
    """Give a row of what is neither right nor wrong."""
    return Play(kind, form, f"::: {kind} {{#q{options}}}\n{body}\n:::\n", steps)


PLAYS = (
    _judged("choice", "", "", "Which stops?\n\n- [ ] Bell\n  > No.\n- [x] Brake\n  > Yes.\n- [ ] Lamp\n  > No.",
            "a", "b", said=""),
    _judged("choice", "several", " partial", "Which shine?\n\n- [ ] Bell\n  > No.\n- [x] Front lamp\n  > Yes.\n"
            "- [ ] Rack\n  > No.\n- [x] Rear lamp\n\n  It is red.\n\n  - Always.\n  > Yes.",
            "a|c", "b", "b|d", said=""),
    _judged("choice", "pictures", "", "Where do all see each other?\n\n"
            "- [ ] ![Chairs in lines](media/seats-rows.svg)\n  > No.\n"
            "- [x] ![Chairs around a place](media/seats-circle.svg) A *ring*\n  > Yes.\n"
            "- [ ] ![Chairs around tables](media/seats-pairs.svg)\n  > No.", "a", "b", said=""),
    _judged("true-false", "", " answer=true", "A bell rings.", "false", "true"),
    _judged("text", "", "", 'Write "do not" in short.\n\n- don\'t\n- dont', "do not", "Dont"),
    _judged("numeric", "unit", " answer=0,5 tolerance=0.01 unit=minutes", "How long?", "5", "0,505"),
    _judged("numeric", "bare", " answer=-3", "How cold?", "3", "−3.0"),
    _judged("match", "", " partial", "Who does what?\n\n| Task | *Person* |\n| - | - |\n| Invite | Host |\n"
            "| Ask | Mentor |\n| Book | Host |\n|  | Visitor |", "b|a|c", "a|c|a", "a|b|a"),
    _judged("order", "", " partial", "In which order?\n\n1. Choose.\n2. **Invite.**\n3. Meet.\n4. Thank.",
            "d|c|b|a", "a|b|d|c", "a|b|c|d"),
    _judged("blanks", "", " partial", "Complete it.\n\nIt lasts [[15 ± 1]] minutes. A [[bell|gong]] rings, "
            "and [[(everybody)|nobody]] moves.", "3|lamp|nobody", "15|lamp|everybody", "14,5|Gong|everybody"),
    _judged("highlight", "", " partial", "What is sold?\n\nThe ==coats== and ==oak chairs== were there, and the bell "
            "was heard in the yard by everybody who had come.\n\n- bell\n  > It is only rung.", "9", "2", "2|4"),
    _judged("highlight", "sentences", " of=sentences", "What can be checked?\n\n==Ten came.== It was *fine*.",
            "2", "1"),
    _judged("sort", "", " partial", "Whose work is it?\n\n- Host\n  - Invites\n    > The host knows them.\n  - Rings\n"
            "- Mentor\n  - Advises\n    > That is it.", "b|b|a", "a|b|a", "a|a|b"),
    _judged("sort", "listed", "", "When?\n\n- January\n  - Choose\n- February\n  - Write\n- March\n- April\n- May\n"
            "  - Meet", "b|a|c", "a|b|e"),
    _judged("matrix", "", " partial", "When?\n\n|  | Before | After |\n| - | - | - |\n| Plan | [x] | [ ] |\n"
            "| Thanks | [ ] | [x] |", "b|a", "a|a", "a|b"),
    _judged("matrix", "boxes", " partial", "When?\n\n|  | Before | After |\n| - | - | - |\n| Plan | [x] | [x] |\n"
            "| Balloons | [ ] | [ ] |", "c|d", "a", "a|b"),
    _judged("hotspot", "", "", "![A room from above](media/room.svg \"The room.\")\n\nWhere does the host stand?\n\n"
            "- [ ] At the **door** {x=0 y=70 w=12 h=25}\n  > Too far away.\n- [x] In the middle {x=50 y=50 r=8}\n"
            "  > Heard by all.", "a", "b", said=""),
    _judged("hotspot", "hidden", " partial regions=hidden", "![A room from above](media/room.svg)\n\n"
            "Where does light come in?\n\n- [x] On the left {x=5 y=5 w=20 h=12}\n"
            "- [x] On the right {x=75 y=5 w=20 h=12}\n- [ ] Below {x=40 y=80 w=20 h=15}", "c", "a", "a|b"),
    _open("scale", "", " from=1 to=5 low=No high=Yes", "Sure?", Step(["2"], "kept"), Step(["4"], "kept")),
    _open("scale", "statements", "", "How often?\n\n1. Never\n2. At times\n3. Always\n\n- I write.\n- I call.",
          Step(["1", "3"], "kept"), Step(["3", "2"], "kept")),
    _open("essay", "", " words=40", "Write to a mentor.\n\n::: hint\nSay when.\n:::\n::: model\nWould you come?\n:::\n"
          "::: feedback correct\nSend it.\n:::", Step(["Dear <Ann>,\n\ncome in May"], "kept")),
    _open("essay", "rubric", " room=300", "Write to a mentor.\n\n::: hint\nSay when.\n:::\n::: model\nWould you come?\n"
          ":::\n::: rubric\n| Criterion | Points | Look for |\n| - | - | - |\n| Says *when* | 1 | a date |\n"
          "| Gives a reason | 2 | |\n:::", Step(["Come in May"], "kept"), Step(["Come in May", "92e"], "kept"),
          Step(["Come in May", "68d", "92e"], "right")),
    _open("checklist", "", "", "See to these.\n\n- [ ] The bell\n- [ ] A *table*\n- [ ] ![The room](media/room.svg)",
          Step(["x", "", ""]), Step(["", "x", "x"])),
    _open("reflection", "", "", "Whom do you know?", Step(["Ann"]), Step(["Żółć & <b>öü</b>\nsecond line"])),
    _open("plan", "", "", "Take it home.\n\n| Field | Advice |\n| - | - |\n| Who | In *one* sentence |\n| When | |",
          Step(["Ann", ""]), Step(["Jan", "In May"])),
    _open("scenario", "", "", "A week is left.\n\n::: scene Monday {#monday}\nWhom do you ask?\n\n"
          "- [Ask *all*](#wide)\n  > Two hundred answers come.\n- [Ask a few](#good)\n:::\n\n"
          "::: scene {#wide}\nToo many.\n\n- [Draw lots](#bad)\n- [Choose](#good)\n:::\n\n"
          "::: scene It fits {#good ending=good}\nAll talk.\n:::\n\n"
          "::: scene An empty room {#bad ending=bad}\nNobody speaks.\n:::", Step(["Ask all", "Draw lots"])),
)  # fmt: skip
"""Every form of every kind."""
