/* What a learner has done, kept apart from the player, and what of it another edition must find again. The second reading
of the rules in docs/record.md: the first is the player's. */
'use strict';

const { expected } = require('../../templates/lms/expect.js');
const quizzes = require('./quizzes.js');
const sureness = require('./sureness.js');
const respond = require('./editions.js');

const SUCCESS = ['unknown', 'failed', 'passed'];
/** Most attempts written. */
const ATTEMPTS = 1295;

const untouched = () => ({ attempts: 0, response: [], best: 0, last: 0, hints: 0, solved: false, ...sureness.NOTHING });

exports.blank = (seed) => ({ seed, pages: new Set(), answers: {}, quizzes: {}, place: '', completion: 'incomplete', success: 'unknown', score: null });

/**
 * Copies a record.
 * @param {object} [written] seconds of each quiz as they were saved last, by its id: time alone saves nothing
 */
exports.copy = (record, written = {}) => Object.assign({}, record, {
  pages: new Set(record.pages), answers: Object.fromEntries(Object.entries(record.answers).map(([id, answer]) => [id, Object.assign({}, answer)])),
  quizzes: Object.fromEntries(Object.entries(record.quizzes).map(([id, one]) => [id, Object.assign({}, one, id in written ? { seconds: written[id] } : {})])),
});

exports.answer = (record, id) => record.answers[id] || untouched();

exports.touch = (record, id) => (record.answers[id] = record.answers[id] || untouched());

exports.done = (question, answer) => answer.solved || answer.best === 1 || (question.attempts !== null && answer.attempts >= question.attempts);

/**
 * Takes over what the learner's work amounts to. Nothing is lowered, unless the author lets a later result replace the
 * earlier one, and there is one: an answer was given in this visit, and the quiz is over.
 * @param {number|null} stored the score the LMS began with
 * @param {boolean} answered whether an answer was given in this visit
 * @returns {boolean} whether the earlier result was replaced
 */
exports.settle = function (record, course, stored, answered) {
  const did = done(record, course, course.questions);
  const questions = quizzes.weighed(record, course, did.answers);
  const now = expected({ ...course, questions }, '2004', did);
  const [completion, success] = now.status.split(' / ');
  const over = now.score !== null && (course.completion.passMark === null || success !== 'unknown');
  if (answered && over && course.completion.later === 'replace') {
    record.score = now.score;
    // Only a fail takes "completed" and "passed" away; where no mark decides, an earlier fail is over.
    if (success === 'failed') Object.assign(record, { completion, success });
    else if (record.success === 'failed') record.success = success;
    exports.raise(record, completion, success);
    return true;
  }
  const lowers = success === 'failed' && record.completion === 'completed';
  exports.raise(record, completion, lowers ? 'unknown' : success);
  if (now.score !== null || record.score !== null) record.score = Math.max(now.score, record.score, stored);
  return false;
};

function done(record, course, questions) {
  const did = { pages: record.pages, answers: {} };
  const again = quizzes.again(record, course);
  for (const question of questions) {
    const answer = exports.answer(record, question.id);
    if (quizzes.isAnswered(question, answer)) did.answers[question.id] = { best: answer.best, done: exports.done(question, answer) && !again(question.id) };
  }
  return did;
}

/** What the questions of one goal amount to: { score (null before all are answered), success }. */
exports.goal = function (record, course, id) {
  const questions = quizzes.asked(record, course).filter((one) => one.objectives.includes(id));
  const now = expected({ ...course, pages: [], questions }, '2004', done(record, course, questions));
  return { score: now.score, success: now.status.split(' / ')[1] };
};

exports.raise = function (record, completion, success) {
  if (completion === 'completed') record.completion = completion;
  if (SUCCESS.indexOf(success) > SUCCESS.indexOf(record.success)) record.success = success;
};

const isNews = (answer) => answer.attempts > 0 || answer.hints > 0 || answer.solved;
const isBlank = (record) => !Object.values(record.answers).some(isNews);

/**
 * The better of a record and a copy of the same learner's, page by page and question by question, and of a quiz one attempt.
 * Place and seed are the record's.
 */
exports.join = function (record, other, course) {
  const both = exports.copy(record);
  other.pages.forEach((id) => both.pages.add(id));
  for (const [id, theirs] of Object.entries(quizzes.join(both, other, course))) {
    if (!isNews(theirs)) continue;
    const mine = exports.answer(both, id);
    // More attempts are later ones: what was answered is told by them, and where there are as many by a copy of this attempt.
    const rewritten = both.seed === other.seed && theirs.attempts === mine.attempts && (!theirs.response || theirs.response.length);
    const later = theirs.attempts > mine.attempts || rewritten ? theirs : mine;
    both.answers[id] = {
      attempts: later.attempts, response: later.response, last: later.last, best: Math.max(mine.best, theirs.best),
      hints: Math.max(mine.hints, theirs.hints), solved: mine.solved || theirs.solved, first: later.first, knew: later.knew, sure: later.sure,
    };
  }
  // Whoever has completed is not failed by what an older visit left.
  exports.raise(both, other.completion, other.success === 'failed' && record.completion === 'completed' ? 'unknown' : other.success);
  if (other.score !== null) both.score = Math.max(other.score, both.score || 0);
  return both;
};

/**
 * Joins several copies, in the order in which they were made; those of the record's own attempt first. One with nothing in it
 * goes on as the last of them.
 */
exports.joinAll = function (record, others, course) {
  const both = exports.copy(record);
  const last = others.filter((one) => !isBlank(one)).pop();
  if (last && isBlank(both)) both.seed = last.seed;
  const own = others.filter((one) => one.seed === both.seed);
  return [...own, ...others.filter((one) => !own.includes(one))].reduce((sum, one) => exports.join(sum, one, course), both);
};

/** Whether two records say the same of what was done and reached. */
exports.same = function (one, other) {
  const answers = (record) => Object.entries(record.answers).filter(([, one]) => isNews(one));
  const plain = (record) => JSON.stringify([
    [...record.pages].sort(), answers(record).map(([id, one]) => [id, one.attempts, one.response, one.best, one.last, one.hints, one.solved, sureness.text(one)]).sort(),
    Object.entries(record.quizzes).map(([id, one]) => [id, one.attempt, Math.round(one.best * 100), Math.floor(one.seconds), one.minutes]).sort(),
    record.completion, record.success, record.score === null ? null : Math.round(record.score * 100),
  ]);
  return plain(one) === plain(other);
};

/** What of a record another edition (or the same) must have. A response is null where nothing certain can be said. */
exports.carry = function (record, from, to) {
  const carried = exports.copy(record);
  carried.pages = new Set(to.pages.map((page) => page.id).filter((id) => record.pages.has(id)));
  carried.place = to.pages.some((page) => page.id === record.place) ? record.place : '';
  carried.answers = {};
  carried.quizzes = quizzes.carry(record, to);
  for (const question of to.questions) {
    const before = from.questions.find((one) => one.id === question.id);
    const answer = before && record.answers[question.id];
    if (!answer) continue;
    carried.answers[question.id] = Object.assign({}, answer, {
      attempts: Math.min(answer.attempts, ATTEMPTS), hints: Math.min(answer.hints, question.hints),
      ...sureness.carried(answer, question), response: !answer.attempts ? [] : answer.response && respond(before, question, answer.response),
    });
  }
  return carried;
};

/**
 * Says in what a session's progress differs from a record; '' where in nothing.
 * @param {object} record
 * @param {object} allowed { responses: true where they may be gone, all: true where questions and pages may be gone too }
 */
exports.differs = function (record, course, progress, allowed = {}) {
  const near = (one, other) => one === other || (one !== null && other !== null && Math.abs(one - other) < 0.011);
  for (const name of ['completion', 'success']) if (progress[name] !== record[name]) return name + ' is ' + progress[name] + ', not ' + record[name];
  if (!near(progress.score, record.score)) return 'score is ' + progress.score + ', not ' + record.score;
  const seen = course.pages.map((page) => page.id).filter((id) => progress.visited[id]);
  const lost = [...record.pages].filter((id) => !seen.includes(id));
  if (lost.length && !allowed.all) return 'pages no longer seen: ' + lost;
  if (seen.some((id) => !record.pages.has(id))) return 'pages never seen: ' + seen.filter((id) => !record.pages.has(id));
  for (const question of course.questions) {
    const wanted = exports.answer(record, question.id);
    const got = progress.questions[question.id] || { attempts: 0, response: [], fraction: 0, last: 0, hints: 0, solved: false, done: false };
    if (allowed.all && !got.attempts && !got.hints && !got.solved) continue;
    const fields = [['attempts', got.attempts, wanted.attempts], ['best', got.fraction, wanted.best], ['last', got.last, wanted.last], ['hints', got.hints, wanted.hints], ['solved', got.solved, wanted.solved]];
    fields.push(['how sure', sureness.text(sureness.read(got.sure)), sureness.text(wanted)]);
    for (const [name, have, want] of fields) if (have !== want) return 'question ' + question.id + ': ' + name + ' is ' + have + ', not ' + want;
    if (wanted.response === null || (allowed.responses && !got.response.length)) continue;
    const text = (response) => JSON.stringify(question.scoring.rule === 'set' ? Array.from(response).sort() : response);
    if (text(got.response) !== text(wanted.response)) return 'question ' + question.id + ': response is ' + text(got.response) + ', not ' + text(wanted.response);
  }
  return quizzes.differs(record, course, progress);
};
