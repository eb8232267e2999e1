/* What the browser keeps of what the LMS did not take, noted apart from the player: whatever an LMS refused comes back at
the next launch in the same browser, at once where it is of the same attempt, and else as an offer. */
'use strict';

const ledger = require('./ledger.js');
const rules = require('./rules.js');
const typing = require('./typing.js');

const { must } = rules;

/** All that the browser holds of the learner's module, as one text; '' where nothing. */
function held(life) {
  return life.storage ? Array.from(life.storage.kept).map((entry) => entry.join('=')).sort().join('\n') : '';
}

exports.held = held;

/** Whether this visit may keep a copy at all: a recorded one that counts, in a browser whose storage works. */
const keeps = ({ life, session, practice }) => Boolean(session.recorded && !practice && life.storage && !life.storage.fault);

/** After a launch: what was kept is there, and nothing else. What it is of is looked at when it is joined. */
exports.found = function (at) {
  const { life, session } = at;
  at.waiting = keeps(at) ? life.copies : [];
  must(Boolean(session.copy) === at.waiting.length > 0, 'the copy in the browser', session.copy ? 'is from nowhere' : 'did not come back');
};

/** Notes what the browser must hold now, and looks that it holds something, or nothing. */
exports.note = function (at) {
  const { life, session, core, course, record, standard } = at;
  if (!keeps(at)) return;
  // Where an older copy waits for its answer, all stays until that is given.
  if (session.unsaved) life.copies = [...at.waiting, { record: ledger.copy(record, at.written), course, allowed: rules.allowed(core, course, session.progress, rules.LIMITS[standard]) }];
  else if (!at.waiting.length) life.copies = [];
  must(Boolean(held(life)) === life.copies.length > 0, life.copies.length ? 'no copy was kept of what the LMS refused' : 'a copy stays of what the LMS has', held(life).slice(0, 80));
};

/** A visit that keeps nothing leaves alone what is kept. */
exports.untouched = function (at, before) {
  if (!keeps(at)) must(held(at.life) === before, 'a copy was touched in a visit that keeps none');
};

/**
 * Joins what is kept with what the LMS has, as the page does: at once, or when the learner has said so.
 * @param {boolean} [wanted] what the learner answers where it is offered; nothing: not yet
 */
exports.join = function (at, wanted) {
  const { life, session, core, course } = at;
  if (!session.copy) return;
  const before = ledger.copy(at.record);
  const was = held(life);
  const entries = at.waiting.map((one) => ({ own: one.record.seed === session.progress.seed, allowed: one.allowed, record: ledger.carry(one.record, one.course, course) }));
  const sure = entries.every(({ allowed, record }) => !Object.values(allowed).some(Boolean) && Object.values(record.answers).every((answer) => answer.response));
  const with_ = (some) => ledger.joinAll(before, some.map((one) => one.record), course);
  const foreign = !ledger.same(with_(entries), with_(entries.filter((one) => one.own)));
  const written = typing.before(at);
  let said = core.join(session, course);
  if (sure) must((said === 'ask') === foreign, 'a copy of another attempt', foreign ? 'was joined without a question' : 'was offered, and holds nothing new');
  life.report.trace.push('  the copy: ' + said + (said === 'ask' ? ', answer ' + wanted : ''));
  if (said === 'ask') {
    must(session.copy && held(life) === was, 'a copy that is only offered was touched');
    if (wanted === undefined) return;
    said = core.join(session, course, wanted);
    must(said !== 'ask', 'a question that was answered is asked again');
  }
  must(!session.copy, 'a copy that was joined is still there');
  const taken = entries.filter((one) => one.own || wanted);
  const after = with_(taken);
  if (sure) must((said === 'joined') === !ledger.same(after, before), 'the learner is told', said === 'joined' ? 'that answers are back, and none was missing' : 'nothing, and answers are back');
  at.waiting = [];
  at.record = after;
  typing.joined(at, written, sure);
  at.settle();
  const allowed = { strange: taken.some((one) => !one.own) };
  at.joined = true;
  if (taken.some((one) => !one.own)) Object.assign(life, { mixed: true });
  for (const { allowed: one } of taken) for (const name of Object.keys(one)) allowed[name] = allowed[name] || one[name];
  // What the learner wrote, or took away, just now is no work of the copy's.
  for (const [id] of written) delete before.answers[id];
  rules.joined(session, course, before, at.record, allowed);
  at.adopt();
};
