/* What another edition shows of a response: options and fields are told by their words, gaps and criteria by their place. */
'use strict';

const { hash, kept } = require('./words.js');

/** Tells whether a response is what somebody typed. */
const isText = ({ scoring }) => !(scoring.keys || scoring.correct || (scoring.targets && scoring.targets.length));
const keysOf = (question, side) => ({ 's.': question.scoring.sources, 't.': question.scoring.targets, '': question.scoring.keys || question.scoring.correct })[side];
const wordsOf = (question, side, keys) => keys.map((key) => question.labels[side + key] || key);
const distinct = (words) => new Set(words).size === words.length;

/** Tells whether the words of two options meet in the two characters that the state has for each: then one may be lost. */
const meet = (words) => !distinct(words.map((text) => hash(text) % 1296));

/** Gives, for a key of one edition, that of the other with the same words; null where nothing certain can be said. */
function find(before, after, side) {
  const [keys, others] = [keysOf(before, side), keysOf(after, side)];
  const [words, otherWords] = [wordsOf(before, side, keys), wordsOf(after, side, others)];
  const same = words.slice().sort().join('\n') === otherWords.slice().sort().join('\n');
  if (!distinct(words) || !distinct(otherWords) || (!same && (meet(words) || meet(otherWords) || meet(Array.from(new Set([...words, ...otherWords])))))) return null;
  return (key) => others[otherWords.indexOf(words[keys.indexOf(key)])];
}

/**
 * Gives the response that the second edition has of one given in the first.
 * @returns {string[]|null} null where nothing certain can be said
 */
module.exports = function (before, after, response) {
  if (isText(before) !== isText(after)) return [];
  const [old, now] = [before.scoring, after.scoring];
  // A sequence or a choice may read the other's options, and a form a single text; what comes of that is nobody's business.
  if (Boolean(old.sources) !== Boolean(now.sources)) return null;
  if (isText(before)) return (old.sources ? fields : texts)(before, after, response.map((text) => kept(before, text)));
  if (!now.sources) {
    const map = find(before, after, '');
    if (!map) return null;
    const found = response.map(map).filter(Boolean);
    return now.rule === 'order' && found.length !== now.correct.length ? [] : found;
  }
  const [source, target] = [find(before, after, 's.'), find(before, after, 't.')];
  if (!source || !target) return null;
  return placed(after, (put) => old.sources.forEach((key, index) => response[index] && put(source(key), target(response[index]))));
};

/** Texts of a form, each at the field with the same words. */
function fields(before, after, response) {
  const field = find(before, after, 's.');
  return field && placed(after, (put) => before.scoring.sources.forEach((key, index) => put(field(key), response[index])));
}

/** One text, those of gaps, or one and the criteria that it is said to meet. */
function texts(before, after, response) {
  if (!response.join('-')) return [];
  const { gaps, criteria = [] } = after.scoring;
  return response.filter((part, index) => index < (gaps ? gaps.length : 1) || (index <= criteria.length && criteria.some((one) => one.key === part)));
}

/** A place for each source; nothing where all stay empty. */
function placed(question, fill) {
  const sources = question.scoring.sources;
  const made = sources.map(() => '');
  fill((key, value) => {
    if (sources.includes(key)) made[sources.indexOf(key)] = value || '';
  });
  return made.some(Boolean) ? made : [];
}

module.exports.isText = isText;
