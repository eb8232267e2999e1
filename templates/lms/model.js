/* The data models: every element of SCORM 1.2 (Run-Time Environment 1.2, section 3.4) and SCORM 2004 4th Edition
(Run-Time Environment, section 4.2), who may read or write it, and the form of its values. `n` stands for an index. */
(function (lms) {
  'use strict';

  const { text, line, word, decimal, real, either, pattern, span12, span04, time12, moment04, id12, id04, plain04, language, response12, response04, pattern04 } = lms.forms;
  const r = { access: 'r' };
  const w = (form) => ({ access: 'w', form });
  const rw = (form) => ({ access: 'rw', form });
  const point = decimal(0, 100, true);
  const any = real(-9999999999, 9999999999);
  const STATUS12 = ['passed', 'completed', 'failed', 'incomplete', 'browsed'];
  const TYPES12 = ['true-false', 'choice', 'fill-in', 'matching', 'performance', 'sequencing', 'likert', 'numeric'];
  const RESULTS = ['unanticipated', 'neutral'];
  const completion = word('completed', 'incomplete', 'not attempted', 'unknown');
  const success = word('passed', 'failed', 'unknown');

  const scorm12 = {
    api: 'API', prefix: 'LMS', finish: 'LMSFinish', version: '3.4', lists: ['interactions', 'objectives'],
    names: {
      status: 'core.lesson_status', raw: 'core.score.raw', entry: 'core.entry', mode: 'core.lesson_mode', credit: 'core.credit',
      exit: 'core.exit', session: 'core.session_time', total: 'core.total_time', place: 'core.lesson_location', student: 'core.student_id',
      name: 'core.student_name',
    },
    codes: {
      general: '101', initialized: '101', ended: '101', argument: '201', children: '202', count: '203', early: '301', lateSet: '301', unknown: '401',
      keyword: '402', readOnly: '403', writeOnly: '404', type: '405', order: '201', identifier: '351', dependency: '408', finishEarly: '301', finishTwice: '101',
      commitEarly: '301', commitLate: '301', getEarly: '301', getLate: '301', unset: '0', commit: '101', range: '201',
    },
    /** Largest number of records and parts that every LMS takes. */
    most: {},
    elements: {
      'core.student_id': r, 'core.student_name': r, 'core.lesson_location': rw(text(255)), 'core.credit': r,
      'core.lesson_status': rw(word(...STATUS12)), 'core.entry': r, 'core.score.raw': rw(point), 'core.score.max': rw(point),
      'core.score.min': rw(point), 'core.total_time': r, 'core.lesson_mode': r, 'core.exit': w(word('time-out', 'suspend', 'logout', '')),
      'core.session_time': w(span12), suspend_data: rw(text(4096)), launch_data: r, comments: rw(text(4096)), comments_from_lms: r,
      'objectives.n.id': rw(id12), 'objectives.n.score.raw': rw(point), 'objectives.n.score.max': rw(point), 'objectives.n.score.min': rw(point),
      'objectives.n.status': rw(word(...STATUS12, 'not attempted')),
      'student_data.mastery_score': r, 'student_data.max_time_allowed': r, 'student_data.time_limit_action': r,
      'student_preference.audio': rw(decimal(-1, 100)), 'student_preference.language': rw(text(255)),
      'student_preference.speed': rw(decimal(-100, 100)), 'student_preference.text': rw(word('-1', '0', '1')),
      'interactions.n.id': w(id12), 'interactions.n.objectives.n.id': w(id12), 'interactions.n.time': w(time12),
      'interactions.n.type': w(word(...TYPES12)), 'interactions.n.correct_responses.n.pattern': w(response12),
      // ILIAS takes no negative weight.
      'interactions.n.weighting': w(decimal(0, 100)), 'interactions.n.student_response': w(response12),
      'interactions.n.result': w(either(word('correct', 'wrong', ...RESULTS), pattern(/^-?\d{1,3}(\.\d{1,2})?$/, 'not a number of at most 2 decimals'))),
      'interactions.n.latency': w(span12),
    },
    errors: {
      0: 'No error', 101: 'General exception', 201: 'Invalid argument error', 202: 'Element cannot have children',
      203: 'Element not an array, cannot have count', 301: 'Not initialized', 401: 'Not implemented error',
      402: 'Invalid set value, element is a keyword', 403: 'Element is read only', 404: 'Element is write only', 405: 'Incorrect data type',
    },
  };

  const score04 = (at) => ({ [at + 'scaled']: rw(real(-1, 1)), [at + 'raw']: rw(any), [at + 'min']: rw(any), [at + 'max']: rw(any) });

  const scorm2004 = {
    api: 'API_1484_11', prefix: '', finish: 'Terminate', version: '1.0',
    lists: ['interactions', 'objectives', 'comments_from_learner', 'comments_from_lms'],
    names: {
      status: 'completion_status', raw: 'score.raw', entry: 'entry', mode: 'mode', credit: 'credit', exit: 'exit', session: 'session_time',
      total: 'total_time', place: 'location', student: 'learner_id', name: 'learner_name',
    },
    codes: {
      general: '101', initialized: '103', ended: '104', argument: '201', children: '301', count: '301', early: '132', lateSet: '133', unknown: '401',
      keyword: '404', readOnly: '404', writeOnly: '405', type: '406', order: '351', identifier: '351', dependency: '408', finishEarly: '112', finishTwice: '113',
      commitEarly: '142', commitLate: '143', getEarly: '122', getLate: '123', unset: '403', commit: '391', range: '301',
    },
    most: { interactions: 250, objectives: 100, comments_from_learner: 250, 'correct_responses': 10 },
    elements: {
      'comments_from_learner.n.comment': rw(text(4000)), 'comments_from_learner.n.location': rw(text(250)),
      'comments_from_learner.n.timestamp': rw(moment04), 'comments_from_lms.n.comment': r, 'comments_from_lms.n.location': r, 'comments_from_lms.n.timestamp': r,
      completion_status: rw(completion), completion_threshold: r, credit: r, entry: r, exit: w(word('time-out', 'suspend', 'logout', 'normal', '')),
      'interactions.n.id': rw(plain04),
      'interactions.n.type': rw(word(...TYPES12, 'long-fill-in', 'other')), 'interactions.n.objectives.n.id': rw(id04),
      'interactions.n.timestamp': rw(moment04), 'interactions.n.correct_responses.n.pattern': rw(pattern04), 'interactions.n.weighting': rw(any),
      'interactions.n.learner_response': rw(response04), 'interactions.n.result': rw(either(word('correct', 'incorrect', ...RESULTS), any)),
      'interactions.n.latency': rw(span04), 'interactions.n.description': rw(line(250)),
      launch_data: r, learner_id: r, learner_name: r, 'learner_preference.audio_level': rw(real(0, 9999999999)),
      'learner_preference.language': rw(language), 'learner_preference.delivery_speed': rw(real(0, 9999999999)),
      'learner_preference.audio_captioning': rw(word('-1', '0', '1')), location: rw(text(1000)), max_time_allowed: r, mode: r,
      'objectives.n.id': rw(id04), ...score04('objectives.n.score.'), 'objectives.n.success_status': rw(success),
      'objectives.n.completion_status': rw(completion), 'objectives.n.progress_measure': rw(real(0, 1)), 'objectives.n.description': rw(line(250)),
      progress_measure: rw(real(0, 1)), scaled_passing_score: r, ...score04('score.'), session_time: w(span04), success_status: rw(success),
      suspend_data: rw(text(64000)), time_limit_action: r, total_time: r,
    },
    errors: {
      0: 'No error', 101: 'General exception', 102: 'General initialization failure', 103: 'Already initialized', 104: 'Content instance terminated',
      111: 'General termination failure', 112: 'Termination before initialization', 113: 'Termination after termination',
      122: 'Retrieve data before initialization', 123: 'Retrieve data after termination', 132: 'Store data before initialization',
      133: 'Store data after termination', 142: 'Commit before initialization', 143: 'Commit after termination', 201: 'General argument error',
      301: 'General get failure', 351: 'General set failure', 391: 'General commit failure', 401: 'Undefined data model element',
      402: 'Unimplemented data model element', 403: 'Data model element value not initialized', 404: 'Data model element is read only',
      405: 'Data model element is write only', 406: 'Data model element type mismatch', 407: 'Data model element value out of range',
      408: 'Data model dependency not established',
    },
  };

  /** Values of adl.nav.request (Sequencing and Navigation 4th Edition, 5.6.3). */
  const navigation = pattern(/^(continue|previous|exit|exitAll|abandon|abandonAll|suspendAll|_none_|\{target=[^}]+\}(choice|jump))$/, 'not a navigation request');

  /** Names of the elements below a group, once each. */
  function children(model, group) {
    const names = Object.keys(model.elements).filter((name) => name.startsWith(group)).map((name) => name.slice(group.length).split('.')[0]);
    return Array.from(new Set(names)).filter((name) => name !== 'n');
  }

  lms.models = { '1.2': scorm12, 2004: scorm2004, navigation, children };
})(globalThis.coursewrightLMS = globalThis.coursewrightLMS || {});
