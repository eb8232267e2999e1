/* One random learner from the first launch to the last: reads, answers, loses the network, leaves by every way there is,
comes back, now and then to a corrected edition, an LMS that lost the state, or in a second window beside the first. After
each step the rules are looked at. */
'use strict';

const newChance = require('./chance.js');
const surroundings = require('./surroundings.js');
const courses = require('./courses.js');
const ledger = require('./ledger.js');
const rules = require('./rules.js');
const copies = require('./copies.js');
const gates = require('./gates.js');
const stories = require('./stories.js');
const typing = require('./typing.js');
const layOut = require('./desk.js');
const sureness = require('./sureness.js');
const { say, calls, look, settle, drawn } = require('./notes.js');
const { HABITS, THOROUGH, SITTING, GATED, ENDINGS, ACTS, END, join } = require('./acts.js');
const { FAULTS } = require('./house.js');

const { must } = rules;

/**
 * Lives one learner's life.
 * @param {object} about seed, standard, house, core (the player's), modules (course objects of real modules), visits (most)
 * @param {object} report { trace: string[], visits, steps } filled while it goes on
 */
module.exports = async function (about, report) {
  const { house } = about;
  const chance = newChance(about.seed);
  const life = {
    ...about, chance, report, storage: chance.hit(0.7) ? surroundings.storage() : undefined,
    channels: chance.hit(0.8) ? surroundings.channels() : undefined,
    habits: HABITS[chance.pick(Object.keys(HABITS))],
    mark: chance.hit(0.15) ? 'as the module' : null,
    // What the LMS's store holds for sure: the record, and the edition whose player wrote it.
    committed: null,
    // What the browser keeps for sure of what the LMS did not take: records, one from each visit.
    copies: [],
  };
  life.launch = (again) => launch(life, again);
  life.editions = [about.modules.length && chance.hit(0.25) ? chance.pick(about.modules) : courses.generated(chance)];
  if (life.editions[0].questions.length > 20) life.habits = THOROUGH;
  else if (life.editions[0].quizzes) life.habits = { ...life.habits, ...SITTING };
  else if (replaces(life)) life.habits = { ...life.habits, test: 8 };
  if (life.editions[0].pages.some((page) => page.after)) life.habits = { ...life.habits, ...GATED };
  const visits = chance.pick([1, 2, 3, 4, 5, 6, 8, chance.whole(10, 14)]);
  for (let visit = 0; visit < Math.min(visits, about.visits || Infinity); visit += 1) {
    if (visit && chance.hit(replaces(life) || life.editions[0].quizzes ? 0.5 : 0.3)) correct(life);
    await attend(life);
    if (life.storage) life.storage.fault = chance.hit(0.1);
    // Most where the browser has something that the LMS has not: then it is all there is.
    if (house.store && chance.hit(life.copies.length ? 0.2 : 0.03)) forget(life);
  }
};

/** Where a later result counts, more is corrected, for else there is none. */
const replaces = ({ editions }) => editions[editions.length - 1].completion.later === 'replace';

/** A corrected edition goes into the LMS; rarely, an earlier one comes back. */
function correct(life) {
  if (life.editions.length > 1 && life.chance.hit(0.15)) {
    life.editions.push(life.chance.pick(life.editions));
    return say(life, '= back to edition ' + life.editions[life.editions.length - 1].edition);
  }
  const { course, changes } = courses.edition(life.chance, life.editions);
  life.editions.push(course);
  return say(life, '= edition ' + course.edition + ': ' + changes.join(', '));
}

/** The LMS loses the state, or some of it, and keeps status and score; or everything, as if somebody had reset the attempt. */
function forget(life) {
  const { house, chance } = life;
  const state = house.store.suspend_data || '';
  life.committed = null;
  if (chance.hit(0.2)) {
    house.store = undefined;
    house.kept = null;
    return say(life, '= the LMS loses everything');
  }
  house.store.suspend_data = chance.pick(['', state.slice(0, chance.whole(0, state.length)), 'null', '{"v":2}']);
  return say(life, '= the LMS loses the state: ' + JSON.stringify(house.store.suspend_data.slice(0, 40)));
}

async function attend(life) {
  const { chance, report, house } = life;
  const before = house.store;
  const kept = copies.held(life);
  let at = await launch(life);
  look(at);
  if (chance.hit(0.8)) await join(at);
  if (at.session.copy && chance.hit(0.5)) {
    // What is refused now must not take the place of what waits.
    say(life, '  cut');
    await ACTS.cut(at);
  }
  for (let left = chance.whole(0, life.habits === THOROUGH ? 8 : 24); left; left -= 1) {
    const act = chance.weighted(life.habits);
    report.steps += 1;
    say(life, '  ' + act);
    await ACTS[act](at);
    at = at.newer || at;
    look(at);
  }
  const ending = chance.weighted(ENDINGS);
  report.steps += 1;
  say(life, '- ' + ending);
  await END[ending](at);
  rules.calls(at.visit, calls(at));
  if (at.practice && before) must(JSON.stringify(house.store) === JSON.stringify(before), 'review or browse mode changed the store');
  copies.untouched(at, kept);
}

/**
 * Opens the module.
 * @param {boolean} [again] a second window beside another, to go on in
 */
async function launch(life, again) {
  const { chance, report, standard, house, core } = life;
  const course = life.editions[life.editions.length - 1];
  stories.tell(course);
  const mode = again ? 'normal' : chance.weighted({ normal: 88, review: 5, browse: 4 });
  const credit = again || (mode === 'normal' && chance.hit(0.96)) ? 'credit' : 'no-credit';
  const practice = mode !== 'normal' || credit !== 'credit';
  const mark = life.mark && course.completion.passMark !== null ? course.completion.passMark : null;
  const quirks = again ? '' : chance.weighted({ '': 96, already: 2, noinit: 2 });
  const visit = house.launch({ chance, mode, credit, mark, seeded: course.objectives.slice(0, chance.whole(0, 2)).map((one) => one.id), quirks: quirks ? [quirks] : [] });
  rules.watchValues(visit, standard);
  if (!again && chance.hit(0.05)) visit.fault = chance.pick(FAULTS);
  const world = surroundings(chance, house.stage, visit, life);
  const session = core.session(course, core.connect(course, world.window), world.window);
  const at = { life, standard, house, core, course, visit, world, session, practice, judged: mark !== null, hidden: 0, given: [], typed: {}, news: [], touched: new Map(), stored: house.reached().score, state: house.reached().state };
  // Time alone saves nothing: what of it is kept is what the last saving had, whether it came through or not.
  session.on('saving', () => {
    typing.saving(at);
    at.written = Object.fromEntries(Object.entries(session.progress.quizzes || {}).map(([id, one]) => [id, one.seconds]));
  });
  session.on('saved', () => {
    if (at.opened === undefined) at.opened = world.now;
    Object.assign(at, { claimed: true, saves: (at.saves || 0) + 1, savedAt: (world.now - at.opened) / 1000 });
  });
  report.visits += 1;
  say(life, '+ visit ' + report.visits + ': ' + [mode, credit, quirks, visit.fault, 'edition ' + course.edition].filter(Boolean).join(', '));

  await open(at);
  at.desk = layOut(core.start, course, session, world.window);
  rules.calls(visit, calls(at));
  if (session.recorded) {
    came(at);
    at.base = (visit.current().interactions || []).length;
    at.settle = () => settle(at);
    at.adopt = () => (at.record = adopt(session.progress, course, at.record));
  }
  else at.record = null;
  copies.found(at);
  return at;
}

async function open(at) {
  let ready = false;
  const { world, session, visit } = at;
  const opening = session.open().then(() => {
    ready = true;
    if (at.opened === undefined) at.opened = world.now;
  });
  await world.settle();
  for (let left = 60; !ready && left; left -= 1) await world.advance(200);
  must(ready, 'the session did not open');
  await opening;
  must(session.recorded || visit.fault || visit.quirks.includes('noinit'), 'the LMS was not found');
}

/** After a launch: what was committed is there; what the LMS knows besides is taken over. */
function came(at) {
  const { life, course, session, house, practice } = at;
  const kept = at.state !== '' && !(at.visit.fault && !/^(offline|odd|flaky|forgets)$/.test(at.visit.fault));
  const record = life.committed && kept ? ledger.carry(life.committed.record, life.committed.course, course) : ledger.blank(session.progress.seed);
  const lost = at.state !== '' && (!life.committed || !kept);
  const found = house.reached();
  ledger.raise(record, found.completion, found.success);
  if (lost) {
    // Something is there which this learner's ledger knows nothing of: take it as it is read.
    at.record = adopt(session.progress, course);
    return;
  }
  const opened = ledger.copy(record);
  if (kept && !practice) ledger.settle(record, course, found.score);
  rules.resumed(session, course, life.committed || { allowed: {} }, record, Boolean(life.committed && kept && opened));
  const committed = life.committed;
  const shown = drawn(at);
  // Of a state that was cut, questions may be gone, and with them the draw that they held.
  if (committed && kept && committed.course === course && !committed.allowed.all) must(JSON.stringify(shown) === JSON.stringify(committed.drawn), 'others are drawn after coming back', JSON.stringify(shown) + ', not ' + JSON.stringify(committed.drawn));
  at.record = adopt(session.progress, course, record);
  if (committed && kept && !practice) gates.resumed(at, committed, must);
}

/** A record as a session has it; a response in it may be shorter than what was typed, and one that went stays gone. */
function adopt(progress, course, record) {
  const taken = record ? ledger.copy(record) : ledger.blank(progress.seed);
  Object.assign(taken, { completion: progress.completion, success: progress.success, score: progress.score, place: progress.place, pages: new Set(Object.keys(progress.visited)), seed: progress.seed });
  taken.quizzes = Object.fromEntries(Object.entries(progress.quizzes || {}).map(([id, one]) => [id, Object.assign({}, one)]));
  for (const question of course.questions) {
    const one = progress.questions[question.id];
    if (one) taken.answers[question.id] = { attempts: one.attempts, response: one.response.slice(), best: one.fraction, last: one.last, hints: one.hints, solved: one.solved, ...sureness.read(one.sure) };
    else delete taken.answers[question.id];
  }
  return taken;
}
