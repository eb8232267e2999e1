/* An LMS that keeps one learner's record from visit to visit: the product's strict one under a profile, with a network
between it and the course that fails in every way a network and an LMS's script do. */
'use strict';

const createLMS = require('../../templates/lms/strict.js');
const profiles = require('../../templates/lms/profiles.js');

/** Answers of LMSs to a Commit that worked. */
const YES = ['true', true, 1, '1', 'TRUE', 'True', undefined, null, ''];
/** And to one that did not; nothing at all is told apart from the above by GetLastError. */
const NO = ['false', false, 0, '0', 'False', undefined, null, '', '<!DOCTYPE html><title>Log in</title>', 'error'];

/** How a connection fails. `quirk` is the strict LMS's own; the rest happens on the way. */
exports.FAULTS = ['offline', 'throws', 'refuses', 'odd', 'flaky', 'mute', 'forgets'];

/** What in the store says how far a learner came, in one form for both standards. */
function reached(standard, store) {
  const is12 = standard === '1.2';
  const text = (name) => (store[name] === undefined || store[name] === 'undefined' ? '' : String(store[name]));
  const status = text(is12 ? 'core.lesson_status' : 'completion_status');
  const success = is12 ? (/^(passed|failed)$/.test(status) ? status : 'unknown') : text('success_status') || 'unknown';
  const raw = text(is12 ? 'core.score.raw' : 'score.raw');
  return {
    status: is12 ? status : status + ' / ' + success,
    completion: /^(completed|passed)$/.test(status) ? 'completed' : 'incomplete',
    success, score: raw === '' ? null : Number(raw), state: text('suspend_data'),
    place: text(is12 ? 'core.lesson_location' : 'location'), exit: text(is12 ? 'core.exit' : 'exit'),
    time: text(is12 ? 'core.session_time' : 'session_time'),
  };
}

exports.reached = reached;

/** An LMS's record of one learner. */
exports.strict = function (standard, profileName) {
  const profile = profiles.find((one) => one.name === profileName);
  if (!profile) throw new Error('no profile ' + profileName + '; there are ' + profiles.map((one) => one.name).join(', '));
  const house = {
    stage: profile.stage, records: profile.records !== false, store: undefined,
    reached: () => reached(standard, house.store || {}),

    /**
     * Begins a visit.
     * @param {object} wish chance; mode, credit; mark (mastery score, or null); seeded (objectives of the manifest)
     */
    launch(wish) {
      const is12 = standard === '1.2';
      const before = house.store || {};
      const lms = createLMS({
        version: standard, saved: before, mode: wish.mode, credit: wish.credit, quirks: profile.quirks.concat(wish.quirks || []),
        masteryScore: is12 ? wish.mark : null, passingScore: !is12 && wish.mark !== null ? wish.mark / 100 : null, seeded: wish.seeded, completionSetByContent: true,
      });
      const practice = wish.mode !== 'normal' || wish.credit !== 'credit';
      const visit = wire(lms, wish.chance);
      return Object.assign(visit, {
        apiName: lms.apiName, log: lms.log, findings: () => lms.findings.filter((one) => one.severity === 'error'),
        saved: () => lms.saved, current: () => lms.cur, model: lms.model, quirks: lms.quirks,
        /** With a failed Commit goes what was set since the last good one, as where an LMS's session has to start anew. */
        forget() {
          if (lms.saved === before) return;
          for (const name of Object.keys(lms.cur)) {
            if (typeof lms.cur[name] !== 'string' || name === lms.model.names.total) continue;
            if (name in lms.saved) lms.cur[name] = lms.saved[name];
            else delete lms.cur[name];
          }
        },
        /** The page is about to go, which some LMSs know. */
        leaving: () => (lms.leaving = true),
        /** The visit is over; an LMS keeps nothing of one in review or browse mode. */
        end(orderly) {
          if (orderly) lms.finish();
          if (!practice) house.store = lms.saved;
        },
      });
    },
  };
  return house;
};

/**
 * Puts a network between a course and an LMS's API.
 * @returns {object} api; fault (one of FAULTS or ''); calls, beyond (calls that came through at all, from now on)
 */
function wire(lms, chance) {
  const api = {};
  const visit = { api, fault: '', calls: 0, dies: Infinity, told: [], before: null };
  let unheard = false; // the last call did not reach the LMS, so its GetLastError would speak of another

  function through(name, given) {
    const verb = name.replace(/^LMS/, '');
    const fault = visit.fault;
    if (verb === 'GetLastError') return unheard ? (fault === 'mute' ? '' : '101') : lms.api[name](...given);
    if (/^Get(ErrorString|Diagnostic)$/.test(verb)) return lms.api[name](...given);
    unheard = false;
    const reaches = !fault || fault === 'odd' || (/^(offline|forgets)$/.test(fault) && verb !== 'Commit') || (fault === 'flaky' && (verb !== 'Commit' || chance.hit(0.5)));
    if (!reaches) {
      if (fault === 'forgets' && verb === 'Commit' && visit.forget) visit.forget();
      unheard = true;
      if (fault === 'throws') throw new Error('the LMS window is closed');
      if (verb === 'GetValue') return '';
      return /^(offline|flaky|forgets)$/.test(fault) ? chance.pick(NO) : fault === 'mute' ? 'false' : chance.pick(['false', false, 0]);
    }
    if (verb === 'SetValue' && visit.before) visit.before(String(given[0]), String(given[1]));
    const answer = lms.api[name](...given);
    return fault === 'odd' && verb === 'Commit' && /^(true|1)$/i.test(String(answer)) ? chance.pick(YES) : answer;
  }

  for (const name of Object.keys(lms.api)) {
    if (typeof lms.api[name] !== 'function') {
      api[name] = lms.api[name];
      continue;
    }
    api[name] = (...given) => {
      visit.calls += 1;
      if (visit.calls > visit.dies) throw new Error('the power is gone');
      visit.told.push(name.replace(/^LMS/, ''));
      return through(name, given);
    };
  }
  return visit;
}

exports.wire = wire;
