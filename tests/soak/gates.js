/* Pages that open later, as docs/authoring.md has them, read a second time and apart from the player; in modules of chance, and
what holds of them whatever a learner does. */
'use strict';

const quizzes = require('./quizzes.js');

const isNumbered = (one) => one.numbered !== false;

// The rule

/** Tells whether what a page waits for is done: a page seen, a question answered, a quiz passed or, without a mark, done once. */
function isDone(record, course, id) {
  if (course.pages.some((page) => page.id === id)) return record.pages.has(id);
  const quiz = quizzes.of(course).find((one) => one.id === id);
  if (quiz) return quizzes.passed(record, course, quiz);
  const answer = record.answers[id];
  return Boolean(answer && quizzes.isAnswered(course.questions.find((one) => one.id === id), answer));
}

/** What each page still waits for, by its id; nothing of those that are open. What was seen stays open. */
function waiting(record, course) {
  const shut = {};
  for (const page of course.pages) {
    const left = record.pages.has(page.id) ? [] : (page.after || []).filter((id) => !isDone(record, course, id));
    if (left.length) shut[page.id] = left;
  }
  return shut;
}

/** Ids of the pages that the page shows as open. */
exports.open = ({ course, desk }) => course.pages.map(({ id }) => id).filter((id) => !desk.closed(id));

/** What waits for a question of a quiz may shut until that was answered in another attempt. */
const mayShut = (course, id) => (course.pages.find((page) => page.id === id).after || []).some((one) => quizzes.of(course).some((quiz) => quiz.questions.includes(one)));

/** Looks at what is open: just what the rule says, nothing that was is not, and in review and browse mode all. */
exports.watch = function (at, must) {
  const { course, desk, practice, record } = at;
  const open = exports.open(at);
  if (practice) return must(open.length === course.pages.length, 'a page is closed in review or browse mode');
  const left = waiting(record, course);
  for (const { id } of course.pages) {
    const told = desk.closed(id) ? desk.waits(id) : [];
    must(told.join() === (left[id] || []).join(), 'a page waits for something else than by the rule', id + ' for ' + told + ', not ' + (left[id] || []));
  }
  const lost = (at.free || []).filter((id) => !open.includes(id) && !mayShut(course, id));
  must(!lost.length, 'an open page is closed again', lost.join());
  at.free = open;
};

/** After a launch: what was open is open, in another edition what was seen. */
exports.resumed = function ({ course, desk, record }, committed, must) {
  if (committed.allowed.all) return;
  const lost = committed.free.filter((id) => course.pages.some((page) => page.id === id) && desk.closed(id) && (committed.course === course || committed.record.pages.has(id) || record.pages.has(id)));
  must(!lost.length, 'an open page is closed after coming back', lost.join());
};

// Modules of chance

/** What a page may wait for: quizzes that all can pass, and questions that all are asked. */
function things(course) {
  const home = Object.fromEntries(course.pages.map(({ id }) => [id, id]));
  for (const quiz of quizzes.of(course)) if (quiz.passMark === null || quiz.attempts === null) home[quiz.id] = quiz.page;
  const drawn = quizzes.of(course).flatMap((quiz) => quiz.draws.filter(({ from, count }) => count < from.length).flatMap(({ from }) => from));
  for (const one of course.questions) if (isNumbered(one) && !drawn.includes(one.id)) home[one.id] = one.page;
  return home;
}

function gate(chance, course, page) {
  const found = Object.entries(things(course)).filter(([id, home]) => home !== page.id && id !== page.id);
  // Stories are few, and of all that a page may wait for what is easiest taken for done.
  const told = found.filter(([id]) => course.questions.some((one) => one.id === id && one.kind === 'scenario'));
  if (found.length) page.after = Array.from({ length: chance.pick([1, 1, 2, 3]) }, () => chance.pick(told.length && chance.hit(0.4) ? told : found)[0]).filter((id, index, all) => all.indexOf(id) === index);
}

/** Takes out what is not there, and opens pages that would never open. */
exports.tidy = function (course) {
  const home = things(course);
  for (const page of course.pages) {
    if (page.after) page.after = page.after.filter((id) => home[id]);
    if (page.after && !page.after.length) delete page.after;
  }
  const opened = new Set();
  for (let left = course.pages; left.length; left = left.filter(({ id }) => !opened.has(id))) {
    const ready = left.filter(({ after = [] }) => after.every((id) => opened.has(home[id])));
    if (!ready.length) delete left[0].after;
    ready.forEach(({ id }) => opened.add(id));
  }
};

exports.put = function (chance, course) {
  if (chance.hit(0.5)) for (const page of course.pages.slice(1)) if (chance.hit(0.4)) gate(chance, course, page);
  exports.tidy(course);
};

exports.CHANGES = {
  'close a page': (chance, course) => gate(chance, course, chance.pick(course.pages)),
  'open a page': (chance, course) => delete chance.pick(course.pages).after,
};
