/* Connection for SCORM 2004: the names, words and forms of its data model (Run-Time Environment 4th Edition, section 4.2). */
(function (coursewright) {
  'use strict';

  const scorm = coursewright.scorm;
  const COMPLETION = 'cmi.completion_status';
  const SUCCESS = 'cmi.success_status';

  const dialect = {
    api: 'API_1484_11',
    prefix: '',
    // 64,000 by the standard, but Moodle's last request takes 64 KiB for everything.
    limit: 30000,
    probe: COMPLETION,
    mode: 'cmi.mode',
    credit: 'cmi.credit',
    learner: 'cmi.learner_id',
    place: 'cmi.location',
    state: 'cmi.suspend_data',
    time: 'cmi.session_time',

    /** Reads what the LMS has; at the first launch says `incomplete` and `unknown`. Without `suspend` a cut visit is lost. */
    begin(link, readOnly) {
      const completion = link.get(COMPLETION);
      const success = link.get(SUCCESS);
      const scaled = link.get('cmi.score.scaled');
      if (!readOnly) {
        if (!/^(completed|incomplete)$/.test(completion)) link.put(COMPLETION, 'incomplete');
        if (!/^(passed|failed)$/.test(success)) link.put(SUCCESS, 'unknown');
        link.put('cmi.exit', 'suspend');
        link.commit();
      }
      return {
        completion: completion === 'completed' ? 'completed' : 'incomplete',
        success: /^(passed|failed)$/.test(success) ? success : 'unknown',
        score: /^[01](\.\d+)?$/.test(scaled) ? Math.min(Math.round(Number(scaled) * 10000) / 100, 100) : null,
      };
    },

    /** Score before success, which some LMSs check against it. */
    report(link, result) {
      const scored = result.score === null || score(link.put, 'cmi.score.', result.score);
      link.put('cmi.progress_measure', scorm.number(result.measure, 2));
      const completed = link.put(COMPLETION, result.completion);
      return link.put(SUCCESS, result.success) && completed && scored;
    },

    takesObjectives: () => true,

    reportObjective(set, at, objective) {
      if (objective.judged) score(set, at + 'score.', objective.percent);
      set(at + 'success_status', objective.success);
      set(at + 'completion_status', objective.judged ? 'completed' : 'incomplete');
    },

    /** Fields of a record in the order to send them; the id went before. */
    record(attempt, room) {
      const question = attempt.question;
      const response = scorm.spell(dialect, question, attempt.response, room);
      const prefix = question.scoring.caseSensitive ? '{case_matters=true}' : '';
      return [
        ['type', question.type],
        question.text && ['description', dialect.text(question.text)],
        response !== null && ['learner_response', response],
        ...scorm.patterns(dialect, question, room).map((pattern, index) => ['correct_responses.' + index + '.pattern', prefix + pattern]),
        ['result', scorm.outcome(dialect, attempt)],
        ['weighting', scorm.number(question.points, 2)],
        ['latency', dialect.duration(attempt.latency)],
        // Without fraction and zone: Moodle refuses `Z` alone and milliseconds.
        ['timestamp', scorm.moment(attempt.at)],
      ].filter(Boolean);
    },

    // Moodle refuses a hyphen (406); authored ids have no `_`.
    identifier: (id) => id.replace(/[^A-Za-z0-9_.]/g, '_'),
    wrong: 'incorrect',
    list: '[,]',
    pair: '[.]',
    truth: (key) => key,
    // Brackets and braces at such places are separators and delimiters of the standard (RTE 4.1.1.6).
    text: (text, most = 250) => scorm.line(text, most).replace(/\[([,.:])\]/g, '($1)').replace(/^\{/, '('),
    // Only `fill-in` is a set of texts; `long-fill-in` and `other` are one (RTE 4.2.9).
    texts: (texts) => texts.map((text) => dialect.text(text)).join('[,]'),
    range: (low, high) => [scorm.number(low, 7) + '[:]' + scorm.number(high, 7)],

    /** PT1H2M3.45S, parts that are nought left out. */
    duration(seconds) {
      const time = scorm.clock(seconds);
      const parts = [[time.hours, 'H'], [time.minutes, 'M'], [time.seconds, 'S']].filter((part) => part[0] > 0);
      return 'PT' + (parts.flat().join('') || '0S');
    },
  };

  function score(set, at, percent) {
    const scaled = set(at + 'scaled', scorm.number(percent / 100, 4));
    const raw = set(at + 'raw', scorm.number(percent, 2));
    return set(at + 'min', '0') && set(at + 'max', '100') && scaled && raw;
  }

  coursewright.connect = function (course, environment) {
    return scorm.connection(course, environment, dialect);
  };
})(globalThis.coursewright = globalThis.coursewright || {});
