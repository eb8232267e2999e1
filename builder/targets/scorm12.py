"""SCORM 1.2: the site of a module with its manifest, for every LMS."""

from __future__ import annotations

from builder.diagnostics import Report
from builder.nodes import Module
from builder.package import Package
from builder.render import RenderContext
from builder.render.site import prepare, site
from builder.targets.base import Target
from builder.targets.imscp import Profile, content_package
from builder.targets.lom import IMS
from builder.targets.xmltext import Element, child

_CONTENT = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
_ADL = "http://www.adlnet.org/xsd/adlcp_rootv1p2"


def _complete(_organization: Element, item: Element, pass_mark: int | None) -> None:
    """Add the mastery score, where the LMS shall judge (SCORM 1.2 CAM: a number from 0 to 100)."""
    if pass_mark is not None:
        child(item, f"{{{_ADL}}}masteryscore", str(pass_mark))


PROFILE = Profile(
    target="scorm12",
    schema_version="1.2",
    namespaces={None: _CONTENT, "adlcp": _ADL, "imsmd": IMS.namespace},
    schemas={
        _CONTENT: "imscp_rootv1p1p2.xsd",
        IMS.namespace: "imsmd_rootv1p2p1.xsd",
        _ADL: "adlcp_rootv1p2.xsd",
    },
    scorm_type=f"{{{_ADL}}}scormtype",
    binding=IMS,
    complete=_complete,
)


def render(module: Module, context: RenderContext, report: Report) -> Package:
    """Make the SCORM 1.2 package of a module."""
    files = site(module, context, report, connection=PROFILE.target)
    return content_package(module, context, report, files=files, profile=PROFILE)


SCORM12 = Target(
    name=PROFILE.target,
    summary="a SCORM 1.2 package: the safe choice for any LMS",
    extension="zip",
    render=render,
    prepare=prepare,
    upload=(
        "Upload the zip as it is; do not unpack it.\n"
        "Moodle: add an activity of the type SCORM package, drop the zip in, set the grading method to “Highest "
        "grade”, and under Activity completion require the status “Passed” (“Completed” where the module asks no "
        "questions).\n"
        "ILIAS: add a SCORM learning module, choose SCORM 1.2 and upload; take learning progress from the object "
        "itself.\n"
        "SCORM Cloud: Add Content, Import a SCORM package; a good place to try it first.\n"
        "SuccessFactors: import it with Import Content and let the content decide on completion.\n"
        "To publish a corrected edition, replace the file in the same activity: the identifiers stay, so learners go "
        "on where they were."
    ),
)
