/* Modules of chance, as the builder could make them, and their corrected editions. */
'use strict';

const { createHash } = require('node:crypto');

const WORDS = ['bell', 'brake', 'lamp', 'flag', 'Tallinn', 'Põltsamaa – 5 €', 'Ярмарка', '🙂 :)', 'a, b; c.d:e_f*g!h-i', 'x'];
const KINDS = ['choice', 'several', 'true-false', 'text', 'numeric', 'match', 'order', 'essay'];
const TYPES = {
  choice: 'choice', several: 'choice', 'true-false': 'true-false', text: 'fill-in', numeric: 'numeric', match: 'matching', order: 'sequencing',
  essay: 'long-fill-in',
};
const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789'.split('');

/** The code of an id: the first three characters of builder/render/course.py's. */
function code(id) {
  const bytes = createHash('sha256').update(id).digest();
  return (bytes.readBigUInt64BE(0) % 46656n).toString(36).padStart(3, '0').split('').reverse().join('');
}

let serial = 0;
/** Codes that this learner's module has had in any edition. */
let taken = [];

/** An id whose code no other has had: what becomes of codes that meet, only a test of `codes` and of `compare` can judge. */
function fresh(chance, prefix) {
  for (;;) {
    const id = prefix + chance.whole(1, 999999).toString(36);
    if (taken.some((one) => one.startsWith(code(id)))) continue;
    taken.push(code(id));
    return id;
  }
}

function label(chance) {
  serial += 1;
  return chance.pick(WORDS) + ' ' + serial;
}

function page(chance) {
  const id = fresh(chance, chance.pick(['page-', 'p', 'Mixed.Case-']));
  return { id, code: code(id), title: label(chance) };
}

function question(chance, course, id, wish) {
  const kind = wish || chance.pick(KINDS);
  const name = id || fresh(chance, chance.pick(['q-', 'q', 'ask-me-']));
  return Object.assign({
    id: name, code: code(name), page: chance.pick(course.pages).id, points: chance.pick([1, 1, 1, 2, 2.5, 0.1, 0]), attempts: chance.pick([null, null, 1, 2, 3, 99]),
    objectives: chance.some(course.objectives, 0.3).map((one) => one.id), shuffle: chance.hit(0.5), required: chance.hit(0.2),
    hints: chance.pick([0, 0, 1, 3]), text: 'What of ' + label(chance) + '?',
  }, asked(chance, kind));
}

/** What is special to a kind: rule, labels, room. */
function asked(chance, kind) {
  const most = chance.pick([2, 3, 4, 4, 6, 10, 26]);
  const keys = LETTERS.slice(0, most);
  const labels = {};
  const partial = chance.hit(0.6);
  const about = { kind, type: TYPES[kind], labels };
  if (kind === 'text') {
    return Object.assign(about, { room: chance.pick([60, 120, 250]), scoring: { rule: 'text', accepted: chance.pick([['Tallinn'], ['Reval', 'Tallinn'], ['x', 'y', 'z', 'b[,]', '🙂', 'six']]), caseSensitive: chance.hit(0.3) } });
  }
  if (kind === 'numeric') return Object.assign(about, { room: 30, scoring: { rule: 'range', ...chance.pick([{ low: 14, high: 16 }, { low: 7, high: 7 }, { low: 0.1, high: 0.7 }, { low: -5, high: -1 }]) } });
  if (kind === 'essay') return Object.assign(about, { room: chance.pick([500, 1000, 2000]), scoring: { rule: 'none' } });
  if (kind === 'true-false') return Object.assign(about, { scoring: { rule: 'set', keys: ['true', 'false'], correct: [chance.pick(['true', 'false'])], several: false, partial: false } });
  if (kind === 'match') {
    const targets = LETTERS.slice(0, chance.whole(2, 8));
    const sources = keys.slice(0, 10);
    sources.forEach((key) => (labels['s.' + key] = label(chance)));
    targets.forEach((key) => (labels['t.' + key] = label(chance)));
    return Object.assign(about, { scoring: { rule: 'pairs', sources, targets, correct: sources.map(() => chance.pick(targets)), partial } });
  }
  keys.forEach((key) => (labels[key] = label(chance)));
  if (kind === 'order') return Object.assign(about, { scoring: { rule: 'order', correct: keys.slice(), partial } });
  const correct = kind === 'choice' ? [chance.pick(keys)] : chance.shuffled(keys).slice(0, chance.whole(2, keys.length)).sort();
  return Object.assign(about, { scoring: { rule: 'set', keys, correct, several: correct.length > 1, partial } });
}

/** Makes a module; one in ten is too large for SCORM 1.2's state. */
exports.generated = function (chance) {
  serial = 0;
  taken = [];
  const large = chance.hit(0.1);
  // Where free texts fill the state, they are what goes first.
  const wordy = large && chance.hit(0.5);
  const course = {
    id: 'module-' + chance.whole(1, 9999), title: 'Bike check', language: 'en', edition: '1.0.0', strings: {}, pages: [], questions: [],
    objectives: Array.from({ length: chance.whole(0, 3) }, (none, index) => ({ id: 'goal-' + (index + 1), text: 'Goal ' + index })),
    completion: { pages: chance.pick(['all', 'all', 'none']), passMark: chance.pick([null, 0, 50, 60, 67, 80, 100]), onFail: chance.pick(['incomplete', 'failed']), later: chance.pick(['keep', 'keep', 'replace']) },
  };
  for (let left = large ? chance.whole(20, 60) : chance.whole(1, 8); left; left -= 1) course.pages.push(page(chance));
  for (let left = large ? chance.whole(40, 120) : chance.whole(0, 9); left; left -= 1) course.questions.push(question(chance, course, '', wordy && chance.hit(0.5) ? 'essay' : ''));
  return course;
};

const copy = (value) => JSON.parse(JSON.stringify(value));

/** Gives the options of a question new keys by their places, as the builder does: `places` tells which option comes where. */
function rekey(question, places, side) {
  const scoring = question.scoring;
  const name = side === 's.' ? 'sources' : side === 't.' ? 'targets' : scoring.rule === 'set' ? 'keys' : 'correct';
  const keys = LETTERS.slice(0, places.length);
  const now = new Map(places.map((key, place) => [key, keys[place]]));
  const labels = {};
  for (const [key, words] of Object.entries(question.labels)) {
    if (!key.startsWith(side)) labels[key] = words;
    else if (now.has(key.slice(side.length))) labels[side + now.get(key.slice(side.length))] = words;
  }
  question.labels = labels;
  if (side === 's.') scoring.correct = places.map((key) => scoring.correct[scoring.sources.indexOf(key)]);
  else if (side === 't.') scoring.correct = scoring.correct.map((key) => now.get(key) || keys[0]);
  else if (scoring.rule === 'set') scoring.correct = scoring.correct.filter((key) => now.has(key)).map((key) => now.get(key)).sort();
  scoring[name] = keys;
  if (scoring.rule === 'set') {
    if (!scoring.correct.length) scoring.correct = [keys[0]];
    scoring.several = scoring.correct.length > 1;
  }
}

const sidesOf = (question) => ({ pairs: ['s.', 't.'], order: [''], set: question.labels.a === undefined ? [] : [''] })[question.scoring.rule] || [];
const keysOf = (question, side) => (side === 's.' ? question.scoring.sources : side === 't.' ? question.scoring.targets : question.scoring.keys || question.scoring.correct).slice();

/** Changes the options of a question; nothing where it has none. */
function options(change) {
  return (chance, course) => {
    const found = course.questions.filter((one) => sidesOf(one).length);
    if (!found.length) return;
    const chosen = chance.pick(found);
    change(chance, chosen, chance.pick(sidesOf(chosen)));
  };
}

const CHANGES = {
  'reword a question': (chance, course) => course.questions.length && (chance.pick(course.questions).text = label(chance)),
  'reword a page': (chance, course) => (chance.pick(course.pages).title = label(chance)),
  'reword an option': options((chance, one, side) => (one.labels[side + chance.pick(keysOf(one, side))] = label(chance))),
  'reorder options': options((chance, one, side) => rekey(one, chance.shuffled(keysOf(one, side)), side)),
  'add an option': options((chance, one, side) => {
    const keys = keysOf(one, side);
    if (keys.length > 30) return;
    one.labels[side + '+'] = label(chance);
    const at = chance.whole(0, keys.length);
    if (side === 's.') {
      one.scoring.sources.push('+');
      one.scoring.correct.push(one.scoring.targets[0]);
    }
    rekey(one, [...keys.slice(0, at), '+', ...keys.slice(at)], side);
  }),
  'remove an option': options((chance, one, side) => {
    const keys = keysOf(one, side);
    if (keys.length > 2) rekey(one, keys.filter((key, index) => index !== keys.length - 1 || chance.hit(0.5)).slice(0, keys.length - 1), side);
  }),
  'reorder questions': (chance, course) => (course.questions = chance.shuffled(course.questions)),
  'reorder pages': (chance, course) => (course.pages = chance.shuffled(course.pages)),
  'add a page': (chance, course) => course.pages.splice(chance.whole(0, course.pages.length), 0, page(chance)),
  'remove a page'(chance, course) {
    if (course.pages.length < 2) return;
    const gone = chance.pick(course.pages).id;
    course.pages = course.pages.filter((one) => one.id !== gone);
    const stays = chance.hit(0.5);
    course.questions = course.questions.filter((one) => stays || one.page !== gone);
    for (const one of course.questions) if (one.page === gone) one.page = course.pages[0].id;
  },
  'add a question': (chance, course) => course.questions.splice(chance.whole(0, course.questions.length), 0, question(chance, course)),
  'remove a question': (chance, course) => course.questions.splice(chance.whole(0, Math.max(0, course.questions.length - 1)), 1),
  'another kind': (chance, course) => {
    const at = chance.whole(0, course.questions.length - 1);
    if (course.questions[at]) course.questions[at] = question(chance, course, course.questions[at].id);
  },
  'other points': (chance, course) => course.questions.length && (chance.pick(course.questions).points = chance.pick([0, 1, 3, 0.5])),
  'other attempts': (chance, course) => course.questions.length && (chance.pick(course.questions).attempts = chance.pick([null, 1, 2, 4])),
  'other hints': (chance, course) => course.questions.length && (chance.pick(course.questions).hints = chance.pick([0, 1, 2])),
  'other goals': (chance, course) => course.questions.length && (chance.pick(course.questions).objectives = chance.some(course.objectives, 0.5).map((one) => one.id)),
  'another key': options((chance, one, side) => side === '' && one.scoring.rule === 'set' && !one.scoring.several && (one.scoring.correct = [chance.pick(one.scoring.keys)])),
  'required or not': (chance, course) => course.questions.length && (chance.pick(course.questions).required = chance.hit(0.5)),
  'another mark': (chance, course) => (course.completion.passMark = chance.pick([null, 0, 40, 60, 90, 100])),
  /** New ids for the same questions: their answers are gone, and a later result may be a lower one. */
  'ask anew'(chance, course) {
    for (const one of course.questions.filter(() => chance.hit(0.7))) {
      one.id = fresh(chance, 'again-');
      one.code = code(one.id);
      one.attempts = chance.pick([1, 1, 2, one.attempts]);
    }
    if (chance.hit(0.4)) course.completion.passMark = chance.pick([null, 50, 100]);
    if (chance.hit(0.4)) CHANGES['add a page'](chance, course);
  },
  'keep or replace': (chance, course) => (course.completion.later = course.completion.later === 'replace' ? 'keep' : 'replace'),
  'other completion': (chance, course) => Object.assign(course.completion, { pages: chance.pick(['all', 'none']), onFail: chance.pick(['incomplete', 'failed']) }),
};

/**
 * Corrects a module.
 * @param {object[]} editions all there were so far, the last one is corrected
 * @returns {{course: object, changes: string[]}}
 */
exports.edition = function (chance, editions) {
  const before = editions[editions.length - 1];
  const course = copy(before);
  taken = editions.flatMap((one) => one.pages.concat(one.questions)).map((one) => one.code);
  serial = chance.whole(1000, 1e6);
  const changes = Array.from({ length: chance.pick([1, 1, 2, 3, 6]) }, () => chance.pick(Object.keys(CHANGES)));
  // Only where questions changed can a later result be lower.
  if (before.completion.later === 'replace' && chance.hit(0.7)) changes.push('ask anew');
  for (const change of changes) CHANGES[change](chance, course);
  course.edition = chance.pick(['1.1.0', '2', '2. Auflage – März', '🙂;,.:', '2026-03']) + '.' + chance.whole(1, 99);
  return { course, changes };
};

exports.code = code;
