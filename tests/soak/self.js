/* Sees that the soak catches each planted fault, and within how many learners:  node tests/soak/self.js [--plan FILE]
Prints a line for each and exits 1 where one was missed, or where the learner who caught it is broken without it too. */
'use strict';

const { parseArgs } = require('node:util');
const { soak, seedOf, readPlan } = require('./soak.js');
const PLANTED = require('./planted.js');

/** Learners within which a fault must show. */
const MOST = 800;

async function main() {
  const { values } = parseArgs({ options: { plan: { type: 'string' }, only: { type: 'string' } } });
  const plan = readPlan(values.plan);
  const seeds = Array.from({ length: MOST }, (none, index) => seedOf(7, index));
  let missed = 0;
  for (const plant of PLANTED.filter((one) => !values.only || one.name === values.only)) {
    const standard = plant.standard || '1.2';
    const wish = { standard, profile: plant.profile || 'strict', lms: 'strict', plan };
    const sum = await soak({ ...wish, seeds, plant, enough: 1 });
    const found = sum.failures[0];
    const sound = !found || !(await soak({ ...wish, seeds: [found.seed] })).failures.length;
    if (!found || !sound || found.rule.startsWith('crashed')) missed += 1;
    console.log((!sound ? 'BROKEN WITHOUT IT, learner ' + sum.learners : found ? 'caught by learner ' + sum.learners : 'MISSED') + ': ' + plant.name + (found ? ' (' + found.rule.split('\n')[0].slice(0, 90) + ')' : ''));
  }
  process.exitCode = missed ? 1 : 0;
}

main();
