/* Rule and response to a mark. The same rules as builder/questions/scoring.py; tests/runtime/scoring.json binds both. */
(function (coursewright) {
  'use strict';

  const SINGLE = /[`\u00b4\u02b9\u02bc\u2018-\u201b\u2032\u2035\u2039\u203a\uff07]/g;
  const DOUBLE = /[\u00ab\u00bb\u201c-\u201f\u2033\u2036\u301d-\u301f\uff02]/g;
  const DASHES = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g;
  /** A plain number, and what follows it. */
  const NUMBER = /^([+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+))(.*)$/;
  /** Slack for bounds that are sums: 0.8 - 0.1 must let in 0.7. */
  const SLACK = 1e-9;

  /**
   * Marks a response.
   * @param {object} scoring rule of the question, one of `set order pairs text range none`, or of `rules/`
   * @param {string[]} response keys, or one text
   * @returns {{fraction: number, correct: boolean, answered: boolean}} fraction from 0 to 1; answered false for a blank
   */
  coursewright.score = function (scoring, response) {
    const answered = response.some((part) => tidy(part));
    const rule = RULES[scoring.rule];
    const fraction = answered && rule ? rule(scoring, response) : 0;
    return { fraction, correct: fraction === 1, answered };
  };

  /** Brings a text to the form in which answers are compared: see MatchText in builder/questions/base.py. */
  coursewright.foldText = function (text, caseSensitive) {
    const plain = tidy(tidy(text).replace(SINGLE, "'").replace(DOUBLE, '"').replace(DASHES, '-').replace(/(.)\.$/, '$1'));
    // Upper case first: ß and SS meet, as do final and inner sigma.
    return caseSensitive ? plain : plain.toUpperCase().toLowerCase().normalize('NFC');
  };

  /** Reads a plain number with decimal point or comma, one of the units behind it or none; NaN for anything else. */
  coursewright.readNumber = function (text, units) {
    const [, number, unit] = NUMBER.exec(tidy(text).replace(DASHES, '-')) || [];
    const known = !unit || (units || []).some((one) => coursewright.foldText(one) === coursewright.foldText(unit));
    return number && known ? Number(number.replace(',', '.')) : NaN;
  };

  /** Rules by name; each gives a share of the points. Rarer ones are in `rules/`. */
  const RULES = (coursewright.rules = {
    set(scoring, response) {
      const chosen = Array.from(new Set(response));
      const right = chosen.filter((key) => scoring.correct.includes(key)).length;
      const wrong = chosen.length - right;
      if (right === scoring.correct.length && !wrong) return 1;
      return scoring.partial ? Math.max(0, right - wrong) / scoring.correct.length : 0;
    },
    order(scoring, response) {
      return response.length === scoring.correct.length ? share(scoring, response) : 0;
    },
    pairs: share,
    text(scoring, response) {
      const given = coursewright.foldText(response[0], scoring.caseSensitive);
      return scoring.accepted.some((text) => coursewright.foldText(text, scoring.caseSensitive) === given) ? 1 : 0;
    },
    range(scoring, response) {
      const number = coursewright.readNumber(response[0], scoring.units);
      return number >= scoring.low - slack(scoring.low) && number <= scoring.high + slack(scoring.high) ? 1 : 0;
    },
  });

  function share(scoring, response) {
    const right = scoring.correct.filter((key, index) => response[index] === key).length;
    return right === scoring.correct.length || scoring.partial ? right / scoring.correct.length : 0;
  }

  function slack(bound) {
    return SLACK * Math.max(1, Math.abs(bound));
  }

  /** White space is what `\s` is in JavaScript; builder/questions/scoring.py spells it out, as Python's differs. */
  function tidy(text) {
    return String(text).normalize('NFC').replace(/\s+/g, ' ').trim();
  }
})(globalThis.coursewright = globalThis.coursewright || {});
