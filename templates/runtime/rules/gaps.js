/* Texts with gaps: each gap is judged by a rule of its own. MatchGaps of builder/questions/base.py. */
(function (coursewright) {
  'use strict';

  coursewright.rules.gaps = function (scoring, response) {
    const right = scoring.gaps.filter((gap, index) => coursewright.score(gap, [response[index] || '']).correct).length;
    return right === scoring.gaps.length || scoring.partial ? right / scoring.gaps.length : 0;
  };

  /** A right text for each gap, as a record tells it. */
  coursewright.filled = ({ gaps }) => gaps.map((gap) => (gap.accepted ? gap.accepted[0] : coursewright.scorm.number((gap.low + gap.high) / 2, 7)));
})(globalThis.coursewright = globalThis.coursewright || {});
