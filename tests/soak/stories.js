/* Stories that branch, as docs/authoring.md has them, read a second time and apart from the player: what may be chosen where,
what an ending is worth, when a story is answered; how stories of chance are made and corrected; and how a learner plays one. */
'use strict';

const ledger = require('./ledger.js');
const { changed } = require('./notes.js');
const { label } = require('./names.js');

/** More steps than that nobody takes to come to an end. */
const PATIENCE = 40;
const AHEAD = { right: 100, wrong: 0 };

const isStory = ({ kind }) => kind === 'scenario';
/** The scene that a choice leads to. */
const to = (choice) => choice.split('~')[0];
const isEnd = ({ scoring }, scene) => !scoring.sources.includes(scene);
/** What may be chosen in a scene; of a real module the player is not told more than all ways there are. */
const choices = (question, scene) => (question.story ? question.story[scene] : question.scoring.targets);

exports.isStory = isStory;

/** Follows a response from the first scene as far as this edition has the way: steps [scene, choice], and where they lead. */
function follow(question, response) {
  const { sources } = question.scoring;
  const steps = [];
  let scene = sources[0];
  for (;;) {
    const choice = response[sources.indexOf(scene)];
    if (isEnd(question, scene) || !choice || !choices(question, scene).includes(choice) || steps.some(([one]) => one === scene)) return { steps, scene };
    steps.push([scene, choice]);
    scene = to(choice);
  }
}

/** Has the choices told in words, as the page does. */
exports.tell = function (course) {
  for (const one of course.questions.filter(isStory)) {
    one.words = (response) => follow(one, response).steps.map(([scene, choice]) => (one.told && one.told[scene + ' ' + choice]) || choice);
  }
};

// A learner

/** Keeps where the learner is now, and tells an ending. */
function keep(at, question, steps, ended) {
  const { session, record, practice, life } = at;
  const response = question.scoring.sources.map((scene) => (steps.find(([one]) => one === scene) || ['', ''])[1]);
  const open = record && !practice && !ledger.done(question, ledger.answer(record, question.id));
  session.step(question.id, response, ended ? life.chance.pick([0, 12.5, 600]) : undefined);
  if (!open) return;
  const now = ledger.touch(record, question.id);
  now.attempts = now.attempts || 1;
  now.response = response;
  if (ended) {
    now.attempts += 1;
    const end = (question.scoring.ends || []).find(({ key }) => key === to(steps[steps.length - 1][1]));
    now.last = end ? end.worth / 100 : 0;
    now.best = Math.max(now.best, now.last);
    at.given.push({ question, response, fraction: now.last, sure: 0 });
  }
  changed(at);
}

/** The shortest way from a scene to an ending that is worth so much; any ending where none is told. */
function wayTo(question, scene, worth) {
  const ahead = [[[], scene]];
  const seen = new Set([scene]);
  for (const [steps, here] of ahead) {
    const end = (question.scoring.ends || []).find(({ key }) => key === here);
    if (isEnd(question, here)) {
      if (steps.length && (worth === undefined || !end || end.worth === worth)) return steps;
      continue;
    }
    for (const choice of choices(question, here)) {
      if (seen.has(to(choice))) continue;
      seen.add(to(choice));
      ahead.push([[...steps, [here, choice]], to(choice)]);
    }
  }
  return null;
}

/** One step: a choice, a step back, or from the beginning again. */
function step(at, question, wanted) {
  const { chance } = at.life;
  const { steps, scene } = follow(question, at.session.question(question.id).response);
  if (isEnd(question, scene) || (!wanted && chance.hit(0.15))) return keep(at, question, chance.hit(0.3) ? steps.slice(0, -1) : [], false);
  const choice = wanted || chance.pick(choices(question, scene));
  steps.push([scene, choice]);
  // Where it comes back to a scene, what lay between is no part of the way.
  const again = steps.findIndex(([one]) => one === to(choice));
  return keep(at, question, again < 0 ? steps : steps.slice(0, again), isEnd(question, to(choice)));
}

/** Plays on until an ending is reached: the best where it shall be right, the least where wrong, else whatever comes. */
exports.play = function (at, question, sort) {
  const { session } = at;
  let left = PATIENCE;
  const before = session.question(question.id).attempts;
  const wanted = sort in AHEAD;
  if (wanted) {
    keep(at, question, [], false);
    const ways = wayTo(question, question.scoring.sources[0], AHEAD[sort]) || wayTo(question, question.scoring.sources[0]);
    for (const [, choice] of ways || []) step(at, question, choice);
  } else while (session.question(question.id).attempts <= Math.max(1, before) && !session.question(question.id).done && (left -= 1)) step(at, question);
};

/** Takes some steps, as whoever is interrupted; also where the story is decided, which changes nothing. */
exports.steps = function (at, question) {
  for (let left = at.life.chance.whole(1, 4); left; left -= 1) step(at, question);
};

// Stories of chance

const unique = (list) => Array.from(new Set(list));

function named(chance, taken) {
  for (;;) {
    const name = chance.pick(['at-', 'the-', 'Scene.']) + chance.whole(1, 99999).toString(36);
    if (!taken.includes(name)) return name;
  }
}

/** A way to a scene, told apart from others that lead there from the same. */
function lead(ways, scene) {
  const same = ways.filter((choice) => to(choice) === scene).length;
  ways.push(same ? scene + '~' + (same + 1) : scene);
}

/** Tells scoring and words of a story anew; some ending that a way leads to gives all the points. */
function tidy(chance, question) {
  const { story } = question;
  const scenes = Object.keys(story);
  const scoring = (question.scoring = { rule: question.points ? 'way' : 'none', sources: scenes, targets: [] });
  // From everywhere a way leads out.
  for (const scene of scenes) if (!wayTo(question, scene)) lead(story[scene], Object.keys(question.worth).find((end) => !story[end]) || named(chance, scenes));
  const ends = unique(scenes.flatMap((scene) => story[scene].map(to))).filter((one) => !story[one]);
  question.worth = Object.fromEntries(ends.map((end, index) => [end, end in question.worth ? question.worth[end] : index ? chance.pick([0, 0, 25, 33, 50, 100]) : 100]));
  question.told = Object.fromEntries(scenes.flatMap((scene) => story[scene].map((choice) => [scene + ' ' + choice, (question.told || {})[scene + ' ' + choice] || label(chance)])));
  scoring.targets = unique(scenes.flatMap((scene) => story[scene]));
  if (!question.points) return;
  scoring.ends = ends.map((key) => ({ key, worth: question.worth[key] }));
  let best = wayTo(question, scenes[0], 100);
  if (!best) {
    const near = wayTo(question, scenes[0]);
    const end = to(near[near.length - 1][1]);
    scoring.ends.find(({ key }) => key === end).worth = question.worth[end] = 100;
    best = wayTo(question, scenes[0], 100);
  }
  scoring.correct = scenes.map((scene) => (best.find(([one]) => one === scene) || ['', ''])[1]);
}

/** What makes a question a story; `points` 0: told, and never scored. */
exports.made = function (chance, points, attempts) {
  const scenes = [];
  for (let left = chance.whole(1, 5); left; left -= 1) scenes.push(named(chance, scenes));
  const ends = [];
  for (let left = chance.whole(2, 4); left; left -= 1) ends.push(named(chance, [...scenes, ...ends]));
  const story = {};
  scenes.forEach((scene, index) => {
    story[scene] = [];
    lead(story[scene], scenes[index + 1] || ends[0]);
    for (let left = chance.whole(0, 2); left; left -= 1) lead(story[scene], chance.pick([...ends, ...scenes.filter((one) => one !== scene)]));
    story[scene] = chance.shuffled(story[scene]);
  });
  const about = { story, worth: {}, points, hints: 0, shuffle: false, ...(points ? { attempts: attempts && attempts + 1 } : { attempts: null, numbered: false }) };
  tidy(chance, about);
  return about;
};

const corrected = (change) => (chance, course) => {
  const found = course.questions.filter((one) => one.story);
  if (!found.length) return;
  const one = chance.pick(found);
  change(chance, one, Object.keys(one.story));
  tidy(chance, one);
};

exports.CHANGES = {
  'reword a story': corrected((chance, one) => (one.told = {})),
  /** Ways to what was cut lead on to an ending. */
  'cut a scene': corrected((chance, { story, worth }, scenes) => {
    if (scenes.length < 2) return;
    const gone = chance.pick(scenes.slice(1));
    delete story[gone];
    for (const scene of Object.keys(story)) {
      const kept = story[scene].filter((choice) => to(choice) !== gone);
      if (!kept.length || (kept.length < story[scene].length && chance.hit(0.5))) lead(kept, chance.pick(Object.keys(worth)));
      story[scene] = kept;
    }
  }),
  'add a scene': corrected((chance, { story, worth }, scenes) => {
    const scene = named(chance, [...scenes, ...Object.keys(worth)]);
    lead(story[chance.pick(scenes)], scene);
    story[scene] = [];
    for (let left = chance.whole(1, 2); left; left -= 1) lead(story[scene], chance.pick([...Object.keys(worth), named(chance, [...scenes, scene])]));
  }),
  'other endings': corrected((chance, one) => (one.worth = Object.fromEntries(Object.keys(one.worth).map((end) => [end, chance.pick([0, 25, 50, 100])])))),
  'reorder scenes': corrected((chance, one, [first, ...rest]) => (one.story = Object.fromEntries([first, ...chance.shuffled(rest)].map((scene) => [scene, one.story[scene]])))),
};
