"""The catalogue's `chooser`: questions, their answers, and the modules each answer speaks for."""

from __future__ import annotations

import yaml

from builder.catalogue import Answer, Argument, Choice, Chooser
from builder.parse.catalogue_values import Values

_HEAVIEST = 9
"""One figure: weights are compared at a glance."""

_EXAMPLE = "write `my-module: {weight: 3, reason: It shows how.}`"


def read_chooser(values: Values, node: yaml.Node) -> Chooser | None:
    """Read it; None where no question can be asked."""
    found = values.group(node, "`chooser`", ("questions",), ("title", "note"))
    if found is None:
        return None
    choices = [_choice(values, one) for one in values.listed(found["questions"], "questions", 1)]
    asked = tuple(choice for choice in choices if choice is not None)
    title, note = (values.text(found.get(name), name) for name in ("title", "note"))
    return Chooser(asked, title, note) if asked else None


def _choice(values: Values, node: yaml.Node) -> Choice | None:
    found = values.group(node, "a question of `chooser`", ("question", "answers"))
    if found is None:
        return None
    answers = [_answer(values, one) for one in values.listed(found["answers"], "answers", 2)]
    question = values.text(found["question"], "question")
    given = tuple(answer for answer in answers if answer is not None)
    return Choice(question, given) if question and given else None


def _answer(values: Values, node: yaml.Node) -> Answer | None:
    found = values.group(node, "an answer of `chooser`", ("answer",), ("modules",))
    if found is None:
        return None
    text = values.text(found["answer"], "answer")
    spoken_for = found.get("modules")
    if spoken_for is None:
        return Answer(text) if text else None
    if not isinstance(spoken_for, yaml.MappingNode):
        values.wrong(spoken_for, "`modules` has to name modules, one to a line", _EXAMPLE)
        return None
    arguments = (_argument(values, key, value) for key, value in spoken_for.value)
    return Answer(text, tuple(argument for argument in arguments if argument is not None)) if text else None


def _argument(values: Values, key: yaml.ScalarNode, node: yaml.Node) -> Argument | None:
    found = values.group(node, f"`{key.value}`", ("weight", "reason"))
    if found is None:
        return None
    weight = found["weight"].value if isinstance(found["weight"], yaml.ScalarNode) else ""
    reason = values.text(found["reason"], "reason")
    if not (weight.isascii() and weight.isdigit() and 1 <= int(weight) <= _HEAVIEST):
        values.wrong(found["weight"], f"`weight` has to be a number from 1 to {_HEAVIEST}", _EXAMPLE)
        return None
    return Argument(str(key.value), int(weight), reason, values.span(key)) if reason else None
