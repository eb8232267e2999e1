/* What is noted of a visit while it goes on: what the LMS has for sure, what the browser keeps, what the learner has done. */
'use strict';

const ledger = require('./ledger.js');
const rules = require('./rules.js');
const copies = require('./copies.js');
const quizzes = require('./quizzes.js');
const gates = require('./gates.js');
const typing = require('./typing.js');

/** A step of the trace. */
function say(life, text) {
  life.report.trace.push(text);
}

const calls = ({ practice, session, replaced }) => ({ practice, recorded: session.recorded, replaced });

const saved = (at) => ({ ...at, record: ledger.copy(at.record, at.written), elapsed: at.savedAt, exactly: at.replaced && !at.judged, records: at.house.records });

/** Looks at everything, and notes what the LMS has now. */
function look(at) {
  const { life, visit, session, course, practice, record } = at;
  rules.calls(visit, calls(at));
  typing.watch(at);
  if (!session.recorded) return;
  written(at);
  gates.watch(at, rules.must);
  const pure = life.editions.length === 1 && !life.mixed;
  at.quizzes = quizzes.watch(session, course, at.quizzes, { joined: at.joined, pure, must: rules.must });
  at.joined = false;
  rules.told(session, course, record, practice);
  if (practice) return;
  note(at);
  const news = [at.changes, at.saves, session.place].join();
  if (!session.unsaved && at.claimed && news !== at.seen) {
    at.seen = news;
    rules.saved(saved(at));
  }
}

/** What is asked in each quiz, as the page shows it. */
const drawn = ({ course, session }) => Object.fromEntries(quizzes.of(course).map(({ id }) => [id, session.quiz(id).drawn.join()]));

/** Notes a commit, and what the browser keeps where there was none: from now on the record as it is must never be lost. */
function note(at) {
  written(at);
  const { life, visit, core, course, session, standard } = at;
  copies.note(at);
  const saved = visit.saved();
  if (saved === at.noted) return;
  at.noted = saved;
  if ((saved.suspend_data || '') === at.state) return;
  at.state = saved.suspend_data;
  life.committed = { record: ledger.copy(at.record, at.written), drawn: drawn(at), free: gates.open(at), course, allowed: rules.allowed(core, course, session.progress, rules.LIMITS[standard]) };
}

/** What was written for own use went with what was saved. */
function written(at) {
  const news = at.news.splice(0);
  if (!at.record || at.practice) return;
  for (const [id, response] of news) {
    Object.assign(ledger.touch(at.record, id), { attempts: response.some(Boolean) ? 1 : 0, response });
    at.changes = (at.changes || 0) + 1;
    settle(at);
  }
}

/** The learner did something that counts. */
function changed(at) {
  at.changes = (at.changes || 0) + 1;
  if (!at.record || at.practice) return;
  settle(at);
  // Not only after the step: of several changes the LMS may have taken some.
  if (at.session.recorded) note(at);
}

function settle(at) {
  // From now on the score that the LMS began with is of no account.
  if (ledger.settle(at.record, at.course, at.stored, at.given.length > 0)) Object.assign(at, { replaced: true, stored: 0 });
  rules.kept(at.visit, at.replaced);
}

module.exports = { say, calls, saved, look, note, changed, settle, drawn };
