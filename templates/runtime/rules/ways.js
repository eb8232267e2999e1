/* Stories that branch and are scored: the ending counts that the way leads to. ReachEnding of builder/questions/base.py. */
(function (coursewright) {
  'use strict';

  coursewright.rules.way = function ({ sources, ends }, response) {
    const next = (at) => (response[sources.indexOf(at)] || '').split('~')[0];
    let at = sources[0];
    // A way with more steps than there are scenes goes round.
    sources.forEach(() => (at = sources.includes(at) ? next(at) : at));
    const { worth } = ends.find(({ key }) => key === at) || { worth: 0 };
    return worth / 100;
  };
})(globalThis.coursewright = globalThis.coursewright || {});
