/* What is written and ticked for own use on the page: saved a second after the last letter, when a field is left, and with
whatever else is saved; shown again as it was kept; and never written over by what comes back later. */
'use strict';

const respond = require('./answers.js');
const ledger = require('./ledger.js');
const { must } = require('./rules.js');

/** Milliseconds after which what was typed has to be saved; what was ticked at once. */
const PAUSE = { reflection: 1000, plan: 1000, checklist: 0 };

const filled = (question, response) => (question.scoring.sources || ['']).map((none, index) => response[index] || '');
const same = (one, other) => one.join('\n') === other.join('\n');

/** Writes or ticks something, or takes it back; and stays in the field, leaves it, or lets the second pass. */
exports.write = async function (at, wish) {
  const { desk, life, world } = at;
  const { chance } = life;
  const question = chance.pick(desk.own.filter(({ page }) => !desk.closed(page)));
  if (!question) return;
  const response = filled(question, respond(chance, question, chance.pick(['partly', 'long', 'unicode', 'right', 'blank'])));
  life.report.trace[life.report.trace.length - 1] += ' ' + question.id + ' ' + JSON.stringify(response).slice(0, 60);
  if (!at.touched.has(question.id)) at.touched.set(question.id, desk.read(question.id));
  desk.write(question.id, response);
  at.typed[question.id] = { response, since: world.now };
  const then = wish || chance.pick(['leaves', 'leaves', 'waits', 'stays']);
  at.left = question.id;
  if (then === 'leaves') desk.blur(question.id);
  at.left = '';
  must(then !== 'leaves' || at.practice || at.session.closed || !at.typed[question.id], 'what was written is not saved as the field is left', question.id);
  if (then === 'waits') await world.advance(PAUSE[question.kind] + 1);
};

/**
 * Something is being saved: with it goes all that is written. Field after field, and each may be what completes the module:
 * first the one that was left or has waited long enough, then the others as they stand on the page.
 */
exports.saving = function (at) {
  const due = ({ id, kind }) => (id === at.left ? -Infinity : at.typed[id].since + PAUSE[kind]);
  const written = at.desk ? at.desk.own.filter(({ id }) => at.typed[id]) : [];
  const [first] = written.filter((one) => due(one) <= at.world.now).sort((one, other) => due(one) - due(other));
  for (const { id } of first ? [first, ...written.filter((one) => one !== first)] : written) at.news.push([id, at.typed[id].response]);
  at.typed = {};
};

/** Looks at the fields: what was written is saved in time, and what is kept is shown. */
exports.watch = function (at) {
  const { desk, session, world } = at;
  // Where nothing is saved, what is written there stays for the visit at best.
  if (at.practice && at.touched.size) return;
  for (const { id, kind, ...question } of desk.own) {
    const typed = at.typed[id];
    must(!typed || world.now - typed.since <= PAUSE[kind], 'what was written is not saved by itself', id);
    const kept = typed ? typed.response : filled(question, session.question(id).response);
    must(same(desk.read(id), kept), 'a field shows something else than what is kept', id + ': ' + JSON.stringify(desk.read(id)) + ', not ' + JSON.stringify(kept));
  }
};

/** What the learner has written, before a copy is joined, where that is another thing than what was shown. */
exports.before = ({ desk, touched }) => Array.from(touched, ([id, shown]) => [id, desk.read(id).map((text, index) => (text === shown[index] ? '' : text))]);

/**
 * A copy came: in fields that were used stands both, below what came back what was written.
 * @param {boolean} whole whether all words of the copy are known to be in it, none given up for want of room
 */
exports.joined = function (at, before, whole) {
  for (const [id, early] of before) {
    const question = at.desk.own.find((one) => one.id === id);
    const now = at.desk.read(id);
    const back = ledger.answer(at.record, id).response;
    const lost = now.some((text, index) => !text.includes(early[index]) || (whole && back && !text.includes(back[index] || '')));
    must(!lost, 'what was written is gone as a copy came back', id + ': ' + JSON.stringify(now) + ' for ' + JSON.stringify(early) + ' and ' + JSON.stringify(back));
    Object.assign(ledger.touch(at.record, id), { attempts: now.some(Boolean) ? 1 : 0, response: filled(question, now) });
  }
  at.typed = {};
  at.news = [];
  at.touched.clear();
};
