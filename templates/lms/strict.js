/* An LMS's side of SCORM 1.2 and 2004, harder than any real one: what it refuses or doubts is a finding.

createLMS(options) -> lms; options, all but the first optional:
  version       '1.2' or '2004'
  saved         store of an earlier visit
  mode, credit, student, name, launchData, masteryScore (1.2), passingScore (2004, scaled), seeded (ids of objectives
  that the manifest brings), completionSetByContent (2004; false: the LMS completes)
  quirks        names of odd habits; lms.quirks may be changed while it runs:
    booleans, numbers   answers true/false or 1/0 instead of words        lenient     refuses no value
    already, noinit     Initialize refuses: a session runs, or none does  dead        every call throws
    commitnull          Commit gives null and an error                    commitfail  Commit gives "false"
    commitshy           Commit gives null without an error                failfirst   the first three Commits fail
    leavenull           Commit gives null while the page goes; what Finish brings is kept (Cornerstone)
    offline             nothing reaches the store                         beacon      64 KiB at most while the page goes
    nointeractions, noobjectives   the element is not there               nocount     _count gives an empty text
    keepinteractions    records of earlier visits are still counted
    undefinedtext       what was never set is the text "undefined"        emptyunset  … is empty, without error 403
    setnull             every third SetValue gives null without an error
    longstate           64,000 characters of suspend_data in 1.2 too
    moodle, ilias       what these make of status and score at Finish     autocomplete  completes where content is silent on
                                                                                        who completes (SuccessFactors)
lms: api, apiName, saved (store: names without `cmi.`, lists of records), cur (data of this visit),
  log [{n, fn, args, ret, err, at}], findings [{severity, rule, element, value, call, message}], problems (messages of errors),
  calls(verb), leaving (set it while the page goes), finish() (the visit is over: what was forgotten becomes findings) */
(function (lms) {
  'use strict';

  if (typeof module !== 'undefined') ['forms', 'model', 'records', 'endings'].forEach((file) => require('./' + file + '.js'));
  const BEACON = 65536;
  const ODD = /^(undefined|NaN|null|Infinity|-Infinity|\[object.*)$/;

  function createLMS(options) {
    const is12 = options.version !== '2004';
    const model = lms.models[is12 ? '1.2' : '2004'];
    const { codes, names, prefix } = model;
    const quirks = options.quirks || [];
    const has = (name) => quirks.includes(name);
    const log = [];
    const findings = [];
    const copy = (value) => JSON.parse(JSON.stringify(value));
    const old = options.saved || {};
    let state = 'new';
    let error = '0';
    let cur = {};
    let failures = 3;
    let sets = 0;

    function found(severity, rule, message, element, value) {
      const shown = value === undefined ? '' : String(value).slice(0, 200);
      findings.push({ severity, rule, element: element || '', value: shown, call: log.length + 1, message });
    }

    function fail(code, rule, message, element, value) {
      error = code;
      if (rule) found('error', rule, message, element, value);
      return 'false';
    }

    /** An argument list of one empty text, as Initialize, Commit and Finish want it. */
    function bare(verb, given) {
      if (given.length === 1 && given[0] === '') return true;
      fail(codes.argument, 'arguments', verb + ' takes exactly one empty text', '', given.map(String).join(', '));
      return false;
    }

    function start() {
      const first = !Object.keys(old).length;
      const resumed = old[names.exit] === 'suspend';
      // 2004: an attempt that was not suspended is over (RTE 4.2.8); 1.2 keeps what there is.
      cur = !is12 && !first && !resumed ? {} : copy(old);
      const total = old[names.total] || lms.span(model, 0);
      delete cur[names.exit];
      delete cur[names.session];
      Object.assign(cur, {
        [names.student]: options.student || 'learner-1', [names.name]: options.name || 'Muster, Mia', [names.credit]: options.credit || 'credit',
        [names.mode]: options.mode === undefined ? 'normal' : options.mode, [names.entry]: first ? 'ab-initio' : resumed ? 'resume' : '',
        [names.total]: total, launch_data: options.launchData || '',
      });
      const empty = is12 ? ['core.lesson_location', 'core.score.raw', 'suspend_data', 'comments', 'comments_from_lms'] : [];
      for (const name of empty) cur[name] = cur[name] || '';
      if (is12) {
        cur['core.lesson_status'] = cur['core.lesson_status'] || 'not attempted';
        cur['student_data.mastery_score'] = options.masteryScore == null ? '' : String(options.masteryScore);
      } else {
        cur.completion_status = cur.completion_status || 'unknown';
        cur.success_status = cur.success_status || 'unknown';
        // The mark is the manifest's of now, not of the visit before.
        delete cur.scaled_passing_score;
        if (options.passingScore != null) cur.scaled_passing_score = String(options.passingScore);
      }
      if (!has('keepinteractions') || !cur.interactions) cur.interactions = [];
      if (!cur.objectives) cur.objectives = (options.seeded || []).map((id) => ({ id }));
      for (const list of model.lists) cur[list] = cur[list] || [];
      side.cur = cur;
    }

    /** Brings the data to the store; false where it does not get there. */
    function persist() {
      if (has('offline')) return false;
      if (has('beacon') && side.leaving && JSON.stringify(cur).length > BEACON) {
        found('error', 'beacon', 'more than 64 KiB at the end: the last request of the page is lost (Moodle)');
        return false;
      }
      const saved = copy(cur);
      saved[names.total] = lms.span(model, lms.hundredths(cur[names.total] || '') + lms.hundredths(cur[names.session] || ''));
      side.saved = saved;
      return true;
    }

    const verbs = {
      Initialize(given) {
        if (!bare('Initialize', given)) return 'false';
        if (has('noinit')) return fail(is12 ? '101' : '102');
        if (state === 'run') return fail(codes.initialized, 'initialize-twice', 'Initialize twice');
        if (state === 'end') return fail(codes.ended, 'initialize-late', 'Initialize after ' + model.finish);
        state = 'run';
        start();
        return has('already') ? fail(codes.initialized) : 'true';
      },

      Finish(given) {
        if (!bare(model.finish, given)) return 'false';
        if (state === 'new') return fail(codes.finishEarly, 'finish-early', model.finish + ' before Initialize');
        if (state === 'end') return fail(codes.finishTwice, 'finish-twice', model.finish + ' twice');
        state = 'end';
        lms.endings(side, options, has);
        return persist() ? 'true' : fail(codes.general);
      },

      Commit(given) {
        if (!bare('Commit', given)) return 'false';
        if (state === 'new') return fail(codes.commitEarly, 'commit-early', 'Commit before Initialize');
        if (state === 'end') return fail(codes.commitLate, 'commit-late', 'Commit after ' + model.finish);
        if (has('commitnull') || (has('leavenull') && side.leaving)) return fail('391') && null;
        if (has('commitfail')) return fail(codes.commit);
        if (has('failfirst') && failures > 0) {
          failures -= 1;
          return fail(codes.commit);
        }
        if (!persist()) return fail(codes.commit);
        return has('commitshy') ? null : 'true';
      },

      GetLastError: () => error,
      GetErrorString: (given) => model.errors[given[0]] || '',
      GetDiagnostic: () => (findings.length ? findings[findings.length - 1].message : ''),

      GetValue(given) {
        if (state !== 'run') {
          fail(state === 'new' ? codes.getEarly : codes.getLate, state === 'new' ? 'get-early' : 'get-late', 'GetValue outside a session', given[0]);
          return '';
        }
        if (given.length !== 1 || typeof given[0] !== 'string') found('error', 'arguments', 'GetValue takes one text', String(given[0]));
        const value = get(String(given[0]));
        if (value !== null && value !== undefined) return value;
        if (error !== '0') return '';
        if (!has('emptyunset')) error = codes.unset;
        return has('undefinedtext') ? 'undefined' : '';
      },

      SetValue(given) {
        const [element, value] = given.map(String);
        if (state !== 'run') {
          return fail(state === 'new' ? codes.early : codes.lateSet, state === 'new' ? 'set-early' : 'set-late', 'SetValue outside a session', element, value);
        }
        if (given.length !== 2) return fail(codes.argument, 'arguments', 'SetValue takes two texts', element);
        if (typeof given[1] !== 'string') found('error', 'not-a-string', 'the value is a ' + typeof given[1], element, value);
        if (ODD.test(value) && !typed(element)) found('error', 'suspicious', 'looks like a slip of the program', element, value);
        const answer = set(element, value);
        sets += 1;
        return has('setnull') && answer === 'true' && sets % 3 === 0 ? null : answer;
      },
    };

    /** Whether it is the learner's own text, who may well write "null" (a name, too): nothing can be told from that. */
    function typed(element) {
      const [, index] = /^cmi\.interactions\.(\d+)\.(?:student|learner)_response$/.exec(element) || [];
      const record = index && cur.interactions[index];
      return record ? /fill-in$/.test(record.type) : /^cmi\.comments(_from_learner\.\d+\.comment)?$/.test(element);
    }

    const unknown = (element, value) => fail(codes.unknown, 'unknown-element', 'no element of SCORM ' + (is12 ? '1.2' : '2004'), element, value);

    function missing(list) {
      return (list === 'interactions' && has('nointeractions')) || (list === 'objectives' && has('noobjectives'));
    }

    function get(element) {
      if (!is12 && /^adl\.nav\.request_valid\.(continue|previous)$/.test(element)) return 'false';
      if (!is12 && /^adl\.nav\.request_valid\.(choice|jump)\.\{target=[^}]+\}$/.test(element)) return 'unknown';
      if (!is12 && element === 'adl.nav.request') return side.navigation || '_none_';
      if (!is12 && element === 'adl.data._count') return '0';
      if (!element.startsWith('cmi.')) return void unknown(element);
      const name = element.slice(4);
      if (name === '_version') return model.version;
      if (missing(name.split('.')[0])) return void fail(codes.unknown);
      const keyword = /^(?:(.*)\.)?_(children|count)$/.exec(name);
      if (keyword) return counted(keyword[2], keyword[1] || '', element);
      const place = lms.place(model, element);
      const known = model.elements[place.name];
      if (!known) return void unknown(element);
      if (known.access === 'w') return void fail(codes.writeOnly, 'write-only', 'can only be written', element);
      if (place.odd) return void fail(codes.range, 'index', 'the index is no number', element);
      if (!place.list) return cur[name];
      const record = cur[place.list][place.index];
      // 1.2 has no word for an index beyond the end; 2004 has (RTE 4.1.1.3).
      if (!record) return void fail(is12 ? '0' : codes.range);
      return record[place.field];
    }

    function counted(keyword, group, element) {
      const steps = group.split('.');
      const list = steps.length === 1 && model.lists.includes(group) ? cur[group] : null;
      const parts = /^interactions\.(\d+)\.(objectives|correct_responses)$/.exec(group);
      if (keyword === 'count') {
        if (!list && !parts) return void fail(codes.count, 'no-array', 'no array, so it has no count', element);
        if (has('nocount')) return '';
        if (list) return String(list.length);
        const record = cur.interactions[parts[1]];
        if (!record) return void fail(is12 ? '0' : codes.range);
        return String(new Set(Object.keys(record).filter((name) => name.startsWith(parts[2] + '.')).map((name) => name.split('.')[1])).size);
      }
      const below = group ? lms.place(model, group + '.').name : '';
      const names = lms.models.children(model, (list ? group + '.n.' : below));
      return names.length ? names.join(',') : void fail(codes.children, 'no-group', 'no group, so it has no children', element);
    }

    function set(element, value) {
      if (!is12 && element === 'adl.nav.request') {
        const wrong = lms.models.navigation(value);
        if (wrong) return fail(codes.type, 'type', wrong, element, value);
        side.navigation = value;
        return 'true';
      }
      if (!element.startsWith('cmi.')) return unknown(element, value);
      const place = lms.place(model, element);
      if (missing(element.split('.')[1])) return fail(codes.unknown);
      if (/\._(count|children|version)$/.test(element)) return fail(codes.keyword, 'keyword', 'a keyword can\'t be set', element, value);
      const known = model.elements[place.name];
      if (!known) return unknown(element, value);
      if (known.access === 'r') return fail(codes.readOnly, 'read-only', 'can only be read', element, value);
      if (place.odd) return fail(codes.order, 'index', 'the index is no number', element, value);
      const records = place.list ? cur[place.list] : null;
      const against = records && lms.blocked(model, place, records, value);
      if (against) return fail(against.code, against.rule, against.words, element, value);
      const record = records ? records[place.index] || {} : {};
      const added = element === 'cmi.comments' ? cur.comments + value : value;
      const roomy = is12 && element === 'cmi.suspend_data' && has('longstate') && value.length <= 64000;
      const wrong = roomy ? '' : known.form(added, record);
      if (wrong) {
        const rule = /^longer than/.test(wrong) ? 'too-long' : 'type';
        if (!has('lenient')) return fail(codes.type, rule, wrong, element, value);
        found('note', rule, wrong, element, value);
      }
      const most = model.most[place.list];
      if (most && place.index === most) found('warning', 'many', 'SCORM 2004 promises room for ' + most + ' records only', element);
      if (is12 && place.list === 'interactions' && /response|result/.test(place.field) && !record.type) {
        found('warning', 'type-first', 'set before the type, so that an LMS can\'t check it', element, value);
      }
      if (!records) cur[element.slice(4)] = added;
      else {
        record[place.field] = value;
        records[place.index] = record;
      }
      error = '0';
      return 'true';
    }

    function shaped(answer) {
      if (answer !== 'true' && answer !== 'false') return answer;
      return has('booleans') ? answer === 'true' : has('numbers') ? Number(answer === 'true') : answer;
    }

    const api = is12 ? {} : { version: '1.0' };
    const side = {
      api, apiName: model.api, model, log, findings, quirks, cur, saved: old, leaving: false, navigation: '', found,
      get state() { return state; },
      get problems() { return findings.filter((one) => one.severity === 'error').map((one) => [one.message, one.element, one.value].filter(Boolean).join(' ')); },
      calls: (verb) => log.filter((call) => call.fn === prefix + verb).map((call) => call.args),
      finish: () => lms.review(side),
    };
    for (const verb of Object.keys(verbs)) {
      const name = verb === 'Finish' ? model.finish : prefix + verb;
      api[name] = function (...given) {
        if (has('dead')) throw new Error('the LMS is gone');
        if (!/^Get(LastError|ErrorString|Diagnostic)$/.test(verb)) error = '0';
        const answer = shaped(verbs[verb](given));
        log.push({ n: log.length + 1, fn: name, args: given, ret: answer, err: error, at: Date.now() });
        return answer;
      };
    }
    return side;
  }

  lms.createLMS = createLMS;
  if (typeof module !== 'undefined') module.exports = createLMS;
})(globalThis.coursewrightLMS = globalThis.coursewrightLMS || {});
