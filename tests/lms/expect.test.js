/* What the scripted learners expect is the status table of docs/record.md, row by row; so is what the player does. */
'use strict';

const assert = require('node:assert/strict');
const { test } = require('node:test');
const lms = require('../../templates/lms/expect.js');

const choice = { id: 'q1', points: 1, attempts: 1, required: false, scoring: { rule: 'set', keys: ['a', 'b'], correct: ['a'], several: false, partial: false } };

function course(completion, questions = [choice]) {
  return { pages: [{ id: 'one' }, { id: 'two' }], questions, completion: { pages: 'all', passMark: 60, onFail: 'incomplete', ...completion } };
}

const right = { attempts: 1, best: 1, done: true };
const spent = { attempts: 1, best: 0, done: true };
const open = { attempts: 1, best: 0, done: false };
const all = ['one', 'two'];

for (const [what, module, pages, answer, status12, status2004, score] of [
  ['opened, nothing done', course({}), ['one'], null, 'incomplete', 'incomplete / unknown', null],
  ['all pages seen, no quiz', course({}, []), all, null, 'completed', 'completed / unknown', null],
  ['quiz passed and pages seen', course({}), all, right, 'passed', 'completed / passed', 100],
  ['quiz passed, pages missing', course({}), ['one'], right, 'incomplete', 'incomplete / passed', 100],
  ['quiz failed, attempts left', course({}), all, open, 'incomplete', 'incomplete / unknown', 0],
  ['quiz failed for good, on_fail: failed', course({ onFail: 'failed' }), all, spent, 'failed', 'completed / failed', 0],
  ['quiz failed for good, on_fail: incomplete', course({}), all, spent, 'incomplete', 'incomplete / failed', 0],
  ['no pass mark', course({ passMark: null }), all, spent, 'completed', 'completed / unknown', 0],
  ['pages do not count', course({ pages: 'none' }), ['one'], right, 'passed', 'completed / passed', 100],
]) {
  test(what, () => {
    const did = { pages: new Set(pages), answers: answer ? { q1: answer } : {} };
    assert.deepEqual(lms.expected(module, '1.2', did), { status: status12, score });
    assert.deepEqual(lms.expected(module, '2004', did), { status: status2004, score });
  });
}

const two = [choice, { ...choice, id: 'q2' }];
const passed = { completion: 'completed', success: 'passed', score: 100 };
const completed = { completion: 'completed', success: 'unknown', score: null };
const failed = { completion: 'completed', success: 'failed', score: 0 };

// What a first visit reached, and what a later one makes of it; the learner's answers are all there are in the later edition.
for (const [what, module, answers, had, status12, status2004, score] of [
  ['passed; a later edition only opened', course({ later: 'replace' }), {}, passed, 'passed', 'completed / passed', 100],
  ['passed; a later edition failed', course({ onFail: 'failed' }), { q1: spent }, { ...passed, answered: true }, 'passed', 'completed / passed', 100],
  ['replace: failed, on_fail: failed', course({ onFail: 'failed', later: 'replace' }), { q1: spent }, { ...passed, answered: true }, 'failed', 'completed / failed', 0],
  ['replace: failed, on_fail: incomplete', course({ later: 'replace' }), { q1: spent }, { ...passed, answered: true }, 'incomplete', 'incomplete / failed', 0],
  ['replace: failed, but no answer in this visit', course({ later: 'replace' }), { q1: spent }, passed, 'passed', 'completed / passed', 100],
  ['replace: half of it answered', course({ later: 'replace' }, two), { q1: spent }, { ...passed, answered: true }, 'passed', 'completed / passed', 100],
  ['replace: attempts left', course({ later: 'replace' }), { q1: open }, { ...passed, answered: true }, 'passed', 'completed / passed', 100],
  ['replace: a lower pass', course({ later: 'replace', passMark: 50 }, two), { q1: right, q2: spent }, { ...passed, answered: true }, 'passed', 'completed / passed', 50],
  ['replace: no pass mark, a lower score', course({ later: 'replace', passMark: null }), { q1: spent }, { ...completed, score: 100, answered: true }, 'completed', 'completed / unknown', 0],
  ['replace: no pass mark takes no pass away', course({ later: 'replace', passMark: null }), { q1: spent }, { ...passed, answered: true }, 'passed', 'completed / passed', 0],
  ['replace: no pass mark ends a fail', course({ later: 'replace', passMark: null }), { q1: spent }, { ...failed, answered: true }, 'completed', 'completed / unknown', 0],
  ['keep: a fail stays a fail', course({}), { q1: open }, { ...failed, answered: true }, 'failed', 'completed / failed', 0],
  ['keep: completed without a quiz stays so, whatever the new one says', course({}), { q1: spent }, { ...completed, answered: true }, 'completed', 'completed / unknown', 0],
]) {
  test('a later visit: ' + what, () => {
    const did = { pages: new Set(all), answers };
    const before = (version) => {
      const store = version === '1.2'
        ? { 'core.lesson_status': had.success === 'unknown' ? had.completion : had.success, 'core.score.raw': had.score === null ? '' : String(had.score) }
        : { completion_status: had.completion, success_status: had.success, 'score.raw': had.score === null ? undefined : String(had.score) };
      return { ...lms.had(version, store), answered: had.answered };
    };
    assert.deepEqual(lms.expected(module, '1.2', did, before('1.2')), { status: status12, score });
    assert.deepEqual(lms.expected(module, '2004', did, before('2004')), { status: status2004, score });
  });
}

test('a first visit has nothing before it', () => assert.equal(lms.had('1.2', undefined), null));

test('right answers are right and wrong ones earn nothing, by the player\'s own judgement', () => {
  require('../../templates/runtime/score.js');
  require('../../templates/runtime/rules/ways.js');
  const rules = [
    choice.scoring, { rule: 'set', keys: ['a', 'b', 'c'], correct: ['a', 'b'], several: true, partial: true },
    { rule: 'set', keys: ['a', 'b'], correct: ['a', 'b'], several: true, partial: true }, { rule: 'order', correct: ['a', 'b', 'c'], partial: true },
    { rule: 'pairs', sources: ['a', 'b'], targets: ['a', 'b', 'c'], correct: ['b', 'a'], partial: true }, { rule: 'text', accepted: ['Tallinn'], caseSensitive: false },
    {
      rule: 'way', sources: ['a', 'b'], targets: ['b', 'b~2', 'x', 'y', 'z~2'], correct: ['b', 'y'],
      ends: [{ key: 'x', worth: 33 }, { key: 'y', worth: 100 }, { key: 'z', worth: 20 }, { key: 'w', worth: 0 }],
    },
    { rule: 'range', low: 0.1, high: 0.3 }, { rule: 'range', low: -5, high: -5 },
  ];
  for (const scoring of rules) {
    const question = { scoring };
    const { score } = globalThis.coursewright;
    assert.equal(score(scoring, lms.right(question)).fraction, 1, JSON.stringify(scoring));
    assert.equal(score(scoring, lms.wrong(question)).fraction, lms.share(question, false), JSON.stringify(scoring));
  }
});
