/* What an LMS is told of single answers and of objectives. */
'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const { course, question, launch } = require('./play.js');

const more = { objectives: ['plan-ahead'] };
const KINDS = ['choice', 'several', 'true-false', 'text', 'numeric', 'match', 'order', 'essay'];
const everything = course({
  objectives: [{ id: 'plan-ahead', text: 'Plan' }],
  questions: KINDS.map((kind) => question(`my-${kind}`, kind, more)),
});
const RESPONSES = {
  choice: ['b'], several: ['c', 'b'], 'true-false': ['false'], text: ['Reval'], numeric: ['14,5'], match: ['b', ''], order: ['c', 'a', 'b'],
  essay: ['First line\nsecond line\r\n' + '🙂'.repeat(300)],
};

const EXPECTED = {
  '1.2': {
    choice: ['choice', 'b', 'b', 'correct'],
    several: ['choice', 'c,b', 'a,c', 'wrong'],
    'true-false': ['true-false', 'f', 't', 'wrong'],
    text: ['fill-in', 'Reval', 'Tallinn', 'correct'],
    numeric: ['numeric', '14.5', undefined, 'correct'],
    match: ['matching', 'a.b', 'a.b,b.a', '0.5'],
    order: ['sequencing', 'c,a,b', 'a,b,c', 'wrong'],
  },
  2004: {
    choice: ['choice', 'b', 'b', 'correct'],
    several: ['choice', 'c[,]b', 'a[,]c', 'incorrect'],
    'true-false': ['true-false', 'false', 'true', 'incorrect'],
    text: ['fill-in', 'Reval', 'Tallinn', 'correct'],
    numeric: ['numeric', '14.5', '14[:]16', 'correct'],
    match: ['matching', 'a[.]b', 'a[.]b[,]b[.]a', '0.5'],
    order: ['sequencing', 'c[,]a[,]b', 'a[,]b[,]c', 'incorrect'],
  },
};

for (const version of ['1.2', '2004']) {
  const response = version === '1.2' ? 'student_response' : 'learner_response';

  test(`${version}: B058, B059: every kind is recorded in the words of its own version`, async () => {
    const turn = await launch(version, everything);
    for (const kind of KINDS) turn.session.answer(`my-${kind}`, RESPONSES[kind], 61.5);
    assert.deepEqual(turn.lms.problems, []);
    const records = turn.saved().interactions;
    assert.equal(records.length, KINDS.length);
    KINDS.slice(0, -1).forEach((kind, index) => {
      const record = records[index];
      assert.deepEqual([record.type, record[response], record['correct_responses.0.pattern'], record.result], EXPECTED[version][kind], kind);
      assert.equal(record.id, version === '1.2' ? `my-${kind}` : `my_${kind.replace('-', '_')}`);
      assert.equal(record.weighting, '1');
      assert.equal(record.latency, version === '1.2' ? '0000:01:01.50' : 'PT1M1.5S');
      assert.equal(record['objectives.0.id'], version === '1.2' ? 'plan-ahead' : 'plan_ahead');
      if (version === '1.2') assert.equal(record.time, '09:07:03');
      else assert.deepEqual([record.timestamp, record.description], ['2026-11-05T09:07:03', `What of my-${kind}?`]);
    });
    const essay = records[KINDS.length - 1];
    assert.equal(essay.result, 'neutral');
    assert.equal(essay.type, version === '1.2' ? 'fill-in' : 'long-fill-in');
    assert.match(essay[response], /^First line second line 🙂+$/u);
    assert.ok(essay[response].isWellFormed());
    if (version === '1.2') assert.ok(essay[response].length <= 255 && essay[response].length >= 254);
    else assert.equal(essay[response].length, 23 + 600, 'whole');
  });

  test(`${version}: B056: ids are those of the author, in characters the LMS takes, and no words of a question`, async () => {
    const ids = ['q1', 'what-to-check-before-a-ride', 'a'.repeat(200)];
    const module = course({ questions: ids.map((id) => question(id, 'choice', { text: 'Что проверить? (до поездки) my question #1' })) });
    const turn = await launch(version, module);
    for (const id of ids) turn.session.answer(id, ['b'], 1);
    assert.deepEqual(turn.saved().interactions.map((record) => record.id), version === '1.2' ? ids : ids.map((id) => id.replace(/-/g, '_')));
    for (const record of turn.saved().interactions) {
      assert.match(record.id, /^[A-Za-z0-9_-]{1,250}$/);
      assert.equal(record.description, version === '1.2' ? undefined : module.questions[0].text);
    }
    assert.deepEqual(turn.lms.problems, []);
  });

  test(`${version}: B061: id first, then type, then the rest`, async () => {
    const turn = await launch(version, everything);
    turn.session.answer('my-choice', ['a'], 1);
    const fields = turn.lms.calls('SetValue').map(([element]) => element).filter((element) => element.startsWith('cmi.interactions.0.'));
    assert.deepEqual(fields.slice(0, 2), ['cmi.interactions.0.id', 'cmi.interactions.0.type']);
    assert.equal(new Set(fields).size, fields.length);
  });

  test(`${version}: each attempt is a record of its own, also after a resume`, async () => {
    for (const quirks of [[], ['keepinteractions']]) {
      const turn = await launch(version, everything, { quirks });
      turn.session.answer('my-choice', ['a'], 1);
      turn.session.answer('my-several', ['a'], 1);
      turn.session.answer('my-choice', ['b'], 1);
      assert.deepEqual(turn.saved().interactions.map((record) => record[response]), ['a', 'a', 'b']);
      turn.session.leave();
      const next = await launch(version, everything, { before: turn, quirks });
      next.session.answer('my-several', ['a', 'c'], 1);
      assert.equal(next.saved().interactions.length, quirks.length ? 4 : 1);
      assert.deepEqual(next.lms.problems, []);
    }
  });

  test(`${version}: beyond 250 records the newest of a question is written over`, async () => {
    const turn = await launch(version, everything);
    for (let count = 0; count < 260; count += 1) turn.session.answer('my-text', [`try ${count}`], 1);
    turn.session.answer('my-choice', ['b'], 1);
    const records = turn.saved().interactions;
    assert.equal(records.length, 250);
    assert.equal(records[249][response], 'try 259');
    assert.equal(turn.session.unsaved, false);
    assert.deepEqual(turn.lms.problems, []);
  });

  for (const quirks of [['nointeractions'], ['noobjectives'], ['nointeractions', 'noobjectives']]) {
    test(`${version}: B061: ${quirks.join(' and ')} stop neither status nor score`, async () => {
      const module = course({ pages: ['one'], objectives: everything.objectives, questions: [question('q1', 'choice', more)] });
      const turn = await launch(version, module, { quirks });
      turn.session.visit('one');
      turn.session.answer('q1', ['b'], 1);
      assert.equal(turn.session.unsaved, false, 'and the learner is not troubled');
      assert.match(turn.status(), /passed$/);
      assert.equal(turn.saved()[version === '1.2' ? 'core.score.raw' : 'score.raw'], '100');
      assert.ok(!turn.lms.log.some((call) => /NaN|undefined|-1/.test(call.args[0] || '')));
    });
  }

  test(`${version}: a record that is refused while all else is taken is not tried again`, async () => {
    const turn = await launch(version, everything, { quirks: ['nointeractions'] });
    turn.session.answer('my-choice', ['a'], 1);
    turn.session.answer('my-text', ['a'], 1);
    turn.session.visit('two');
    assert.equal(turn.lms.calls('SetValue').filter(([element]) => element.startsWith('cmi.interactions')).length, 2);
  });

  for (const count of ['', 'NaN', 'undefined', null, 'false', '-1', '0']) {
    test(`${version}: B061: numbers records itself when _count is ${JSON.stringify(count)}`, async () => {
      const turn = await launch(version, everything);
      const get = version === '1.2' ? 'LMSGetValue' : 'GetValue';
      const genuine = turn.lms.api[get];
      turn.lms.api[get] = (element) => (element === 'cmi.interactions._count' ? count : genuine(element));
      turn.session.answer('my-choice', ['a'], 1);
      turn.session.answer('my-choice', ['b'], 1);
      assert.equal(turn.saved().interactions.length, 2);
      assert.deepEqual(turn.lms.problems, []);
    });
  }

  test(`${version}: no number, no response; the rest of the record stands`, async () => {
    const turn = await launch(version, everything);
    turn.session.answer('my-numeric', ['fifteen'], 1);
    turn.session.answer('my-numeric', ['9'.repeat(40)], 1);
    const [first, second] = turn.saved().interactions;
    assert.deepEqual([first.result, first[response], second[response]], [version === '1.2' ? 'wrong' : 'incorrect', undefined, undefined]);
    assert.deepEqual(turn.lms.problems, []);
  });

  test(`${version}: objectives have a score and a status of their own, kept apart from the whole`, async () => {
    const module = course({
      objectives: [{ id: 'first-aim', text: 'A' }, { id: 'second-aim', text: 'B' }, { id: 'unasked', text: 'C' }],
      questions: [question('q1', 'choice', { objectives: ['first-aim'] }), question('q2', 'choice', { objectives: ['first-aim', 'second-aim'] }),
        question('q3', 'choice', { objectives: ['second-aim'], attempts: 1 })],
    });
    const turn = await launch(version, module, { seeded: ['PRIMARY', version === '1.2' ? 'second-aim' : 'second_aim'] });
    const aims = () => turn.saved().objectives.map((aim) => (version === '1.2'
      ? [aim.id, aim.status, aim['score.raw']] : [aim.id, aim.completion_status, aim.success_status, aim['score.scaled']].join(' ').split(' ')));
    turn.session.answer('q1', ['b'], 1);
    assert.deepEqual(aims().length, 3, 'an aim nobody has worked at is not told of');
    turn.session.answer('q2', ['b'], 1);
    turn.session.answer('q3', ['a'], 1);
    assert.deepEqual(aims(), version === '1.2'
      ? [['PRIMARY', undefined, undefined], ['second-aim', 'failed', '50'], ['first-aim', 'passed', '100']]
      : [['PRIMARY', '', '', ''], ['second_aim', 'completed', 'failed', '0.5'], ['first_aim', 'completed', 'passed', '1']]);
    assert.deepEqual(turn.lms.problems, []);
    turn.session.leave();
    const next = await launch(version, module, { before: turn });
    next.session.visit('two');
    assert.equal(next.saved().objectives.length, 3, 'found again, not added again');
    assert.deepEqual(next.lms.problems, []);
  });
}

test('2004: an id the manifest spells with a hyphen is found and kept', async () => {
  const turn = await launch('2004', everything, { seeded: ['plan-ahead'] });
  turn.session.answer('my-choice', ['b'], 1);
  turn.session.answer('my-text', ['b'], 1);
  assert.deepEqual(turn.saved().objectives.map((aim) => aim.id), ['plan-ahead']);
  assert.equal(turn.saved().interactions[1]['objectives.0.id'], 'plan-ahead');
});

test('B059, 2004: text that looks like the standard\'s own marks is no mark', async () => {
  const module = course({ questions: [question('q1', 'text', {
    text: '{lang=de} Which?\nTwo lines', scoring: { rule: 'text', accepted: ['{x}', 'a[,]b'], caseSensitive: true } })] });
  const turn = await launch('2004', module);
  turn.session.answer('q1', ['{case_matters=true}a[,]b[:]c'], 1);
  const [record] = turn.saved().interactions;
  assert.equal(record.learner_response, '(case_matters=true}a(,)b(:)c');
  assert.equal(record['correct_responses.0.pattern'], '{case_matters=true}(x}');
  assert.equal(record['correct_responses.1.pattern'], '{case_matters=true}a(,)b');
  assert.equal(record.description, '(lang=de} Which? Two lines');
});

test('an element is not sent again while its value is the same', async () => {
  const turn = await launch('1.2', everything);
  ['one', 'two', 'three'].forEach((page) => turn.session.visit(page));
  const said = turn.lms.calls('SetValue').filter(([element]) => element === 'cmi.core.lesson_status');
  assert.equal(said.length, 1);
});
