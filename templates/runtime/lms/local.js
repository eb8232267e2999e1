/* Connection for a module without an LMS: progress stays in the browser's local storage, or in the page alone.

A connection is:
  limit        most UTF-16 units of state it takes
  name         what tells this module, and the learner where an LMS knows one, from others in this browser
  log          calls to the LMS, see lms/scorm.js; only where there is one
  recorded, kept
  open()       { state, place, mode, completion, success, score } or a promise of it; with an LMS also copy: the state
               that was kept in this browser as the LMS did not take it
  record({ question, response, fraction, correct, latency (seconds), at: Date })   one answered attempt
  report(result)   the session's summary(); of its objectives only those with an answer
  save({ state, place, seconds, copy })   and commits all that was recorded and reported before; with an LMS a copy of
               the state is kept in this browser until it was taken. copy: an older one still waits, leave it
  close()
  clear()      only where all that is kept can be forgotten
record, report and save give true, or false where the LMS refused. No member throws. */
(function (coursewright) {
  'use strict';

  /**
   * Keeps progress under the module's id, so modules of one origin do not mix.
   * Storage may be missing, forbidden or full: everything works without it, `kept` then is false.
   * @param {string} [learner] parts the learners of one browser
   */
  coursewright.local = function (course, environment, learner = '') {
    const key = 'coursewright:' + course.id + learner;

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
      name: key,
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
