/* What a random learner does at a quiz as a whole, and what is kept for own use. */
'use strict';

const ledger = require('./ledger.js');
const quizzes = require('./quizzes.js');
const rules = require('./rules.js');
const stories = require('./stories.js');
const typing = require('./typing.js');
const { changed, note } = require('./notes.js');

const { must } = rules;

/** Factors of the time that the page offers; 0: no limit. */
const FACTORS = [1, 1.5, 2, 3, 10, 0];

const say = (at, text) => (at.life.report.trace[at.life.report.trace.length - 1] += ' ' + text);

/** A quiz against time shows its questions once the learner has begun it. */
const waits = (at, quiz) => quiz.minutes > 0 && at.session.mode === 'normal' && !at.session.quiz(quiz.id).begun;

/** Questions that the page shows to be answered: no more of a quiz than was drawn. */
exports.offered = function (at) {
  const shut = new Set();
  for (const quiz of quizzes.of(at.course)) {
    const { drawn } = at.session.quiz(quiz.id);
    for (const id of quiz.questions) if (waits(at, quiz) || !drawn.includes(id)) shut.add(id);
  }
  return at.course.questions.filter((one) => one.numbered !== false && !shut.has(one.id) && !at.desk.closed(one.page));
};

/** Begins each quiz that waits, in as much time as the learner wants. */
exports.begin = async function (at) {
  const { chance } = at.life;
  for (const quiz of quizzes.of(at.course).filter((one) => waits(at, one) && !at.desk.closed(one.page))) {
    const minutes = quiz.minutes * chance.pick(FACTORS);
    say(at, 'begins ' + quiz.id + ' with ' + minutes + ' minutes');
    at.session.begin(quiz.id, minutes);
    if (!at.record || at.practice) continue;
    // Never less than was chosen, and no part of a minute, which the state has no place for.
    at.record.quizzes[quiz.id] = { ...quizzes.at(at.record, quiz), minutes: Math.ceil(minutes) };
    changed(at);
  }
};

/** Time passes at a quiz, as the page counts it: while it is begun and not done. */
exports.spend = async function (at) {
  const { chance } = at.life;
  const going = quizzes.of(at.course).filter(({ id }) => at.session.quiz(id).begun && !at.session.quiz(id).done);
  if (!going.length) return;
  const quiz = chance.pick(going);
  const seconds = chance.pick([1, 1, 30, 59.5, 299, 600, 5e4]);
  say(at, seconds + ' s at ' + quiz.id);
  at.session.spend(quiz.id, seconds);
  if (!at.record || at.practice) return;
  const mine = at.record.quizzes[quiz.id];
  mine.seconds += seconds;
  if (!mine.minutes || mine.seconds < mine.minutes * 60) return;
  for (const id of quizzes.drawn(at.record, quiz)) {
    const answer = ledger.touch(at.record, id);
    answer.solved = answer.solved || !quizzes.isAnswered(at.course.questions.find((one) => one.id === id), answer);
  }
  must(at.session.quiz(quiz.id).done, 'the time is over, and the quiz is not', quiz.id);
  changed(at);
};

/** Another attempt at the whole, wanted whether there is one or not. */
exports.again = async function (at, wanted) {
  const quiz = wanted || at.life.chance.pick(quizzes.of(at.course).filter(({ page }) => !at.desk.closed(page)));
  if (!quiz) return;
  const now = at.record && !at.practice && quizzes.standing(at.record, at.course, quiz);
  const done = at.session.again(quiz.id);
  say(at, quiz.id + ': ' + done);
  if (at.session.mode !== 'normal') must(done, 'no other attempt where nothing counts');
  if (!now) return;
  must(done === (now.done && now.left > 0), 'another attempt', done ? 'where there is none, or this one goes on' : 'is refused, and there is one');
  if (!done) return;
  quizzes.renew(at.record, at.course, quiz);
  changed(at);
};

/** Writes or ticks something for own use, or takes it back. */
exports.keep = async function (at) {
  await typing.write(at);
  if (at.record && !at.practice) note(at);
};

/** Some steps in a story that the page shows, whether it counts or not. */
exports.story = async function (at) {
  const shown = exports.offered(at);
  const question = at.life.chance.pick(at.course.questions.filter((one) => stories.isStory(one) && (shown.includes(one) || (one.numbered === false && !at.desk.closed(one.page)))));
  if (!question) return;
  say(at, question.id);
  if (at.life.chance.hit(0.4)) stories.play(at, question, 'any');
  else stories.steps(at, question);
};

/** Does all there is to do on the pages that are open, well: nothing may stay closed. */
exports.through = async function (at, go, answer) {
  const { course, desk, session } = at;
  const shut = () => course.pages.filter(({ id }) => desk.closed(id));
  for (let left = course.pages.length + 1; left && shut().length; left -= 1) {
    for (const page of course.pages.filter(({ id }) => !desk.closed(id))) go(at, page, true);
    await exports.begin(at);
    for (const question of exports.offered(at)) await answer(at, question);
    // Where a mark was missed there are as many attempts as it takes.
    for (const quiz of quizzes.of(course).filter(({ id, page }) => !desk.closed(page) && !session.quiz(id).passed)) {
      for (let more = 3; more && !session.quiz(quiz.id).passed; more -= 1) {
        await exports.again(at, quiz);
        for (const question of exports.offered(at).filter(({ id }) => quiz.questions.includes(id))) await answer(at, question);
      }
    }
  }
  must(!shut().length || session.closed, 'a page stays closed, whatever one does', shut().map(({ id }) => id).join());
};
