/* What must hold after every step, whatever happened. A broken rule is a thrown Broken. */
'use strict';

const ledger = require('./ledger.js');
const quizzes = require('./quizzes.js');
const { isText } = require('./editions.js');
const { reached } = require('./house.js');
require('../../templates/lms/strict.js');

const LIMITS = { '1.2': 4096, 2004: 30000 };
/** SCORM 1.2's status, from least to most; what is not here is no status of ours. */
const RANKS = { '': 0, 'not attempted': 0, unknown: 0, browsed: 0, incomplete: 0, failed: 1, completed: 2, passed: 3 };

class Broken extends Error {}

exports.Broken = Broken;
exports.LIMITS = LIMITS;

function must(holds, rule, about) {
  if (!holds) throw new Broken(rule + (about ? ': ' + about : ''));
}

exports.must = must;

/**
 * Watches what the course sets. What was reached and is lowered is noted in `visit.lowered`: that is broken unless an
 * answer brought a result that replaces the earlier one, which is known only when the answer is in the ledger.
 */
exports.watchValues = function (visit, standard) {
  const lower = (what, about) => (visit.lowered = visit.lowered || [what, about]);
  // The player takes what an API throws for a refusal: a broken rule is kept until the step is over.
  visit.before = (element, value) => {
    try {
      look(element, value);
    } catch (problem) {
      visit.broken = visit.broken || problem;
    }
  };

  function look(element, value) {
    const current = visit.current();
    const name = element.replace(/^cmi\./, '');
    const list = /^objectives\.(\d+)\.(.*)$/.exec(name);
    const now = list ? (current.objectives[list[1]] || {})[list[2]] : current[name];
    const was = now === undefined || now === 'undefined' ? '' : now;
    const field = list ? list[2] : name;
    if (/^(core\.lesson_status|completion_status|success_status|status)$/.test(field)) {
      must(RANKS[value] !== undefined, 'a status that is none', element + '=' + value);
      if (RANKS[value] < (RANKS[was] || 0)) lower('status lowered', element + ' from ' + was + ' to ' + value);
    }
    if (/^(core\.)?score\.(raw|scaled)$/.test(field)) {
      must(value !== '', 'a score that is none', element);
      if (was !== '' && Number(value) < Number(was) - 1e-9) lower('score lowered', element + ' from ' + was + ' to ' + value);
    }
    must(!/undefined|NaN|Infinity|\[object/.test(element) && !/^(undefined|NaN|-?Infinity|null|\[object.*)$/.test(/response|pattern|description/.test(field) ? '' : value), 'a value that is none', element + '=' + value);
    if (name === 'suspend_data') must(value.length <= LIMITS[standard] && /^[\x21-\x7e]*$/.test(value), 'state over the budget', value.length + ' units');
  }
};

/** Nothing is lowered before a later result has replaced the earlier one. */
exports.kept = function (visit, replaced) {
  if (visit.lowered) must(replaced, ...visit.lowered);
};

/** Looks at the calls of a visit so far. */
exports.calls = function (visit, { practice, recorded, replaced }) {
  if (visit.broken) throw visit.broken;
  exports.kept(visit, replaced);
  const told = visit.told;
  const count = (verb) => told.filter((one) => one === verb).length;
  const ends = count('Finish') + count('Terminate');
  must(count('Initialize') <= 1, 'Initialize more than once');
  must(ends <= 1, 'Finish more than once');
  if (ends) must(/^(Finish|Terminate|GetLastError)$/.test(told[told.length - 1]), 'calls after Finish', told.slice(-3).join(', '));
  if (practice || !recorded) must(!count('SetValue') && !count('Commit'), practice ? 'something was sent in review or browse mode' : 'sent without a session');
  // To ask after a refused Initialize is how a session is found that runs already.
  // And who answers "null" may. That an LMS loses a last request too large is known: nothing of it may be lost for good.
  const fine = (one) => (!recorded && one.rule === 'get-early') || (one.rule === 'suspicious' && /response$/.test(one.element)) || one.rule === 'beacon';
  const found = visit.findings().filter((one) => !fine(one));
  must(!found.length, 'the LMS refused or doubted', found.slice(0, 2).map((one) => JSON.stringify(one)).join(' '));
};

/** Looks at what the session tells its page. */
exports.told = function (session, course, record, practice) {
  const wrongly = practice ? '' : quizzes.of(course).find((quiz) => session.quiz(quiz.id).drawn.join() !== quizzes.drawn(record, quiz).join());
  must(!wrongly, 'drawn otherwise than by the rule', wrongly && session.quiz(wrongly.id).drawn + ', not ' + quizzes.drawn(record, wrongly));
  must(course.pages.some((page) => page.id === session.place), 'the place is no page', session.place);
  const sum = session.summary();
  for (const [name, value] of Object.entries(sum)) must(typeof value !== 'number' || Number.isFinite(value), 'not a number', name);
  must(sum.score === null || (sum.score >= 0 && sum.score <= 100), 'score out of bounds', sum.score);
  must(sum.measure >= 0 && sum.measure <= 1 && (sum.completion !== 'completed' || sum.measure === 1), 'measure', sum.measure);
  must(sum.answered <= sum.questions && sum.visited <= sum.pages, 'more than there is');
  for (const question of course.questions) {
    const shown = session.question(question.id);
    must(shown.attemptsLeft === null || (shown.attemptsLeft >= 0 && Number.isInteger(shown.attemptsLeft)), 'attempts left', shown.attemptsLeft);
    must(shown.fraction >= 0 && shown.fraction <= 1 && shown.last <= shown.fraction, 'marks', question.id);
    if (practice) must(!shown.done && shown.attemptsLeft === null, 'locked in review or browse mode', question.id);
    else must(shown.done === ledger.done(question, ledger.answer(record, question.id)), 'done', question.id + ' is ' + shown.done);
  }
  if (practice) return;
  const wrong = ledger.differs(record, course, session.progress);
  must(!wrong, 'progress is not what was done', wrong);
};

/** Where the session says all is saved, the LMS's store has all of it; `exactly` where a later result took an earlier one's place. */
exports.saved = function (about) {
  const { session, visit, core, course, record, standard, elapsed, hidden, exactly } = about;
  const store = reached(standard, visit.saved());
  const limit = LIMITS[standard];
  const allowed = exports.allowed(core, course, session.progress, limit);
  const read = core.state.decode(store.state, course);
  const kept = ledger.carry(record, course, course);
  open(kept, course, read, allowed);
  const lost = ledger.differs(kept, course, read, allowed);
  must(!lost, 'said to be saved, and is not', lost);
  const page = course.pages.find((one) => one.id === session.place);
  must([page.id, page.code].includes(store.place), 'said to be saved, and is not', 'place ' + store.place + ' for ' + page.id);
  must(store.exit === 'suspend', 'exit is not suspend', store.exit);
  must(store.completion === record.completion || RANKS[store.status] >= 1, 'said to be saved, and is not', 'completion ' + store.status);
  // At the end of a session an LMS may judge by the mark of the manifest, whatever it was told.
  const own = about.judged && visit.told.some((verb) => /^(Finish|Terminate)$/.test(verb));
  if (!own && (record.completion === 'completed' || standard === '2004')) {
    must(store.success === record.success || RANKS[store.success] > RANKS[record.success], 'said to be saved, and is not', 'success ' + store.status + ' for ' + record.success);
  }
  must(record.score === null || (store.score !== null && store.score >= record.score - 0.011), 'said to be saved, and is not', 'score ' + store.score + ' for ' + record.score);
  if (exactly) {
    const status = standard === '2004' ? record.completion + ' / ' + record.success : record.completion === 'incomplete' ? 'incomplete' : record.success === 'unknown' ? 'completed' : record.success;
    must(store.status === status && store.score < record.score + 0.011, 'the later result did not take the place', store.status + ', ' + store.score + ' for ' + status + ', ' + record.score);
  }
  if (about.records) goals(visit.saved().objectives || [], about);
  const time = globalThis.coursewrightLMS.hundredths(store.time) / 100;
  must(/\d/.test(store.time) && time <= elapsed + 0.02 && time >= elapsed - hidden - 0.02, 'session time', store.time + ' after ' + elapsed + ' s');
};

/** What the LMS has of each goal is no less than what was done, and no more where a later result took the place. */
function goals(records, { course, record, standard, exactly }) {
  // What the manifest brought keeps its own spelling.
  const plain = (id) => id.replace(/[^A-Za-z0-9_.]/g, '_');
  for (const { id } of course.objectives) {
    const had = records.find((one) => plain(one.id) === plain(id));
    const now = ledger.goal(record, course, id);
    if (now.score === null) continue;
    must(had, 'said to be saved, and is not', 'goal ' + id);
    const score = Number(had['score.raw']);
    const over = course.completion.passMark === null || now.success !== 'unknown';
    const status = standard === '2004' ? now.success : !over ? 'incomplete' : now.success === 'unknown' ? 'completed' : now.success;
    const got = had[standard === '2004' ? 'success_status' : 'status'];
    must(score > now.score - 0.011 && RANKS[got] >= RANKS[status], 'said to be saved, and is not', 'goal ' + id + ': ' + score + ', ' + got + ' for ' + now.score + ', ' + status);
    if (exactly) must(score < now.score + 0.011 && got === status, 'the later result did not take the place', 'goal ' + id + ': ' + score + ', ' + got + ' for ' + now.score + ', ' + status);
  }
}

/** Records that SCORM 2004 promises to take, and answers that wait for an LMS out of reach: beyond, some may lack. */
const RECORDS = 250;
const WAITING = 200;

/** Each answer of a visit has its record, in the order in which they were given, with the right result. */
exports.recorded = function (records, base, given, standard) {
  // Criteria that a text is said to meet have a record of their own behind it, and so has what was said of how sure one is.
  const parts = given.flatMap((one) => [
    one, ...(one.question.scoring.criteria && one.response.length > 1 ? [{ ...one, more: '.criteria' }] : []), ...(one.sure ? [{ ...one, more: '.confidence' }] : []),
  ]);
  if (base + parts.length > RECORDS || given.length > WAITING) return;
  const own = records.slice(base);
  must(own.length === parts.length, 'records', own.length + ' for ' + parts.length + ' answers');
  parts.forEach(({ question, fraction, sure, more = '' }, index) => {
    const id = standard === '2004' ? question.id.replace(/[^A-Za-z0-9_.]/g, '_') : question.id;
    must(own[index].id === id + more, 'a record of another question', own[index].id + ', not ' + id + more);
    const result = question.scoring.rule === 'none' || more ? 'neutral' : fraction === 1 ? 'correct' : fraction > 0 ? String(Math.round(fraction * 100) / 100) : standard === '2004' ? 'incorrect' : 'wrong';
    must(own[index].result === result, 'result of a record', own[index].result + ', not ' + result);
    if (more) must(Number(own[index].weighting) === 0, 'a record that counts, of what counts nowhere', own[index].id + ': ' + own[index].weighting);
    const told = own[index][standard === '2004' ? 'learner_response' : 'student_response'];
    if (more === '.confidence') must(told === String(sure), 'how sure somebody was', told + ', not ' + sure);
  });
};

/** What may be left out of a state that would not fit, and nothing before that. */
exports.allowed = function (core, course, progress, limit) {
  const length = (change) => {
    const questions = Object.fromEntries(Object.entries(progress.questions).map(([id, one]) => [id, change(id) ? Object.assign({}, one, { response: [] }) : one]));
    return core.state.encode(Object.assign({}, progress, { questions }), course).length;
  };
  if (core.state.encode(progress, course).length <= limit) return {};
  const texts = course.questions.filter(isText).map((one) => one.id);
  return { texts: true, responses: length((id) => texts.includes(id)) > limit, all: length(() => true) > limit };
};

/** Where only free texts had to go, a text that is gone is no loss; `older`: nor one that an older copy still had. */
function open(record, course, progress, allowed, older) {
  if (!allowed.texts || allowed.responses) return;
  for (const question of course.questions) {
    const answer = record.answers[question.id];
    const gone = older || !(progress.questions[question.id] || { response: [] }).response.length;
    if (answer && isText(question) && gone) answer.response = null;
  }
}

/** After a copy was joined: all that it held is there, and nothing that was there before is less. */
exports.joined = function (session, course, before, expected, allowed) {
  // An attempt at a quiz as a whole may have given way to a later one.
  const apart = quizzes.of(course).filter((quiz) => expected.seed !== before.seed || quizzes.at(expected, quiz).attempt !== quizzes.at(before, quiz).attempt || allowed.strange);
  for (const question of course.questions.filter(({ id }) => !apart.some((quiz) => quiz.questions.includes(id)))) {
    const [had, has] = [ledger.answer(before, question.id), session.question(question.id)];
    must(has.attempts >= had.attempts && has.fraction >= had.best && has.hints >= had.hints && (has.solved || !had.solved), 'a copy lowered what was done', question.id);
  }
  // Of a state that was cut anything may lack but place, status and score.
  if (allowed.all) return;
  open(expected, course, session.progress, allowed, true);
  const wrong = ledger.differs(expected, course, session.progress, allowed);
  must(!wrong, 'what the browser kept did not come back', wrong);
};

/** After a launch: all that was committed is there again. */
exports.resumed = function (session, course, committed, expected, stateKept) {
  const allowed = Object.assign({}, committed.allowed);
  open(expected, course, session.progress, allowed);
  const wrong = ledger.differs(expected, course, session.progress, allowed);
  must(!wrong, 'what was committed did not come back', wrong);
  if (stateKept && expected.place) must(session.place === expected.place, 'the place did not come back', session.place + ', not ' + expected.place);
  if (stateKept) must(session.progress.seed === expected.seed, 'options are shuffled anew', session.progress.seed + ', not ' + expected.seed);
};
