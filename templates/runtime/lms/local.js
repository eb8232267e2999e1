/* Connection for a module without an LMS: progress stays in the browser's local storage, or in the page alone.

A connection is:
  limit        most UTF-16 units of state it takes
  recorded, kept
  open()       { state, place, mode, completion, success, score } or a promise of it
  record({ question, response, fraction, correct, latency (seconds), at: Date })   one answered attempt
  report(result)   the session's summary(); of its objectives only those with an answer
  save({ state, place, seconds })   and commits all that was recorded and reported before
  close()
  clear()      only where all that is kept can be forgotten
record, report and save give true, or false where the LMS refused. No member throws. */
(function (coursewright) {
  'use strict';

  /**
   * Keeps progress under the module's id, so modules of one origin do not mix.
   * Storage may be missing, forbidden or full: everything works without it, `kept` then is false.
   */
  coursewright.local = function (course, environment) {
    const key = 'coursewright:' + course.id;

    function attempt(action) {
      try {
        return action(environment.localStorage);
      } catch {
        return undefined;
      }
    }

    function keep(name, value) {
      return attempt((storage) => {
        storage.setItem(name, value);
        return true;
      }) === true;
    }

    return {
      limit: 1000000,
      recorded: false,
      kept: false,
      open() {
        this.kept = keep(key + ':try', '1');
        attempt((storage) => storage.removeItem(key + ':try'));
        const state = attempt((storage) => storage.getItem(key)) || '';
        return { state, place: '', mode: 'normal', completion: 'incomplete', success: 'unknown', score: null };
      },
      record() {
        return true;
      },
      report() {
        return true;
      },
      save(now) {
        return keep(key, now.state) || !this.kept;
      },
      /** Forgets all answers of this module. */
      clear() {
        attempt((storage) => storage.removeItem(key));
      },
      close() {},
    };
  };

  coursewright.connect = coursewright.local;
})(globalThis.coursewright = globalThis.coursewright || {});
