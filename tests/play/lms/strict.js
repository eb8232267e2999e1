/* The strict LMS of tests/runtime as a side for host.js: its store is in this page. */
'use strict';

/**
 * Makes the strict LMS for one visit.
 * @param {object} wish what createLMS takes
 */
function strictSide(wish) {
  const lms = module.exports(wish);
  return {
    name: lms.apiName,
    api: lms.api,
    /** Nothing reaches the store any more. */
    cut: () => lms.quirks.push('dead'),
    quirk: (name, on) => (on ? lms.quirks.push(name) : lms.quirks.splice(lms.quirks.indexOf(name), 1)),
    store: () => lms.saved,
    problems: () => lms.problems,
    log: () => lms.log,
  };
}
