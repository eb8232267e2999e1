/* What comes back from the browser's copy, what the learner is told of it, and that nothing is told where nothing was missing. */
'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const { coursewright, connects, course, question, windowWith, launch, read, storage } = require('./play.js');
const createLMS = require('../../templates/lms/strict.js');

const quiz = course({ questions: [question('q1'), question('q2', 'choice', { attempts: 2 }), question('q3', 'text'), question('q4', 'essay')] });
const STATE = 'suspend_data';
const copy = (value) => JSON.parse(JSON.stringify(value));

/** Opens the module at the product's own LMS, which knows when a page goes. */
async function open(version, saved, localStorage, quirks = []) {
  const lms = createLMS({ version, saved, quirks });
  const view = windowWith({ [lms.apiName]: lms.api, localStorage });
  const session = coursewright.session(quiz, connects[version](quiz, view), view);
  await session.open();
  return { lms, view, session };
}

/** The page joins the copy; gives what it says to the learner, '' where nothing. */
function told(session) {
  const said = [];
  const box = { append() {}, remove() {}, replaceChildren() {}, setAttribute() {} };
  coursewright.page = {
    course: quiz, words: { restored: 'restored', copy_offer: 'offer' }, part: () => ({ append: () => said.push('shown') }), make: () => box,
    button: () => box, say: (region, text) => said.push(text), focusOn() {},
  };
  try {
    if (session.copy) coursewright.copies(session);
  } finally {
    delete coursewright.page;
  }
  return said.join(', ');
}

for (const version of ['1.2', '2004']) {
  test(`${version}: an LMS that answers null to the last Commit and stores all at the end leaves a copy, and nobody is told of it`, async () => {
    const localStorage = storage();
    const first = await open(version, undefined, localStorage, ['leavenull']);
    read(first.session);
    first.session.answer('q1', ['b'], 1);
    first.session.answer('q3', [''], 1);
    first.lms.leaving = true;
    first.view.fire('pagehide', { persisted: false });
    assert.ok(first.lms.saved[STATE], 'the end of the session has stored it');
    assert.equal(localStorage.kept.size, 1, 'and the player could not know');
    const next = await open(version, copy(first.lms.saved), localStorage, ['leavenull']);
    assert.equal(told(next.session), '');
    assert.deepEqual(next.session.log.filter(([, verb]) => verb === 'restored'), []);
    assert.equal(localStorage.kept.size, 0, 'the LMS has it');
    assert.equal(next.session.question('q1').attempts, 1);
    assert.deepEqual(next.lms.problems, []);
  });

  test(`${version}: where the same LMS loses the end, the answers come back, and the learner is told`, async () => {
    const localStorage = storage();
    const first = await open(version, undefined, localStorage, ['leavenull']);
    read(first.session);
    const kept = copy(first.lms.saved);
    first.lms.leaving = true;
    first.session.answer('q1', ['b'], 1);
    const next = await open(version, kept, localStorage);
    assert.equal(told(next.session), 'shown, restored');
    assert.equal(next.session.question('q1').attempts, 1);
    assert.equal(localStorage.kept.size, 0);
  });

  test(`${version}: hints that a new edition has no more are no news`, async () => {
    const localStorage = storage();
    const first = await launch(version, quiz, { members: { localStorage } });
    read(first.session, 'one');
    const kept = { lms: { saved: copy(first.lms.saved) } };
    first.lms.quirks.push('dead');
    first.session.hint('q1');
    const edition = course({ edition: '2', questions: [question('q1', 'choice', { hints: 0 })] });
    const next = await launch(version, edition, { before: kept, members: { localStorage } });
    assert.equal(coursewright.join(next.session, edition), 'nothing');
    assert.equal(localStorage.kept.size, 0);
  });

  test(`${version}: a blank answer leaves no trace`, async () => {
    const turn = await launch(version, quiz);
    read(turn.session, 'one');
    const before = turn.saved()[STATE];
    assert.equal(turn.session.answer('q3', ['  '], 1).answered, false);
    turn.session.save();
    assert.equal(turn.saved()[STATE], before);
  });

  test(`${version}: a copy that waits for its answer is not written over by what is refused meanwhile`, async () => {
    for (const wanted of [true, false]) {
      const localStorage = storage();
      const first = await launch(version, quiz, { members: { localStorage, random: () => 0.7 } });
      first.lms.quirks.push('commitfail');
      first.session.answer('q3', ['Reval'], 1);
      const second = await launch(version, quiz, { members: { localStorage } });
      assert.equal(coursewright.join(second.session, quiz), 'ask');
      second.lms.quirks.push('commitfail');
      second.session.answer('q1', ['b'], 1);
      second.view.fire('pagehide', { persisted: false });
      // An LMS that has nothing of either visit.
      const third = await launch(version, quiz, { members: { localStorage, random: () => 0.4 } });
      assert.equal(coursewright.join(third.session, quiz), 'ask');
      assert.equal(coursewright.join(third.session, quiz, wanted), wanted ? 'joined' : 'nothing');
      assert.deepEqual(['q1', 'q3'].map((id) => third.session.question(id).attempts), wanted ? [1, 1] : [0, 0]);
      assert.equal(localStorage.kept.size, 0);
    }
  });

  test(`${version}: of the same attempt two copies come back without a question, one after the other`, async () => {
    const localStorage = storage();
    const first = await launch(version, quiz, { members: { localStorage } });
    read(first.session, 'one');
    const kept = { lms: { saved: copy(first.lms.saved) } };
    first.lms.quirks.push('dead');
    first.session.answer('q2', ['a'], 1);
    // The script that joins could not be loaded: the network is gone.
    const second = await launch(version, quiz, { before: kept, members: { localStorage } });
    second.lms.quirks.push('commitfail');
    second.session.answer('q3', ['Reval'], 1);
    const third = await launch(version, quiz, { before: kept, members: { localStorage } });
    assert.equal(coursewright.join(third.session, quiz), 'joined');
    assert.deepEqual(['q2', 'q3'].map((id) => third.session.question(id).attempts), [1, 1]);
    assert.equal(localStorage.kept.size, 0);
  });

  test(`${version}: words that are kept without attempts come back as they were last`, async () => {
    const localStorage = storage();
    const first = await launch(version, quiz, { members: { localStorage } });
    first.session.keep('q4', ['first thoughts']);
    const kept = { lms: { saved: copy(first.lms.saved) } };
    first.lms.quirks.push('dead');
    first.session.keep('q4', ['second thoughts']);
    const next = await launch(version, quiz, { before: kept, members: { localStorage } });
    assert.deepEqual(next.session.question('q4').response, ['first thoughts']);
    assert.equal(coursewright.join(next.session, quiz), 'joined');
    assert.deepEqual(next.session.question('q4').response, ['second thoughts']);
  });

  test(`${version}: a goal that was first met while the network was gone is told when it is back`, async () => {
    const goals = course({ objectives: [{ id: 'safe', text: 'Check a bike.' }], questions: [question('q1', 'choice', { objectives: ['safe'] })] });
    const turn = await launch(version, goals);
    turn.lms.quirks.push('dead');
    turn.session.answer('q1', ['b'], 1);
    assert.equal(turn.session.unsaved, true);
    turn.lms.quirks.pop();
    turn.view.fire('online');
    assert.equal(turn.session.unsaved, false);
    const [record] = turn.saved().objectives;
    assert.deepEqual([record.id, record['score.raw'], record[version === '1.2' ? 'status' : 'success_status']], ['safe', '100', 'passed']);
  });

  test(`${version}: later: replace: where no mark decides any more, “passed” stays and “failed” ends`, async () => {
    const edition = (ids, passMark) => course({
      edition: ids.join(), questions: ids.map((id) => question(id, 'choice', { attempts: 1 })), completion: { passMark, onFail: 'failed', later: 'replace' },
    });
    for (const [response, status12, status2004] of [['b', 'passed', 'completed / passed'], ['a', 'completed', 'completed / unknown']]) {
      const first = await launch(version, edition(['q1'], 60));
      read(first.session);
      first.session.answer('q1', [response], 1);
      first.session.leave();
      assert.match(first.status(), response === 'b' ? /passed$/ : /failed$/);
      const next = await launch(version, edition(['q2'], null), { before: first });
      next.session.answer('q2', ['a'], 1);
      assert.equal(next.status(), version === '1.2' ? status12 : status2004);
      assert.equal(next.saved()[version === '1.2' ? 'core.score.raw' : 'score.raw'], '0', 'the last score counts');
      assert.deepEqual(next.lms.problems, []);
    }
  });
}

test('a copy of a fail takes nothing from who has completed since', () => {
  const [done, failed] = [5, 5].map((seed) => coursewright.state.empty(quiz, seed));
  done.completion = 'completed';
  Object.assign(failed, { success: 'failed', score: 20 });
  coursewright.merge(done, failed);
  assert.deepEqual([done.completion, done.success, done.score], ['completed', 'unknown', 20]);
  Object.assign(failed, { success: 'passed', score: 90 });
  coursewright.merge(done, failed);
  assert.deepEqual([done.completion, done.success, done.score], ['completed', 'passed', 90]);
});

test('of a quiz the later attempt comes back with its own answers, and the best result of all', async (context) => {
  const before = { asked: coursewright.asked, beyond: coursewright.beyond };
  require('../../templates/runtime/rules/quizzes.js');
  context.after(() => {
    Object.assign(coursewright, before);
    delete coursewright.tail;
    coursewright.additions.pop();
  });
  const ids = ['q1', 'q2', 'q3', 'q4'];
  const final = {
    id: 'final', code: 'fin', page: 'one', title: 'Final', questions: ids, draws: [{ from: ids, count: 2 }], shuffle: true, passMark: 50, attempts: 3, minutes: 0,
  };
  const module = course({ quizzes: [final], questions: ids.map((id) => question(id)), completion: { pages: 'none', passMark: 60 } });
  const all = (session, response) => session.quiz('final').drawn.forEach((id) => session.answer(id, response, 1));
  for (const [offline, best] of [[['again', 'wrong'], 2], [['wrong', 'again', 'right'], 2], [['again'], 2]]) {
    const localStorage = storage();
    const first = await launch('2004', module, { members: { localStorage } });
    // What was right before the LMS stopped taking anything is answered with the first attempt.
    if (offline[0] === 'again') all(first.session, ['b']);
    else first.session.answer(first.session.quiz('final').drawn[0], ['a'], 1);
    const kept = { lms: { saved: copy(first.lms.saved) } };
    first.lms.quirks.push('dead');
    for (const act of offline) {
      if (act === 'again') assert.equal(first.session.again('final'), true);
      else all(first.session, act === 'right' ? ['b'] : ['a']);
    }
    const wanted = copy(first.session.quiz('final'));
    const next = await launch('2004', module, { before: kept, members: { localStorage } });
    assert.equal(next.session.quiz('final').attempt, 1);
    assert.equal(coursewright.join(next.session, module), 'joined');
    const has = copy(next.session.quiz('final'));
    assert.deepEqual(has, wanted);
    assert.equal(Math.max(has.best, has.earned), best);
    assert.deepEqual(Object.keys(next.session.progress.questions).sort(), Object.keys(first.session.progress.questions).sort());
    // The other way round, as when an old copy could not be removed, nothing goes back.
    const text = coursewright.state.encode(next.session.progress, module);
    const again = coursewright.state.decode(text, module);
    coursewright.merge(again, coursewright.state.decode(kept.lms.saved[STATE], module), module);
    assert.equal(coursewright.state.encode(again, module), text);
  }
});
