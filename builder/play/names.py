"""Names of the profiles and scripted learners; what they do is in `templates/lms/profiles.js` and `learner.js`."""

from __future__ import annotations

PROFILES = ("strict", "moodle", "successfactors", "cornerstone", "ilias", "lenient", "hostile")
SCRIPTS = ("pass", "fail", "half", "kill", "offline", "lost", "browse", "look")
