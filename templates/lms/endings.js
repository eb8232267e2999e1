/* What an LMS makes of status and score when a visit ends, and what a course forgot to do in it. */
(function (lms) {
  'use strict';

  /** Brings about what an LMS does at Finish by its quirks. */
  lms.endings = function (side, options, has) {
    const cur = side.cur;
    const is12 = options.version !== '2004';
    const normal = cur[side.model.names.mode] === 'normal' && cur[side.model.names.credit] === 'credit';
    if (is12 && (has('moodle') || has('ilias'))) ending12(cur, normal, has('moodle'));
    if (!is12 && has('moodle') && normal && cur.scaled_passing_score && cur['score.scaled']) {
      cur.success_status = Number(cur['score.scaled']) >= Number(cur.scaled_passing_score) ? 'passed' : 'failed';
    }
    if (!is12 && has('autocomplete') && options.completionSetByContent === false) {
      cur.completion_status = 'completed';
      side.found('error', 'completed-by-lms', 'the manifest does not say completionSetByContent="true": this LMS completes whatever the course says', 'cmi.completion_status', 'completed');
    }
  };

  /** The 1.2 book's rule for silent content, and the mastery score: Moodle judges any status by it, ILIAS `completed` only. */
  function ending12(cur, normal, any) {
    const status = 'core.lesson_status';
    const mark = cur['student_data.mastery_score'];
    const raw = cur['core.score.raw'];
    if (cur[status] === 'not attempted') cur[status] = 'completed';
    if (!normal || mark === '' || raw === '' || !(any || cur[status] === 'completed')) return;
    cur[status] = Number(raw) >= Number(mark) ? 'passed' : 'failed';
  }

  /** Looks back on a visit that is over. */
  lms.review = function (side) {
    const { model, cur, log } = side;
    const is12 = model.prefix !== '';
    const names = model.names;
    const sent = (element) => log.some((call) => call.fn === model.prefix + 'SetValue' && call.args[0] === 'cmi.' + element);
    const called = (name) => log.some((call) => call.fn === name);
    if (!log.length) return side.found('error', 'silent', 'the course never called the LMS: nothing will be recorded');
    if (side.state === 'run') side.found('error', 'never-finished', model.finish + ' was never called');
    if (!called(model.prefix + 'Initialize')) return undefined;
    if (cur[names.mode] !== 'normal' || cur[names.credit] !== 'credit') return undefined;
    if (!log.some((call) => call.fn === model.prefix + 'SetValue')) return undefined;
    if (!called(model.prefix + 'Commit')) side.found('warning', 'never-committed', 'Commit was never called: a cut session loses all');
    if (cur[names.status] === (is12 ? 'not attempted' : 'unknown')) {
      side.found('warning', 'no-status', 'no status was set: some LMSs take the visit for a completion', 'cmi.' + names.status);
    }
    if (cur[names.exit] !== 'suspend') {
      side.found('warning', 'no-suspend', 'exit is not `suspend`: ' + (is12 ? 'some LMSs start anew' : 'the next visit starts anew'), 'cmi.' + names.exit, cur[names.exit]);
    }
    if (!sent(names.session)) side.found('warning', 'no-time', 'no session time was sent', 'cmi.' + names.session);
    if (!is12) scores(side, cur, 'score.', 'cmi.');
    cur.objectives.forEach((record, index) => is12 || scores(side, record, 'score.', 'cmi.objectives.' + index + '.'));
    // A quarter over what Moodle's last request may hold, with all else it carries.
    const state = cur.suspend_data || '';
    if (state.length > 50000) side.found('warning', 'large-state', 'more than 50,000 characters: Moodle may lose the last request of the page', 'cmi.suspend_data', state.length);
    return undefined;
  };

  /** LMSs read either raw or scaled, and derive neither from the other. */
  function scores(side, owner, at, element) {
    const given = ['scaled', 'raw', 'min', 'max'].filter((part) => owner[at + part] !== undefined && owner[at + part] !== '');
    if (!given.length) return;
    const lacking = ['scaled', 'raw', 'min', 'max'].filter((part) => !given.includes(part));
    if (lacking.length) return void side.found('warning', 'score-parts', 'a score without ' + lacking.join(', '), element + at + given[0], owner[at + given[0]]);
    const [scaled, raw, min, max] = ['scaled', 'raw', 'min', 'max'].map((part) => Number(owner[at + part]));
    if (raw < min || raw > max) side.found('error', 'score-bounds', 'raw is not between min and max', element + at + 'raw', raw);
    else if (max > min && Math.abs((raw - min) / (max - min) - scaled) > 0.01) {
      side.found('warning', 'score-parts', 'scaled and raw say different things', element + at + 'scaled', scaled);
    }
  }
})(globalThis.coursewrightLMS = globalThis.coursewrightLMS || {});
