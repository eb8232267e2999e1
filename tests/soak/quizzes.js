/* Quizzes as docs/authoring.md has them, read a second time and apart from the player: what is drawn, where an attempt at the
whole stands, what of it counts, and what becomes of two attempts that meet. */
'use strict';

const { hash } = require('./words.js');

/** Most attempts and seconds that a state tells; what its hundredths may take of a result. */
const ATTEMPTS = 1295;
const SECONDS = 1e6;
const HUNDREDTH = 0.0101;
/** Points are kept in hundredths, and what is less than one is nothing. */
const kept = (points) => Math.floor(points * 100 + 1e-6) / 100;

const quizzesOf = (course) => course.quizzes || [];
const untouched = { attempts: 0, best: 0, solved: false };

exports.of = quizzesOf;

/** Where an attempt at the whole is; as it begins, where none was begun. */
exports.at = (record, quiz) => record.quizzes[quiz.id] || { attempt: 1, best: 0, seconds: 0, minutes: quiz.minutes };

/** Ids of the questions of this attempt, in the order of the page. */
exports.drawn = function (record, quiz) {
  const place = (id) => hash(id + ':' + record.seed);
  const mixed = (ids) => ids.slice().sort((one, other) => place(one) - place(other));
  const { attempt } = exports.at(record, quiz);
  const asked = quiz.draws.flatMap(({ from, count }) => {
    const bank = mixed(from);
    const first = ((attempt - 1) * count) % bank.length;
    const turn = bank.map((none, index) => bank[(first + index) % bank.length]);
    return [...turn.filter((id) => record.answers[id]), ...turn.filter((id) => !record.answers[id])].slice(0, count);
  });
  return quiz.shuffle ? mixed(asked) : quiz.questions.filter((id) => asked.includes(id));
};

const counts = (question) => question.scoring.rule !== 'none' && question.points > 0;
/** To set out in a story is no answer, an ending is. */
const isAnswered = (question, answer) => answer.attempts > (question.kind === 'scenario' ? 1 : 0) || answer.solved;

exports.isAnswered = isAnswered;

/** Where a quiz stands: drawn, counted (questions), answered (how many), done, earned, possible, left. */
exports.standing = function (record, course, quiz) {
  const now = exports.at(record, quiz);
  const drawn = exports.drawn(record, quiz);
  const answer = (id) => record.answers[id] || untouched;
  const counted = course.questions.filter((one) => drawn.includes(one.id) && counts(one));
  const answered = course.questions.filter((one) => drawn.includes(one.id) && isAnswered(one, answer(one.id))).length;
  return {
    ...now, drawn, counted, answered, done: answered === drawn.length,
    earned: counted.reduce((sum, one) => sum + answer(one.id).best * one.points, 0), possible: counted.reduce((sum, one) => sum + one.points, 0),
    left: quiz.attempts === null ? Infinity : Math.max(0, quiz.attempts - now.attempt),
  };
};

/** Whether a quiz was passed: done once, in any attempt, and with its mark reached where it has one. */
exports.passed = (record, course, quiz) => {
  const now = exports.standing(record, course, quiz);
  const percent = now.possible ? Math.round((Math.max(now.earned, now.best) / now.possible) * 1e4 + 1e-7) / 100 : 100;
  return (now.done || now.attempt > 1 || now.best > 0) && (quiz.passMark === null || Math.min(100, percent) >= quiz.passMark);
};

/** Tells whether another attempt at the whole would ask a question, or others in its place, anew. */
exports.again = (record, course) => {
  const open = quizzesOf(course).map((quiz) => exports.standing(record, course, quiz)).filter((one) => one.left).flatMap((one) => one.drawn);
  return (id) => open.includes(id);
};

/** A module's questions as they count: of a bank what was drawn. */
exports.asked = function (record, course) {
  const gone = quizzesOf(course).flatMap((quiz) => {
    const drawn = exports.drawn(record, quiz);
    return quiz.questions.filter((id) => !drawn.includes(id));
  });
  return course.questions.filter((one) => !gone.includes(one.id));
};

/**
 * Puts the points of each quiz into one question, as great as the better of its attempts.
 * @param {object} did what was done of each question, by its id; gets that one too
 * @returns {object[]} questions
 */
exports.weighed = function (record, course, did) {
  let questions = exports.asked(record, course);
  for (const quiz of quizzesOf(course)) {
    const now = exports.standing(record, course, quiz);
    if (!now.possible) continue;
    const ids = now.counted.map((one) => one.id);
    questions = questions.map((one) => (ids.includes(one.id) ? { ...one, points: 0 } : one));
    const id = 'the quiz ' + quiz.id;
    questions.push({ ...now.counted[0], id, points: now.possible, required: false });
    if (!ids.every((one) => did[one])) continue;
    did[id] = { best: Math.min(1, Math.max(now.earned, now.best) / now.possible), done: ids.every((one) => did[one].done) };
  }
  return questions;
};

/** Another attempt at the whole: its answers go, the better result stays. */
exports.renew = function (record, course, quiz) {
  const now = exports.standing(record, course, quiz);
  record.quizzes[quiz.id] = { attempt: now.attempt + 1, best: Math.max(now.best, kept(now.earned)), seconds: 0, minutes: now.minutes };
  for (const id of quiz.questions) delete record.answers[id];
};

/** What of the quizzes another edition (or the same) must have. */
exports.carry = function (record, to) {
  const carried = {};
  for (const quiz of quizzesOf(to)) {
    const one = record.quizzes[quiz.id];
    if (!one) continue;
    carried[quiz.id] = {
      attempt: Math.min(one.attempt, ATTEMPTS), best: one.best, seconds: Math.min(Math.floor(one.seconds), SECONDS), minutes: quiz.minutes ? one.minutes : 0,
    };
  }
  return carried;
};

/**
 * Joins a record's quizzes with those of a copy: of each one attempt, the later; where another learner's draw made it, the one
 * with more answers. The best of all results stays, and the minutes are those that somebody has chosen.
 * @returns {object} the copy's answers that are of the attempt that stays
 */
exports.join = function (record, other, course) {
  const answers = Object.assign({}, other.answers);
  const strange = record.seed !== other.seed;
  for (const quiz of quizzesOf(course)) {
    const [mine, theirs] = [record, other].map((one) => ({ ...exports.standing(one, course, quiz), begun: Boolean(one.quizzes[quiz.id]) }));
    const apart = strange || mine.attempt !== theirs.attempt;
    const later = theirs.attempt > mine.attempt || (theirs.attempt === mine.attempt && strange && theirs.answered > mine.answered);
    const [stays, goes] = later ? [theirs, mine] : [mine, theirs];
    if (apart) for (const id of quiz.questions) delete (later ? record.answers : answers)[id];
    const best = Math.max(mine.best, theirs.best, apart && goes.done ? kept(goes.earned) : 0);
    if (!mine.begun && !theirs.begun && !best) continue;
    record.quizzes[quiz.id] = {
      attempt: stays.attempt, best, seconds: apart ? stays.seconds : Math.max(mine.seconds, theirs.seconds), minutes: (stays.begun ? stays : goes).minutes,
    };
  }
  return answers;
};

/** Says in what the quizzes of a session's progress differ from a record's; '' where in nothing. */
exports.differs = function (record, course, progress) {
  const has = progress.quizzes || {};
  for (const quiz of quizzesOf(course)) {
    const [want, have] = [record.quizzes[quiz.id], has[quiz.id]];
    if (Boolean(want) !== Boolean(have)) return 'quiz ' + quiz.id + (want ? ' is not begun any more' : ' was never begun');
    for (const name of ['attempt', 'seconds', 'minutes']) if (want && want[name] !== have[name]) return 'quiz ' + quiz.id + ': ' + name + ' is ' + have[name] + ', not ' + want[name];
    if (want && Math.abs(want.best - have.best) > 1e-9) return 'quiz ' + quiz.id + ': best is ' + have.best + ', not ' + want.best;
  }
  return '';
};

// What holds whatever the rules above say

/**
 * Looks at the quizzes as the session tells them: nothing of an attempt is lost while it goes on, the attempt and the best
 * result never fall, each draw has its number, and nothing comes twice while there is something new.
 * @param {object} was what the last look gave in this visit, or nothing
 * @param {object} about joined: a copy came between; pure: one edition and one learner's draw from the first attempt on; must
 * @returns {object} what this look saw
 */
exports.watch = function (session, course, was, { joined, pure, must }) {
  const seen = {};
  for (const quiz of quizzesOf(course)) {
    const now = (seen[quiz.id] = session.quiz(quiz.id));
    const name = 'quiz ' + quiz.id;
    must(now.drawn.length === quiz.draws.reduce((sum, draw) => sum + draw.count, 0) && new Set(now.drawn).size === now.drawn.length, 'not as many drawn as should be', name + ': ' + now.drawn);
    for (const { from, count } of quiz.draws) must(from.filter((id) => now.drawn.includes(id)).length === count, 'drawn from another part of the bank', name);
    must(now.percent >= 0 && now.percent <= 100 && (now.left === null || now.left >= 0), 'a result that is none', name + ': ' + now.percent + ', ' + now.left);
    const had = was && was[quiz.id];
    if (!had) continue;
    const same = now.attempt === had.attempt && !joined;
    must(now.attempt >= had.attempt, 'the attempt at a quiz fell', name + ': ' + now.attempt + ' after ' + had.attempt);
    must(now.best >= had.best, 'the best result of a quiz fell', name + ': ' + now.best + ' after ' + had.best);
    must(!had.done || Math.max(now.best, now.earned) >= Math.max(had.best, had.earned) - HUNDREDTH, 'what was earned in a quiz fell', name + ': ' + now.earned);
    if (same) {
      must(now.drawn.join() === had.drawn.join(), 'others are drawn within an attempt', name + ': ' + now.drawn + ' after ' + had.drawn);
      must(now.answered >= had.answered && now.earned >= had.earned - 1e-9 && now.seconds >= had.seconds, 'something of an attempt at a quiz is lost', name + ': ' + now.answered + ' after ' + had.answered);
    }
    if (pure && !joined && now.attempt === had.attempt + 1) {
      for (const { from, count } of quiz.draws) {
        const twice = from.filter((id) => now.drawn.includes(id) && had.drawn.includes(id)).length;
        must(twice <= Math.max(0, 2 * count - from.length), 'a question comes twice while there are new ones', name + ': ' + now.drawn + ' after ' + had.drawn);
      }
    }
  }
  return seen;
};
