/* The course of a visit: first calls, saving, failing, leaving, coming back. */
'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const { coursewright, connects, course, question, createLMS, windowWith, launch, read, storage } = require('./play.js');

const module2 = course({ questions: [question('q1'), question('q2', 'choice', { attempts: 2 })] });
const STATE = 'suspend_data';

for (const version of ['1.2', '2004']) {
  const verb = (name) => (version === '1.2' ? 'LMS' : '') + name;
  const last = version === '1.2' ? 'LMSFinish' : 'Terminate';

  test(`${version}: B038, B052: the first things said are incomplete and suspend, committed at once`, async () => {
    const turn = await launch(version, module2);
    const said = turn.lms.log.filter((call) => call.fn !== verb('GetValue') && call.fn !== verb('GetLastError'));
    const words = said.slice(0, version === '1.2' ? 4 : 5).map((call) => [call.fn, ...call.args].join(' '));
    assert.deepEqual(words, version === '1.2'
      ? ['LMSInitialize ', 'LMSSetValue cmi.core.lesson_status incomplete', 'LMSSetValue cmi.core.exit suspend', 'LMSCommit ']
      : ['Initialize ', 'SetValue cmi.completion_status incomplete', 'SetValue cmi.success_status unknown', 'SetValue cmi.exit suspend', 'Commit ']);
    assert.equal(turn.session.mode, 'normal');
    assert.equal(turn.session.recorded, true);
    assert.deepEqual(turn.lms.problems, []);
  });

  test(`${version}: B042: everything is stored when the page is shot down without an event`, async () => {
    const turn = await launch(version, module2);
    read(turn.session);
    turn.session.answer('q1', ['b'], 3.2);
    turn.session.answer('q2', ['b'], 4);
    assert.match(turn.status(), /passed/);
    assert.ok(turn.saved()[STATE]);
    assert.equal(turn.saved().interactions.length, 2);
    const exit = version === '1.2' ? 'core.exit' : 'exit';
    assert.equal(turn.saved()[exit], 'suspend', 'and finished work stays readable');
  });

  test(`${version}: comes back to the same page with the same answers`, async () => {
    const turn = await launch(version, module2);
    read(turn.session, 'one', 'two');
    turn.session.answer('q2', ['a'], 3);
    turn.session.hint('q2');
    turn.session.leave();
    const next = await launch(version, module2, { before: turn });
    assert.equal(next.session.place, 'two');
    assert.equal(next.session.updated, false);
    const { attempts, response, fraction, hints, done, attemptsLeft, correct } = next.session.question('q2');
    assert.deepEqual({ attempts, response, fraction, hints, done, attemptsLeft, correct },
      { attempts: 1, response: ['a'], fraction: 0, hints: 1, done: false, attemptsLeft: 1, correct: false });
    assert.deepEqual(next.session.order('q1', [...'abc']), turn.session.order('q1', [...'abc']));
    assert.equal(next.session.progress.seed, turn.session.progress.seed);
    assert.deepEqual(next.lms.problems, []);
  });

  test(`${version}: B044: one end, whatever is pressed and closed after it`, async () => {
    const turn = await launch(version, module2);
    assert.equal(turn.session.leave(), true);
    turn.session.leave();
    turn.view.fire('pagehide', { persisted: false });
    turn.view.hide();
    turn.session.visit('two');
    turn.session.answer('q1', ['b'], 1);
    turn.session.save();
    assert.equal(turn.lms.log.filter((call) => call.fn === last).length, 1);
    assert.equal(turn.lms.log[turn.lms.log.length - 1].fn, last);
    assert.equal(turn.session.closed, true);
    assert.deepEqual(turn.lms.problems, []);
  });

  test(`${version}: B049: Initialize, Commit and the last call have one argument, an empty text; the others what they need`, async () => {
    const turn = await launch(version, module2);
    const count = { GetLastError: 0, GetValue: 1, SetValue: 2 };
    for (const name of Object.keys(turn.lms.api).filter((key) => typeof turn.lms.api[key] === 'function')) {
      const genuine = turn.lms.api[name];
      turn.lms.api[name] = (...values) => {
        const short = name.replace(/^LMS/, '');
        if (short in count) assert.equal(values.length, count[short], name);
        else assert.deepEqual(values, [''], name);
        for (const value of values) assert.equal(typeof value, 'string', name);
        return genuine(...values);
      };
    }
    turn.lms.quirks.push('commitnull');
    turn.session.answer('q1', ['b'], 1);
    turn.lms.quirks.pop();
    turn.session.leave();
    const called = new Set(turn.lms.log.map((call) => call.fn));
    for (const name of [verb('Initialize'), verb('Commit'), last]) assert.ok(called.has(name));
    for (const call of turn.lms.log) if (!(call.fn.replace(/^LMS/, '') in count)) assert.deepEqual(call.args, ['']);
  });

  test(`${version}: a hidden page saves, a page that may come back does not end, a closed one ends`, async () => {
    const turn = await launch(version, module2);
    const commits = () => turn.lms.calls('Commit').length;
    const before = commits();
    turn.view.hide();
    assert.equal(commits(), before + 1);
    turn.view.fire('pagehide', { persisted: true });
    assert.equal(commits(), before + 2);
    assert.equal(turn.session.closed, false);
    turn.view.fire('pagehide', { persisted: false });
    assert.equal(turn.lms.log.at(-1).fn, last);
    assert.equal(turn.lms.log.at(-2).fn, verb('Commit'));
    assert.ok(!turn.view.heard.unload && !turn.view.heard.beforeunload);
  });

  test(`${version}: B050: session time goes with every commit, in a form the LMS takes`, async () => {
    const turn = await launch(version, module2);
    const time = () => turn.saved()[version === '1.2' ? 'core.session_time' : 'session_time'];
    const seen = [];
    let all = 0;
    for (const until of [0.4, 59.996, 61 * 60, 26 * 3600 + 1.255]) {
      await turn.view.advance((until - all) * 1000);
      all = until;
      turn.session.save();
      seen.push(time());
    }
    assert.deepEqual(seen, version === '1.2'
      ? ['0000:00:00.40', '0000:01:00.00', '0001:01:00.00', '0026:00:01.26']
      : ['PT0.4S', 'PT1M', 'PT1H1M', 'PT26H1.26S']);
    assert.deepEqual(turn.lms.problems, []);
  });

  for (const quirk of ['booleans', 'numbers', 'commitshy']) {
    test(`${version}: B046: answers of an odd kind are understood (${quirk})`, async () => {
      const turn = await launch(version, module2, { quirks: [quirk] });
      turn.session.answer('q1', ['b'], 1);
      assert.equal(turn.session.unsaved, false);
      assert.equal(turn.session.leave(), true);
      assert.equal(turn.lms.log.at(-1).fn, last);
    });
  }

  for (const quirk of ['commitnull', 'commitfail', 'dead']) {
    test(`${version}: B046, B047: failed saving is told, tried again with growing pauses, and made good (${quirk})`, async () => {
      const turn = await launch(version, module2);
      const events = [];
      for (const event of ['saving', 'saved', 'savefailed']) turn.session.on(event, () => events.push(event));
      turn.lms.quirks.push(quirk);
      turn.session.answer('q1', ['b'], 1);
      assert.deepEqual(events, ['saving', 'savefailed']);
      assert.equal(turn.session.unsaved, true);
      await turn.view.advance(1999);
      assert.equal(events.length, 2);
      await turn.view.advance(1);
      assert.equal(events.length, 4);
      await turn.view.advance(3999);
      assert.equal(events.length, 4);
      turn.lms.quirks.pop();
      await turn.view.advance(1);
      assert.deepEqual(events.slice(4), ['saving', 'saved']);
      assert.equal(turn.session.unsaved, false);
      assert.equal(turn.view.timers.size, 0);
      assert.equal(turn.saved().interactions.length, 1, 'the answer given meanwhile is recorded, once');
      assert.ok(turn.saved()[STATE].includes(module2.questions[0].code));
      assert.deepEqual(turn.lms.problems, []);
    });

    test(`${version}: B046: trying again comes to an end, and leaving still ends the session (${quirk})`, async () => {
      const turn = await launch(version, module2);
      turn.lms.quirks.push(quirk);
      let failures = 0;
      turn.session.on('savefailed', () => (failures += 1));
      turn.session.visit('two');
      await turn.view.advance(3600 * 1000);
      assert.equal(failures, 11);
      assert.equal(turn.view.timers.size, 0);
      assert.equal(turn.session.leave(), false, 'says that something is not saved');
      if (quirk !== 'dead') assert.equal(turn.lms.log.at(-1).fn, last);
    });
  }

  test(`${version}: nothing goes on after leaving, saved or not`, async () => {
    const turn = await launch(version, module2);
    turn.lms.quirks.push('commitfail');
    turn.session.visit('two');
    assert.equal(turn.view.timers.size, 1);
    turn.session.leave();
    assert.equal(turn.view.timers.size, 0);
    assert.deepEqual(Object.values(turn.view.heard).flat(), []);
  });

  test(`${version}: after a failed commit all is sent anew, as the LMS may have lost it`, async () => {
    const turn = await launch(version, module2);
    turn.session.visit('two');
    turn.lms.quirks.push('commitfail');
    turn.session.visit('three');
    turn.lms.quirks.pop();
    const before = turn.lms.log.length;
    turn.session.save();
    const again = turn.lms.log.slice(before).filter((call) => call.fn === verb('SetValue')).map((call) => call.args[0]);
    const names = version === '1.2' ? ['core.lesson_status', 'core.lesson_location', STATE] : ['completion_status', 'success_status', 'location', STATE];
    for (const name of names) assert.ok(again.includes(`cmi.${name}`), name);
  });

  test(`${version}: an LMS that refuses the state still gets status and score, and the learner is told`, async () => {
    const turn = await launch(version, module2);
    const set = turn.lms.api[verb('SetValue')];
    turn.lms.api[verb('SetValue')] = (element, value) => (element === `cmi.${STATE}` ? 'false' : set(element, value));
    read(turn.session);
    turn.session.answer('q1', ['b'], 1);
    turn.session.answer('q2', ['b'], 1);
    assert.match(turn.status(), /passed$/);
    assert.equal(turn.session.unsaved, true);
  });

  test(`${version}: saved at once when the network is back, or the learner asks`, async () => {
    const turn = await launch(version, module2);
    turn.lms.quirks.push('commitfail');
    turn.session.visit('two');
    assert.equal(turn.session.save(), false);
    turn.lms.quirks.pop();
    turn.view.fire('online');
    assert.equal(turn.session.unsaved, false);
  });

  test(`${version}: a session that runs already is used`, async () => {
    const turn = await launch(version, module2, { quirks: ['already'] });
    assert.equal(turn.session.recorded, true);
    turn.session.answer('q1', ['b'], 1);
    assert.ok(turn.saved()[STATE]);
  });

  test(`${version}: B064: an LMS that refuses leaves the module usable, and nothing personal in the browser`, async () => {
    const localStorage = storage();
    const turn = await launch(version, module2, { quirks: ['noinit'], members: { localStorage } });
    assert.deepEqual([turn.session.recorded, turn.session.kept, turn.session.mode], [false, false, 'normal']);
    assert.equal(turn.session.answer('q1', ['b'], 1).correct, true);
    turn.session.leave();
    assert.equal(localStorage.kept.size, 0);
  });

  test(`${version}: B064: with an LMS that takes all, local storage stays empty`, async () => {
    const localStorage = storage();
    const turn = await launch(version, module2, { members: { localStorage } });
    turn.session.answer('q1', ['b'], 1);
    turn.session.leave();
    assert.equal(localStorage.kept.size, 0);
  });

  for (const [mode, credit] of [['review', 'credit'], ['browse', 'no-credit'], ['normal', 'no-credit']]) {
    test(`${version}: B063: ${mode}, ${credit}: nothing is changed and nothing locked`, async () => {
      const turn = await launch(version, module2);
      turn.session.answer('q2', ['a'], 1);
      turn.session.answer('q2', ['c'], 1);
      turn.session.leave();
      const next = await launch(version, module2, { before: turn, mode, credit });
      assert.equal(next.session.mode, mode === 'normal' ? 'browse' : mode);
      assert.equal(next.session.question('q2').attempts, 2, 'earlier answers can be looked at');
      assert.deepEqual([next.session.question('q2').done, next.session.question('q2').attemptsLeft], [false, null]);
      assert.equal(next.session.answer('q2', ['b'], 1).correct, true);
      read(next.session);
      next.session.showSolution('q1');
      next.view.hide();
      next.session.leave();
      assert.deepEqual(next.lms.calls('SetValue'), []);
      assert.deepEqual(next.lms.calls('Commit'), []);
      assert.equal(next.lms.log.at(-1).fn, last);
      assert.deepEqual(next.lms.problems, []);
    });
  }

  test(`${version}: B063: an empty mode is a normal one`, async () => {
    const turn = await launch(version, module2);
    const blank = createLMS({ version });
    const get = blank.api[verb('GetValue')];
    blank.api[verb('GetValue')] = (element) => (/mode|credit/.test(element) ? '' : get(element));
    const view = windowWith({ [turn.lms.apiName]: blank.api });
    const session = coursewright.session(module2, connects[version](module2, view), view);
    await session.open();
    session.answer('q1', ['b'], 1);
    assert.equal(session.mode, 'normal');
    assert.ok(blank.saved[STATE]);
  });

  test(`${version}: garbage kept by the LMS starts anew, at the page it names`, async () => {
    const place = version === '1.2' ? 'core.lesson_location' : 'location';
    for (const odd of ['null', '{"a":1}', '\u0000\ufffd', 'x'.repeat(4096), '1;;;;;']) {
      const saved = { [STATE]: odd, [place]: 'two', exit: 'suspend', 'core.exit': 'suspend' };
      const turn = await launch(version, module2, { before: { lms: { saved } } });
      assert.equal(turn.session.place, 'two');
      assert.equal(turn.session.summary().answered, 0);
      assert.ok(turn.session.progress.seed > 0);
    }
  });

  test(`${version}: a page whose id is not plain ASCII is named by its code`, async () => {
    const module = course({ pages: ['начало', 'конец'] });
    const turn = await launch(version, module);
    read(turn.session, 'начало', 'конец');
    assert.equal(turn.saved()[version === '1.2' ? 'core.lesson_location' : 'location'], module.pages[1].code);
    turn.session.leave();
    assert.equal((await launch(version, module, { before: turn })).session.place, 'конец');
    const lost = { lms: { saved: { ...turn.saved(), [STATE]: '' } } };
    assert.equal((await launch(version, module, { before: lost })).session.place, 'конец');
  });
}

test('B031: a state too long for SCORM 1.2 is shortened, never refused', async () => {
  const questions = Array.from({ length: 60 }, (none, index) =>
    question(`q${index}`, 'essay', { code: (12000 + index).toString(36) }));
  const module = course({ questions });
  const turn = await launch('1.2', module);
  for (const one of questions) turn.session.answer(one.id, ['õ'.repeat(300)], 1);
  turn.session.visit('three');
  assert.deepEqual(turn.lms.problems, []);
  assert.ok(turn.saved()[STATE].length <= 4096);
  turn.session.leave();
  const next = await launch('1.2', module, { before: turn });
  assert.equal(next.session.place, 'three');
  assert.ok(questions.every((one) => next.session.question(one.id).attempts === 1));
});

test('answers: blanks are no attempts, attempts run out, right ends it', async () => {
  const module = course({ questions: [question('q1', 'several', { attempts: 3 }), question('q2', 'text')] });
  const { session } = await launch('1.2', module);
  assert.deepEqual(session.answer('q1', [], 1),
    { answered: false, fraction: 0, correct: false, partial: false, attemptsLeft: 3, done: false, counts: true });
  assert.deepEqual(session.answer('q1', ['a'], 1),
    { answered: true, fraction: 0.5, correct: false, partial: true, attemptsLeft: 2, done: false, counts: true });
  assert.equal(session.retry('q1'), true);
  session.answer('q1', ['b'], 1);
  assert.equal(session.question('q1').fraction, 0.5, 'the best counts');
  assert.equal(session.question('q1').last, 0);
  assert.equal(session.answer('q1', ['d'], 1).done, true);
  assert.equal(session.retry('q1'), false);
  session.answer('q1', ['a', 'c'], 1);
  assert.equal(session.question('q1').attempts, 3, 'no attempt after the last');
  assert.equal(session.answer('q2', [' reval. '], 1).done, true);
  assert.deepEqual(session.summary().earned, 1.5);
});

test('a question once right is not made wrong by answering again', async () => {
  const { session } = await launch('1.2', module2);
  session.answer('q1', ['b'], 1);
  session.answer('q1', ['a'], 1);
  assert.equal(session.question('q1').fraction, 1);
  assert.equal(session.question('q1').correct, true);
});

test('hints come one at a time and stop; a solution ends the question', async () => {
  const turn = await launch('2004', module2);
  assert.deepEqual([1, 2, 3].map(() => turn.session.hint('q1')), [1, 2, 2]);
  turn.session.showSolution('q1');
  assert.equal(turn.session.question('q1').solved, true);
  turn.session.answer('q1', ['b'], 1);
  assert.equal(turn.session.question('q1').attempts, 0);
  turn.session.leave();
  assert.equal((await launch('2004', module2, { before: turn })).session.question('q1').solved, true);
});

test('orders: options only where asked for, sequences always and never solved', async () => {
  const questions = [question('q1'), question('q2', 'choice', { shuffle: true }), question('q3', 'order'), question('q4', 'match')];
  for (let seed = 1; seed < 60; seed += 1) {
    const module = course({ questions });
    const view = windowWith({ random: () => seed / 60 });
    const session = coursewright.session(module, connects.local(module, view), view);
    await session.open();
    assert.deepEqual(session.order('q1', [...'abc']), [...'abc']);
    for (const id of ['q2', 'q3', 'q4']) assert.deepEqual(session.order(id, [...'abc']).sort(), [...'abc']);
    assert.notDeepEqual(session.order('q3', [...'abc']), [...'abc']);
  }
});

test('listeners hear of changes until they end it', async () => {
  const { session } = await launch('1.2', module2);
  let heard = 0;
  const end = session.on('change', () => (heard += 1));
  session.visit('two');
  session.visit('two');
  assert.equal(heard, 1, 'showing the same page again is no change');
  session.answer('q1', ['a'], 1);
  end();
  session.visit('three');
  assert.equal(heard, 2);
});

test('an unknown page is no page', async () => {
  const { session } = await launch('1.2', module2);
  session.visit('nowhere');
  session.visit('constructor');
  assert.equal(session.place, 'one');
  assert.equal(session.summary().visited, 0);
});

test('a clock set back takes no time away', async () => {
  const turn = await launch('1.2', module2);
  turn.view.Date = class extends Date {
    constructor() {
      super(1999, 0, 1);
    }
  };
  await turn.view.advance(90000);
  turn.session.save();
  assert.equal(turn.saved()['core.session_time'], '0000:01:30.00');
});
