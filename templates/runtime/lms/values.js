/* How values are written for an LMS: numbers, times, lines, and what was answered, in the words of either SCORM. */
(function (coursewright) {
  'use strict';

  const { scorm } = coursewright;

  /** Writes a number with at most so many decimals, never with an exponent. */
  scorm.number = function (value, decimals) {
    const fixed = value.toFixed(decimals);
    const short = String(Number(fixed));
    return short.includes('e') ? fixed.replace(/0+$/, '') : short;
  };

  /** Splits seconds into whole hours and minutes and hundredths; rounds first, so that 59.996 s is one minute. */
  scorm.clock = function (seconds) {
    const all = Math.round(Math.max(0, seconds) * 100);
    return { hours: Math.floor(all / 360000), minutes: Math.floor(all / 6000) % 60, seconds: (all % 6000) / 100 };
  };

  /** Writes local date and time as YYYY-MM-DDTHH:MM:SS. */
  scorm.moment = function (date) {
    return new Date(date - date.getTimezoneOffset() * 60000).toISOString().slice(0, 19);
  };

  /** Brings a text onto one line of at most so many UTF-16 units, no character cut in half. */
  scorm.line = function (text, most) {
    return coursewright.cut(String(text).replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim(), most);
  };

  /**
   * Spells keys or text as a response or pattern of the question's type.
   * @param {object} dialect its `list` and `pair` separators, `truth`, `text` and `texts` functions
   * @param {number} room UTF-16 units that a long text may take
   * @returns {string|null} null where the type has no form for it
   */
  scorm.spell = function (dialect, question, response, room) {
    const scoring = question.scoring;
    switch (question.type) {
      case 'true-false':
        return dialect.truth(response[0]);
      case 'choice':
      case 'sequencing':
        return response.join(dialect.list);
      case 'likert':
        return response[0];
      case 'fill-in':
        return dialect.texts(response);
      case 'matching':
        return scoring.sources.map((source, index) => (response[index] ? source + dialect.pair + response[index] : ''))
          .filter(Boolean).join(dialect.list);
      case 'numeric': {
        const number = coursewright.readNumber(response[0], scoring.units);
        return Math.abs(number) < 1e9 ? scorm.number(number, 7) : null;
      }
      default:
        // What was typed is no key, even where it reads like one.
        if (scoring.keys) response = response.map((key) => question.labels[key] || key);
        return dialect.text((question.words ? question.words(response) : response).join('; '), room);
    }
  };

  /** Gives the right responses as patterns; a range of numbers is left to the dialect. */
  scorm.patterns = function (dialect, question, room) {
    const scoring = question.scoring;
    if (scoring.gaps) return [dialect.texts(coursewright.filled(scoring))];
    if (scoring.rule === 'text') return scoring.accepted.slice(0, 5).map((text) => dialect.text(text));
    if (scoring.rule === 'range') return dialect.range(scoring.low, scoring.high);
    return scoring.correct ? [scorm.spell(dialect, question, scoring.correct, room)] : [];
  };

  /** Tells the result of an attempt: the dialect's word, or the share of a partly right one. */
  scorm.outcome = function (dialect, attempt) {
    if (attempt.question.scoring.rule === 'none') return 'neutral';
    if (attempt.correct) return 'correct';
    return attempt.fraction > 0 ? scorm.number(attempt.fraction, 2) : dialect.wrong;
  };
})(globalThis.coursewright = globalThis.coursewright || {});
