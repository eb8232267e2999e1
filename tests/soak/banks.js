/* Quizzes in modules of chance: which questions are in a bank, how many are drawn, and what a correction does to them. */
'use strict';

const { code, fresh, label } = require('./names.js');

const quizzesOf = (course) => course.quizzes || [];

/** Questions that may go into a quiz: numbered, and in none yet. */
const loose = (course) => course.questions.filter((one) => one.numbered !== false && !quizzesOf(course).some((quiz) => quiz.questions.includes(one.id)));

/** Some from the whole bank, or some from each of two parts of it. */
function draws(chance, ids) {
  const halves = ids.length > 3 && chance.hit(0.4) ? [ids.filter((id, index) => index % 2), ids.filter((id, index) => index % 2 === 0)] : [ids];
  return halves.map((from) => ({ from, count: chance.hit(0.25) ? from.length : chance.whole(1, Math.max(1, Math.ceil(from.length / 2))) }));
}

function quiz(chance, course) {
  const found = loose(course);
  if (!found.length) return;
  const id = fresh(chance, 'quiz-');
  const bank = found.slice(0, chance.pick([1, 2, 4, 5, 6, 8, found.length])).map((one) => one.id);
  course.quizzes = [...quizzesOf(course), {
    id, code: code(id), page: chance.pick(course.pages).id, title: label(chance), questions: bank, draws: draws(chance, bank),
    shuffle: chance.hit(0.5), passMark: chance.pick([null, 0, 50, 67, 80]), attempts: chance.pick([null, 1, 2, 3]), minutes: chance.pick([0, 0, 1, 5, 30]),
  }];
}

/** Puts quizzes into a module, or none. */
exports.put = function (chance, course) {
  for (let left = chance.pick([0, 0, 1, 1, 2]); left; left -= 1) quiz(chance, course);
  exports.tidy(course);
};

exports.renamed = function (course, was, id) {
  const told = (ids) => ids.map((one) => (one === was ? id : one));
  for (const one of quizzesOf(course)) {
    one.questions = told(one.questions);
    for (const draw of one.draws) draw.from = told(draw.from);
  }
};

/** Brings quizzes into the form that the builder lets pass, whatever was done to pages and questions. */
exports.tidy = function (course) {
  for (const one of quizzesOf(course)) {
    one.questions = course.questions.filter(({ id, numbered }) => numbered !== false && one.questions.includes(id)).map(({ id }) => id);
    const strays = one.questions.filter((id) => !one.draws.some((draw) => draw.from.includes(id)));
    one.draws.forEach((draw, index) => (draw.from = one.questions.filter((id) => draw.from.includes(id) || (!index && strays.includes(id)))));
    one.draws = one.draws.filter((draw) => draw.from.length);
    if (!course.pages.some((page) => page.id === one.page)) one.page = course.pages[0].id;
    for (const draw of one.draws) even(course, one, draw);
  }
  course.quizzes = quizzesOf(course).filter((one) => one.questions.length);
  if (!course.quizzes.length) delete course.quizzes;
};

/** Where some are left out, all give the same points, and none is required; with some that give none all are asked. */
function even(course, one, draw) {
  const found = course.questions.filter(({ id }) => draw.from.includes(id));
  const mixed = new Set(found.map(({ scoring }) => scoring.rule === 'none')).size > 1;
  draw.count = mixed ? found.length : Math.min(draw.count, found.length);
  // A story without points is another kind of thing.
  const stories = found.some(({ kind }) => kind === 'scenario');
  for (const question of found) {
    question.page = one.page;
    if (draw.count < found.length) Object.assign(question, { points: found[0].points || Number(stories), required: false });
  }
}

/** Changes one of the quizzes there are. */
const changed = (change) => (chance, course) => quizzesOf(course).length && change(chance, chance.pick(course.quizzes), course);

exports.CHANGES = {
  'add a quiz': (chance, course) => quizzesOf(course).length < 2 && quiz(chance, course),
  'remove a quiz': changed((chance, one, course) => (course.quizzes = course.quizzes.filter((other) => other !== one))),
  'add to a bank': changed((chance, one, course) => loose(course).length && one.questions.push(chance.pick(loose(course)).id)),
  'take out of a bank': changed((chance, one) => (one.questions = one.questions.filter(() => chance.hit(0.7)))),
  'draw otherwise': changed((chance, one) => (one.draws = draws(chance, one.questions))),
  'other rules of a quiz': changed((chance, one) => Object.assign(one, { attempts: chance.pick([null, 1, 2, 4]), minutes: chance.pick([0, 1, 20]), passMark: chance.pick([null, 50, 100]), shuffle: chance.hit(0.5) })),
};
