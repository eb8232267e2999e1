/* Random learners against an LMS, until one of them loses something.

  node tests/soak/soak.js --standard 1.2|2004 --profile NAME [--lms strict|scorm-again] [--learners N] [--seed S]
    --one SEED      one learner again, with a trace of all steps
    --plan FILE     what modules.py printed; without it, it is run
    --plant NAME    with a fault put into the player (planted.js), to see that it is caught
One line at the end; exit 1 where a rule was broken, with each learner's seed and last steps. */
'use strict';

const { execFileSync } = require('node:child_process');
const { existsSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const { parseArgs } = require('node:util');
const loadPlayer = require('./player.js');
const houses = require('./house.js');
const live = require('./learner.js');
const PLANTED = require('./planted.js');
const { Broken } = require('./rules.js');

const STEPS = 30;
const SHOWN = 3;

function readPlan(file) {
  if (file) return JSON.parse(readFileSync(file, 'utf8'));
  const own = join(__dirname, '../../.venv/bin/python');
  return JSON.parse(execFileSync(existsSync(own) ? own : 'python3', [join(__dirname, 'modules.py')], { encoding: 'utf8', maxBuffer: 1e8 }));
}

/** The seed of a learner: spread over 32 bits, so that neighbours have nothing in common, and no two bases a learner. */
function seedOf(base, index) {
  return spread(spread(base) ^ index);
}

function spread(value) {
  let number = Math.imul(value ^ 0x5bd1e995, 0x9e3779b1);
  number = Math.imul(number ^ (number >>> 15), 0x85ebca6b);
  return (number ^ (number >>> 13)) >>> 0;
}

/**
 * Lets learners live, one after another.
 * @param {object} options standard, profile, lms, seeds, plan, plant (a fault of planted.js), enough (failures to stop at)
 * @returns {Promise<object>} learners, visits, steps, seconds, failures [{ seed, rule, trace, visits, steps }]
 */
async function soak(options) {
  const { standard, profile, lms, plan } = options;
  const core = loadPlayer(standard, plan, options.plant);
  const begun = performance.now();
  const sum = { learners: 0, visits: 0, steps: 0, seconds: 0, failures: [] };
  for (const seed of options.seeds) {
    const report = { trace: [], visits: 0, steps: 0 };
    const house = lms === 'scorm-again' ? await require('./again.js')(standard) : houses.strict(standard, profile);
    try {
      await live({ seed, standard, house, core, modules: plan.modules, visits: options.visits }, report);
    } catch (problem) {
      const rule = problem instanceof Broken ? problem.message : 'crashed: ' + problem.stack;
      sum.failures.push({ seed, rule, ...report });
    }
    sum.learners += 1;
    sum.visits += report.visits;
    sum.steps += report.steps;
    if (sum.failures.length >= (options.enough || Infinity)) break;
  }
  sum.seconds = (performance.now() - begun) / 1000;
  return sum;
}

async function main() {
  const { values } = parseArgs({
    options: {
      standard: { type: 'string', default: '1.2' }, profile: { type: 'string', default: 'strict' }, lms: { type: 'string', default: 'strict' },
      learners: { type: 'string', default: '100' }, seed: { type: 'string', default: '1' }, one: { type: 'string' }, plan: { type: 'string' }, plant: { type: 'string' },
    },
  });
  const { standard, profile, lms } = values;
  if (!['1.2', '2004'].includes(standard)) throw new Error('--standard is 1.2 or 2004');
  const plant = values.plant && PLANTED.find((one) => one.name === values.plant);
  if (values.plant && !plant) throw new Error('no fault is called ' + values.plant);
  const seeds = values.one ? [Number(values.one)] : Array.from({ length: Number(values.learners) }, (none, index) => seedOf(Number(values.seed), index));
  const sum = await soak({ standard, profile, lms, seeds, plan: readPlan(values.plan), plant });
  const where = ['--standard', standard, lms === 'strict' ? '--profile ' + profile : '--lms ' + lms].concat(values.plant ? ['--plant', values.plant] : []).join(' ');
  for (const { seed, rule, trace } of sum.failures.slice(0, SHOWN)) {
    const shown = values.one ? trace : trace.slice(-STEPS);
    console.log('BROKEN ' + rule + '\n  again: node tests/soak/soak.js ' + where + ' --one ' + seed + '\n' + shown.map((line) => '    ' + line).join('\n'));
  }
  for (const { seed, rule } of sum.failures.slice(SHOWN, 40)) console.log('BROKEN ' + rule.split('\n')[0].slice(0, 200) + '  --one ' + seed);
  console.log(`${standard} ${lms === 'strict' ? profile : lms}: ${sum.learners} learners, ${sum.visits} visits, ${sum.steps} steps, ${sum.seconds.toFixed(1)} s, ${sum.failures.length} broken`);
  process.exitCode = sum.failures.length ? 1 : 0;
}

module.exports = { soak, seedOf, readPlan };
if (require.main === module) main();
