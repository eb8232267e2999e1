/* Quizzes: what is drawn, what an attempt is worth, what time does, and what of it comes back. */
'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const { coursewright, course, question, launch, storage } = require('./play.js');

const before = { asked: coursewright.asked, beyond: coursewright.beyond };
require('../../templates/runtime/rules/quizzes.js');

test.after(() => {
  Object.assign(coursewright, before);
  delete coursewright.tail;
  coursewright.additions.pop();
});

const RIGHT = ['b'];
const WRONG = ['a'];

function quiz(more = {}) {
  const questions = more.questions || ['q1', 'q2', 'q3', 'q4', 'q5'];
  return {
    id: 'final', code: 'fin', page: 'one', title: 'Final', questions, draws: [{ from: questions, count: 2 }], shuffle: true,
    passMark: 50, attempts: null, minutes: 0, ...more,
  };
}

function module(rules = {}, more = {}) {
  const about = quiz(rules);
  return course({ quizzes: [about], questions: about.questions.map((id) => question(id, 'choice')), completion: { pages: 'none', passMark: 60 }, ...more });
}

function answerAll(session, response) {
  for (const id of session.quiz('final').drawn) session.answer(id, response, 1);
}

test('each attempt draws what was not drawn before, as long as there is such', async () => {
  const turn = await launch('1.2', module());
  const seen = [];
  for (let attempt = 1; attempt <= 2; attempt += 1) {
    const { drawn } = turn.session.quiz('final');
    assert.equal(drawn.length, 2);
    seen.push(...drawn);
    answerAll(turn.session, WRONG);
    assert.equal(turn.session.again('final'), true);
  }
  assert.equal(new Set(seen).size, 4);
  assert.equal(turn.session.quiz('final').drawn.filter((id) => !seen.includes(id)).length, 1, 'the fifth comes before any comes again');
});

test('the draw is the same after a resume, and what was answered stays in it when the bank grows', async () => {
  const turn = await launch('2004', module());
  const [first, second] = turn.session.quiz('final').drawn;
  turn.session.answer(first, RIGHT, 1);
  turn.session.leave();
  const next = await launch('2004', module(), { before: turn });
  assert.deepEqual(next.session.quiz('final').drawn, [first, second]);
  next.session.leave();
  const grown = ['q1', 'q2', 'q3', 'q4', 'q5', 'q6', 'q7', 'q8', 'q9'];
  const later = await launch('2004', module({ questions: grown, draws: [{ from: grown, count: 2 }] }), { before: next });
  assert.ok(later.session.quiz('final').drawn.includes(first));
  assert.equal(later.session.question(first).correct, true);
});

test('only what was drawn counts, and the best attempt', async () => {
  const turn = await launch('1.2', module());
  answerAll(turn.session, RIGHT);
  assert.deepEqual([turn.session.summary().percent, turn.session.summary().questions], [100, 2]);
  assert.equal(turn.saved()['core.lesson_status'], 'passed');
  turn.session.again('final');
  assert.equal(turn.session.summary().judged, false);
  answerAll(turn.session, WRONG);
  assert.deepEqual([turn.session.quiz('final').percent, turn.session.quiz('final').passed], [100, true]);
  assert.deepEqual([turn.saved()['core.lesson_status'], turn.saved()['core.score.raw']], ['passed', '100']);
  assert.deepEqual(turn.lms.problems, []);
});

test('attempts at the whole come to an end, and before that nobody has failed', async () => {
  const made = module({ attempts: 2 }, { completion: { pages: 'none', passMark: 60, onFail: 'failed' } });
  made.questions.forEach((one) => (one.attempts = 1));
  const turn = await launch('1.2', made);
  assert.equal(turn.session.again('final'), false, 'not before all is answered');
  answerAll(turn.session, WRONG);
  assert.equal(turn.saved()['core.lesson_status'], 'incomplete');
  assert.equal(turn.session.again('final'), true);
  answerAll(turn.session, WRONG);
  assert.equal(turn.saved()['core.lesson_status'], 'failed');
  assert.equal(turn.session.again('final'), false);
});

test('time goes on after a resume; when it is over, what is open counts as left open', async () => {
  const turn = await launch('1.2', module({ minutes: 10 }));
  turn.session.begin('final', 1);
  const [first] = turn.session.quiz('final').drawn;
  turn.session.spend('final', 40);
  turn.session.answer(first, RIGHT, 1);
  turn.session.leave();
  const next = await launch('1.2', module({ minutes: 10 }), { before: turn });
  assert.deepEqual([next.session.quiz('final').seconds, next.session.quiz('final').minutes], [40, 1]);
  next.session.spend('final', 20);
  const now = next.session.quiz('final');
  assert.deepEqual([now.done, now.percent], [true, 50]);
  assert.equal(next.session.answer(now.drawn[1], RIGHT, 1).done, true);
  assert.equal(next.session.quiz('final').percent, 50, 'nothing is added after the end');
});

test('without a limit no time is over', async () => {
  const turn = await launch('1.2', module({ minutes: 10 }));
  turn.session.begin('final', 0);
  turn.session.spend('final', 1e5);
  assert.equal(turn.session.quiz('final').done, false);
});

test('questions are drawn by tag, in the order of the source unless shuffled', async () => {
  const draws = [{ from: ['q1', 'q2', 'q3'], count: 2 }, { from: ['q4', 'q5'], count: 1 }];
  const turn = await launch('1.2', module({ draws, shuffle: false }));
  const { drawn } = turn.session.quiz('final');
  assert.equal(drawn.filter((id) => draws[0].from.includes(id)).length, 2);
  assert.deepEqual(drawn, drawn.slice().sort());
});

/** Answers some of a quiz where nothing is saved, and comes back to an LMS that has lost the attempt. */
async function lost(about, answers, round) {
  const localStorage = storage();
  const turn = await launch('1.2', about, { members: { localStorage, random: () => round / 41 }, quirks: ['commitfail'] });
  const { drawn } = turn.session.quiz('final');
  drawn.slice(0, answers).forEach((id) => turn.session.answer(id, RIGHT, 1));
  const next = await launch('1.2', about, { members: { localStorage, random: () => (20 + round) / 41 } });
  return { turn, next, drawn };
}

test('a copy taken into an attempt with nothing in it brings its draw along, and the order of it', async () => {
  for (let round = 0; round < 20; round += 1) {
    const about = module();
    const { turn, next, drawn } = await lost(about, 1, round);
    assert.equal(coursewright.join(next.session, about), 'ask');
    assert.equal(coursewright.join(next.session, about, true), 'joined');
    assert.deepEqual(next.session.quiz('final').drawn, drawn);
    assert.equal(next.session.quiz('final').answered, 1);
    assert.deepEqual(next.session.order('q1', ['a', 'b', 'c', 'd']), turn.session.order('q1', ['a', 'b', 'c', 'd']));
  }
});

test('a copy from another draw is not mixed with this one: the quiz with more answers stays, and the better result', async () => {
  for (let round = 0; round < 20; round += 1) {
    const about = module();
    const { next, drawn } = await lost(about, 2, round);
    const own = next.session.quiz('final').drawn;
    next.session.answer(own[0], WRONG, 1);
    coursewright.join(next.session, about, true);
    assert.deepEqual(next.session.quiz('final').drawn.slice().sort(), drawn.slice().sort(), 'two answers are more than one');
    assert.equal(next.session.quiz('final').percent, 100);
    const other = await lost(about, 2, round);
    const kept = other.next.session.quiz('final').drawn;
    kept.forEach((id) => other.next.session.answer(id, WRONG, 1));
    coursewright.join(other.next.session, about, true);
    const now = other.next.session.quiz('final');
    assert.deepEqual(now.drawn, kept, 'as many: those on screen stay');
    assert.deepEqual([now.best, now.percent, now.earned], [2, 100, 0]);
    assert.equal(other.next.session.summary().percent, 100);
  }
});

test('where a corrected edition has fewer points, an earlier attempt is worth no more than all of them', async () => {
  const turn = await launch('1.2', module());
  answerAll(turn.session, RIGHT);
  turn.session.again('final');
  answerAll(turn.session, WRONG);
  turn.session.leave();
  const next = await launch('1.2', module({ draws: [{ from: ['q1', 'q2', 'q3', 'q4', 'q5'], count: 1 }] }), { before: turn });
  assert.deepEqual([next.session.quiz('final').percent, next.session.summary().percent, next.saved()['core.score.raw']], [100, 100, '100']);
  assert.deepEqual(next.lms.problems, []);
});

test('a best result is kept in hundredths that are never more than it was', async () => {
  const about = module({ questions: ['q1'], draws: [{ from: ['q1'], count: 1 }] }, { completion: { pages: 'none', passMark: 67 } });
  const pairs = { rule: 'pairs', sources: ['a', 'b', 'c'], targets: ['a', 'b', 'c'], correct: ['a', 'b', 'c'], partial: true };
  Object.assign(about.questions[0], { kind: 'match', type: 'matching', scoring: pairs, labels: { 's.a': '1', 's.b': '2', 's.c': '3', 't.a': '4', 't.b': '5', 't.c': '6' } });
  const turn = await launch('2004', about);
  turn.session.answer('q1', ['a', 'b', 'a'], 1);
  turn.session.again('final');
  assert.equal(turn.session.quiz('final').best, 0.66);
  turn.session.answer('q1', ['b', 'c', 'a'], 1);
  turn.session.leave();
  const next = await launch('2004', about, { before: turn });
  assert.equal(next.session.quiz('final').best, 0.66);
  assert.equal(next.status(), 'incomplete / unknown', 'two thirds are no 67 per cent');
});

test('of a goal, too, nobody has failed while another attempt is left', async () => {
  const about = module({ attempts: 2 }, { objectives: [{ id: 'stop', text: 'Stop' }] });
  about.questions.forEach((one) => Object.assign(one, { attempts: 1, objectives: ['stop'] }));
  const turn = await launch('2004', about);
  answerAll(turn.session, WRONG);
  assert.equal(turn.session.summary().objectives[0].success, 'unknown');
  turn.session.again('final');
  answerAll(turn.session, WRONG);
  assert.equal(turn.session.summary().objectives[0].success, 'failed');
});

test('a quiz that gives no points keeps nobody from failing what does', async () => {
  const about = module({}, { completion: { pages: 'none', passMark: 60, onFail: 'failed' } });
  about.questions.forEach((one) => (one.points = 0));
  about.questions.push(question('q9', 'choice', { attempts: 1 }));
  const turn = await launch('2004', about);
  turn.session.answer('q9', WRONG, 1);
  assert.equal(turn.status(), 'completed / failed');
});

test('time is chosen in whole minutes, and comes back with a copy', async () => {
  const localStorage = storage();
  const about = module({ minutes: 5 });
  const first = await launch('1.2', about, { members: { localStorage } });
  first.session.visit('two');
  const turn = await launch('1.2', about, { before: first, members: { localStorage }, quirks: ['commitfail'] });
  turn.session.begin('final', 7.5);
  assert.equal(turn.session.quiz('final').minutes, 8);
  const next = await launch('1.2', about, { before: first, members: { localStorage } });
  assert.equal(coursewright.join(next.session, about), 'joined');
  assert.deepEqual([next.session.quiz('final').begun, next.session.quiz('final').minutes], [true, 8]);
});
