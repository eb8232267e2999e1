/* An LMS side we have not written, the npm package scorm-again, as a house like the strict LMS's. */
'use strict';

const { wire, reached } = require('./house.js');
const lms = globalThis.coursewrightLMS;

const VERBS = ['Initialize', 'GetValue', 'SetValue', 'Commit', 'GetLastError', 'GetErrorString', 'GetDiagnostic'];

/** Where tests/runtime has it: this folder has no packages of its own. */
async function load(standard) {
  const name = standard === '1.2' ? 'scorm12' : 'scorm2004';
  const file = require('node:path').join(__dirname, '../runtime/node_modules/scorm-again/dist/esm', name + '.js');
  const library = await import(require('node:url').pathToFileURL(file).href);
  return standard === '1.2' ? library.Scorm12API : library.Scorm2004API;
}

/**
 * Tells whether this LMS refuses what the standard lets pass: the pattern of one text with a comma in it, and one of several
 * texts of which two are the same (RTE 4.2.9.1 has no such rule for `other`, `long-fill-in` and `fill-in`).
 */
function stricter(element, value) {
  const parts = value.split('[,]');
  return /correct_responses\.\d+\.pattern$/.test(element) && (parts.length > 1 ? new Set(parts).size < parts.length : value.includes(','));
}

/** The data in the strict LMS's form: element names without `cmi.`, records as lists. */
function flat(cmi) {
  const found = {};
  walk(JSON.parse(JSON.stringify(cmi)), '', found);
  return found;
}

function walk(value, path, into) {
  for (const [name, inner] of Object.entries(value)) {
    const at = path ? path + '.' + name : name;
    if (!path && (name === 'interactions' || name === 'objectives')) {
      into[name] = Object.values(inner.childArray || inner).map((record) => {
        const fields = {};
        walk(record, '', fields);
        return fields;
      });
    } else if (inner && typeof inner === 'object') walk(inner, at, into);
    else if (inner !== '' && inner !== undefined && inner !== null) into[at] = String(inner);
  }
}

module.exports = async function (standard) {
  const Api = await load(standard);
  const is12 = standard === '1.2';
  const model = lms.models[standard];
  const names = model.names;
  const house = { stage: {}, records: true, store: undefined, kept: null, reached: () => reached(standard, house.store || {}) };

  house.launch = function (wish) {
    const api = new Api({ autocommit: false, logLevel: 5 });
    const data = house.kept ? JSON.parse(house.kept) : {};
    const core = is12 ? (data.core = data.core || {}) : data;
    const entry = house.kept ? (core.exit === 'suspend' ? 'resume' : '') : 'ab-initio';
    for (const name of ['exit', 'session_time', 'total_time']) delete core[name];
    // The state may have been lost meanwhile.
    if (house.store) data.suspend_data = house.store.suspend_data || '';
    const last = (name) => name.split('.').pop();
    Object.assign(core, {
      entry, credit: wish.credit, [last(names.mode)]: wish.mode, [last(names.student)]: 'learner-1', [last(names.name)]: 'Õie, Żółć',
    });
    api.loadFromJSON(data, 'cmi');
    const verbs = [...VERBS, is12 ? 'Finish' : 'Terminate'];
    const found = [];
    let saved = house.store || {};
    let kept = house.kept;
    const side = { api: {} };
    for (const verb of verbs) {
      const name = model.prefix + verb;
      side.api[name] = (...given) => {
        const answer = api[name](...given);
        if (/^Get(LastError|ErrorString|Diagnostic)$/.test(verb)) return answer;
        const error = String(api[model.prefix + 'GetLastError']());
        if (error !== '0' && !(verb === 'GetValue' && error === '403') && !stricter(String(given[0]), String(given[1]))) found.push({ severity: 'error', rule: error, element: String(given[0]), value: String(given[1]), message: verb });
        if (/^(Commit|Finish|Terminate)$/.test(verb) && String(answer) === 'true') {
          kept = JSON.stringify(api.cmi);
          saved = flat(api.cmi);
        }
        return answer;
      };
    }
    const practice = wish.mode !== 'normal' || wish.credit !== 'credit';
    const visit = wire(side, wish.chance);
    return Object.assign(visit, {
      apiName: model.api, log: [], quirks: [], model, findings: () => found, leaving() {}, saved: () => saved, current: () => flat(api.cmi),
      end() {
        if (practice) return;
        house.store = saved;
        house.kept = kept;
      },
    });
  };
  return house;
};
