/* Modules of chance, as the builder could make them, and their corrected editions. */
'use strict';

const { code, begin, fresh, label } = require('./names.js');
const { KINDS, LETTERS, asked, gap } = require('./kinds.js');
const banks = require('./banks.js');
const gates = require('./gates.js');
const stories = require('./stories.js');

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

/** Makes a module; one in ten is too large for SCORM 1.2's state. */
exports.generated = function (chance) {
  begin(0, []);
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
  banks.put(chance, course);
  gates.put(chance, course);
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
  if (side && !scoring.correct) scoring[name] = keys;
  else if (side === 's.') scoring.correct = places.map((key) => scoring.correct[scoring.sources.indexOf(key)]);
  else if (side === 't.') scoring.correct = scoring.correct.map((key) => now.get(key) || keys[0]);
  else if (scoring.rule === 'set') scoring.correct = scoring.correct.filter((key) => now.has(key)).map((key) => now.get(key)).sort();
  scoring[name] = keys;
  if (scoring.rule === 'set') {
    if (!scoring.correct.length) scoring.correct = [keys[0]];
    scoring.several = scoring.correct.length > 1;
  }
}

/** Where a question has options that may be changed: one tick is all that a list to tick has. */
function sidesOf({ kind, scoring, labels }) {
  if (kind === 'scenario') return [];
  if (scoring.sources) return scoring.targets.length && kind !== 'checklist' ? ['s.', 't.'] : ['s.'];
  return { order: [''], set: labels.a === undefined ? [] : [''] }[scoring.rule] || [];
}

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

/** Changes a question that is answered; what is kept for own use has neither points nor attempts. */
function numbered(change) {
  return (chance, course) => {
    const found = course.questions.filter((one) => one.numbered !== false);
    if (found.length) change(chance, chance.pick(found));
  };
}

const CHANGES = {
  'reword a question': (chance, course) => course.questions.length && (chance.pick(course.questions).text = label(chance)),
  'reword a page': (chance, course) => (chance.pick(course.pages).title = label(chance)),
  'reword an option': options((chance, one, side) => (one.labels[side + chance.pick(keysOf(one, side))] = label(chance))),
  'reorder options': options((chance, one, side) => rekey(one, chance.shuffled(keysOf(one, side)), side)),
  'add an option': options((chance, one, side) => {
    const keys = keysOf(one, side);
    if (keys.length > 30 || (one.kind === 'scale' && side === 's.')) return;
    one.labels[side + '+'] = label(chance);
    const at = chance.whole(0, keys.length);
    if (side === 's.') {
      one.scoring.sources.push('+');
      if (one.scoring.correct) one.scoring.correct.push(one.scoring.targets[0]);
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
    const was = course.questions[at];
    if (!was) return;
    // What was answered does not become one's own notes, nor the other way round: these have no marks.
    do course.questions[at] = question(chance, course, was.id);
    while ((course.questions[at].numbered === false) !== (was.numbered === false));
  },
  'other points': numbered((chance, one) => one.scoring.rule !== 'none' && (one.points = chance.pick([stories.isStory(one) ? 2 : 0, 1, 3, 0.5]))),
  'other attempts': numbered((chance, one) => (one.attempts = chance.pick([null, 1, 2, 4]) && chance.whole(1, 4) + stories.isStory(one))),
  'other hints': numbered((chance, one) => !stories.isStory(one) && (one.hints = chance.pick([0, 1, 2]))),
  'other gaps': numbered((chance, { scoring }) => scoring.gaps && (chance.hit(0.5) && scoring.gaps.length > 1 ? scoring.gaps.pop() : scoring.gaps.push(gap(chance)))),
  'fewer criteria': numbered((chance, { scoring }) => scoring.criteria && scoring.criteria.length > 1 && scoring.criteria.splice(chance.whole(0, scoring.criteria.length - 1), 1)),
  'other goals': (chance, course) => course.questions.length && (chance.pick(course.questions).objectives = chance.some(course.objectives, 0.5).map((one) => one.id)),
  'another key': options((chance, one, side) => side === '' && one.scoring.rule === 'set' && !one.scoring.several && (one.scoring.correct = [chance.pick(one.scoring.keys)])),
  'required or not': (chance, course) => course.questions.length && (chance.pick(course.questions).required = chance.hit(0.5)),
  'another mark': (chance, course) => (course.completion.passMark = chance.pick([null, 0, 40, 60, 90, 100])),
  /** New ids for the same questions: their answers are gone, and a later result may be a lower one. */
  'ask anew'(chance, course) {
    for (const one of course.questions.filter(() => chance.hit(0.7))) {
      const was = one.id;
      one.id = fresh(chance, 'again-');
      banks.renamed(course, was, one.id);
      one.code = code(one.id);
      if (one.numbered !== false) one.attempts = chance.pick([1, 1, 2, one.attempts]) || null;
      if (one.attempts && stories.isStory(one)) one.attempts = Math.max(2, one.attempts);
    }
    if (chance.hit(0.4)) course.completion.passMark = chance.pick([null, 50, 100]);
    if (chance.hit(0.4)) CHANGES['add a page'](chance, course);
  },
  'keep or replace': (chance, course) => (course.completion.later = course.completion.later === 'replace' ? 'keep' : 'replace'),
  'other completion': (chance, course) => Object.assign(course.completion, { pages: chance.pick(['all', 'none']), onFail: chance.pick(['incomplete', 'failed']) }),
  'ask how sure, or not': (chance, course) => {
    for (const one of course.questions) if (!stories.isStory(one) && one.scoring.rule !== 'none' && chance.hit(0.6)) one.confidence = !one.confidence;
  },
  ...banks.CHANGES, ...stories.CHANGES, ...gates.CHANGES,
};

/**
 * Corrects a module.
 * @param {object[]} editions all there were so far, the last one is corrected
 * @returns {{course: object, changes: string[]}}
 */
exports.edition = function (chance, editions) {
  const before = editions[editions.length - 1];
  const course = copy(before);
  const codes = editions.flatMap((one) => [...one.pages, ...one.questions, ...(one.quizzes || [])]).map((one) => one.code);
  begin(chance.whole(1000, 1e6), codes);
  const changes = Array.from({ length: chance.pick([1, 1, 2, 3, 6]) }, () => chance.pick(Object.keys(CHANGES)));
  // Only where questions changed can a later result be lower.
  if (before.completion.later === 'replace' && chance.hit(0.7)) changes.push('ask anew');
  // A draw is not to change by what is corrected around it, nor an earlier attempt to be worth more than all there is.
  if (before.quizzes && chance.hit(0.6)) changes.push(...chance.shuffled(['other points', 'add to a bank', 'draw otherwise', 'take out of a bank']).slice(0, 2));
  for (const change of changes) CHANGES[change](chance, course);
  banks.tidy(course);
  gates.tidy(course);
  course.edition = chance.pick(['1.1.0', '2', '2. Auflage – März', '🙂;,.:', '2026-03']) + '.' + chance.whole(1, 99);
  return { course, changes };
};

