/* What the tests share: the runtime loaded once, a module to learn, a window without a browser, and turns at the LMS. */
'use strict';

const createLMS = require('./lms/strict-lms.js');

const runtime = '../../templates/runtime/';
for (const file of ['score', 'rules/gaps', 'rules/self', 'rules/ways', 'rules/room', 'state', 'results', 'session', 'lms/local', 'extra/copies']) require(runtime + file + '.js');
const coursewright = globalThis.coursewright;
const connects = { local: coursewright.connect };
require(runtime + 'lms/scorm.js');
require(runtime + 'lms/values.js');
require(runtime + 'lms/scorm12.js');
connects['1.2'] = coursewright.connect;
require(runtime + 'lms/scorm2004.js');
connects['2004'] = coursewright.connect;

const RULES = {
  choice: { rule: 'set', keys: ['a', 'b', 'c'], correct: ['b'], several: false, partial: false },
  several: { rule: 'set', keys: ['a', 'b', 'c', 'd'], correct: ['a', 'c'], several: true, partial: true },
  'true-false': { rule: 'set', keys: ['true', 'false'], correct: ['true'], several: false, partial: false },
  text: { rule: 'text', accepted: ['Tallinn', 'Reval'], caseSensitive: false },
  numeric: { rule: 'range', low: 14, high: 16 },
  match: { rule: 'pairs', sources: ['a', 'b'], targets: ['a', 'b', 'c'], correct: ['b', 'a'], partial: true },
  order: { rule: 'order', correct: ['a', 'b', 'c'], partial: false },
  essay: { rule: 'none' },
  blanks: {
    rule: 'gaps', partial: true, gaps: [{ rule: 'text', accepted: ['bell', 'gong'], caseSensitive: false }, { rule: 'range', low: 14, high: 16 },
      { rule: 'text', accepted: ['every brand'], caseSensitive: true, options: ['every brand', 'nobody'] }],
  },
  highlight: { rule: 'set', keys: ['1', '2', '3', '4'], correct: ['2', '4'], several: true, partial: true },
  scale: { rule: 'none', sources: ['a'], targets: ['a', 'b', 'c'] },
  statements: { rule: 'none', sources: ['a', 'b'], targets: ['a', 'b', 'c'] },
  marked: { rule: 'self', criteria: [{ key: 'x1', weight: 2 }, { key: 'y2', weight: 1 }] },
};
const TYPES = {
  choice: 'choice', several: 'choice', 'true-false': 'true-false', text: 'fill-in', numeric: 'numeric', match: 'matching',
  order: 'sequencing', essay: 'long-fill-in', blanks: 'fill-in', highlight: 'other', scale: 'likert', statements: 'matching',
  marked: 'long-fill-in',
};
const LABELS = {
  choice: { a: 'bell', b: 'brake', c: 'lamp' },
  several: { a: 'lamp', b: 'flag', c: 'brake', d: 'horn' },
  match: { 's.a': 'Tallinn', 's.b': 'Riga', 't.a': 'Latvia', 't.b': 'Estonia', 't.c': 'Poland' },
  order: { a: 'plan', b: 'invite', c: 'meet' },
  highlight: { 1: 'The', 2: 'raincoats', 3: 'and', 4: 'oak chairs' },
  scale: { 's.a': 'How was it?', 't.a': '1 dull', 't.b': '2', 't.c': '3 lively' },
  statements: { 's.a': 'I knew why.', 's.b': 'I had time.', 't.a': 'no', 't.b': 'so so', 't.c': 'yes' },
  marked: { x1: 'names a product', y2: 'asks a question' },
};

/** Three base-36 characters of an id, as builder/render/course.py makes them. */
function code(id) {
  let number = 7;
  for (const unit of id) number = (number * 31 + unit.charCodeAt(0)) % 46656;
  return number.toString(36).padStart(3, '0');
}

function question(id, kind = 'choice', more = {}) {
  return {
    id, code: code(id), kind, page: 'one', points: 1, attempts: null, objectives: [], shuffle: false, required: false, hints: 2,
    type: TYPES[kind], text: `What of ${id}?`, scoring: RULES[kind], labels: LABELS[kind] || {}, ...more,
  };
}

function course(more = {}) {
  const { pages = ['one', 'two', 'three'], completion = {}, ...rest } = more;
  return {
    id: 'bike-check', title: 'Bike check', language: 'en', edition: '1.0.0', objectives: [], questions: [], strings: {},
    pages: pages.map((id) => ({ id, code: code(id), title: id })),
    completion: { pages: 'all', passMark: 60, onFail: 'incomplete', ...completion },
    ...rest,
  };
}

/** A window for Node: time passes only with advance(), events come only with fire(). */
function windowWith(members = {}) {
  const heard = {};
  const timers = new Map();
  let now = 5000;
  let next = 1;
  const target = {
    addEventListener: (event, listener) => (heard[event] = heard[event] || []).push(listener),
    removeEventListener: (event, listener) => {
      heard[event] = heard[event].filter((other) => other !== listener);
    },
  };
  const view = {
    ...target,
    document: { ...target, visibilityState: 'visible' },
    performance: { now: () => now },
    Date: class extends Date {
      constructor() {
        super(2026, 10, 5, 9, 7, 3, 456);
      }
    },
    random: () => 0.25,
    setTimeout(action, pause) {
      timers.set(next, { action, at: now + pause });
      next += 1;
      return next - 1;
    },
    clearTimeout: (id) => timers.delete(id),
    /** Lets milliseconds pass; timers set meanwhile run too, promises between them as well. */
    async advance(pause) {
      const end = now + pause;
      for (;;) {
        await new Promise((resolve) => setImmediate(resolve));
        const due = [...timers].filter(([, timer]) => timer.at <= end).sort((one, other) => one[1].at - other[1].at)[0];
        if (!due) break;
        timers.delete(due[0]);
        now = Math.max(now, due[1].at);
        due[1].action();
      }
      now = end;
    },
    fire: (event, details = {}) => (heard[event] || []).slice().forEach((listener) => listener(details)),
    hide() {
      view.document.visibilityState = 'hidden';
      view.fire('visibilitychange');
    },
    heard,
    timers,
  };
  view.parent = view;
  return Object.assign(view, members);
}

function storage() {
  const kept = new Map();
  return {
    kept, getItem: (key) => (kept.has(key) ? kept.get(key) : null), setItem: (key, value) => kept.set(key, String(value)),
    removeItem: (key) => kept.delete(key),
  };
}

/** Opens a module at a strict LMS; `before` is an earlier turn to resume from. */
async function launch(version, module, options = {}) {
  const { before, members, ...more } = options;
  const lms = createLMS({ version, saved: before && before.lms.saved, ...more });
  const view = windowWith({ [lms.apiName]: lms.api, ...members });
  const session = coursewright.session(module, connects[version](module, view), view);
  await session.open();
  return { lms, view, session, saved: () => lms.saved, status: () => statusOf(version, lms.saved) };
}

function statusOf(version, saved) {
  return version === '1.2' ? saved['core.lesson_status'] : `${saved.completion_status} / ${saved.success_status}`;
}

function read(session, ...pages) {
  (pages.length ? pages : ['one', 'two', 'three']).forEach((page) => session.visit(page));
}

module.exports = { coursewright, connects, createLMS, question, course, code, windowWith, storage, launch, read, RULES, LABELS };
