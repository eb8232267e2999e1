/* Loads the player's core from its own files, each time anew, so that a fault may be planted in its text. */
'use strict';

const { readFileSync } = require('node:fs');
const { join } = require('node:path');

const FOLDER = join(__dirname, '../../templates/runtime');
const CONNECTIONS = { '1.2': ['lms/scorm', 'lms/values', 'lms/scorm12'], 2004: ['lms/scorm', 'lms/values', 'lms/scorm2004'] };
/** What closes pages, and keeps what is written: each begins anew on each page, with the window's own time. */
const PARTS = ['kinds/gates', 'kinds/keeping'];
const texts = new Map();

function text(file) {
  if (!texts.has(file)) texts.set(file, readFileSync(join(FOLDER, file + '.js'), 'utf8'));
  return texts.get(file);
}

/**
 * Gives the namespace `coursewright` with the connection of one standard.
 * @param {string} standard '1.2' or '2004'
 * @param {object} plan before, after: names of the files around the connection, as builder/render/site.py has them
 * @param {object} [plant] { file, from: RegExp, to } to put into the text; it is an error if nothing matches
 */
module.exports = function (standard, plan, plant) {
  const own = {};
  let planted = !plant;
  const named = (file, source) => source + '\n//# sourceURL=' + join(FOLDER, file + '.js');

  function read(file) {
    let source = text(file);
    if (plant && plant.file === file) {
      const changed = source.replace(plant.from, plant.to);
      if (changed === source) throw new Error('nothing in ' + file + '.js matches ' + plant.from);
      source = changed;
      planted = true;
    }
    return named(file, source);
  }

  for (const file of [...plan.before, ...CONNECTIONS[standard], ...plan.after, 'extra/copies']) new Function('globalThis', read(file))(own);
  const core = own.coursewright;
  const parts = PARTS.map((file) => new Function('globalThis', 'document', 'setTimeout', 'clearTimeout', read(file)));
  if (!planted) throw new Error('no file ' + plant.file + ' is loaded for ' + standard);
  core.start = function (page, document, { setTimeout, clearTimeout }) {
    for (const part of parts) part({ coursewright: { ...core, page } }, document, setTimeout, clearTimeout);
  };
  return core;
};
