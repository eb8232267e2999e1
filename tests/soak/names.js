/* Ids, codes and words of modules of chance. */
'use strict';

const { createHash } = require('node:crypto');

const WORDS = ['bell', 'brake', 'lamp', 'flag', 'Tallinn', 'Põltsamaa – 5 €', 'Ярмарка', '🙂 :)', 'a, b; c.d:e_f*g!h-i', 'x'];

/** The code of an id: the first three characters of builder/render/course.py's. */
function code(id) {
  const bytes = createHash('sha256').update(id).digest();
  return (bytes.readBigUInt64BE(0) % 46656n).toString(36).padStart(3, '0').split('').reverse().join('');
}

let serial = 0;
/** Codes that this learner's module has had in any edition. */
let taken = [];

/** Begins a module, or an edition of one. */
function begin(number, codes) {
  serial = number;
  taken = codes;
}

/** An id whose code no other has had: what becomes of codes that meet, only a test of `codes` and of `compare` can judge. */
function fresh(chance, prefix) {
  for (;;) {
    const id = prefix + chance.whole(1, 999999).toString(36);
    if (taken.some((one) => one.startsWith(code(id)))) continue;
    taken.push(code(id));
    return id;
  }
}

function label(chance) {
  serial += 1;
  return chance.pick(WORDS) + ' ' + serial;
}

module.exports = { code, begin, fresh, label };
