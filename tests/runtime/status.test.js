/* The status table: what a learner has done, and what each standard is told. */
'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { course, question, launch, read } = require('./play.js');
const { ROWS, quiz, RIGHT, WRONG, answer } = require('./rules.js');

for (const [situation, module, act, in12, in2004, ...second] of ROWS) {
  for (const [version, expected] of [['1.2', in12], ['2004', in2004]]) {
    test(`B026, B038, B040: ${version}: ${situation}`, async () => {
      const turn = await visits(version, [[module, act], ...(second.length ? [second] : [])]);
      assert.equal(turn.status(), expected, 'known without leaving');
      turn.session.leave();
      assert.equal(turn.status(), expected, 'leaving changes nothing');
      assert.deepEqual(turn.lms.problems, []);
    });
  }
}

/** Plays visits one after the other, and gives the last one before it is left. */
async function visits(version, all) {
  let turn = null;
  for (const [module, act] of all) {
    if (turn) turn.session.leave();
    turn = await launch(version, module, { quirks: ['moodle'], before: turn || undefined });
    act(turn.session);
  }
  return turn;
}

test('docs/record.md tells the statuses that the player sends', async () => {
  const text = readFileSync(join(__dirname, '../../docs/record.md'), 'utf8');
  const table = text.split('## Which status the LMS gets')[1].split('\n## ')[0].split('\n').filter((line) => line.startsWith('| '));
  const rows = [];
  for (const [situation, module, act, , , ...second] of ROWS) {
    const told = [];
    for (const version of ['1.2', '2004']) told.push((await visits(version, [[module, act], ...(second.length ? [second] : [])])).status());
    rows.push(`| ${[situation, ...told].join(' | ')} |`);
  }
  assert.deepEqual(table.slice(2, 2 + rows.length), rows);
});

test('a score is sent once every question was answered, not before, and then follows', async () => {
  const turn = await launch('1.2', quiz());
  answer(turn.session, RIGHT, WRONG);
  assert.equal(turn.saved()['core.score.raw'], '');
  turn.session.answer('q3', WRONG, 1);
  assert.equal(turn.saved()['core.score.raw'], '33.33');
  turn.session.answer('q2', RIGHT, 1);
  assert.equal(turn.saved()['core.score.raw'], '66.67');
  turn.session.answer('q3', WRONG, 1);
  assert.equal(turn.saved()['core.score.raw'], '66.67', 'the best attempt counts');
});

for (const [mark, right, passes] of [[66, 2, true], [67, 2, false], [66.67, 2, false], [33, 1, true], [34, 1, false], [100, 3, true], [0, 0, true]]) {
  test(`B053, B055: ${right} of 3 right ${passes ? 'passes' : 'misses'} ${mark}, and the numbers sent agree`, async () => {
    for (const version of ['1.2', '2004']) {
      const turn = await launch(version, quiz({ attempts: 1 }, { passMark: mark }));
      read(turn.session);
      answer(turn.session, ...[0, 1, 2].map((index) => (index < right ? RIGHT : WRONG)));
      const saved = turn.saved();
      const prefix = version === '1.2' ? 'core.' : '';
      const raw = saved[`${prefix}score.raw`];
      assert.match(raw, /^\d{1,3}(\.\d{1,2})?$/);
      assert.equal(Number(raw) >= mark, passes);
      assert.deepEqual([saved[`${prefix}score.min`], saved[`${prefix}score.max`]], ['0', '100']);
      if (version === '2004') {
        assert.match(saved['score.scaled'], /^[01](\.\d{1,7})?$/);
        assert.ok(Math.abs(Number(saved['score.scaled']) * 100 - Number(raw)) < 1e-9);
        const order = turn.lms.calls('SetValue').map(([element]) => element);
        assert.ok(order.lastIndexOf('cmi.score.max') < order.lastIndexOf('cmi.success_status'));
      }
      assert.equal(turn.session.summary().percent, Number(raw), 'shown as sent');
      assert.equal(turn.session.summary().success, passes ? 'passed' : 'failed');
      assert.deepEqual(turn.lms.problems, []);
    }
  });
}

for (const [points, mark] of [[[0.1, 0.2, 0.3, 0.2, 0.2], 80], [[0.1, 0.5, 0.2], 75]]) {
  test(`points of ${points} with all but the last pass ${mark}, whatever binary fractions say`, async () => {
    const questions = points.map((worth, index) => question(`q${index + 1}`, 'choice', { points: worth }));
    const turn = await launch('2004', course({ questions, completion: { passMark: mark } }));
    answer(turn.session, ...points.map((worth, index) => (index < points.length - 1 ? RIGHT : WRONG)));
    assert.equal(turn.session.summary().success, 'passed');
    assert.equal(turn.saved()['score.scaled'], String(mark / 100));
  });
}

test('part credit comes through a save to the last digit', async () => {
  const kinds = { scoring: { rule: 'order', correct: [...'abc'], partial: true } };
  const module = course({ questions: ['q1', 'q2', 'q3'].map((id) => question(id, 'order', kinds)), completion: { passMark: 34 } });
  const turn = await launch('1.2', module);
  turn.session.answer('q1', [...'acb'], 1);
  turn.session.answer('q2', [...'acb'], 1);
  turn.session.leave();
  const next = await launch('1.2', module, { before: turn });
  next.session.answer('q3', [...'acb'], 1);
  assert.equal(next.session.summary().percent, 33.33);
  assert.equal(next.session.summary().success, 'unknown', 'a third of all does not reach 34');
});

test('2004 progress measure rises and is 1 only when completed', async () => {
  const turn = await launch('2004', quiz());
  const measures = [];
  for (const page of ['one', 'two', 'three']) {
    read(turn.session, page);
    measures.push(turn.saved().progress_measure);
  }
  answer(turn.session, WRONG, WRONG, WRONG);
  measures.push(turn.saved().progress_measure);
  answer(turn.session, RIGHT, RIGHT, RIGHT);
  measures.push(turn.saved().progress_measure);
  assert.deepEqual(measures, ['0.16', '0.33', '0.5', '0.99', '1']);
});

test('2004 progress measure is below 1 as long as nothing was completed, also where pages do not count', async () => {
  const turn = await launch('2004', course({ questions: [], completion: { pages: 'none', passMark: null } }));
  turn.session.save();
  assert.deepEqual([turn.saved().completion_status, turn.saved().progress_measure], ['incomplete', '0']);
  for (const page of ['one', 'two', 'three']) read(turn.session, page);
  assert.deepEqual([turn.saved().completion_status, turn.saved().progress_measure], ['completed', '1']);
});

for (const version of ['1.2', '2004']) {
  test(`${version}: a later visit lowers neither status nor score`, async () => {
    const turn = await launch(version, quiz({ attempts: 1 }));
    read(turn.session);
    answer(turn.session, RIGHT, RIGHT, RIGHT);
    turn.session.leave();
    const done = turn.status();
    // An edition with more pages and questions, answered wrongly
    const longer = course({
      edition: '2.0.0', pages: ['one', 'two', 'three', 'four'],
      questions: ['q1', 'q2', 'q3', 'q4', 'q5'].map((id) => question(id, 'choice', { attempts: 1 })),
    });
    const next = await launch(version, longer, { before: turn });
    assert.equal(next.session.updated, true);
    next.session.answer('q4', WRONG, 1);
    next.session.answer('q5', WRONG, 1);
    next.session.leave();
    assert.equal(next.status(), done);
    assert.equal(next.saved()[version === '1.2' ? 'core.score.raw' : 'score.raw'], '100');
    assert.equal(next.session.summary().percent, 60, 'the learner sees where the new edition stands');
    assert.deepEqual(next.lms.problems, []);
  });

  test(`${version}: the LMS lost the state but kept the result: it stays`, async () => {
    const saved = version === '1.2'
      ? { 'core.lesson_status': 'passed', 'core.score.raw': '90', suspend_data: '', 'core.exit': 'suspend' }
      : { completion_status: 'completed', success_status: 'passed', 'score.scaled': '0.9', 'score.raw': '90', exit: 'suspend' };
    const turn = await launch(version, quiz({ attempts: 1 }, { onFail: 'failed' }), { before: { lms: { saved } } });
    answer(turn.session, WRONG, WRONG, WRONG);
    assert.equal(turn.status(), version === '1.2' ? 'passed' : 'completed / passed');
    assert.equal(turn.saved()[version === '1.2' ? 'core.score.raw' : 'score.raw'], '90');
  });
}

test('1.2: failed by the LMS itself is not turned back, but can be passed', async () => {
  const module = quiz({}, { onFail: 'incomplete' });
  const turn = await launch('1.2', module, { before: { lms: { saved: { 'core.lesson_status': 'failed', 'core.exit': 'suspend' } } } });
  read(turn.session, 'one');
  assert.equal(turn.status(), 'failed');
  read(turn.session);
  answer(turn.session, RIGHT, RIGHT, RIGHT);
  assert.equal(turn.status(), 'passed');
});

for (const [version, kept] of [['1.2', 'completed'], ['2004', 'completed / unknown']]) {
  test(`${version}: completed without a quiz is not failed by the quiz of the next edition, but may be passed`, async () => {
    const turn = await launch(version, course());
    read(turn.session);
    turn.session.leave();
    const next = await launch(version, { ...quiz({ attempts: 1 }, { onFail: 'failed' }), edition: '2' }, { before: turn });
    answer(next.session, WRONG, WRONG, WRONG);
    assert.equal(next.status(), kept);
    const better = await launch(version, { ...quiz(), edition: '2' }, { before: turn });
    answer(better.session, RIGHT, RIGHT, RIGHT);
    assert.match(better.status(), /passed$/);
  });
}

test('an edition with fewer pages may be complete at once on return', async () => {
  const turn = await launch('2004', course());
  read(turn.session, 'one', 'two');
  turn.session.leave();
  assert.equal(turn.status(), 'incomplete / unknown');
  const next = await launch('2004', course({ pages: ['one', 'two'] }), { before: turn });
  assert.equal(next.status(), 'completed / unknown');
});

test('a module of one page is not completed by opening it, if the player waits for its end', async () => {
  const turn = await launch('1.2', course({ pages: ['one'] }));
  turn.session.visit('one', false);
  assert.equal(turn.status(), 'incomplete');
  turn.session.visit('one');
  assert.equal(turn.status(), 'completed');
});

for (const version of ['1.2', '2004']) {
  const raw = version === '1.2' ? 'core.score.raw' : 'score.raw';
  const replacing = (ids, more) => ({ ...quiz({ attempts: 1 }, { onFail: 'failed', later: 'replace' }, ids), ...more });

  test(`${version}: later: replace: the last result counts once there is one, and not before`, async () => {
    const turn = await launch(version, replacing(['q1', 'q2', 'q3']));
    read(turn.session);
    answer(turn.session, RIGHT, RIGHT, RIGHT);
    turn.session.leave();
    const done = turn.status();
    const next = await launch(version, replacing(['q4', 'q5'], { edition: '2' }), { before: turn });
    next.session.answer('q4', WRONG, 1);
    assert.deepEqual([next.status(), next.saved()[raw]], [done, '100'], 'half of it is no result');
    next.session.answer('q5', WRONG, 1);
    assert.match(next.status(), /failed$/);
    assert.equal(next.saved()[raw], '0');
    next.session.leave();
    const last = await launch(version, replacing(['q4', 'q5'], { edition: '2' }), { before: next });
    assert.equal(last.status(), next.status(), 'and is what is kept from then on');
    assert.equal(last.session.summary().score, 0);
    assert.deepEqual(last.lms.problems, []);
  });

  test(`${version}: later: replace: a lower pass is the new score, and nobody is un-completed by passing`, async () => {
    const turn = await launch(version, replacing(['q1', 'q2', 'q3']));
    read(turn.session);
    answer(turn.session, RIGHT, RIGHT, RIGHT);
    turn.session.leave();
    const pages = course({ pages: ['one', 'two', 'three', 'four'] }).pages;
    const next = await launch(version, replacing(['q1', 'q2', 'q3', 'q4'], { edition: '2', pages }), { before: turn });
    next.session.answer('q4', WRONG, 1);
    assert.equal(next.status(), turn.status());
    assert.equal(next.saved()[raw], '75');
  });
}
