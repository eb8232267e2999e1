/* Pages that open later, and what is kept for own use: the player's parts on as much of a page as they ask for. */
'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { coursewright, course, question, launch, storage } = require('./play.js');
const layOut = require('../soak/desk.js');

require('../../templates/runtime/rules/quizzes.js');
require('../../templates/runtime/kinds/scenario.js');

const PARTS = ['kinds/gates', 'kinds/keeping'].map((name) => readFileSync(join(__dirname, '../../templates/runtime', name + '.js'), 'utf8'));

/** Lays a module out, and begins the parts on it. */
function desk(module, turn) {
  return layOut((page, document, window) => PARTS.forEach((text) => new Function('globalThis', 'document', 'setTimeout', 'clearTimeout', text)({ coursewright: { ...coursewright, page } }, document, window.setTimeout, window.clearTimeout)), module, turn.session, turn.view);
}

const closed = (module, page) => module.pages.filter(({ id }) => page.closed(id)).map(({ id }) => id);
const after = (module, gates) => ({ ...module, pages: module.pages.map((page) => ({ ...page, ...(gates[page.id] ? { after: gates[page.id] } : {}) })) });
const quiz = (more) => ({ id: 'check', code: 'zzq', page: 'one', title: '', questions: ['bell'], draws: [{ from: ['bell'], count: 1 }], shuffle: false, passMark: null, attempts: null, minutes: 0, ...more });

test('a page that was seen stays open in another attempt at a quiz, and after another edition has closed it', async () => {
  const module = after(course({ questions: [question('bell')], quizzes: [quiz()] }), { two: ['bell'] });
  const turn = await launch('2004', module);
  const page = desk(module, turn);
  assert.deepEqual(closed(module, page), ['two']);
  assert.deepEqual(page.waits('two'), ['bell']);
  turn.session.answer('bell', ['a'], 5);
  assert.deepEqual(closed(module, page), []);
  turn.session.visit('two');
  turn.session.again('check');
  assert.deepEqual(closed(module, page), []);
  const edition = after({ ...module, edition: '2' }, { two: ['three'], three: ['bell'] });
  const next = await launch('2004', edition, { before: { lms: { saved: turn.saved() } } });
  assert.deepEqual(closed(edition, desk(edition, next)), ['three']);
});

test('a quiz without a mark was done, whatever came of it', async () => {
  const module = after(course({ questions: [question('bell')], quizzes: [quiz()] }), { two: ['check'] });
  const turn = await launch('2004', module);
  const page = desk(module, turn);
  turn.session.answer('bell', ['a'], 5);
  assert.deepEqual(closed(module, page), []);
  turn.session.again('check');
  assert.equal(turn.session.quiz('check').passed, true);
  assert.deepEqual(closed(module, page), [], 'nobody has been on the page yet');
  const marked = after({ ...module, quizzes: [quiz({ passMark: 50 })] }, { two: ['check'] });
  const other = await launch('2004', marked);
  other.session.answer('bell', ['a'], 5);
  other.session.again('check');
  assert.equal(other.session.quiz('check').passed, false);
});

test('a page that waits for a story opens at an ending', async () => {
  const scoring = { rule: 'way', sources: ['door'], targets: ['in', 'out'], ends: [{ key: 'in', worth: 100 }, { key: 'out', worth: 0 }], correct: ['in'] };
  const module = after(course({ questions: [question('visit', 'choice', { kind: 'scenario', type: 'other', scoring, labels: {}, hints: 0 })] }), { two: ['visit'] });
  const turn = await launch('2004', module);
  const page = desk(module, turn);
  turn.session.step('visit', ['']);
  assert.deepEqual(closed(module, page), ['two'], 'to set out is no answer');
  turn.session.step('visit', ['out'], 5);
  assert.deepEqual(closed(module, page), []);
});

test('in review mode no page is closed', async () => {
  const module = after(course(), { two: ['one'] });
  const turn = await launch('2004', module, { mode: 'review' });
  assert.deepEqual(closed(module, desk(module, turn)), []);
});

const own = course({
  questions: [
    question('thought', 'choice', { kind: 'reflection', type: 'other', numbered: false, points: 0, hints: 0, room: 500, scoring: { rule: 'none' }, labels: {} }),
    question('list', 'choice', { kind: 'checklist', type: 'other', numbered: false, points: 0, hints: 0, scoring: { rule: 'none', sources: ['a', 'b'], targets: ['y'] }, labels: { 's.a': 'bell', 's.b': 'lamp', 't.y': '✓' } }),
  ],
});

/** A visit that the LMS took, and one of which the browser alone has the later words. */
async function refused(localStorage) {
  const first = await launch('2004', own, { members: { localStorage } });
  first.session.keep('thought', ['Bring a bell']);
  first.session.keep('list', ['y', 'y']);
  const kept = JSON.parse(JSON.stringify(first.saved()));
  first.lms.quirks.push('commitfail');
  first.session.keep('thought', ['No bell at all']);
  first.session.keep('list', ['', 'y']);
  return launch('2004', own, { before: { lms: { saved: kept } }, members: { localStorage } });
}

test('what was only shown gives way to the later words', async () => {
  const turn = await refused(storage());
  const page = desk(own, turn);
  assert.deepEqual([page.read('thought'), page.read('list')], [['Bring a bell'], ['y', 'y']]);
  assert.equal(coursewright.join(turn.session, own), 'joined');
  assert.deepEqual([page.read('thought'), page.read('list')], [['No bell at all'], ['', 'y']]);
  await turn.view.advance(2000);
  assert.deepEqual(turn.session.question('thought').response, ['No bell at all']);
  assert.deepEqual(turn.session.question('list').response, ['', 'y']);
});

test('what is being written as a copy comes back stands below it, and both are saved', async () => {
  const turn = await refused(storage());
  const page = desk(own, turn);
  page.write('thought', ['A horn']);
  assert.equal(coursewright.join(turn.session, own), 'joined');
  assert.deepEqual(page.read('thought'), ['No bell at all\nA horn']);
  const { questions } = coursewright.state.decode(turn.saved().suspend_data, own);
  assert.deepEqual(questions.thought.response, ['No bell at all\nA horn']);
});
