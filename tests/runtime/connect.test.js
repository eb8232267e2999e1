/* Finding the LMS in whatever frames it put us, and doing without. */
'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const { coursewright, connects, course, question, createLMS, windowWith, storage } = require('./play.js');

const module1 = course({ questions: [question('q1')] });

/** A chain of frames: the innermost is given, each further one is the parent of the one before. */
function frames(innermost, ...outer) {
  let here = innermost;
  for (const frame of outer) {
    here.parent = frame;
    here = frame;
  }
  here.parent = here;
  return innermost;
}

/** A window of another origin: only `parent` and `opener` may be read. */
function foreign() {
  return new Proxy({}, {
    get(own, name) {
      if (name === 'parent' || name === 'opener') return own[name];
      throw new Error('SecurityError');
    },
  });
}

async function open(version, view) {
  const session = coursewright.session(module1, connects[version](module1, view), view);
  const opening = session.open();
  await view.advance(10000);
  await opening;
  return session;
}

for (const version of ['1.2', '2004']) {
  const name = version === '1.2' ? 'API' : 'API_1484_11';
  const holder = () => ({ [name]: createLMS({ version }).api });
  const levels = (count) => Array.from({ length: count }, () => ({}));

  const PLACES = {
    'in the same window': () => windowWith(holder()),
    '1 frame up': () => frames(windowWith(), holder()),
    '4 frames up': () => frames(windowWith(), ...levels(3), holder()),
    '9 frames up': () => frames(windowWith(), ...levels(8), holder()),
    '30 frames up': () => frames(windowWith(), ...levels(29), holder()),
    'beyond a foreign frame': () => frames(windowWith(), foreign(), holder()),
    'in the opener': () => windowWith({ opener: frames(holder()) }),
    'above the opener': () => windowWith({ opener: frames({}, {}, holder()) }),
    'in the opener of the outermost frame': () => frames(windowWith(), {}, { opener: frames({}, holder()) }),
    'in the opener of the opener': () => windowWith({ opener: frames({ opener: frames(holder()) }) }),
    'above a foreign opener': () => windowWith({ opener: frames(foreign(), holder()) }),
    'above something else of its name': () => frames(windowWith({ [name]: { id: 'an element' } }), {}, holder()),
  };
  for (const [place, make] of Object.entries(PLACES)) {
    test(`${version}: B035: API ${place}`, async () => {
      assert.equal((await open(version, make())).recorded, true);
    });
  }

  test(`${version}: B035: the nearest API is taken`, async () => {
    const near = createLMS({ version });
    const far = createLMS({ version });
    await open(version, frames(windowWith(), { [name]: near.api }, { [name]: far.api }));
    assert.ok(near.log.length > 0 && far.log.length === 0);
  });

  test(`${version}: B035: an API that comes seconds late is found`, async () => {
    const outer = {};
    const view = frames(windowWith(), {}, outer);
    const lms = createLMS({ version });
    view.setTimeout(() => (outer[name] = lms.api), 3000);
    assert.equal((await open(version, view)).recorded, true);
    assert.ok(lms.saved[version === '1.2' ? 'core.lesson_status' : 'completion_status'], 'incomplete');
  });

  test(`${version}: B035: frames that go round in circles end the search`, async () => {
    const view = windowWith();
    const other = { parent: view, opener: view };
    view.parent = other;
    view.opener = other;
    assert.equal((await open(version, view)).recorded, false);
  });

  test(`${version}: B037: no LMS: at once alone, usable, kept in this browser`, async () => {
    const localStorage = storage();
    const view = windowWith({ localStorage });
    const session = coursewright.session(module1, connects[version](module1, view), view);
    await session.open(); // no time passes
    assert.deepEqual([session.recorded, session.kept, session.mode], [false, true, 'normal']);
    session.visit('two');
    session.answer('q1', ['b'], 1);
    session.leave();
    const again = await open(version, windowWith({ localStorage }));
    assert.equal(again.place, 'two');
    assert.equal(again.question('q1').correct, true);
  });
}

test('B058: an API of the other standard is none', async () => {
  assert.equal((await open('2004', frames(windowWith(), { API: createLMS({ version: '1.2' }).api }))).recorded, false);
});

test('B064: web: progress is kept by module, and can be forgotten', async () => {
  const localStorage = storage();
  const other = { ...module1, id: 'other-module' };
  const play = async (module) => {
    const view = windowWith({ localStorage });
    const session = coursewright.session(module, connects.local(module, view), view);
    await session.open();
    return session;
  };
  const first = await play(module1);
  first.answer('q1', ['b'], 1);
  assert.deepEqual([...localStorage.kept.keys()], ['coursewright:bike-check']);
  assert.equal((await play(other)).question('q1').attempts, 0, 'B064');
  assert.equal(first.clear(), true);
  assert.equal(first.closed, true);
  assert.equal(localStorage.kept.size, 0);
  first.leave();
  assert.equal(localStorage.kept.size, 0, 'leaving does not bring it back');
  assert.equal((await play(module1)).question('q1').attempts, 0);
});

test('an LMS session cannot be cleared', async () => {
  const session = await open('1.2', windowWith({ API: createLMS({ version: '1.2' }).api }));
  assert.equal(session.clear(), false);
  assert.equal(session.closed, false);
});

const STORAGES = {
  'is missing': {},
  'is forbidden': Object.defineProperty({}, 'localStorage', { get() { throw new Error('SecurityError'); }, enumerable: true }),
  'is null': { localStorage: null },
  'is full': { localStorage: { getItem: () => null, setItem() { throw new Error('QuotaExceededError'); }, removeItem() {} } },
};
for (const [how, members] of Object.entries(STORAGES)) {
  test(`web: storage ${how}: the module works and does not claim to keep`, async () => {
    const view = windowWith();
    Object.defineProperties(view, Object.getOwnPropertyDescriptors(members));
    const session = coursewright.session(module1, connects.local(module1, view), view);
    await session.open();
    assert.equal(session.kept, false);
    assert.equal(session.answer('q1', ['b'], 1).correct, true);
    assert.equal(session.unsaved, false);
    session.leave();
  });
}

test('web: storage that fills up later is told like any failed saving', async () => {
  const localStorage = storage();
  const view = windowWith({ localStorage });
  const session = coursewright.session(module1, connects.local(module1, view), view);
  await session.open();
  localStorage.setItem = () => {
    throw new Error('QuotaExceededError');
  };
  session.visit('two');
  assert.equal(session.unsaved, true);
});
