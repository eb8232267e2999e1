/* The product's strict LMS: each fault of a course is found, and nothing else is objected to. */
'use strict';

const assert = require('node:assert/strict');
const { test } = require('node:test');
const createLMS = require('../../templates/lms/strict.js');
const profiles = require('../../templates/lms/profiles.js');
const faults = require('./faults.js');

function call(lms, [verb, ...given]) {
  return lms.api[(lms.apiName === 'API' ? 'LMS' : '') + verb](...given);
}

const code = (lms) => call(lms, ['GetLastError', '']);
const rules = (lms) => lms.findings.map((one) => one.rule);

for (const version of ['1.2', '2004']) {
  for (const [what, calls, wanted, last] of faults[version]) {
    test(`${version}: ${what}`, () => {
      const lms = createLMS({ version });
      for (const each of calls) call(lms, each);
      assert.equal(code(lms), last);
      assert.deepEqual(rules(lms), wanted);
      const finding = lms.findings[0];
      assert.equal(finding.call, calls.length, 'the finding names its call');
      assert.ok(finding.message);
    });
  }
}

/** A blameless course, call by call. */
const GOOD = {
  '1.2': [
    ['Initialize', ''], ['GetValue', 'cmi.core.lesson_status'], ['SetValue', 'cmi.core.lesson_status', 'incomplete'], ['SetValue', 'cmi.core.exit', 'suspend'],
    ['Commit', ''], ['GetValue', 'cmi.interactions._count'], ['GetValue', 'cmi.objectives._children'], ['GetValue', 'cmi._version'],
    ['SetValue', 'cmi.interactions.0.id', 'q-1'], ['SetValue', 'cmi.interactions.0.type', 'matching'],
    ['SetValue', 'cmi.interactions.0.student_response', 'a.b,b.a'], ['SetValue', 'cmi.interactions.0.correct_responses.0.pattern', 'a.b,b.c'],
    ['SetValue', 'cmi.interactions.0.result', '0.5'], ['SetValue', 'cmi.interactions.0.weighting', '2'], ['SetValue', 'cmi.interactions.0.latency', '0000:00:04.50'],
    ['SetValue', 'cmi.interactions.0.time', '09:07:03'], ['SetValue', 'cmi.interactions.0.objectives.0.id', 'goal'],
    ['SetValue', 'cmi.objectives.0.id', 'goal'], ['SetValue', 'cmi.objectives.0.score.raw', '50'], ['SetValue', 'cmi.objectives.0.status', 'failed'],
    ['SetValue', 'cmi.core.score.raw', '66.67'], ['SetValue', 'cmi.core.score.min', '0'], ['SetValue', 'cmi.core.score.max', '100'],
    ['SetValue', 'cmi.suspend_data', 'x'.repeat(4096)], ['SetValue', 'cmi.core.session_time', '0000:01:30.00'], ['SetValue', 'cmi.core.lesson_location', 'page'],
    ['Commit', ''], ['Finish', ''],
  ],
  2004: [
    ['Initialize', ''], ['GetValue', 'cmi.suspend_data'], ['SetValue', 'cmi.completion_status', 'incomplete'], ['SetValue', 'cmi.success_status', 'unknown'],
    ['SetValue', 'cmi.exit', 'suspend'], ['Commit', ''], ['GetValue', 'cmi.interactions._count'], ['GetValue', 'adl.nav.request_valid.continue'],
    ['SetValue', 'cmi.interactions.0.id', 'q_1'], ['SetValue', 'cmi.interactions.0.type', 'fill-in'], ['SetValue', 'cmi.interactions.0.description', 'Where?'],
    ['SetValue', 'cmi.interactions.0.learner_response', '{lang=et}Tallinn'], ['SetValue', 'cmi.interactions.0.correct_responses.0.pattern', '{case_matters=true}Tallinn'],
    ['SetValue', 'cmi.interactions.0.correct_responses.1.pattern', '{case_matters=true}Reval'], ['SetValue', 'cmi.interactions.0.result', 'correct'],
    ['SetValue', 'cmi.interactions.0.timestamp', '2026-11-25T09:07:03'], ['SetValue', 'cmi.interactions.0.latency', 'PT4.5S'],
    ['SetValue', 'cmi.objectives.0.id', 'my-goal'], ['SetValue', 'cmi.objectives.0.success_status', 'passed'],
    ['SetValue', 'cmi.score.scaled', '0.8'], ['SetValue', 'cmi.score.raw', '80'], ['SetValue', 'cmi.score.min', '0'], ['SetValue', 'cmi.score.max', '100'],
    ['SetValue', 'cmi.comments_from_learner.0.comment', 'Good'], ['SetValue', 'cmi.comments_from_learner.0.timestamp', '2026-11-25T09:07:03.5Z'],
    ['SetValue', 'cmi.suspend_data', 'õ'.repeat(30000)], ['SetValue', 'cmi.session_time', 'PT1H0.25S'], ['SetValue', 'cmi.location', 'page'],
    ['SetValue', 'adl.nav.request', '{target=item-2}choice'], ['Commit', ''], ['Terminate', ''],
  ],
};

for (const version of ['1.2', '2004']) {
  const response = version === '1.2' ? 'student_response' : 'learner_response';
  const interaction = (type, field, value) => [['id', 'q1'], ['type', type], [field, value]].map(([name, said]) => ['SetValue', `cmi.interactions.0.${name}`, said]);
  const comment = version === '1.2' ? 'cmi.comments' : 'cmi.comments_from_learner.0.comment';
  const place = version === '1.2' ? 'cmi.core.lesson_location' : 'cmi.location';
  const state = ['SetValue', 'cmi.suspend_data', 'undefined'];
  const after = (calls) => {
    const lms = createLMS({ version });
    for (const each of [['Initialize', ''], ...calls]) call(lms, each);
    return rules(lms);
  };

  for (const word of ['null', 'undefined', 'NaN', 'Infinity', '[object Object]']) {
    test(`${version}: who types ${word} is no program that slipped`, () => {
      assert.deepEqual(after(interaction('fill-in', response, word)), []);
      if (version === '2004') assert.deepEqual(after(interaction('long-fill-in', response, word)), []);
      assert.deepEqual(after([['SetValue', comment, word]]), []);
    });

    test(`${version}: ${word} anywhere else is one`, () => {
      for (const calls of [
        [['SetValue', place, word]], [['SetValue', 'cmi.suspend_data', word]], interaction('fill-in', 'correct_responses.0.pattern', word),
        interaction('choice', response, word), interaction('numeric', response, word), interaction('fill-in', 'result', word),
        [['SetValue', `cmi.interactions.0.${response}`, word]],
      ]) assert.ok(after(calls).includes('suspicious'), calls[calls.length - 1].join(' '));
      if (version === '2004') assert.deepEqual(after([...interaction('other', response, word)]), ['suspicious']);
      if (version === '2004') assert.ok(after([['SetValue', 'cmi.comments_from_learner.0.comment', 'x'], ['SetValue', 'cmi.comments_from_learner.0.location', word]]).includes('suspicious'));
      assert.ok(after([...interaction('fill-in', response, word), state]).includes('suspicious'), 'the rule holds on after a typed text');
    });
  }

  test(`${version}: a blameless course is not blamed`, () => {
    const lms = createLMS({ version });
    for (const each of GOOD[version]) {
      call(lms, each);
      assert.ok(['0', '403'].includes(code(lms)), each.join(' '));
    }
    lms.finish();
    assert.deepEqual(lms.findings, []);
    assert.deepEqual(lms.problems, []);
  });

  test(`${version}: what was committed survives, what was not does not, and time adds up`, () => {
    const place = version === '1.2' ? 'cmi.core.lesson_location' : 'cmi.location';
    const time = version === '1.2' ? ['cmi.core.session_time', '0000:01:30.00', 'cmi.core.total_time', '0000:01:30.00'] : ['cmi.session_time', 'PT1M30S', 'cmi.total_time', 'PT0H1M30S'];
    const exit = version === '1.2' ? 'cmi.core.exit' : 'cmi.exit';
    const first = createLMS({ version });
    for (const each of [['Initialize', ''], ['SetValue', exit, 'suspend'], ['SetValue', place, 'one'], ['SetValue', time[0], time[1]], ['Commit', ''], ['SetValue', place, 'two']]) call(first, each);
    const second = createLMS({ version, saved: first.saved });
    call(second, ['Initialize', '']);
    assert.equal(call(second, ['GetValue', place]), 'one');
    assert.equal(call(second, ['GetValue', time[2]]), time[3]);
    assert.equal(call(second, ['GetValue', version === '1.2' ? 'cmi.core.entry' : 'cmi.entry']), 'resume');
  });

  test(`${version}: an API that was left alone tells what was forgotten`, () => {
    const silent = createLMS({ version });
    silent.finish();
    assert.deepEqual(rules(silent), ['silent']);
    const lazy = createLMS({ version });
    call(lazy, ['Initialize', '']);
    call(lazy, ['SetValue', 'cmi.suspend_data', 'x']);
    lazy.finish();
    assert.deepEqual(rules(lazy).sort(), ['never-committed', 'never-finished', 'no-status', 'no-suspend', 'no-time']);
  });
}

test('2004: without `suspend` the next attempt starts anew', () => {
  const first = createLMS({ version: '2004' });
  for (const each of [['Initialize', ''], ['SetValue', 'cmi.suspend_data', 'x'], ['SetValue', 'cmi.completion_status', 'completed'], ['Terminate', '']]) call(first, each);
  const second = createLMS({ version: '2004', saved: first.saved });
  call(second, ['Initialize', '']);
  assert.equal(call(second, ['GetValue', 'cmi.suspend_data']), '');
  assert.equal(code(second), '403');
  assert.equal(call(second, ['GetValue', 'cmi.completion_status']), 'unknown');
});

test('2004: scores without scaled, out of bounds or at odds are found', () => {
  for (const [scores, rule] of [
    [{ raw: '80' }, 'score-parts'], [{ scaled: '0.8', raw: '120', min: '0', max: '100' }, 'score-bounds'], [{ scaled: '0.5', raw: '80', min: '0', max: '100' }, 'score-parts'],
  ]) {
    const lms = createLMS({ version: '2004' });
    call(lms, ['Initialize', '']);
    for (const part of Object.keys(scores)) call(lms, ['SetValue', 'cmi.score.' + part, scores[part]]);
    call(lms, ['Terminate', '']);
    lms.finish();
    assert.ok(rules(lms).includes(rule), rule);
  }
});

function visit(profile, options, calls) {
  const { quirks } = profiles.find((one) => one.name === profile);
  const lms = createLMS({ quirks: quirks.slice(), ...options });
  for (const each of calls) call(lms, each);
  return lms;
}

const scored = (raw, status) => [['Initialize', ''], ['SetValue', 'cmi.core.score.raw', raw], ['SetValue', 'cmi.core.lesson_status', status], ['Finish', '']];

for (const [profile, calls, options, wanted] of [
  ['moodle', [['Initialize', ''], ['Finish', '']], {}, 'completed'],
  ['moodle', scored('40', 'incomplete'), { masteryScore: 80 }, 'failed'],
  ['moodle', scored('80', 'failed'), { masteryScore: 80 }, 'passed'],
  ['moodle', scored('40', 'incomplete'), {}, 'incomplete'],
  ['ilias', [['Initialize', ''], ['Finish', '']], {}, 'completed'],
  ['ilias', scored('40', 'incomplete'), { masteryScore: 80 }, 'incomplete'],
  ['ilias', scored('40', 'completed'), { masteryScore: 80 }, 'failed'],
  ['strict', scored('40', 'completed'), { masteryScore: 80 }, 'completed'],
  ['strict', [['Initialize', ''], ['Finish', '']], {}, 'not attempted'],
]) {
  test(`${profile} makes ${wanted} of ${calls.map((each) => each[2]).filter(Boolean).join(' ') || 'nothing'} with mastery ${options.masteryScore}`, () => {
    assert.equal(visit(profile, options, calls).saved['core.lesson_status'], wanted);
  });
}

test('Moodle takes 64,000 characters of state in 1.2, the strict one does not', () => {
  const calls = [['Initialize', ''], ['SetValue', 'cmi.suspend_data', 'x'.repeat(5000)]];
  assert.deepEqual(visit('moodle', {}, calls).findings, []);
  assert.deepEqual(rules(visit('strict', {}, calls)), ['too-long']);
});

test('Moodle loses what is over 64 KiB when the page goes', () => {
  const options = { version: '2004' };
  const calls = [['Initialize', ''], ['SetValue', 'cmi.suspend_data', 'x'.repeat(64000)], ['SetValue', 'cmi.comments_from_learner.0.comment', 'y'.repeat(4000)]];
  const lms = visit('moodle', options, calls);
  lms.leaving = true;
  call(lms, ['Terminate', '']);
  assert.deepEqual(rules(lms), ['beacon']);
  assert.equal(lms.saved.suspend_data, undefined);
});

test('SuccessFactors completes a course that does not say it does so itself', () => {
  const calls = [['Initialize', ''], ['SetValue', 'cmi.completion_status', 'incomplete'], ['Terminate', '']];
  assert.equal(visit('successfactors', { version: '2004', completionSetByContent: true }, calls).saved.completion_status, 'incomplete');
  const completed = visit('successfactors', { version: '2004', completionSetByContent: false }, calls);
  assert.equal(completed.saved.completion_status, 'completed');
  assert.deepEqual(rules(completed), ['completed-by-lms']);
});

test('Cornerstone answers null to a Commit while the page goes, and keeps what comes with the end', () => {
  const lms = visit('cornerstone', { version: '2004' }, [['Initialize', ''], ['SetValue', 'cmi.location', 'two']]);
  lms.leaving = true;
  assert.equal(call(lms, ['Commit', '']), null);
  assert.equal(code(lms), '391');
  assert.equal(lms.saved.location, undefined);
  assert.equal(call(lms, ['Terminate', '']), 'true');
  assert.equal(lms.saved.location, 'two');
});

test('the lenient one takes anything and says true', () => {
  const lms = visit('lenient', {}, [['Initialize', '']]);
  assert.equal(call(lms, ['SetValue', 'cmi.core.lesson_status', 'Passed']), true);
  assert.deepEqual(lms.problems, []);
  assert.deepEqual(lms.findings.map((one) => one.severity), ['note']);
});

test('the hostile one is all that was promised', () => {
  const lms = visit('hostile', { version: '2004' }, []);
  assert.equal(call(lms, ['Initialize', '']), 1);
  assert.equal(call(lms, ['GetValue', 'cmi.suspend_data']), 'undefined');
  assert.equal(call(lms, ['GetValue', 'cmi.interactions._count']), '');
  assert.equal(code(lms), '401');
  assert.deepEqual([1, 2, 3, 4].map(() => call(lms, ['Commit', ''])), [0, 0, 0, 1]);
  assert.ok([1, 2, 3].map(() => call(lms, ['SetValue', 'cmi.exit', 'suspend'])).includes(null));
  assert.deepEqual(lms.problems, []);
});

test('every profile says what it does and where that is described', () => {
  for (const profile of profiles) {
    assert.ok(profile.about.join('').length > 40 && profile.source.length > 10, profile.name);
    const source = require('node:fs').readFileSync(require.resolve('../../templates/lms/strict.js'), 'utf8') + require('node:fs').readFileSync(require.resolve('../../templates/lms/endings.js'), 'utf8');
    for (const quirk of profile.quirks) assert.ok(source.includes(`has('${quirk}')`), `${profile.name}: nothing comes of ${quirk}`);
  }
});
