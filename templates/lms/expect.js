/* What an LMS should have after a visit, worked out from the course object and what the learner did, by the status table
of docs/record.md. Written apart from the player on purpose: two readings of one table check each other. */
(function (lms) {
  'use strict';

  const counts = (question) => question.scoring.rule !== 'none' && question.points > 0;
  /** Words for what was reached, from least to most. */
  const COMPLETION = ['incomplete', 'completed'];
  const SUCCESS = ['unknown', 'failed', 'passed'];
  const STATUS12 = ['incomplete', 'failed', 'completed', 'passed'];

  /** An answer that is right. */
  lms.right = function (question) {
    const scoring = question.scoring;
    if (scoring.rule === 'text') return [scoring.accepted[0]];
    if (scoring.rule === 'range') return [String(Number(((scoring.low + scoring.high) / 2).toFixed(6)))];
    if (scoring.rule === 'gaps') return scoring.gaps.map((gap) => lms.right({ scoring: gap })[0]);
    if (scoring.rule === 'self') return ['A thought of my own', ...scoring.criteria.map((one) => one.key)];
    if (scoring.sources && !scoring.correct) return scoring.sources.map(() => scoring.targets[scoring.targets.length - 1]);
    if (scoring.rule === 'none') return ['A thought of my own'];
    return scoring.correct.slice();
  };

  /** An answer that earns nothing, or as little as there is. */
  lms.wrong = function (question) {
    const scoring = question.scoring;
    const others = (scoring.keys || []).filter((key) => !scoring.correct.includes(key));
    switch (scoring.rule) {
      case 'set':
        if (!others.length) return scoring.correct.slice(0, 1);
        return scoring.several ? others : others.slice(0, 1);
      case 'order':
        return scoring.correct.slice(1).concat(scoring.correct[0]);
      case 'pairs':
        return scoring.correct.map((key) => scoring.targets.find((other) => other !== key));
      case 'gaps':
        return scoring.gaps.map((gap) => lms.wrong({ scoring: gap })[0]);
      case 'text':
        return [(scoring.options || []).find((words) => !scoring.accepted.includes(words)) || 'certainly not this'];
      case 'range':
        return [String(Math.ceil(scoring.high) + 1000)];
      case 'way':
        // Every scene leads to the ending that is worth least.
        return scoring.sources.map(() => scoring.targets.find((key) => key.split('~')[0] === least(scoring).key));
      default:
        return scoring.sources ? scoring.sources.map(() => scoring.targets[0]) : ['A thought of my own'];
    }
  };

  /** The ending of a story that is worth least, of those that a choice leads to. */
  function least({ ends, targets }) {
    const reached = ends.filter(({ key }) => targets.some((target) => target.split('~')[0] === key));
    return reached.reduce((one, other) => (other.worth < one.worth ? other : one));
  }

  /** Share of the points that an answer of lms.right or lms.wrong earns. */
  lms.share = function (question, right) {
    if (right) return 1;
    const scoring = question.scoring;
    if (scoring.rule === 'way') return least(scoring).worth / 100;
    const all = scoring.rule === 'set' && scoring.keys.every((key) => scoring.correct.includes(key));
    return all ? (scoring.correct.length === 1 ? 1 : scoring.partial ? 1 / scoring.correct.length : 0) : 0;
  };

  /**
   * Says what has to be in the store.
   * @param {object} course
   * @param {string} version '1.2' or '2004'
   * @param {object} did { pages: Set of ids seen, answers: { QID: { attempts, best (share), done } } }
   * @param {object} [had] { completion, success, score, status } when the visit began (lms.had), and whether an answer
   *   was given in it (answered)
   * @returns {{status: string, score: number|null}} 1.2's status, or completion and success with a stroke between
   */
  lms.expected = function (course, version, did, had) {
    const { completion, success, score, replaced } = had ? later(course, had, result(course, did)) : result(course, did);
    if (version === '2004') return { status: completion + ' / ' + success, score };
    const status = completion === 'incomplete' ? completion : success === 'unknown' ? 'completed' : success;
    // 1.2 has one word for both: what the LMS has by itself stays as well.
    return { status: had && !replaced ? higher(STATUS12, had, { status }, 'status') : status, score };
  };

  /** What a learner's work amounts to by itself. */
  function result(course, did) {
    const counted = course.questions.filter(counts);
    const answer = (question) => did.answers[question.id];
    const total = counted.reduce((sum, question) => sum + question.points, 0);
    const earned = counted.reduce((sum, question) => sum + question.points * (answer(question) ? answer(question).best : 0), 0);
    const percent = total ? (earned / total) * 100 : 0;
    const mark = total ? course.completion.passMark : null;
    const judged = total > 0 && counted.every((question) => answer(question));
    const spent = counted.every((question) => answer(question) && answer(question).done);
    const passed = judged && mark !== null && percent + 1e-9 >= mark;
    const failed = judged && mark !== null && !passed && spent;
    const seen = course.completion.pages === 'none' || course.pages.every((page) => did.pages.has(page.id));
    const required = course.questions.every((question) => !question.required || answer(question));
    const completed = (failed && course.completion.onFail === 'failed') || (seen && required && (mark === null || passed));
    return { completion: completed ? 'completed' : 'incomplete', success: passed ? 'passed' : failed ? 'failed' : 'unknown', score: judged ? percent : null };
  }

  /** What a result makes of the one there was: nothing falls, unless the author lets the last result count and there is one. */
  function later(course, had, now) {
    const over = now.score !== null && (course.completion.passMark === null || now.success !== 'unknown');
    if (had.answered && over && course.completion.later === 'replace') {
      if (now.success === 'failed') return { ...now, replaced: true };
      return { completion: higher(COMPLETION, had, now, 'completion'), success: had.success === 'passed' ? 'passed' : now.success, score: now.score, replaced: true };
    }
    const stays = now.success === 'failed' && had.completion === 'completed';
    return {
      completion: higher(COMPLETION, had, now, 'completion'), success: stays ? had.success : higher(SUCCESS, had, now, 'success'),
      score: had.score === null || now.score === null ? (had.score === null ? now.score : had.score) : Math.max(had.score, now.score),
    };
  }

  const higher = (words, one, other, name) => words[Math.max(words.indexOf(one[name]), words.indexOf(other[name]))];

  /** What a store has reached before a visit; null for a first one. */
  lms.had = function (version, store) {
    if (!store) return null;
    const { status, score } = lms.reached(version, store);
    const [completion, success] = version === '2004' ? status.split(' / ') : [status, status];
    return { completion: /^(completed|passed)$/.test(completion) ? 'completed' : 'incomplete', success: /^(passed|failed)$/.test(success) ? success : 'unknown', score, status };
  };

  /** What is in a store, in the same terms. */
  lms.reached = function (version, store) {
    const is12 = version !== '2004';
    const raw = store[is12 ? 'core.score.raw' : 'score.raw'];
    return {
      status: is12 ? String(store['core.lesson_status']) : store.completion_status + ' / ' + store.success_status,
      score: raw === undefined || raw === '' ? null : Number(raw),
      place: store[is12 ? 'core.lesson_location' : 'location'] || '',
      state: store.suspend_data || '',
      exit: store[is12 ? 'core.exit' : 'exit'],
    };
  };

  /** What records of the answers should say: type by standard and result. */
  lms.result = function (version, question, share) {
    if (question.scoring.rule === 'none') return 'neutral';
    if (share === 1) return 'correct';
    return share > 0 ? String(Number(share.toFixed(2))) : version === '2004' ? 'incorrect' : 'wrong';
  };

  if (typeof module !== 'undefined') module.exports = lms;
})(globalThis.coursewrightLMS = globalThis.coursewrightLMS || {});
