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
    marked: ['fill-in', 'Our coats keep the rain out. Would you like to see one?; asks a question', undefined, '0.33'],
  },
  2004: {
    blanks: ['fill-in', 'Gong[,]17[,]every brand', 'bell[,]15[,]every brand', '0.67'],
    highlight: ['other', 'The[,]raincoats', 'raincoats[,]oak chairs', 'incorrect'],
    scale: ['likert', 'b', undefined, 'neutral'],
    statements: ['matching', 'a[.]c', undefined, 'neutral'],
    marked: ['long-fill-in', 'Our coats keep the rain out. Would you like to see one?[,]asks a question', undefined, '0.33'],
  },
};

for (const version of ['1.2', '2004']) {
  const response = version === '1.2' ? 'student_response' : 'learner_response';
  const told = (turn) => turn.saved().interactions;

  test(`${version}: gaps, words found, opinions and texts marked by oneself are told in readable words`, async () => {
    const turn = await launch(version, everything);
    for (const kind of KINDS) turn.session.answer(`my-${kind}`, RESPONSES[kind], 5);
    assert.deepEqual(turn.lms.problems, []);
    KINDS.forEach((kind, index) => {
      const record = told(turn)[index];
      assert.deepEqual([record.type, record[response], record['correct_responses.0.pattern'], record.result], EXPECTED[version][kind], kind);
    });
    assert.equal(turn.session.unsaved, false);
  });

  test(`${version}: all of them right`, async () => {
    const turn = await launch(version, everything);
    turn.session.answer('my-blanks', ['bell', '14', 'every brand'], 5);
    turn.session.answer('my-highlight', ['4', '2'], 5);
    turn.session.answer('my-marked', ['A text', 'x1', 'y2'], 5);
    assert.deepEqual(told(turn).map((record) => record.result), ['correct', 'correct', 'correct']);
    assert.deepEqual(turn.lms.problems, []);
  });

  test(`${version}: words that the language of the player knows, or the key of a criterion, are told as they were typed`, async () => {
    const turn = await launch(version, everything);
    turn.session.answer('my-blanks', ['constructor', 'toString', '__proto__'], 5);
    turn.session.answer('my-marked', ['y2'], 5);
    const [gaps, marked] = told(turn).map((record) => record[response].split(/; |\[,\]/));
    assert.deepEqual(gaps, ['constructor', 'toString', '__proto__']);
    assert.deepEqual(marked, ['y2']);
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

test('an opinion adds nothing to the score and keeps nobody from one', async () => {
  const turn = await launch('1.2', course({ pages: ['one'], questions: [question('q1', 'highlight'), question('q2', 'scale')] }));
  turn.session.visit('one');
  turn.session.answer('q1', ['2', '4'], 5);
  assert.equal(turn.saved()['core.score.raw'], '100');
  assert.equal(coursewright.score(question('q2', 'scale').scoring, ['c']).fraction, 0);
});
