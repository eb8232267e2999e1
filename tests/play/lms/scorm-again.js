/* The npm package scorm-again as a side for host.js. It commits over HTTP to the test server, as in a real LMS; of its
   objects the course sees the eight functions of the standard and nothing else. */
'use strict';

const FUNCTIONS = ['Initialize', 'GetValue', 'SetValue', 'Commit', 'GetLastError', 'GetErrorString', 'GetDiagnostic'];

/** Makes scorm-again for one visit; `wish.store` names the store on the server. */
async function scormAgainSide(wish) {
  const old = wish.version !== '2004';
  const prefix = old ? 'LMS' : '';
  const library = await import(old ? '/tools/scorm-again/dist/esm/scorm12.js' : '/tools/scorm-again/dist/esm/scorm2004.js');
  const said = [];
  const address = '/commit/' + wish.store;
  const lms = new (old ? library.Scorm12API : library.Scorm2004API)({
    autocommit: false, lmsCommitUrl: address, dataCommitFormat: 'json', logLevel: 3,
    onLogMessage: (level, message) => said.push(String(message)),
  });
  const kept = await stored(address);
  lms.loadFromJSON(launchData(kept && kept.cmi, wish, old), 'cmi');
  const log = [];
  const problems = [];
  const api = {};
  let alive = true;
  let sent = kept ? Number(kept.count) : 0; // commits that are on their way or there
  for (const verb of [...FUNCTIONS, old ? 'Finish' : 'Terminate']) {
    api[prefix + verb] = (...args) => {
      if (!alive) throw new Error('the LMS window is closed');
      const ret = lms[prefix + verb](...args);
      if (/^Get(LastError|ErrorString|Diagnostic)$/.test(verb)) return ret;
      const err = String(lms[prefix + 'GetLastError']());
      const messages = said.splice(0);
      // Chrome lets no LMS send a synchronous request while a page goes: the course can't help it, and must not mind.
      const dismissed = verb === 'Commit' && messages.some((message) => message.includes('page dismissal'));
      // 403 is SCORM 2004's answer for what was never set: no fault of the course.
      const unset = verb === 'GetValue' && err === '403';
      log.push({ fn: prefix + verb, args, ret: String(ret), err, dismissed });
      if (/^(Commit|Finish|Terminate)$/.test(verb) && !dismissed) sent += 1;
      if (dismissed || unset) return ret;
      if (err !== '0') problems.push(verb + '(' + args.join(', ') + '): ' + err + ' ' + lms[prefix + 'GetDiagnostic'](err));
      problems.push(...messages);
      return ret;
    };
  }
  return {
    name: old ? 'API' : 'API_1484_11',
    api,
    cut: () => (alive = false),
    store: async () => {
      for (let tries = 0; ; tries += 1) {
        const now = await stored(address);
        if ((now && now.count >= sent) || tries > 50) return flat(now && now.cmi); // a beacon needs its time
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    problems: () => problems,
    log: () => log,
  };
}

/** The last commit the server has, and how many there were. */
async function stored(address) {
  const answer = await fetch(address);
  if (answer.status === 204) return null;
  return { cmi: (await answer.json()).cmi, count: answer.headers.get('X-Count') };
}

/** What an LMS tells at launch: who, and how the last visit ended; times start anew. */
function launchData(kept, wish, old) {
  const data = kept ? JSON.parse(JSON.stringify(kept)) : {};
  const core = old ? (data.core = data.core || {}) : data;
  const entry = kept ? (core.exit === 'suspend' ? 'resume' : '') : 'ab-initio';
  const learner = { id: wish.student || 'learner-1', name: 'Õie, Żółć', mode: wish.mode || 'normal' };
  for (const name of ['exit', 'session_time', 'total_time']) delete core[name];
  Object.assign(core, { entry, credit: wish.credit || 'credit' });
  return Object.assign(data, old
    ? { core: Object.assign(core, { student_id: learner.id, student_name: learner.name, lesson_mode: learner.mode }) }
    : { learner_id: learner.id, learner_name: learner.name, mode: learner.mode });
}

/** The store in the strict LMS's form: element names without `cmi.`, records as lists. */
function flat(cmi) {
  const found = {};
  const walk = (value, path, into) => {
    for (const [name, inner] of Object.entries(value)) {
      const at = path ? path + '.' + name : name;
      if (!path && (name === 'interactions' || name === 'objectives')) {
        into[name] = Object.values(inner).map((record) => {
          const fields = {};
          walk(record, '-', fields);
          return Object.fromEntries(Object.entries(fields).map(([key, text]) => [key.slice(2), text]));
        });
      } else if (inner && typeof inner === 'object') walk(inner, at, into);
      else if (inner !== '' && inner !== undefined) into[at] = inner;
    }
  };
  walk(cmi || {}, '', found);
  return found;
}
