/* What the LMS did not take is kept in the browser, and comes back; two windows of one attempt do not fight. */
'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const { coursewright, connects, course, question, createLMS, windowWith, launch, read, storage } = require('./play.js');

const quiz = course({ questions: [question('q1'), question('q2', 'choice', { attempts: 2 }), question('q3', 'text')] });
const STATE = 'suspend_data';

for (const version of ['1.2', '2004']) {
  test(`${version}: B064: a copy is kept only while the LMS does not take the state, and under the learner's name`, async () => {
    for (const quirk of ['commitfail', 'commitnull', 'dead']) {
      const localStorage = storage();
      const turn = await launch(version, quiz, { members: { localStorage } });
      turn.session.answer('q1', ['b'], 1);
      assert.equal(localStorage.kept.size, 0, 'taken: nothing is kept');
      turn.lms.quirks.push(quirk);
      turn.session.answer('q2', ['a'], 1);
      const [[name, state]] = [...localStorage.kept];
      assert.match(name, /^coursewright:bike-check:[0-9a-z]+$/);
      assert.ok(!name.includes('learner'), 'the id itself is not in it');
      assert.ok(coursewright.state.decode(state, quiz).questions.q2);
      turn.lms.quirks.pop();
      turn.session.save();
      assert.equal(localStorage.kept.size, 0, 'taken at last: forgotten');
    }
  });

  test(`${version}: B064: no copy where the LMS does not say whose it would be, where storage fails, and in review`, async () => {
    const localStorage = storage();
    const lms = createLMS({ version, quirks: ['commitfail'] });
    const verb = version === '1.2' ? 'LMSGetValue' : 'GetValue';
    const genuine = lms.api[verb];
    lms.api[verb] = (element) => (/_id$/.test(element) ? '' : genuine(element));
    const view = windowWith({ [lms.apiName]: lms.api, localStorage });
    const session = coursewright.session(quiz, connects[version](quiz, view), view);
    await session.open();
    session.answer('q1', ['b'], 1);
    assert.equal(session.unsaved, true);
    assert.equal(localStorage.kept.size, 0);
    const full = { getItem: () => null, setItem() { throw new Error('QuotaExceededError'); }, removeItem() { throw new Error('SecurityError'); } };
    const turn = await launch(version, quiz, { members: { localStorage: full }, quirks: ['commitfail'] });
    assert.equal(turn.session.answer('q1', ['b'], 1).correct, true);
    const review = await launch(version, quiz, { members: { localStorage }, mode: 'review', quirks: ['commitfail'] });
    review.session.answer('q1', ['b'], 1);
    assert.equal(localStorage.kept.size, 0);
  });

  test(`${version}: what was lost with the connection is back at the next visit, and goes to the LMS`, async () => {
    const localStorage = storage();
    const turn = await launch(version, quiz, { members: { localStorage } });
    read(turn.session, 'one');
    turn.session.answer('q1', ['a'], 1);
    const kept = JSON.parse(JSON.stringify(turn.lms.saved));
    turn.lms.quirks.push('dead');
    read(turn.session, 'two', 'three');
    turn.session.answer('q1', ['b'], 1);
    turn.session.answer('q3', ['Tallinn'], 1);
    const next = await launch(version, quiz, { before: { lms: { saved: kept } }, members: { localStorage } });
    assert.equal(next.session.question('q3').attempts, 0);
    assert.ok(localStorage.kept.size, 'kept until it is joined, whatever is saved before');
    assert.equal(coursewright.join(next.session, quiz), 'joined');
    assert.equal(next.session.question('q1').attempts, 2);
    assert.equal(next.session.question('q3').correct, true);
    assert.equal(next.session.summary().visited, 3);
    assert.equal(next.session.place, 'one', 'the page on screen stays');
    assert.equal(localStorage.kept.size, 0);
    assert.deepEqual(coursewright.state.decode(next.saved()[STATE], quiz).questions.q3.response, ['Tallinn']);
    assert.deepEqual(next.lms.problems, []);
  });

  test(`${version}: an old copy lowers nothing: of each the higher stays`, async () => {
    const localStorage = storage();
    const turn = await launch(version, quiz, { members: { localStorage } });
    turn.lms.quirks.push('commitfail');
    turn.session.answer('q2', ['a'], 1);
    const [[name, copy]] = [...localStorage.kept];
    turn.lms.quirks.pop();
    read(turn.session);
    for (const id of ['q1', 'q2']) turn.session.answer(id, ['b'], 1);
    turn.session.answer('q3', ['Reval'], 1);
    turn.session.leave();
    localStorage.setItem(name, copy);
    const next = await launch(version, quiz, { before: turn, members: { localStorage } });
    const before = next.session.summary();
    assert.equal(coursewright.join(next.session, quiz), 'nothing');
    assert.deepEqual(next.session.summary(), before);
    assert.equal(localStorage.kept.size, 0);
  });

  test(`${version}: a copy with a lower score does not lower the one that the LMS kept while it lost the state`, async () => {
    const localStorage = storage();
    const turn = await launch(version, quiz, { members: { localStorage } });
    turn.lms.quirks.push('commitfail');
    for (const [id, response] of [['q1', 'a'], ['q1', 'a'], ['q2', 'b'], ['q3', 'Reval']]) turn.session.answer(id, [response], 1);
    read(turn.session);
    turn.session.leave();
    const [copy] = [...localStorage.kept.values()];
    assert.ok(coursewright.state.decode(copy, quiz).score < 100);
    // An edition with one question more: nothing is judged before that is answered.
    const longer = course({ questions: [...quiz.questions, question('q4')] });
    const fresh = await launch(version, quiz);
    for (const [id, response] of [['q1', 'b'], ['q2', 'b'], ['q3', 'Reval']]) fresh.session.answer(id, [response], 1);
    read(fresh.session);
    fresh.session.leave();
    const scored = version === '1.2' ? 'core.score.raw' : 'score.raw';
    assert.equal(fresh.saved()[scored], '100');
    fresh.saved()[STATE] = '{"v":2}';
    const next = await launch(version, longer, { before: fresh, members: { localStorage } });
    assert.equal(coursewright.join(next.session, longer, true), 'joined');
    assert.equal(next.session.summary().score, 100);
    assert.equal(next.saved()[scored], '100');
  });

  test(`${version}: a copy of another attempt is a question to the learner, and waits for the answer`, async () => {
    for (const wanted of [true, false]) {
      const localStorage = storage();
      const turn = await launch(version, quiz, { members: { localStorage }, quirks: ['dead'] });
      assert.equal(turn.session.recorded, false, 'an LMS that cannot be reached from the start');
      const first = await launch(version, quiz, { members: { localStorage, random: () => 0.7 } });
      first.lms.quirks.push('commitfail');
      first.session.answer('q3', ['Reval'], 1);
      const next = await launch(version, quiz, { members: { localStorage } });
      assert.equal(coursewright.join(next.session, quiz), 'ask');
      next.session.answer('q1', ['b'], 1);
      assert.equal(localStorage.kept.size, 1, 'still there');
      assert.equal(coursewright.join(next.session, quiz, wanted), wanted ? 'joined' : 'nothing');
      assert.equal(next.session.question('q3').attempts, wanted ? 1 : 0);
      assert.equal(next.session.question('q1').attempts, 1);
      assert.equal(localStorage.kept.size, 0);
    }
  });

  test(`${version}: B064: another learner gets nothing of a copy`, async () => {
    const localStorage = storage();
    const turn = await launch(version, quiz, { members: { localStorage } });
    turn.lms.quirks.push('commitfail');
    turn.session.answer('q3', ['Reval'], 1);
    const other = await launch(version, quiz, { members: { localStorage }, student: 'learner-2' });
    assert.equal(other.session.copy, '');
    other.session.answer('q1', ['b'], 1);
    assert.equal(localStorage.kept.size, 1, 'nor is it thrown away');
  });

  test(`${version}: garbage in the place of a copy does no harm and goes`, async () => {
    const localStorage = storage();
    const first = await launch(version, quiz, { members: { localStorage } });
    first.lms.quirks.push('commitfail');
    first.session.answer('q3', ['Reval'], 1);
    const [[name]] = [...localStorage.kept];
    localStorage.setItem(name, '\u0000{"a":1}');
    const next = await launch(version, quiz, { members: { localStorage } });
    assert.equal(coursewright.join(next.session, quiz), 'nothing');
    assert.equal(localStorage.kept.size, 0);
  });
}

test('merging is the same from either side, and twice is as once', () => {
  const one = coursewright.state.empty(quiz, 5);
  const two = coursewright.state.empty(quiz, 5);
  const answer = (more) => Object.assign(coursewright.state.unanswered(), more);
  one.visited.one = two.visited.three = true;
  one.questions.q1 = answer({ attempts: 2, response: ['a'], fraction: 0.5, hints: 1 });
  two.questions.q1 = answer({ attempts: 1, response: ['b'], fraction: 1, last: 1, hints: 2, solved: true });
  two.questions.q2 = answer({ attempts: 1, response: ['c'] });
  Object.assign(one, { completion: 'completed', success: 'failed', score: 40 });
  Object.assign(two, { success: 'passed', score: 70 });
  const text = (progress) => coursewright.state.encode(progress, quiz);
  const copy = (progress) => coursewright.state.decode(text(progress), quiz);
  const there = copy(one);
  coursewright.merge(there, copy(two));
  const back = copy(two);
  coursewright.merge(back, copy(one));
  assert.equal(text(there), text(back));
  const once = text(there);
  coursewright.merge(there, copy(two));
  assert.equal(text(there), once);
  assert.deepEqual([there.completion, there.success, there.score], ['completed', 'passed', 70]);
  assert.deepEqual([there.questions.q1.attempts, there.questions.q1.fraction, there.questions.q1.hints, there.questions.q1.solved], [2, 1, 2, true]);
});

/** Channels between windows of one browser, as BroadcastChannel has them: to all of a name but the sender, later. */
function channels() {
  const open = [];
  return {
    open,
    BroadcastChannel: class {
      constructor(name) {
        this.name = name;
        open.push(this);
      }

      postMessage(data) {
        for (const other of open) if (other !== this && other.name === this.name) setImmediate(() => other.onmessage && open.includes(other) && other.onmessage({ data }));
      }

      close() {
        open.splice(open.indexOf(this), 1);
      }
    },
  };
}

async function later() {
  for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

for (const version of ['1.2', '2004']) {
  test(`${version}: the older of two windows ends without a word, and what it had not saved is not lost`, async () => {
    const house = channels();
    const members = { BroadcastChannel: house.BroadcastChannel, localStorage: storage() };
    const older = await launch(version, quiz, { members });
    read(older.session, 'one');
    const kept = JSON.parse(JSON.stringify(older.lms.saved));
    older.lms.quirks.push('commitfail');
    older.session.answer('q3', ['Reval'], 1);
    let told = 0;
    older.session.on('elsewhere', () => (told += 1));
    const newer = await launch(version, quiz, { members, before: { lms: { saved: kept } } });
    const said = older.lms.log.length;
    await later();
    assert.equal(told, 1);
    assert.equal(older.session.closed, true);
    older.session.answer('q1', ['b'], 1);
    older.view.hide();
    older.view.fire('pagehide', { persisted: false });
    await older.view.advance(100000);
    assert.equal(older.lms.log.length, said, 'no commit and no Finish, which would write over the other window');
    assert.equal(coursewright.join(newer.session, quiz), 'joined');
    assert.equal(newer.session.question('q3').attempts, 1);
    assert.ok(coursewright.state.decode(newer.saved()[STATE], quiz).questions.q3);
    assert.equal(newer.session.closed, false);
    newer.session.leave();
    assert.deepEqual(newer.lms.problems, []);
    assert.deepEqual(house.open, [], 'nobody listens any more');
  });

  test(`${version}: windows of another attempt, learner or module, and looking back, are left alone`, async () => {
    const house = channels();
    const members = { BroadcastChannel: house.BroadcastChannel };
    const first = await launch(version, quiz, { members });
    read(first.session, 'one');
    const saved = () => ({ lms: { saved: JSON.parse(JSON.stringify(first.lms.saved)) } });
    await launch(version, quiz, { members: { ...members, random: () => 0.9 } });
    await launch(version, quiz, { members, before: saved(), student: 'learner-2' });
    await launch(version, { ...quiz, id: 'other' }, { members, before: saved() });
    await launch(version, quiz, { members, before: saved(), mode: 'review' });
    await later();
    assert.equal(first.session.closed, false);
    first.session.leave();
    let told = 0;
    first.session.on('elsewhere', () => (told += 1));
    await launch(version, quiz, { members, before: saved() });
    await later();
    assert.equal(told, 0, 'a window that was left hears no more');
  });
}

test('a browser without channels does without', async () => {
  const turn = await launch('2004', quiz, { members: { BroadcastChannel: class { constructor() { throw new Error('SecurityError'); } } } });
  turn.session.answer('q1', ['b'], 1);
  assert.equal(turn.session.unsaved, false);
});

test('of several copies that wait, the last of this attempt has the last word', async () => {
  const localStorage = storage();
  const about = course({ questions: [question('q1', 'text', { attempts: null })] });
  const turn = await launch('1.2', about, { members: { localStorage }, quirks: ['commitfail'] });
  turn.session.keep('q1', ['first']);
  const again = await launch('1.2', about, { members: { localStorage }, quirks: ['commitfail'] });
  again.session.keep('q1', ['then']);
  assert.equal([...localStorage.kept.values()][0].split('\n').length, 2, 'the older waits beside the newer');
  const next = await launch('1.2', about, { members: { localStorage } });
  assert.equal(coursewright.join(next.session, about), 'joined');
  assert.deepEqual(next.session.question('q1').response, ['then']);
});
