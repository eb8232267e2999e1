/* The same visits at an LMS side we have not written: the npm package scorm-again. */
'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const { coursewright, connects, course, question, windowWith, read } = require('./play.js');

const KINDS = ['choice', 'several', 'true-false', 'text', 'numeric', 'match', 'order', 'essay', 'blanks', 'highlight', 'marked'];
const RESPONSES = {
  choice: ['b'], several: ['a', 'c'], 'true-false': ['true'], text: ['Reval'], numeric: ['14,5'], match: ['b', 'a'], order: ['a', 'b', 'c'],
  essay: ['First line\nsecond line {a} [,] ' + 'x'.repeat(1500)], blanks: ['bell', '15', 'every brand'], highlight: ['2', '4'], marked: ['A text', 'x1', 'y2'],
};
const module1 = course({
  objectives: [{ id: 'plan-ahead', text: 'Plan' }],
  questions: KINDS.map((kind) => question(`my-${kind}`, kind, { objectives: ['plan-ahead'] })),
});

async function lms(version) {
  const silent = { autocommit: false, logLevel: 5 };
  if (version === '1.2') return new (await import('scorm-again/scorm12')).Scorm12API(silent);
  return new (await import('scorm-again/scorm2004')).Scorm2004API(silent);
}

/** Notes every call that is refused; only GetValue of what was never set (403) is normal. */
function watch(api) {
  const refused = [];
  const watched = {};
  for (const verb of ['Initialize', 'Terminate', 'Finish', 'Commit', 'SetValue', 'GetValue', 'GetLastError']) {
    for (const name of [verb, `LMS${verb}`]) {
      if (typeof api[name] !== 'function') continue;
      watched[name] = (...given) => {
        const result = api[name](...given);
        if (verb === 'GetLastError') return result;
        const error = String((api.GetLastError || api.LMSGetLastError).call(api));
        if (error !== '0' && !(verb === 'GetValue' && error === '403')) refused.push([name, ...given, result, error]);
        return result;
      };
    }
  }
  return { watched, refused };
}

for (const version of ['1.2', '2004']) {
  test(`${version}: a whole visit, every kind right, and a second one`, async () => {
    const api = await lms(version);
    const { watched, refused } = watch(api);
    const view = windowWith({ [version === '1.2' ? 'API' : 'API_1484_11']: watched });
    const session = coursewright.session(module1, connects[version](module1, view), view);
    await session.open();
    assert.equal(session.recorded, true);
    await view.advance(90000);
    read(session);
    for (const kind of KINDS) {
      session.answer(`my-${kind}`, kind === 'text' ? ['Tartu'] : RESPONSES[kind], 2.5);
      session.answer(`my-${kind}`, RESPONSES[kind], 2.5);
    }
    const { cmi } = api;
    if (version === '1.2') {
      assert.equal(cmi.core.lesson_status, 'passed');
      assert.equal(cmi.core.score.raw, '100');
    } else {
      assert.deepEqual([cmi.completion_status, cmi.success_status, cmi.score.scaled], ['completed', 'passed', '1']);
    }
    const records = cmi.interactions.childArray;
    assert.equal(records.length, 14, 'one a question, two for text and essay, one for criteria');
    if (version === '2004') {
      assert.deepEqual([records[13].id, records[13].learner_response], ['my_marked.criteria', 'names a product; asks a question']);
      assert.equal(records[8].learner_response, 'First line second line {a} (,) ' + 'x'.repeat(1500));
    }
    assert.equal(cmi.objectives.childArray.length, 1);
    assert.equal(session.leave(), true);
    assert.deepEqual(refused, []);

    const state = JSON.parse(JSON.stringify(cmi.suspend_data));
    const again = await lms(version);
    again.loadFromJSON({ suspend_data: state, ...(version === '1.2' ? { core: { lesson_status: 'passed' } } : { completion_status: 'completed', success_status: 'passed' }) });
    const second = watch(again);
    const next = windowWith({ [version === '1.2' ? 'API' : 'API_1484_11']: second.watched });
    const resumed = coursewright.session(module1, connects[version](module1, next), next);
    await resumed.open();
    assert.equal(resumed.place, 'three');
    assert.deepEqual(resumed.question('my-match').response, ['b', 'a']);
    assert.equal(resumed.summary().success, 'passed');
    resumed.leave();
    assert.deepEqual(second.refused, []);
  });
}
