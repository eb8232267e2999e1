/* Connection for SCORM 1.2: the names, words and forms of its data model (Run-Time Environment 1.2, section 3.4). */
(function (coursewright) {
  'use strict';

  const scorm = coursewright.scorm;
  const STATUS = 'cmi.core.lesson_status';
  const SCORE = 'cmi.core.score.';
  /** Interaction types that 1.2 lacks. */
  const TYPES = { 'long-fill-in': 'fill-in', other: 'fill-in' };

  const dialect = {
    api: 'API',
    prefix: 'LMS',
    // CMIString4096; Moodle enforces it in its standard mode.
    limit: 4096,
    probe: STATUS,
    mode: 'cmi.core.lesson_mode',
    credit: 'cmi.core.credit',
    learner: 'cmi.core.student_id',
    place: 'cmi.core.lesson_location',
    state: 'cmi.suspend_data',
    time: 'cmi.core.session_time',

    /** Reads what the LMS has; at the first launch says `incomplete`, as Moodle makes "completed" of a silent visit. */
    begin(link, readOnly) {
      const status = link.get(STATUS);
      if (!readOnly) {
        if (!/^(passed|completed|failed|incomplete)$/.test(status)) link.put(STATUS, 'incomplete');
        link.put('cmi.core.exit', 'suspend');
        link.commit();
      }
      return {
        completion: /^(passed|completed)$/.test(status) ? 'completed' : 'incomplete',
        success: /^(passed|failed)$/.test(status) ? status : 'unknown',
        score: asScore(link.get(SCORE + 'raw')),
      };
    },

    /** Score first: some LMSs judge it when the status arrives. */
    report(link, result) {
      let scored = true;
      if (result.score !== null) {
        scored = link.put(SCORE + 'raw', scorm.number(result.score, 2));
        // Optional elements: a refusal is no loss.
        link.put(SCORE + 'min', '0');
        link.put(SCORE + 'max', '100');
      }
      const status = statusOf(result);
      return (result.replaced ? link.put : link.raise)(STATUS, status) && scored;
    },

    takesObjectives(link) {
      return /\bstatus\b/.test(link.get('cmi.objectives._children'));
    },

    /** Completed where no score decides; where one does, passed or failed once no attempt can change it. */
    reportObjective(set, at, { judged, percent, success }, passMark) {
      if (judged) {
        set(at + 'score.raw', scorm.number(percent, 2));
        set(at + 'score.min', '0');
        set(at + 'score.max', '100');
      }
      const over = judged && (passMark === null || success !== 'unknown');
      set(at + 'status', statusOf({ completion: over ? 'completed' : 'incomplete', success }));
    },

    /** Fields of a record in the order to send them; the id went before. */
    record(attempt) {
      const question = attempt.question;
      const response = scorm.spell(dialect, question, attempt.response);
      const fields = [['type', TYPES[question.type] || question.type]];
      if (response !== null) fields.push(['student_response', response]);
      scorm.patterns(dialect, question).forEach((pattern, index) => fields.push(['correct_responses.' + index + '.pattern', pattern]));
      return fields.concat([
        ['result', scorm.outcome(dialect, attempt)],
        ['weighting', scorm.number(question.points, 2)],
        ['latency', dialect.duration(attempt.latency)],
        ['time', scorm.moment(attempt.at).slice(11)],
      ]);
    },

    // CMIIdentifier: printable ASCII without blanks, as authored ids are.
    identifier: (id) => id,
    wrong: 'wrong',
    list: ',',
    pair: '.',
    truth: (key) => key[0],
    text: (text) => scorm.line(text, 255),
    texts: (texts) => dialect.text(texts.join('; ')),
    // 1.2 has no form for a range.
    range: (low, high) => (low === high ? [scorm.number(low, 7)] : []),

    /** HHHH:MM:SS.SS */
    duration(seconds) {
      const time = scorm.clock(seconds);
      const hours = String(Math.min(time.hours, 9999)).padStart(4, '0');
      return hours + ':' + String(time.minutes).padStart(2, '0') + ':' + time.seconds.toFixed(2).padStart(5, '0');
    },
  };

  /** One status out of two: passed or failed once all is done, completed where no score decides. */
  function statusOf(result) {
    if (result.completion !== 'completed') return 'incomplete';
    return result.success === 'unknown' ? 'completed' : result.success;
  }

  function asScore(text) {
    return /^\d{1,3}(\.\d+)?$/.test(text) ? Math.min(Number(text), 100) : null;
  }

  coursewright.connect = function (course, environment) {
    return scorm.connection(course, environment, dialect);
  };
})(globalThis.coursewright = globalThis.coursewright || {});
