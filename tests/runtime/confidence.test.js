/* How sure learners say they are: what is kept of it, what an LMS is told, and that it changes nothing else. */
'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const { coursewright, course, question, launch } = require('./play.js');

require('../../templates/runtime/rules/quizzes.js');
require('../../templates/runtime/rules/confidence.js');

const sureness = 'How sure are you? 1: Unsure, 2: Fairly sure, 3: Sure';
const asked = (id, kind, more) => question(id, kind, { confidence: true, ...more });
const module12 = course({ sureness, questions: [asked('bell'), question('lamp'), asked('own', 'marked', { points: 3, objectives: ['aim'] })], objectives: [{ id: 'aim', text: 'Aim' }] });

for (const version of ['1.2', '2004']) {
  const response = version === '1.2' ? 'student_response' : 'learner_response';
  const told = (turn) => turn.saved().interactions.map((one) => [one.id, one.type, one[response], one.result, one.weighting]);

  test(`${version}: it has a record of its own behind the answer's, an opinion of no weight`, async () => {
    const turn = await launch(version, module12);
    turn.session.rate('bell', 3);
    turn.session.answer('bell', ['a'], 5);
    turn.session.answer('bell', ['b'], 5);
    turn.session.rate('lamp', 2);
    turn.session.answer('lamp', ['b'], 5);
    turn.session.rate('own', 1);
    turn.session.answer('own', ['A text', 'x1'], 5);
    assert.deepEqual(turn.lms.problems, []);
    const wrong = version === '1.2' ? 'wrong' : 'incorrect';
    assert.deepEqual(told(turn).map(([id, type, , result, weighting]) => [id, type, result, weighting]), [
      ['bell', 'choice', wrong, '1'], ['bell.confidence', 'likert', 'neutral', '0'], ['bell', 'choice', 'correct', '1'], ['lamp', 'choice', 'correct', '1'],
      ['own', version === '1.2' ? 'fill-in' : 'long-fill-in', '0.67', '3'], ['own.criteria', version === '1.2' ? 'fill-in' : 'other', 'neutral', '0'],
      ['own.confidence', 'likert', 'neutral', '0'],
    ]);
    assert.deepEqual(told(turn).filter(([id]) => /confidence/.test(id)).map((one) => one[2]), ['3', '1']);
    const [, said] = turn.saved().interactions;
    assert.equal(said['objectives.0.id'], undefined);
    if (version === '2004') assert.equal(said.description, sureness);
  });

  test(`${version}: what the LMS did not take is told later as it was said`, async () => {
    const turn = await launch(version, module12);
    turn.lms.quirks.push('nointeractions', 'commitfail');
    turn.session.rate('bell', 3);
    turn.session.answer('bell', ['a'], 5);
    assert.equal(turn.session.unsaved, true);
    turn.lms.quirks.length = 0;
    turn.session.rate('bell', 1);
    turn.session.answer('bell', ['b'], 5);
    assert.equal(turn.session.unsaved, false);
    assert.deepEqual(told(turn).filter(([id]) => id === 'bell.confidence').map((one) => one[2]), ['3', '1']);
  });
}

test('points, status and score are the same, whatever is said', async () => {
  const results = [];
  for (const step of [0, 1, 3]) {
    const turn = await launch('2004', module12);
    if (step) turn.session.rate('bell', step);
    turn.session.answer('bell', ['b'], 5);
    const { earned, percent, answered, completion, success } = turn.session.summary();
    results.push(JSON.stringify([earned, percent, answered, completion, success]));
  }
  assert.equal(new Set(results).size, 1);
});

test('the first attempt tells, and the last one is shown again', async () => {
  const turn = await launch('2004', module12);
  const sure = () => turn.session.question('bell').sure;
  turn.session.rate('bell', 3);
  turn.session.answer('bell', [], 5);
  assert.equal(sure(), undefined, 'a blank is no attempt');
  turn.session.rate('bell', 3);
  turn.session.answer('bell', ['a'], 5);
  assert.equal(sure(), 4 * 3 + 3);
  turn.session.rate('bell', 1);
  turn.session.answer('bell', ['b'], 5);
  assert.equal(sure(), 4 * 3 + 1);
  turn.session.rate('bell', 2);
  turn.session.answer('bell', ['a'], 5);
  assert.equal(sure(), 4 * 3 + 1, 'it is done');
  const again = coursewright.state.decode(turn.saved().suspend_data, module12);
  assert.equal(again.questions.bell.sure, 4 * 3 + 1);
});

test('right at first, and said of one attempt only', async () => {
  const turn = await launch('2004', module12);
  turn.session.rate('own', 2);
  turn.session.answer('own', ['A text', 'x1', 'y2'], 5);
  assert.equal(turn.session.question('own').sure, 4 * (2 + 3) + 2);
  turn.session.answer('bell', ['a'], 5);
  assert.ok(!turn.session.question('bell').sure);
  turn.session.rate('bell', 2);
  turn.session.answer('bell', ['b'], 5);
  assert.equal(turn.session.question('bell').sure, 2, 'nothing was said of the first');
});

test('what is said of one question is not taken for another', async () => {
  const turn = await launch('2004', module12);
  turn.session.rate('bell', 3);
  turn.session.answer('own', ['A text'], 5);
  turn.session.answer('bell', ['b'], 5);
  assert.ok(!turn.session.question('own').sure && !turn.session.question('bell').sure);
});

test('a state of version 1 without it is read, and one with it by who does not know it', () => {
  const { encode, decode, empty, unanswered } = coursewright.state;
  const quiz = { id: 'check', code: 'zzq', page: 'one', title: '', questions: ['lamp'], draws: [{ from: ['lamp'], count: 1 }], shuffle: false, passMark: null, attempts: null, minutes: 0 };
  const whole = { ...module12, quizzes: [quiz] };
  const progress = Object.assign(empty(whole, 5), { quizzes: { check: { attempt: 2, best: 1, seconds: 3, minutes: 0 } } });
  progress.questions.bell = { ...unanswered(), attempts: 1, response: ['a'], sure: 15 };
  const text = encode(progress, whole);
  assert.ok(text.endsWith(`;zzq:2.2s.3.0,${module12.questions[0].code}.f,`), text);
  assert.equal(decode(text, whole).questions.bell.sure, 15);
  const before = { ...whole, questions: whole.questions.map(({ confidence, ...rest }) => rest) };
  const read = decode(text, before);
  assert.equal(read.questions.bell.sure, undefined);
  assert.equal(read.quizzes.check.attempt, 2, 'the quizzes are found among the records');
  assert.equal(encode(decode(encode(read, before), whole), whole), encode(read, before));
});

test('another attempt at a quiz forgets it with the answers', async () => {
  const quiz = { id: 'check', code: 'zzq', page: 'one', title: '', questions: ['bell'], draws: [{ from: ['bell'], count: 1 }], shuffle: false, passMark: null, attempts: null, minutes: 0 };
  const turn = await launch('2004', course({ sureness, questions: [asked('bell')], quizzes: [quiz] }));
  turn.session.rate('bell', 3);
  turn.session.answer('bell', ['a'], 5);
  assert.ok(turn.session.question('bell').sure);
  turn.session.again('check');
  assert.equal(turn.session.question('bell').sure, undefined);
  assert.doesNotMatch(turn.saved().suspend_data, /\.f,$/);
  turn.session.answer('bell', ['a'], 5);
  assert.ok(!turn.session.question('bell').sure);
});

test('copies are joined with what was said of the newer answer', () => {
  const { empty, unanswered } = coursewright.state;
  const [mine, theirs] = [15, 13].map((sure, index) => {
    const progress = empty(module12, 5);
    progress.questions.bell = { ...unanswered(), attempts: index + 1, response: ['a'], sure };
    return progress;
  });
  coursewright.merge(mine, theirs, module12);
  assert.equal(mine.questions.bell.sure, 13);
});
