/* Questions of chance: for each kind the rule, the words and the room, as the builder tells them to the player. */
'use strict';

const { label } = require('./names.js');
const stories = require('./stories.js');

const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789'.split('');
const TYPES = {
  choice: 'choice', several: 'choice', 'true-false': 'true-false', text: 'fill-in', numeric: 'numeric', match: 'matching', order: 'sequencing',
  essay: 'long-fill-in', blanks: 'fill-in', highlight: 'other', scale: 'likert', statements: 'matching', marked: 'long-fill-in',
  reflection: 'other', plan: 'other', checklist: 'other', scenario: 'other',
};
/** What is kept for the learner's own use: never answered, and no part of a quiz. */
const OWN = ['reflection', 'plan', 'checklist'];

exports.LETTERS = LETTERS;
exports.KINDS = Object.keys(TYPES);

/** What is special to a kind: type, rule, labels, room. */
exports.asked = function (chance, kind) {
  const about = { kind, type: TYPES[kind], labels: {} };
  const made = MADE[kind](chance, about.labels);
  if (made.scoring.rule === 'none') about.points = 0;
  else if (kind !== 'scenario' && chance.hit(0.4)) about.confidence = true;
  return Object.assign(about, OWN.includes(kind) ? { attempts: null, hints: 0, shuffle: false, numbered: false } : {}, made);
};

const some = (chance) => LETTERS.slice(0, chance.pick([2, 3, 4, 4, 6, 10, 26]));

function worded(chance, labels, keys, side = '') {
  keys.forEach((key) => (labels[side + key] = label(chance)));
  return keys;
}

function typed(chance) {
  return { rule: 'text', accepted: chance.pick([['Tallinn'], ['Reval', 'Tallinn'], ['x', 'y', 'z', 'b[,]', '🙂', 'six']]), caseSensitive: chance.hit(0.3) };
}

function number(chance) {
  return { rule: 'range', ...chance.pick([{ low: 14, high: 16 }, { low: 7, high: 7 }, { low: 0.1, high: 0.7 }, { low: -5, high: -1 }]) };
}

/** One gap: typed, a number, or chosen from a list. */
function gap(chance) {
  return chance.pick([typed, number, () => ({ rule: 'text', accepted: ['every brand'], caseSensitive: true, options: ['nobody', 'every brand', 'a, b; c'] })])(chance);
}

exports.gap = gap;

function chosen(correct) {
  return (chance, labels) => {
    const keys = worded(chance, labels, some(chance));
    const right = correct(chance, keys);
    return { scoring: { rule: 'set', keys, correct: right, several: right.length > 1, partial: chance.hit(0.6) } };
  };
}

const several = chosen((chance, keys) => chance.shuffled(keys).slice(0, chance.whole(2, keys.length)).sort());

function rated(most) {
  return (chance, labels) => {
    const sources = worded(chance, labels, LETTERS.slice(0, chance.whole(1, most)), 's.');
    return { scoring: { rule: 'none', sources, targets: worded(chance, labels, LETTERS.slice(0, chance.whole(2, 7)), 't.') } };
  };
}

const MADE = {
  choice: chosen((chance, keys) => [chance.pick(keys)]),
  several,
  highlight: several,
  'true-false': (chance) => ({ scoring: { rule: 'set', keys: ['true', 'false'], correct: [chance.pick(['true', 'false'])], several: false, partial: false } }),
  text: (chance) => ({ room: chance.pick([60, 120, 250]), scoring: typed(chance) }),
  numeric: (chance) => ({ room: 30, scoring: number(chance) }),
  essay: (chance) => ({ room: chance.pick([500, 1000, 2000]), scoring: { rule: 'none' } }),
  match(chance, labels) {
    const targets = worded(chance, labels, LETTERS.slice(0, chance.whole(2, 8)), 't.');
    const sources = worded(chance, labels, some(chance).slice(0, 10), 's.');
    return { scoring: { rule: 'pairs', sources, targets, correct: sources.map(() => chance.pick(targets)), partial: chance.hit(0.6) } };
  },
  order: (chance, labels) => ({ scoring: { rule: 'order', correct: worded(chance, labels, some(chance)), partial: chance.hit(0.6) } }),
  blanks: (chance) => ({ room: chance.pick([60, 120]), scoring: { rule: 'gaps', gaps: Array.from({ length: chance.whole(1, 6) }, () => gap(chance)), partial: chance.hit(0.7) } }),
  scale: rated(1),
  statements: rated(8),
  marked(chance, labels) {
    const keys = worded(chance, labels, ['x1', 'y2', 'z3', '0a'].slice(0, chance.whole(1, 4)));
    return { room: chance.pick([200, 500, 1000]), scoring: { rule: 'self', criteria: keys.map((key) => ({ key, weight: chance.whole(1, 3) })) } };
  },
  reflection: (chance) => ({ room: chance.pick([100, 500, 1000]), scoring: { rule: 'none' } }),
  plan: (chance, labels) => ({ room: chance.pick([50, 200]), scoring: { rule: 'none', sources: worded(chance, labels, LETTERS.slice(0, chance.whole(1, 6)), 's.'), targets: [] } }),
  checklist(chance, labels) {
    const sources = worded(chance, labels, some(chance), 's.');
    labels['t.y'] = '✓';
    return { scoring: { rule: 'none', sources, targets: ['y'] } };
  },
  scenario: (chance) => stories.made(chance, chance.pick([0, 1, 2, 2.5]), chance.pick([null, null, 1, 2, 3])),
};
