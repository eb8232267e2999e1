/* Strict LMS side of SCORM for tests, written from the data models of the SCORM 1.2 and SCORM 2004 run-time books;
   deliberately less forgiving than most LMSs.
   createLMS({version: '1.2'|'2004', saved, mode, credit, student, masteryScore, quirks, seeded})
     quirks   moodle          "not attempted" becomes "completed" at Finish, a mastery score overrides
              commitnull      Commit gives null with an error; commitfail: "false"; commitshy: null without an error
              nointeractions, noobjectives   the element is not implemented
              keepinteractions   records of earlier visits are still counted (else numbering starts anew)
              already         Initialize refuses, as a session runs already; noinit: it refuses and none runs
              booleans, numbers   answers true/false or 1/0 instead of words
              dead            every call throws, as when the LMS window was closed
     seeded   ids of objectives the LMS has put there from the manifest
   quirks may be changed while it runs: lms.quirks.push('commitfail')
   -> {api, apiName, log, cur, saved, problems, quirks, calls(verb)}                                          */
(function () {
  'use strict';
  const max = n => v => v.length <= n;                                  // UTF-16 units, as LMSs count
  const re = r => v => r.test(v);
  const oneOf = (...a) => v => a.includes(v);
  const dec = (lo, hi, blank) => v => (blank && v === '') || (/^-?\d{1,3}(\.\d{1,7})?$/.test(v) && +v >= lo && +v <= hi);
  const real = (lo, hi) => v => /^-?\d{1,10}(\.\d{1,7})?$/.test(v) && +v >= lo && +v <= hi;
  const id12 = v => /^[\x21-\x7E]{1,255}$/.test(v);
  const id04 = v => /^[\w\-()+.:=@;$!*'%/#]{1,250}$/.test(v);
  const plain04 = v => /^[A-Za-z0-9_.]{1,250}$/.test(v);                 // what Moodle takes of the above
  const span12 = re(/^\d{2,4}:[0-5]\d:[0-5]\d(\.\d{1,2})?$/);
  const span04 = v => /^P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?)?$/.test(v);
  const oneLine = n => v => v.length <= n && !/[\r\n]/.test(v);
  const resp12 = (v, type) => v.length <= 255 && !/[\r\n]/.test(v) && ({
    'true-false': /^[01tf]$/i, choice: /^(\{?[0-9a-z](,[0-9a-z])*\}?)?$/, matching: /^(\{?[0-9a-z]\.[0-9a-z](,[0-9a-z]\.[0-9a-z])*\}?)?$/,
    sequencing: /^(\{?[0-9a-z](,[0-9a-z])*\}?)?$/, numeric: /^-?\d+(\.\d+)?$/ }[type] || /./).test(v || ' ');
  const resp04 = (v, type) => {
    const ids = sep => v === '' || v.split(sep).every(x => plain04(x));
    switch (type) {
      case 'true-false': return v === 'true' || v === 'false';
      case 'choice': case 'sequencing': return ids('[,]');
      case 'matching': return v === '' || v.split('[,]').every(p => p.split('[.]').length === 2 && p.split('[.]').every(plain04));
      case 'numeric': return /^-?\d+(\.\d{1,7})?$/.test(v);
      case 'likert': return plain04(v);
      case 'fill-in': return v.split('[,]').every(x => x.replace(/^\{lang=[a-zA-Z-]+\}/, '').length <= 250 && !/^\{(?!lang=)/.test(x));
      default: return v.length <= 4000;
    }
  };
  const M12 = {
    'core.student_id': ['r'], 'core.student_name': ['r'], 'core.credit': ['r'], 'core.entry': ['r'], 'core.lesson_mode': ['r'],
    'core.total_time': ['r'], 'launch_data': ['r'], 'comments_from_lms': ['r'], 'student_data.mastery_score': ['r'],
    'student_data.max_time_allowed': ['r'], 'student_data.time_limit_action': ['r'],
    'core.lesson_location': ['rw', max(255)], 'core.lesson_status': ['rw', oneOf('passed', 'completed', 'failed', 'incomplete', 'browsed')],
    'core.exit': ['w', oneOf('time-out', 'suspend', 'logout', '')], 'core.session_time': ['w', span12],
    'core.score.raw': ['rw', dec(0, 100, 1)], 'core.score.min': ['rw', dec(0, 100, 1)], 'core.score.max': ['rw', dec(0, 100, 1)],
    'suspend_data': ['rw', max(4096)], 'comments': ['rw', max(4096)], 'student_preference.audio': ['rw', dec(-1, 100)],
    'student_preference.language': ['rw', max(255)], 'student_preference.speed': ['rw', dec(-100, 100)], 'student_preference.text': ['rw', oneOf('-1', '0', '1')] };
  const I12 = { id: id12, type: oneOf('true-false', 'choice', 'fill-in', 'matching', 'performance', 'sequencing', 'likert', 'numeric'),
    time: re(/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,2})?$/), weighting: dec(-100, 100), student_response: resp12,
    result: v => oneOf('correct', 'wrong', 'unanticipated', 'neutral')(v) || /^-?\d{1,3}(\.\d+)?$/.test(v), latency: span12 };
  const M04 = {
    'learner_id': ['r'], 'learner_name': ['r'], 'credit': ['r'], 'entry': ['r'], 'mode': ['r'], 'total_time': ['r'], 'launch_data': ['r'],
    'completion_threshold': ['r'], 'scaled_passing_score': ['r'], 'max_time_allowed': ['r'], 'time_limit_action': ['r'],
    'completion_status': ['rw', oneOf('completed', 'incomplete', 'not attempted', 'unknown')], 'success_status': ['rw', oneOf('passed', 'failed', 'unknown')],
    'score.scaled': ['rw', real(-1, 1)], 'score.raw': ['rw', real(-1e10, 1e10)], 'score.min': ['rw', real(-1e10, 1e10)], 'score.max': ['rw', real(-1e10, 1e10)],
    'progress_measure': ['rw', real(0, 1)], 'location': ['rw', max(1000)], 'suspend_data': ['rw', max(64000)],
    'exit': ['w', oneOf('time-out', 'suspend', 'logout', 'normal', '')], 'session_time': ['w', span04],
    'learner_preference.audio_level': ['rw', real(0, 1e9)], 'learner_preference.language': ['rw', max(250)],
    'learner_preference.delivery_speed': ['rw', real(0, 1e9)], 'learner_preference.audio_captioning': ['rw', oneOf('-1', '0', '1')] };
  const I04 = { id: plain04, type: oneOf('true-false', 'choice', 'fill-in', 'long-fill-in', 'likert', 'matching', 'performance', 'sequencing', 'numeric', 'other'),
    timestamp: re(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,2}(Z|[+-]\d\d(:\d\d)?)?)?$/), weighting: real(-1e10, 1e10), learner_response: resp04,
    result: v => oneOf('correct', 'incorrect', 'unanticipated', 'neutral')(v) || /^-?\d{1,10}(\.\d{1,7})?$/.test(v), latency: span04, description: oneLine(250) };

  const O12 = { id: id12, 'score.raw': dec(0, 100, 1), 'score.min': dec(0, 100, 1), 'score.max': dec(0, 100, 1),
    status: oneOf('passed', 'completed', 'failed', 'incomplete', 'browsed', 'not attempted') };
  const O04 = { id: id04, 'score.scaled': real(-1, 1), 'score.raw': real(-1e10, 1e10), 'score.min': real(-1e10, 1e10), 'score.max': real(-1e10, 1e10),
    success_status: M04.success_status[1], completion_status: M04.completion_status[1], progress_measure: real(0, 1), description: oneLine(250) };

  function createLMS(o) {
    const v12 = o.version !== '2004', quirks = o.quirks || [], q = n => quirks.includes(n);
    const M = v12 ? M12 : M04, I = v12 ? I12 : I04, O = v12 ? O12 : O04, log = [], problems = [];
    const old = o.saved || {};
    let cur = {}, state = 'new', err = '0', saved = old;
    const E = v12 ? { notInit: '301', unk: '401', ro: '403', wo: '404', type: '405', arg: '201', kw: '402', order: '201', again: '101', done: '101' }
                  : { notInit: '132', unk: '401', ro: '404', wo: '405', type: '406', arg: '201', kw: '404', order: '351', again: '103', done: '113' };
    const start = () => {
      const p = v12 ? 'core.' : '', first = !Object.keys(old).length;
      cur = JSON.parse(JSON.stringify(old));
      cur[p + (v12 ? 'student_id' : 'learner_id')] = o.student || 'learner-1';
      cur[p + (v12 ? 'student_name' : 'learner_name')] = 'Muster, Mia';
      cur[p + 'credit'] = o.credit || 'credit';
      cur[p + (v12 ? 'lesson_mode' : 'mode')] = o.mode || 'normal';
      cur[p + 'entry'] = first ? 'ab-initio' : (old[p + 'exit'] === 'suspend' ? 'resume' : '');
      if (!v12 && !first && old.exit !== 'suspend') for (const k of ['suspend_data', 'location']) delete cur[k];
      if (v12) { cur['core.lesson_status'] = cur['core.lesson_status'] || 'not attempted'; cur['core.score.raw'] = cur['core.score.raw'] || '';
                 cur['student_data.mastery_score'] = o.masteryScore == null ? '' : String(o.masteryScore); cur['core.total_time'] = '0000:00:00.00'; }
      else { cur.completion_status = cur.completion_status || 'unknown'; cur.success_status = cur.success_status || 'unknown'; cur.total_time = 'PT0S'; }
      for (const k of ['launch_data', 'suspend_data', 'comments', 'comments_from_lms', v12 ? 'core.lesson_location' : 'location']) if (v12 || k !== 'comments') cur[k] = cur[k] || '';
      delete cur[p + 'exit']; delete cur[p + 'session_time']; if (!q('keepinteractions') || !cur.interactions) cur.interactions = [];
      if (!cur.objectives) cur.objectives = (o.seeded || []).map(id => ({ id }));
    };
    const persist = () => { saved = JSON.parse(JSON.stringify(cur)); lms.saved = saved; };
    const fail = (code, why) => { err = code; if (why) problems.push(why); return 'false'; };
    const noArg = (n, a) => { if (a.length !== 1 || a[0] !== '') { problems.push(n + ' needs exactly one argument ""'); return false; } return true; };
    const api = {};
    const def = (n12, n04, f) => { const n = v12 ? n12 : n04; api[n] = function (...a) { 
      if (q('dead')) throw new Error('the LMS window is closed');
      const r = f(n, a); log.push({ fn: n, args: a, ret: r, err });
      if (r === 'true' || r === 'false') return q('booleans') ? r === 'true' : q('numbers') ? Number(r === 'true') : r;
      return r; }; };
    def('LMSInitialize', 'Initialize', (n, a) => {
      if (!noArg(n, a)) return fail(E.arg);
      if (q('noinit')) return fail(v12 ? '101' : '102');
      if (q('already') && state === 'new') { state = 'run'; start(); lms.cur = cur; return fail(E.again); }
      if (state === 'run') return fail(E.again, 'Initialize twice');
      if (state === 'end') return fail(v12 ? '101' : '104', 'Initialize after Finish');
      state = 'run'; err = '0'; start(); lms.cur = cur; return 'true';
    });
    def('LMSFinish', 'Terminate', (n, a) => {
      if (!noArg(n, a)) return fail(E.arg);
      if (state !== 'run') return fail(state === 'new' ? (v12 ? '301' : '112') : E.done, n + (state === 'new' ? ' before Initialize' : ' twice'));
      if (q('moodle') && v12) {
        if (cur['core.lesson_status'] === 'not attempted') cur['core.lesson_status'] = 'completed';
        const ms = cur['student_data.mastery_score'];
        if (ms !== '' && cur['core.score.raw'] !== '') cur['core.lesson_status'] = +cur['core.score.raw'] >= +ms ? 'passed' : 'failed';
      }
      state = 'end'; err = '0'; persist(); return 'true';
    });
    def('LMSCommit', 'Commit', (n, a) => {
      if (!noArg(n, a)) return fail(E.arg);
      if (state !== 'run') return fail(v12 ? '301' : (state === 'new' ? '142' : '143'), n + ' outside a session');
      if (q('commitshy')) { err = '0'; persist(); return null; }
      if (q('commitnull')) { err = '391'; return null; }
      if (q('commitfail')) return fail(v12 ? '101' : '391');
      err = '0'; persist(); return 'true';
    });
    def('LMSGetLastError', 'GetLastError', () => err);
    def('LMSGetErrorString', 'GetErrorString', (n, a) => 'error ' + a[0]);
    def('LMSGetDiagnostic', 'GetDiagnostic', (n, a) => 'error ' + a[0]);
    def('LMSGetValue', 'GetValue', (n, a) => {
      if (state !== 'run') { err = v12 ? '301' : (state === 'new' ? '122' : '123'); problems.push(n + ' outside a session'); return ''; }
      const e = String(a[0] || ''), k = e.replace(/^cmi\./, ''); err = '0';
      if (e === 'cmi._version') return v12 ? '3.4' : '1.0';
      if (/^cmi\.interactions/.test(e) && q('nointeractions')) { err = E.unk; return ''; }
      if (/^cmi\.objectives/.test(e) && q('noobjectives')) { err = E.unk; return ''; }
      if (e === 'cmi.interactions._count') return String(cur.interactions.length);
      if (e === 'cmi.interactions._children') return Object.keys(I).join(',');
      if (e === 'cmi.objectives._children') return v12 ? 'id,score,status' : 'id,score,success_status,completion_status,progress_measure,description';
      if (e === 'cmi.objectives._count') return String(cur.objectives.length);
      let m = /^cmi\.objectives\.(\d+)\.(.+)$/.exec(e);
      if (m) { const r = cur.objectives[+m[1]]; if (!r || r[m[2]] == null) { err = v12 ? '0' : '403'; return ''; } return r[m[2]]; }
      m = /^cmi\.interactions\.(\d+)\.(.+)$/.exec(e);
      if (m) { if (v12) { err = E.wo; return ''; } const r = cur.interactions[+m[1]]; if (!r || r[m[2]] == null) { err = '403'; return ''; } return r[m[2]]; }
      if (!/^cmi\./.test(e) || !M[k]) { err = E.unk; if (!/^adl\.nav\./.test(e)) problems.push('GetValue of unknown element ' + e); return ''; }
      if (M[k][0] === 'w') { err = E.wo; problems.push('GetValue of write-only ' + e); return ''; }
      if (cur[k] == null) { err = v12 ? '0' : '403'; return ''; }
      return cur[k];
    });
    def('LMSSetValue', 'SetValue', (n, a) => {
      if (state !== 'run') return fail(v12 ? '301' : (state === 'new' ? '132' : '133'), n + ' outside a session');
      const e = String(a[0]), v = String(a[1]); err = '0';
      if (typeof a[1] !== 'string') problems.push('SetValue ' + e + ' got a ' + typeof a[1]);
      if (/undefined|NaN|\[object/.test(e) || /^(undefined|NaN|null|\[object.*)$/.test(v)) problems.push('suspicious: ' + e + ' = ' + v);
      if (/^adl\.nav\.request$/.test(e) && !v12) return 'true';
      const bad = () => fail(E.type, 'refused ' + e + ' = ' + JSON.stringify(v.slice(0, 60)) + ' (length ' + v.length + ')');
      let m = /^cmi\.interactions\.(\w+)\.(.+)$/.exec(e);
      if (m) {
        if (q('nointeractions')) return fail(E.unk);
        if (!/^\d+$/.test(m[1]) || +m[1] > cur.interactions.length) return fail(E.order, 'interaction index ' + m[1] + ' out of order');
        const i = +m[1], f = m[2], rec = cur.interactions[i] || {};
        if (!v12 && f !== 'id' && !rec.id) return fail('408', 'interaction ' + i + ': ' + f + ' before id');
        if (!v12 && /response|pattern/.test(f) && !rec.type) return fail('408', 'interaction ' + i + ': response before type');
        if (f === 'id' && rec.id && rec.id !== v) return fail('351', 'interaction ' + i + ' changes its id');
        if (v12 && f !== 'id' && f !== 'type' && !rec.type) problems.push('interaction ' + i + ': ' + f + ' before type');
        const list = /^(objectives|correct_responses)\.(\d+)\./.exec(f);
        if (list && +list[2] > 0 && !Object.keys(rec).some(k => k.startsWith(list[1] + '.' + (list[2] - 1) + '.'))) return fail(E.order, e + ' out of order');
        let ok;
        if (/^objectives\.\d+\.id$/.test(f)) ok = (v12 ? id12 : id04)(v);
        else if (/^correct_responses\.\d+\.pattern$/.test(f)) ok = v12 ? resp12(v, rec.type) : v.length <= 4000;
        else if (I[f]) ok = I[f](v, rec.type);
        else return fail(E.unk, 'unknown element ' + e);
        if (!ok) return bad();
        rec[f] = v; cur.interactions[i] = rec; return 'true';
      }
      m = /^cmi\.objectives\.(\w+)\.(.+)$/.exec(e);
      if (m) {
        if (q('noobjectives')) return fail(E.unk);
        if (!/^\d+$/.test(m[1]) || +m[1] > cur.objectives.length) return fail(E.order, 'objective index ' + m[1] + ' out of order');
        const i = +m[1], f = m[2], rec = cur.objectives[i] || {};
        if (f !== 'id' && !rec.id) return fail('408', 'objective ' + i + ': ' + f + ' before id');
        if (f === 'id' && rec.id && rec.id !== v) return fail('351', 'objective ' + i + ' changes its id');
        if (f === 'id' && cur.objectives.some((r, at) => at !== i && r.id === v)) return fail('351', 'objective ' + v + ' twice');
        if (!O[f]) return fail(E.unk, 'unknown element ' + e);
        if (!O[f](v)) return bad();
        rec[f] = v; cur.objectives[i] = rec; return 'true';
      }
      const k = e.replace(/^cmi\./, '');
      if (/\._(count|children)$|^cmi\._version$/.test(e)) return fail(E.kw, 'SetValue of keyword ' + e);
      if (!/^cmi\./.test(e) || !M[k]) return fail(E.unk, 'unknown element ' + e);
      if (M[k][0] === 'r') return fail(E.ro, 'SetValue of read-only ' + e);
      if (!M[k][1](v)) return bad();
      cur[k] = v; return 'true';
    });
    const lms = { api, apiName: v12 ? 'API' : 'API_1484_11', log, problems, cur, saved, quirks,
      calls: verb => log.filter(call => call.fn === (v12 ? 'LMS' : '') + verb).map(call => call.args) };
    if (!v12) api.version = '1.0';
    return lms;
  }
  module.exports = createLMS;
})();
