'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const cases = require('./scoring.json');
const { coursewright } = require('./play.js');

for (const { about, scoring, response, fraction, correct, answered = true } of cases) {
  test(about, () => {
    const given = coursewright.score(scoring, response);
    assert.ok(Math.abs(given.fraction - fraction) < 1e-12, `fraction ${given.fraction}`);
    assert.deepEqual([given.correct, given.answered], [correct, answered]);
  });
}

test('marking changes no response', () => {
  const response = Object.freeze(['c', 'a']);
  coursewright.score({ rule: 'order', correct: ['a', 'c'], partial: true }, response);
  assert.deepEqual(response, ['c', 'a']);
});

test('a rule of a later edition marks nothing and does not throw', () => {
  assert.deepEqual(coursewright.score({ rule: 'areas' }, ['1,2']), { fraction: 0, correct: false, answered: true });
});
