/* Chance that comes out the same for the same seed, on any machine. */
'use strict';

/**
 * Makes a source of chance (the generator sfc32).
 * @param {number} seed whole number of 32 bits
 */
module.exports = function (seed) {
  let [a, b, c, count] = [seed | 0, 0x9e3779b9, 0x243f6a88, 1];

  function next() {
    const sum = (((a + b) | 0) + count) | 0;
    count = (count + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum | 0;
    return (sum >>> 0) / 4294967296;
  }

  for (let turn = 0; turn < 12; turn += 1) next();

  const chance = {
    /** From 0 to below 1. */
    next,
    /** Whole number from low to high, both included. */
    whole: (low, high) => low + Math.floor(next() * (high - low + 1)),
    /** True this often. */
    hit: (share) => next() < share,
    pick: (list) => list[Math.floor(next() * list.length)],
    shuffled(list) {
      const mixed = list.slice();
      for (let last = mixed.length - 1; last > 0; last -= 1) {
        const other = Math.floor(next() * (last + 1));
        [mixed[last], mixed[other]] = [mixed[other], mixed[last]];
      }
      return mixed;
    },
    /** Some of a list, in its order. */
    some: (list, share) => list.filter(() => next() < share),
    /** One name of { name: weight }. */
    weighted(weights) {
      const names = Object.keys(weights);
      let left = next() * names.reduce((sum, name) => sum + weights[name], 0);
      const found = names.findIndex((name) => (left -= weights[name]) < 0);
      return names[found < 0 ? names.length - 1 : found];
    },
  };
  return chance;
};
