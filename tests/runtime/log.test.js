/* The log for the help desk: what the connection keeps, and how it is told. */
'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { coursewright, course, question, launch, read } = require('./play.js');

const words = JSON.parse(readFileSync(join(__dirname, '../../templates/strings/en.json'), 'utf8'));
const quiz = course({
  source: 'modules/bike-check/module.md', lines: { q1: 12, 'second-one': 30, q3: 44 }, title: 'Bike check',
  questions: [question('q1', 'choice', { text: 'Which part stops the bike?' }), question('second-one', 'match'), question('q3', 'text')],
});
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
coursewright.page = { words, course: quiz, fill, number: String, ofAll: (text, n, all) => fill(text, { n, all }) };
if (!globalThis.navigator) globalThis.navigator = { userAgent: 'Node' };
require('../../templates/runtime/extra/log.js');

const told = (turn) => coursewright.logText(coursewright.logParts(turn.session));

for (const version of ['1.2', '2004']) {
  const verb = (name) => (version === '1.2' ? 'LMS' : '') + name;

  test(`${version}: every call is kept from the start, with its answer and the error of what was refused`, async () => {
    const turn = await launch(version, quiz);
    turn.session.answer('q1', ['b'], 1);
    turn.session.leave();
    const own = turn.session.log.map(([, name, values, answer]) => [verb(name), ...values, answer].join('|'));
    const theirs = turn.lms.log.filter((call) => !/GetLastError/.test(call.fn)).map((call) => [call.fn, ...call.args, call.ret].join('|'));
    assert.deepEqual(own, theirs);
    assert.ok(turn.session.log.every(([at]) => Math.abs(Date.now() - at) < 60000));
    assert.ok(turn.session.log.every(([, name, , answer, error]) => name === 'GetValue' || (answer === 'true' && error === '')));
  });

  test(`${version}: the record is bounded`, async () => {
    const turn = await launch(version, quiz);
    for (let round = 0; round < 300; round += 1) turn.session.visit(['one', 'two'][round % 2]);
    assert.equal(turn.session.log.length, 500);
    assert.match(told(turn), new RegExp(words.log_older));
  });

  test(`${version}: answers name question, words and line, refusals are said in plain words`, async () => {
    const turn = await launch(version, quiz);
    read(turn.session, 'one', 'two');
    turn.session.answer('q1', ['a'], 1);
    turn.session.answer('second-one', ['b', ''], 1);
    turn.session.hint('q3');
    turn.lms.quirks.push('commitfail');
    turn.session.answer('q3', ['Reval'], 1);
    const text = told(turn);
    assert.match(text, /Question 1: Which part stops the bike\? · Attempts: 1 · Your answer: bell · Points: 0 of 1 · modules\/bike-check\/module\.md, line 12/);
    assert.match(text, /Question 2: .*Your answer: Tallinn → Estonia; Riga → – · Points: 0\.5 of 1 .*line 30/);
    assert.match(text, /Question 3: .*Your answer: Reval .*Hint 1 of 2.*line 44/);
    assert.match(text, /SetValue\(cmi\.interactions\.1\.id = .*\) \(Question 2\) → true/);
    assert.match(text, /! \S+: Commit\(\) → false · /);
    assert.match(text, new RegExp(`SCORM ${version} · normal`));
    assert.match(text, new RegExp(words.save_failed));
    assert.ok(text.includes('suspend_data: ' + turn.lms.cur.suspend_data), 'the state in full, for `coursewright state decode`');
  });

  test(`${version}: neither the learner's name nor the id is in it`, async () => {
    const text = told(await launch(version, quiz));
    assert.doesNotMatch(text, /Muster|Mia|learner-1/);
    assert.match(text, /(student|learner)_id\) → \(not shown\)/);
  });

  test(`${version}: an LMS whose window is gone, and one that gives no reason`, async () => {
    const turn = await launch(version, quiz);
    turn.lms.quirks.push('dead');
    turn.session.visit('two');
    assert.match(told(turn), new RegExp('! .*Commit.*' + words.log_error_silent));
    turn.lms.quirks.pop();
    turn.lms.api[verb('Commit')] = () => 'false';
    turn.session.visit('three');
    assert.match(told(turn), new RegExp('! .*Commit.*false · ' + words.log_error_none));
  });
}

test('errors mean what the version of the standard says', async () => {
  for (const [version, code, reason] of [
    ['1.2', 301, 'session'], ['2004', 301, 'general'], ['1.2', 403, 'locked'], ['2004', 404, 'locked'], ['1.2', 405, 'value'],
    ['2004', 406, 'value'], ['2004', 408, 'order'], ['1.2', 401, 'unknown'], ['2004', 143, 'session'], ['1.2', 999, 'general'],
  ]) {
    const turn = await launch(version, quiz);
    const verb = version === '1.2' ? 'LMS' : '';
    turn.lms.api[verb + 'Commit'] = () => 'false';
    turn.lms.api[verb + 'GetLastError'] = () => code;
    turn.session.visit('two');
    assert.ok(told(turn).includes(`${words['log_error_' + reason]} (${code})`), `${version}: ${code}`);
  }
});

test('a value that was never set is nothing wrong in SCORM 2004', async () => {
  const text = told(await launch('2004', quiz));
  assert.match(text, new RegExp(words.log_error_empty));
  assert.doesNotMatch(text, /^! /m);
});

test('the error of an odd answer is asked for once, and the answer is judged by it', async () => {
  const turn = await launch('1.2', quiz);
  let asked = 0;
  turn.lms.api.LMSCommit = () => null;
  turn.lms.api.LMSGetLastError = () => (asked++ ? 0 : 101);
  assert.equal(turn.session.save(), false, 'an LMS may forget the error once it was told');
});
