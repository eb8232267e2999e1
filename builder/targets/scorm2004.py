"""SCORM 2004: the site of a module with its manifest, 4th edition, or 3rd where the module says so."""

from __future__ import annotations

from dataclasses import replace

from builder.diagnostics import Report
from builder.nodes import Module
from builder.package import Package
from builder.render import RenderContext
from builder.render.site import prepare, site
from builder.targets.base import Target
from builder.targets.imscp import Profile, content_package
from builder.targets.lom import IEEE
from builder.targets.xmltext import Element, child

_CONTENT = "http://www.imsglobal.org/xsd/imscp_v1p1"
_ADL = "http://www.adlnet.org/xsd/adlcp_v1p3"
_ADL_SEQUENCING = "http://www.adlnet.org/xsd/adlseq_v1p3"
_ADL_NAVIGATION = "http://www.adlnet.org/xsd/adlnav_v1p3"
_SEQUENCING = "http://www.imsglobal.org/xsd/imsss"

_HIDDEN = ("previous", "continue", "abandon", "abandonAll")
"""Buttons of the LMS that would mislead beside a player with pages of its own, or throw the session's results away.
Those to leave stay: exit, exitAll, suspendAll."""


def _complete(organization: Element, item: Element, pass_mark: int | None) -> None:
    """Add sequencing and presentation.

    - The content alone sets completion and success (`deliveryControls`). Where neither is claimed, the standard lets
      the LMS mark as completed and satisfied what was merely left (SN, delivery controls), and SuccessFactors does.
    - `flow` lets an LMS start the one object without asking (SN, sequencing control modes).
    - No `mapInfo`: importing a manifest with one fails in Moodle.
    """
    sequencing = child(item, f"{{{_SEQUENCING}}}sequencing")
    if pass_mark is not None:
        objective = child(child(sequencing, "objectives"), "primaryObjective", satisfiedByMeasure="true")
        objective.set("objectiveID", "COURSE")  # capitals: no id an author can give an objective
        child(objective, "minNormalizedMeasure", f"{pass_mark / 100:g}")
    child(sequencing, "deliveryControls", tracked="true", completionSetByContent="true", objectiveSetByContent="true")
    navigation = child(child(item, f"{{{_ADL_NAVIGATION}}}presentation"), "navigationInterface")
    for button in _HIDDEN:
        child(navigation, "hideLMSUI", button)
    organization.set(f"{{{_ADL_SEQUENCING}}}objectivesGlobalToSystem", "false")
    child(child(organization, f"{{{_SEQUENCING}}}sequencing"), "controlMode", choice="true", flow="true")


PROFILE = Profile(
    target="scorm2004",
    schema_version="2004 4th Edition",
    namespaces={
        None: _CONTENT,
        "adlcp": _ADL,
        "adlseq": _ADL_SEQUENCING,
        "adlnav": _ADL_NAVIGATION,
        "imsss": _SEQUENCING,
        "lom": IEEE.namespace,
    },
    schemas={
        _CONTENT: "imscp_v1p1.xsd",
        _ADL: "adlcp_v1p3.xsd",
        _ADL_SEQUENCING: "adlseq_v1p3.xsd",
        _ADL_NAVIGATION: "adlnav_v1p3.xsd",
        _SEQUENCING: "imsss_v1p0.xsd",
        IEEE.namespace: "lom.xsd",
    },
    scorm_type=f"{{{_ADL}}}scormType",
    binding=IEEE,
    complete=_complete,
)

EDITIONS = {"2004-4th": PROFILE, "2004-3rd": replace(PROFILE, schema_version="2004 3rd Edition")}
"""Profiles by the front matter's `standard`: what we write differs in the name of the edition alone."""


def render(module: Module, context: RenderContext, report: Report) -> Package:
    """Make the SCORM 2004 package of a module."""
    files = site(module, context, report, connection=PROFILE.target)
    return content_package(module, context, report, files=files, profile=EDITIONS[module.metadata.standard])


SCORM2004 = Target(
    name=PROFILE.target,
    summary="a SCORM 2004 package: completion and success apart, longer answers in reports",
    extension="zip",
    render=render,
    prepare=prepare,
    upload=(
        "Upload the zip as it is; do not unpack it. Take it where the LMS supports SCORM 2004 in full.\n"
        "SCORM Cloud: Add Content, Import a SCORM package.\n"
        "SuccessFactors: import it with Import Content and let the content decide on completion.\n"
        "ILIAS: add a SCORM learning module and choose SCORM 2004; it follows the 3rd edition, so build with "
        "`standard: 2004-3rd` in the module's header.\n"
        "Moodle: plays it, yet knows 1.2 better; prefer the SCORM 1.2 package there.\n"
        "To publish a corrected edition, replace the file in the same activity or course: the identifiers stay, so "
        "learners go on where they were."
    ),
)
