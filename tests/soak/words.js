/* How the state tells words: by a hash of them, and texts with room for so many characters. */
'use strict';

/** FNV-1a over UTF-16 units. */
exports.hash = function (text) {
  let number = 2166136261;
  for (let index = 0; index < text.length; index += 1) number = Math.imul(number ^ text.charCodeAt(index), 16777619);
  return number >>> 0;
};

/** Longest free text kept, where a question has no room of its own. */
const TEXT = 1000;

/** Units that a text takes in the state: one for a letter, a digit or a blank, up to six for any other. */
const width = (text) => Array.from({ length: text.length }, (none, index) => (/[A-Za-z0-9 ]/.test(text[index]) ? 1 : text.charCodeAt(index).toString(36).length + 2)).reduce((sum, one) => sum + one, 0);

/** A text of a question as the state keeps it, and the page lets one write it: own words at twice their room, no character in half. */
exports.kept = function ({ room = TEXT, scoring }, text) {
  const whole = (most) => text.slice(0, most).replace(/[\ud800-\udbff]$/, '');
  let kept = whole(room);
  if (!/^(none|self)$/.test(scoring.rule)) return kept;
  for (let over; (over = width(kept) - 2 * room) > 0; ) kept = whole(kept.length - Math.ceil(over / 6));
  return kept;
};
