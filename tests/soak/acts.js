/* What a random learner does, one step at a time, and how a visit ends. */
'use strict';

const respond = require('./answers.js');
const ledger = require('./ledger.js');
const rules = require('./rules.js');
const copies = require('./copies.js');
const sittings = require('./sittings.js');
const stories = require('./stories.js');
const sureness = require('./sureness.js');
const typing = require('./typing.js');
const { say, saved, look, note, changed } = require('./notes.js');
const { FAULTS } = require('./house.js');

const { must } = rules;

/** How often each thing is done, by what sort of learner it is. */
const HABITS = {
  diligent: { forward: 6, back: 1, jump: 1, right: 9, partly: 2, wrong: 2, test: 2, blank: 1, retry: 1, hint: 1, solution: 0.3, wait: 2, hide: 1, cache: 0.5, cut: 1, heal: 2, save: 0.5, join: 0.5, twice: 0.4, begin: 2, spend: 1, again: 1.5, keep: 1.5, story: 1 },
  hasty: { forward: 9, back: 2, jump: 3, right: 2, partly: 2, wrong: 5, test: 2, blank: 2, retry: 1, hint: 2, solution: 2, wait: 1, hide: 1, cache: 0.5, cut: 1, heal: 2, save: 0.5, join: 0.5, twice: 0.4, begin: 2, spend: 1, again: 1.5, keep: 1.5, story: 1 },
  tester: { forward: 3, back: 2, jump: 3, right: 2, partly: 3, wrong: 3, test: 1, blank: 2, garbage: 4, long: 3, unicode: 3, retry: 2, hint: 2, solution: 1, wait: 2, hide: 2, cache: 1, cut: 3, heal: 3, save: 1, join: 0.5, twice: 0.4, begin: 2, spend: 1, again: 1.5, keep: 1.5, story: 1 },
};
/** In a large module a learner who picks single questions would never come far. */
const THOROUGH = { sweep: 6, forward: 2, jump: 2, hide: 1, cut: 0.5, heal: 2, hint: 1, solution: 0.5, wait: 1, join: 0.3, twice: 0.2, spend: 0.5, again: 1.5, keep: 1, story: 0.5 };
/** Where pages are closed, somebody wants to see them all. */
const GATED = { through: 1, test: 3 };
/** Where there is a quiz, it is begun, gone through again, and lost sight of by the network. */
const SITTING = { test: 5, begin: 3, spend: 3, again: 4, rush: 1.5, join: 1 };
const ENDINGS = { leave: 5, pagehide: 4, hidden: 1, cached: 1.5, kill: 3, midway: 2 };

/** The page joins what the browser kept, and the learner answers where it is offered, now or never. */
async function join(at) {
  if (!at.session.copy) return;
  // It comes some moments after the page, on which somebody may be writing by then.
  if (at.life.chance.hit(0.3)) await typing.write(at, 'stays');
  copies.join(at, at.life.chance.pick([true, true, false, undefined]));
  note(at);
}

/** Turns to a page; one that is closed is looked at, and not seen. */
function go(at, page, whole) {
  const seen = (whole || at.life.chance.hit(0.95)) && !at.desk.closed(page.id);
  const record = at.record;
  const fresh = seen && record && !record.pages.has(page.id);
  const moved = record && record.place !== page.id;
  at.life.report.trace[at.life.report.trace.length - 1] += ' to ' + page.id + (seen ? '' : ' (its end not seen)');
  at.session.visit(page.id, seen);
  if (!record || at.practice) return;
  if (fresh) record.pages.add(page.id);
  record.place = page.id;
  if (fresh || moved) changed(at);
}

function answer(sort) {
  return async (at, chosen) => {
    const { session, life, record, practice } = at;
    const { chance } = life;
    const asked = sittings.offered(at);
    if (!chosen && !asked.length) return;
    const here = asked.filter((one) => one.page === session.place);
    const question = chosen || chance.pick(here.length && chance.hit(0.8) ? here : asked);
    if (stories.isStory(question)) {
      life.report.trace[life.report.trace.length - 1] += ' ' + question.id;
      return stories.play(at, question, sort);
    }
    const response = respond(chance, question, sort);
    life.report.trace[life.report.trace.length - 1] += ' ' + question.id + ' ' + JSON.stringify(response).slice(0, chosen ? 8 : 80);
    const latency = chance.pick([0, 1.5, 59.996, 3600, -1, NaN, chance.next() * 100]);
    const mine = record && !practice ? ledger.answer(record, question.id) : null;
    const open = mine && !ledger.done(question, mine);
    // The page asks beside the answer, and what was said is of this attempt and no other.
    const sure = chance.hit(0.7) ? chance.whole(0, 3) : 0;
    if (question.confidence && sure) session.rate(question.id, sure);
    else if (chance.hit(0.1)) session.rate(chance.pick(asked.filter((one) => one !== question).concat({ id: '' })).id, 2);
    const result = session.answer(question.id, response, latency);
    must(result.fraction >= 0 && result.fraction <= 1, 'marks', result.fraction);
    must(result.answered === (sort !== 'blank' && response.some((part) => part.normalize('NFC').trim() !== '')), 'answered', result.answered);
    if (sort === 'right') must(result.correct || question.scoring.rule === 'none', 'a right answer is not', question.id);
    if (!open || !result.answered) return;
    const now = ledger.touch(record, question.id);
    Object.assign(now, sureness.said(now, question.confidence ? sure : 0, result.correct));
    now.attempts += 1;
    now.response = response.slice();
    now.last = result.fraction;
    now.best = Math.max(now.best, result.fraction);
    at.given.push({ question, response, fraction: result.fraction, sure: question.confidence ? sure : 0 });
    changed(at);
  };
}

const ACTS = {
  async forward(at) {
    const pages = at.course.pages;
    go(at, pages[Math.min(pages.length - 1, pages.findIndex((page) => page.id === at.session.place) + 1)]);
  },
  async back(at) {
    const pages = at.course.pages;
    go(at, pages[Math.max(0, pages.findIndex((page) => page.id === at.session.place) - 1)]);
  },
  jump: async (at) => go(at, at.life.chance.pick(at.course.pages)),
  right: answer('right'), wrong: answer('wrong'), partly: answer('partly'), blank: answer('blank'), garbage: answer('garbage'), long: answer('long'), unicode: answer('unicode'),
  /** Page after page, nearly everything answered, with long texts. */
  async sweep(at) {
    const { chance } = at.life;
    for (const page of chance.hit(0.3) ? chance.shuffled(at.course.pages) : at.course.pages) {
      go(at, page);
      if (chance.hit(0.3)) await sittings.begin(at);
      if (chance.hit(0.2)) await sittings.keep(at);
      for (const question of sittings.offered(at).filter((one) => one.page === page.id && chance.hit(0.8))) {
        await answer(chance.pick(['right', 'partly', 'wrong', 'long', 'unicode']))(at, question);
      }
      if (chance.hit(0.03)) return;
    }
  },
  /** Works through all questions that are open, well or badly, until none is or the learner has had enough. */
  async test(at) {
    const { chance } = at.life;
    if (chance.hit(0.5)) for (const page of at.course.pages) go(at, page);
    const mood = chance.pick([{ right: 9, partly: 1, wrong: 1 }, { right: 3, partly: 2, wrong: 3 }, { wrong: 9, partly: 1 }]);
    if (chance.hit(0.8)) await sittings.begin(at);
    if (chance.hit(0.5)) for (let left = 6; left; left -= 1) await sittings.keep(at);
    for (const question of sittings.offered(at)) {
      for (let left = 2; left && !at.session.question(question.id).done; left -= 1) await answer(chance.weighted(mood))(at, question);
      if (chance.hit(0.03)) return;
    }
  },
  /** Goes through quizzes again and again while the network is lost. */
  async rush(at) {
    const { chance } = at.life;
    await ACTS.cut(at);
    for (let left = chance.whole(1, 3); left; left -= 1) {
      await sittings.begin(at);
      for (const question of sittings.offered(at)) await answer(chance.pick(['right', 'right', 'partly', 'wrong']))(at, question);
      if (chance.hit(0.5)) await sittings.spend(at);
      if (chance.hit(0.8)) await sittings.again(at);
    }
  },
  async retry(at) {
    const asked = sittings.offered(at);
    if (asked.length) at.session.retry(at.life.chance.pick(asked).id);
  },
  async hint(at) {
    // The page has a button for hints only where there are some.
    const question = at.life.chance.pick(sittings.offered(at).filter((one) => one.hints));
    if (!question) return;
    const shown = at.session.hint(question.id);
    must(shown <= question.hints, 'more hints than there are', shown);
    if (!at.record || at.practice) return;
    const mine = ledger.touch(at.record, question.id);
    if (mine.hints < question.hints) {
      mine.hints += 1;
      changed(at);
    }
    must(shown === mine.hints, 'hints', shown);
  },
  async solution(at) {
    const question = at.life.chance.pick(sittings.offered(at).filter((one) => !stories.isStory(one)));
    if (!question) return;
    at.session.showSolution(question.id);
    if (!at.record || at.practice) return;
    const mine = ledger.touch(at.record, question.id);
    if (mine.solved) return;
    mine.solved = true;
    changed(at);
  },
  wait: (at) => at.world.advance(at.life.chance.pick([10, 900, 5000, 59996, 600000, at.life.chance.next() * 1e5, 7.3e6])),
  async hide(at) {
    at.world.visible(false);
    look(at);
    await pass(at);
    at.world.visible(true);
  },
  /** Into the back/forward cache and out again. */
  async cache(at) {
    at.world.window.fire('pagehide', { persisted: true });
    at.world.visible(false);
    look(at);
    await pass(at);
    at.world.visible(true);
    at.world.window.fire('pageshow', { persisted: true });
  },
  async cut(at) {
    const { chance, report } = at.life;
    at.visit.fault = chance.pick(FAULTS);
    at.world.window.navigator.onLine = false;
    report.trace[report.trace.length - 1] += ': ' + at.visit.fault;
    if (chance.hit(0.5)) at.world.window.fire('offline');
  },
  /** The network is back: at the browser's word, or after the longest pause, all is saved. */
  async heal(at) {
    at.visit.fault = '';
    at.world.window.navigator.onLine = true;
    if (at.life.chance.hit(0.3)) return;
    at.world.window.fire('online');
    await at.world.settle();
    if (at.session.recorded && !at.practice && !at.house.balks) must(!at.session.unsaved || at.visit.quirks.includes('failfirst'), 'the network is back, and nothing was saved');
  },
  begin: sittings.begin, spend: sittings.spend, again: async (at) => sittings.again(at), keep: sittings.keep, story: sittings.story,
  through: async (at) => sittings.through(at, go, answer('right')),
  save: async (at) => void at.session.save(),
  join,
  /** The module is opened a second time in the same browser: the older window ends without a word, and nothing is lost. */
  async twice(at) {
    const { life, session, visit, world } = at;
    if (!life.channels || !session.recorded || at.practice) return;
    note(at);
    // Before the LMS has a state, nothing tells one attempt from another.
    if (at.core.state.decode(at.state, at.course).seed !== session.progress.seed) return;
    visit.end(false);
    const told = visit.told.length;
    const newer = await life.launch(true);
    // The newer one's word is on its way.
    await world.settle();
    must(session.closed, 'the older of two windows did not end');
    const question = at.course.questions[0];
    if (question) session.answer(question.id, respond(life.chance, question, 'right'), 1);
    world.window.fire('online');
    world.visible(false);
    world.window.fire('pagehide', { persisted: false });
    await world.advance(100000);
    must(visit.told.length === told, 'the older of two windows spoke to the LMS', visit.told.slice(told).join(', '));
    world.vanish();
    must(!newer.session.closed, 'the newer of two windows ended');
    if (life.chance.hit(0.8)) await join(newer);
    at.newer = newer;
  },
};

async function pass(at) {
  const since = at.world.now;
  await at.world.advance(at.life.chance.pick([1, 3000, 9e5]));
  at.hidden += (at.world.now - since) / 1000;
}

/** The last look at a visit that ended in order: all is in the LMS, each answer in a record. */
function over(at, orderly) {
  if (at.session.recorded && !at.practice) note(at);
  const fault = at.visit.fault;
  at.world.vanish();
  if (at.session.recorded && !at.practice && orderly && !fault && at.claimed && !at.session.unsaved) {
    rules.saved(saved(at));
    if (at.house.records) rules.recorded(at.visit.saved().interactions || [], at.base, at.given, at.standard);
  }
  at.visit.end(orderly && !fault && at.session.recorded);
}

/** The network may be back by the end, with nobody having said so. */
function unnoticed(at) {
  if (at.life.chance.hit(0.5)) at.visit.fault = '';
}

const END = {
  async leave(at) {
    unnoticed(at);
    at.visit.leaving();
    const saved = at.session.leave();
    must(at.session.closed, 'not closed after leaving');
    if (at.session.recorded && !at.practice) must(saved === !at.session.unsaved, 'leave() said', saved);
    at.session.leave();
    at.session.save();
    at.world.window.fire('pagehide', { persisted: false });
    await at.world.advance(100000);
    over(at, true);
  },
  async pagehide(at) {
    unnoticed(at);
    at.visit.leaving();
    if (at.life.chance.hit(0.5)) at.world.visible(false);
    at.world.window.fire('pagehide', { persisted: false });
    await at.world.advance(100);
    over(at, true);
  },
  /** A phone puts the page aside, and later ends it without another word. */
  async hidden(at) {
    at.world.visible(false);
    await at.world.advance(1000);
    over(at, false);
  },
  async cached(at) {
    at.world.window.fire('pagehide', { persisted: true });
    over(at, false);
  },
  async kill(at) {
    over(at, false);
  },
  /** The power goes while something is being saved. */
  async midway(at) {
    const { chance } = at.life;
    at.visit.dies = at.visit.calls + chance.whole(0, 30);
    for (let left = 3; left; left -= 1) {
      const act = chance.pick(['right', 'wrong', 'forward', 'solution', 'wait', 'again', 'spend', 'keep', 'story']);
      say(at.life, '  … ' + act);
      await ACTS[act](at);
      if (at.session.recorded && !at.practice) note(at);
    }
    over(at, false);
  },
};

module.exports = { HABITS, THOROUGH, SITTING, GATED, ENDINGS, ACTS, END, join };
