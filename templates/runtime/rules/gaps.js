/* Texts with gaps: each gap is judged by a rule of its own. MatchGaps of builder/questions/base.py. */
(function (coursewright) {
  'use strict';

  coursewright.rules.gaps = function (scoring, response) {
    const right = scoring.gaps.filter((gap, index) => coursewright.score(gap, [response[index] || '']).correct).length;
    return right === scoring.gaps.length || scoring.partial ? right / scoring.gaps.length : 0;
  };
})(globalThis.coursewright = globalThis.coursewright || {});
