/* Compares what an LMS has after a visit with what a scripted learner did. */
(function (lms) {
  'use strict';

  /** Looks at the store after a visit in normal mode. */
  lms.checkStore = function (learner, play, page, how) {
    const version = play.about.version;
    const { course, store, visit } = learner;
    const wanted = lms.expected(course, version, learner.did, learner.had && { ...learner.had, answered: learner.now.length > 0 });
    const got = lms.reached(version, store);
    const check = learner.check;
    check(got.status === wanted.status, 'status', 'the status should be ' + wanted.status, 'status', got.status);
    const near = wanted.score === null ? got.score === null : got.score !== null && Math.abs(got.score - wanted.score) < 0.011;
    check(near, 'score', 'the score should be ' + (wanted.score === null ? 'absent' : wanted.score.toFixed(2)), 'score', got.score === null ? 'absent' : got.score);
    const about = course.pages.find((one) => one.id === page) || {};
    check([about.id, about.code].includes(got.place), 'place', 'the place should be page `' + page + '`', 'location', got.place);
    check(got.state !== '', 'state', 'no state was kept', 'cmi.suspend_data');
    const most = version === '2004' ? 64000 : 4096;
    check(got.state.length <= most, 'state', 'the state is longer than ' + most, 'cmi.suspend_data', got.state.length);
    check(got.exit === 'suspend', 'exit', 'exit should be suspend', 'exit', got.exit);
    if (play.profile.records !== false) records(learner, visit, version);
    return how;
  };

  /** One record for each answer of this visit, in order, each with the right result. */
  function records(learner, visit, version) {
    const sent = new Map();
    for (const call of visit.lms.log) {
      const found = /SetValue$/.test(call.fn) && /^cmi\.interactions\.(\d+)\.(.+)$/.exec(call.args[0]);
      if (!found || call.err !== '0') continue;
      if (!sent.has(found[1])) sent.set(found[1], {});
      sent.get(found[1])[found[2]] = call.args[1];
    }
    // A story's way is recorded as well, and judged by nobody.
    const asked = learner.course.questions.map((question) => question.id.replace(/[^A-Za-z0-9_.]/g, '_'));
    const got = Array.from(sent.values()).filter((record) => !record.id || asked.includes(record.id.replace(/[^A-Za-z0-9_.]/g, '_')));
    const check = learner.check;
    check(got.length === learner.now.length, 'records', 'there should be a record for each of ' + learner.now.length + ' answers', 'cmi.interactions', got.length);
    learner.now.forEach(({ question, share }, index) => {
      const record = got[index] || {};
      const at = 'cmi.interactions of `' + question.id + '`';
      const wanted = lms.result(version, question, share);
      check(record.result === wanted, 'records', 'the result should be ' + wanted, at, record.result);
      for (const part of ['id', 'type', 'latency', version === '2004' ? 'timestamp' : 'time']) check(record[part], 'records', 'a record without ' + part, at);
    });
  }

  /** Browse and review: nothing is written. */
  lms.checkUntouched = function (learner) {
    if (!learner.course) return;
    for (const call of learner.visit.lms.log.filter((one) => /SetValue$/.test(one.fn))) {
      learner.wrong('written', 'nothing may be written in ' + learner.mode + ' mode', call.args[0], call.args[1]);
    }
  };
})(globalThis.coursewrightLMS = globalThis.coursewrightLMS || {});
