/* What an LMS is told of the kinds whose answers are several texts, many words, opinions, or marked by the learner. */
'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const { coursewright, course, question, launch } = require('./play.js');

const KINDS = ['blanks', 'highlight', 'scale', 'statements', 'marked'];
const RESPONSES = {
  blanks: ['Gong', '17', 'every brand'], highlight: ['1', '2'], scale: ['b'], statements: ['c', ''],
  marked: ['Our coats keep the rain out.\nWould you like to see one?', 'y2'],
};
const everything = course({ questions: KINDS.map((kind) => question(`my-${kind}`, kind)) });

// Type, response, first pattern, result.
const EXPECTED = {
  '1.2': {
    blanks: ['fill-in', 'Gong; 17; every brand', 'bell; 15; every brand', '0.67'],
    highlight: ['fill-in', 'The; raincoats', 'raincoats; oak chairs', 'wrong'],
    scale: ['likert', 'b', undefined, 'neutral'],
    statements: ['matching', 'a.c', undefined, 'neutral'],
    marked: ['fill-in', 'Our coats keep the rain out. Would you like to see one?', undefined, '0.33'],
  },
  2004: {
    blanks: ['fill-in', 'Gong[,]17[,]every brand', 'bell[,]15[,]every brand', '0.67'],
    highlight: ['other', 'The; raincoats', 'raincoats; oak chairs', 'incorrect'],
    scale: ['likert', 'b', undefined, 'neutral'],
    statements: ['matching', 'a[.]c', undefined, 'neutral'],
    marked: ['long-fill-in', 'Our coats keep the rain out. Would you like to see one?', undefined, '0.33'],
  },
};

for (const version of ['1.2', '2004']) {
  const response = version === '1.2' ? 'student_response' : 'learner_response';
  const told = (turn) => turn.saved().interactions;

  test(`${version}: gaps, words found, opinions and texts marked by oneself are told in readable words`, async () => {
    const turn = await launch(version, everything);
    for (const kind of KINDS) turn.session.answer(`my-${kind}`, RESPONSES[kind], 5);
    assert.deepEqual(turn.lms.problems, []);
    const records = told(turn).filter((record) => !/criteria$/.test(record.id));
    assert.equal(told(turn).length, records.length + 1);
    KINDS.forEach((kind, index) => {
      const record = records[index];
      assert.deepEqual([record.type, record[response], record['correct_responses.0.pattern'], record.result], EXPECTED[version][kind], kind);
    });
    assert.equal(turn.session.unsaved, false);
  });

  test(`${version}: all of them right`, async () => {
    const turn = await launch(version, everything);
    turn.session.answer('my-blanks', ['bell', '14', 'every brand'], 5);
    turn.session.answer('my-highlight', ['4', '2'], 5);
    turn.session.answer('my-marked', ['A text', 'x1', 'y2'], 5);
    assert.deepEqual(told(turn).map((record) => record.result), ['correct', 'correct', 'correct', 'neutral']);
    assert.deepEqual(turn.lms.problems, []);
  });

  test(`${version}: the criteria met are a record of their own, which counts nowhere`, async () => {
    const module = course({ questions: [question('my-own', 'marked', { points: 3, objectives: ['aim'] })], objectives: [{ id: 'aim', text: 'Aim' }] });
    const turn = await launch(version, module);
    turn.session.answer('my-own', ['A text'], 5);
    assert.equal(told(turn).length, 1, 'where none is met there is none');
    turn.session.answer('my-own', ['A text', 'x1'], 5);
    const [, text, met] = told(turn);
    const id = version === '1.2' ? 'my-own' : 'my_own';
    assert.deepEqual([text.id, text[response], text.result, text.weighting, text['objectives.0.id']], [id, 'A text', '0.67', '3', 'aim']);
    const type = version === '1.2' ? 'fill-in' : 'other';
    assert.deepEqual([met.id, met.type, met[response], met.result, met.weighting, met['objectives.0.id']],
      [`${id}.criteria`, type, 'names a product', 'neutral', '0', undefined]);
    assert.equal(met['correct_responses.0.pattern'], undefined, 'to meet all is an aim, not an answer');
    assert.equal(met.description, text.description);
    turn.session.answer('my-own', ['A text', 'x1', 'y2'], 5);
    assert.equal(told(turn)[4][response], 'names a product; asks a question');
    assert.deepEqual(turn.lms.problems, []);
  });

  test(`${version}: an LMS that refuses such a record still has that of the text, once`, async () => {
    const turn = await launch(version, everything);
    const set = version === '1.2' ? 'LMSSetValue' : 'SetValue';
    const genuine = turn.lms.api[set];
    turn.lms.api[set] = (element, value) => (/\.criteria$/.test(value) ? 'false' : genuine(element, value));
    turn.session.answer('my-marked', ['A text', 'x1'], 5);
    turn.session.answer('my-scale', ['b'], 5);
    assert.deepEqual(told(turn).map((record) => record.result), ['0.67', 'neutral']);
    assert.equal(turn.session.unsaved, false);
    assert.deepEqual(turn.lms.problems, []);
  });

  test(`${version}: words that the language of the player knows, or the key of a criterion, are told as they were typed`, async () => {
    const turn = await launch(version, everything);
    turn.session.answer('my-blanks', ['constructor', 'toString', '__proto__'], 5);
    turn.session.answer('my-marked', ['y2'], 5);
    assert.deepEqual(told(turn).map((record) => record[response]), [['constructor', 'toString', '__proto__'].join(version === '1.2' ? '; ' : '[,]'), 'y2']);
    assert.deepEqual(turn.lms.problems, []);
  });

  test(`${version}: gaps left open keep their places`, async () => {
    const turn = await launch(version, everything);
    turn.session.answer('my-blanks', ['', '15', ''], 5);
    assert.equal(told(turn)[0][response], version === '1.2' ? '; 15;' : '[,]15[,]');
    assert.deepEqual(turn.lms.problems, []);
  });

  test(`${version}: ten gaps filled to the brim with whatever is typed are legal`, async () => {
    const gaps = Array.from({ length: 10 }, () => ({ rule: 'text', accepted: ['x'.repeat(100)], caseSensitive: false }));
    const long = course({ questions: [question('q1', 'blanks', { room: 100, scoring: { rule: 'gaps', gaps, partial: false } })] });
    const turn = await launch(version, long);
    turn.session.answer('q1', Array(10).fill('{lang=de}🙂[,]\n[.]' + '🙂'.repeat(60)), 5);
    turn.session.answer('q1', gaps.map((gap) => gap.accepted[0]), 5);
    assert.deepEqual(turn.lms.problems, []);
    assert.equal(told(turn)[1].result, 'correct');
    assert.ok(told(turn).every((record) => record[response].isWellFormed()));
  });

  test(`${version}: a long text with every word of it chosen is legal`, async () => {
    const keys = Array.from({ length: 150 }, (one, at) => String(at + 1));
    const labels = Object.fromEntries(keys.map((key) => [key, 'Begegnungszentrum, “täglich”'.slice(0, 23)]));
    const scoring = { rule: 'set', keys, correct: keys.slice(0, 36), several: true, partial: true };
    const turn = await launch(version, course({ questions: [question('q1', 'highlight', { labels, scoring })] }));
    turn.session.answer('q1', keys, 5);
    assert.deepEqual(turn.lms.problems, []);
    assert.ok(told(turn)[0][response].startsWith('Begegnungszentrum, “täg'));
    turn.session.leave();
    const again = await launch(version, course({ questions: [question('q1', 'highlight', { labels, scoring })] }), { before: turn });
    assert.deepEqual(again.session.question('q1').response, keys, 'and comes back as a whole');
  });

  test(`${version}: what was filled in, chosen and marked comes back on the next visit`, async () => {
    const turn = await launch(version, everything);
    for (const kind of KINDS) turn.session.answer(`my-${kind}`, RESPONSES[kind], 5);
    turn.session.leave();
    const next = await launch(version, everything, { before: turn });
    for (const kind of KINDS) assert.deepEqual(next.session.question(`my-${kind}`).response, RESPONSES[kind], kind);
    assert.equal(next.session.question('my-blanks').fraction, 2 / 3);
  });
}

const TEXTS = { Latin: 'We would like to meet you. ', Cyrillic: 'Приходите к нам на ярмарку! ', Chinese: '欢迎来到我们的展览会', emoji: '🙂🎪🧥' };
const written = (script, most = 2000) => TEXTS[script].repeat(200).slice(0, most).trim();

for (const script of Object.keys(TEXTS)) {
  test(`2004: an essay in ${script} is recorded whole, and is one text`, async () => {
    const turn = await launch('2004', course({ questions: [question('q1', 'essay', { room: 2000 })] }));
    turn.session.answer('q1', [written(script)], 60);
    assert.equal(turn.saved().interactions[0].learner_response, written(script));
    turn.session.answer('q1', ['{lang=de}a[,]b'], 60);
    assert.equal(turn.saved().interactions[1].learner_response, '(lang=de}a(,)b');
    assert.deepEqual(turn.lms.problems, []);
  });

  test(`2004: many long texts in ${script}, and the last request is still one that a browser sends`, async () => {
    const ids = Array.from({ length: 12 }, (one, index) => `q${index}`);
    const turn = await launch('2004', course({ questions: ids.map((id) => question(id, 'marked', { room: 2000 })) }), { quirks: ['beacon', 'keepinteractions'] });
    for (const response of [[], ['x1'], ['x1', 'y2']]) for (const id of ids) turn.session.answer(id, [written(script), ...response], 60);
    const records = turn.saved().interactions;
    assert.equal(records.length, 60, 'each attempt, and criteria where some were met');
    const texts = records.filter((record) => record.type === 'long-fill-in').map((record) => record.learner_response);
    assert.equal(texts[0], written(script));
    assert.ok(texts.every((text) => written(script).startsWith(text) && text.length >= 240 && text.isWellFormed()), 'what there is no room for is left out at its end');
    turn.lms.leaving = true;
    assert.equal(turn.session.leave(), true);
    assert.deepEqual(turn.lms.problems, []);
  });

  test(`2004: a text in ${script} never takes the room of the state that grows with it, as Moodle counts`, async () => {
    const ids = Array.from({ length: 8 }, (one, index) => `q${index}`);
    const turn = await launch('2004', course({ questions: ids.map((id) => question(id, 'essay', { room: 2000 })) }));
    for (const id of ids) turn.session.answer(id, [written(script)], 60);
    assert.ok(asForm(turn.saved()) < 65536, `${asForm(turn.saved())} bytes`);
  });
}

/** Bytes of the form that Moodle makes of its data: a part with a boundary for each value. */
function asForm(saved) {
  const size = (name, value) => 90 + name.length + Buffer.byteLength(value);
  return Object.entries(saved).reduce((sum, [name, value]) => sum + (Array.isArray(value)
    ? value.reduce((all, record, at) => all + Object.keys(record).reduce((part, field) => part + size(`cmi__${name}_${at}__${field}`, record[field]), 0), 0)
    : size(`cmi__${name}`, value)), 0);
}

test('2004: records that the LMS has from earlier visits leave less room', async () => {
  const module = course({ questions: [question('q1', 'essay', { room: 2000 }), question('q2', 'choice')] });
  const turn = await launch('2004', module, { quirks: ['keepinteractions'] });
  for (let count = 0; count < 50; count += 1) turn.session.answer('q1', [`try ${count}`], 5);
  turn.session.leave();
  const next = await launch('2004', module, { before: turn, quirks: ['keepinteractions'] });
  next.session.answer('q1', [written('Latin')], 60);
  const { learner_response: text } = next.saved().interactions[50];
  assert.ok(text.length >= 249 && text.length < 500, text.length);
});

test('2004: a short text has 250 characters, as the standard counts them', async () => {
  const turn = await launch('2004', course({ questions: [question('q1', 'text', { room: 250 }), question('q2', 'blanks', { room: 100 })] }));
  turn.session.answer('q1', ['õ'.repeat(250)], 5);
  turn.session.answer('q2', ['x'.repeat(300), 'y', ''], 5);
  assert.deepEqual(turn.saved().interactions.map((record) => record.learner_response), ['õ'.repeat(250), `${'x'.repeat(250)}[,]y[,]`]);
  assert.deepEqual(turn.lms.problems, []);
});

test('an opinion adds nothing to the score and keeps nobody from one', async () => {
  const turn = await launch('1.2', course({ pages: ['one'], questions: [question('q1', 'highlight'), question('q2', 'scale')] }));
  turn.session.visit('one');
  turn.session.answer('q1', ['2', '4'], 5);
  assert.equal(turn.saved()['core.score.raw'], '100');
  assert.equal(coursewright.score(question('q2', 'scale').scoring, ['c']).fraction, 0);
});
