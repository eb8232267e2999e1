/* Forms of values in SCORM's data models: each form is a function that gives '' for a good value, else what is wrong.
Lengths are UTF-16 units, as LMSs count. Where real LMSs take less than the standard allows, the narrower form is used. */
(function (lms) {
  'use strict';

  const form = (test, words) => (value) => (test(value) ? '' : words);
  const pattern = (expression, words) => form((value) => expression.test(value), words);
  const PLAIN = /^[A-Za-z0-9_.]{1,250}$/;

  /** Text of at most so many units. */
  const text = (most) => (value) => (value.length <= most ? '' : 'longer than ' + most + ' characters: ' + value.length);

  /** Text without line breaks: Moodle matches with `.`, which ends at one. */
  const line = (most) => (value) => (/[\r\n\u2028\u2029]/.test(value) ? 'has a line break' : text(most)(value));

  const word = (...words) => form((value) => words.includes(value), 'not one of: ' + words.map((one) => one || '(empty)').join(', '));

  /** SCORM 1.2's CMIDecimal within bounds; three digits before the point, as in Moodle. */
  const decimal = (low, high, blank) =>
    form((value) => (blank && value === '') || (/^-?\d{1,3}(\.\d{1,7})?$/.test(value) && value >= low && value <= high),
      'not a plain number from ' + low + ' to ' + high);

  /** SCORM 2004's real(10,7) within bounds; no exponent, as some LMSs read none. */
  const real = (low, high) =>
    form((value) => /^-?\d{1,10}(\.\d{1,7})?$/.test(value) && value >= low && value <= high,
      'not a plain number from ' + low + ' to ' + high + ' with at most 7 decimals');

  const either = (...forms) => (value, record) => {
    const found = forms.map((one) => one(value, record));
    return found.includes('') ? '' : found.join('; and ');
  };

  const span12 = pattern(/^\d{2,4}:[0-5]\d:[0-5]\d(\.\d{1,2})?$/, 'not a time span HHHH:MM:SS.SS');
  const span04 = pattern(/^P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?)?$/, 'not a time span P…T…H…M…S with at most 2 decimals');
  const time12 = pattern(/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,2})?$/, 'not a time HH:MM:SS');
  /** A zone only after a fraction, and two digits in it (RTE 4.1.1.7; Moodle refuses all else). */
  const moment04 = pattern(/^(19[7-9]\d|20[0-3]\d)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,2}(Z|[+-]\d\d(:\d\d)?)?)?$/,
    'not a time YYYY-MM-DDThh:mm:ss (zone only after a fraction of two digits)');
  const id12 = pattern(/^[\x21-\x7e]{1,255}$/, 'not an identifier of 1 to 255 printable ASCII characters without blanks');
  const id04 = pattern(/^[\w\-()+.:=@;$!*'%/#]{1,250}$/, 'not an identifier of 1 to 250 characters that a URI may have');
  /** Moodle takes no hyphen and no other sign. */
  const plain04 = pattern(PLAIN, 'not an identifier of letters, digits, `_` and `.` (others are refused by Moodle)');
  const language = pattern(/^([A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*)?$/, 'not a language tag');

  const CHOICE12 = /^(\{?[0-9a-z](,[0-9a-z])*\}?)?$/;
  const RESPONSES12 = {
    'true-false': [/^[01tf]$/, 'not one of: 0, 1, t, f'],
    choice: [CHOICE12, 'not single characters a-z, 0-9 with commas between'],
    sequencing: [CHOICE12, 'not single characters a-z, 0-9 with commas between'],
    matching: [/^(\{?[0-9a-z]\.[0-9a-z](,[0-9a-z]\.[0-9a-z])*\}?)?$/, 'not pairs of single characters such as a.b,c.d'],
    likert: [/^[0-9a-z]?$/, 'not a single character a-z, 0-9'],
    numeric: [/^-?\d+(\.\d+)?$/, 'not a plain number'],
  };

  /** Response or pattern in SCORM 1.2, by the type of its record. */
  function response12(value, record) {
    const known = RESPONSES12[record.type];
    return line(255)(value) || (known ? pattern(...known)(value) : '');
  }

  const list = (value) => (value === '' ? [] : value.split('[,]'));
  const distinct = (items) => new Set(items).size === items.length;
  const plain = (value) => PLAIN.test(value);

  /** Takes delimiters such as {lang=en} off the front; gives null for one that has no meaning there. */
  function undelimited(value, ...names) {
    let rest = value;
    for (let found; (found = /^\{(\w+)=([^}]*)\}/.exec(rest)); rest = rest.slice(found[0].length)) {
      if (!names.includes(found[1])) return null;
      if (found[1] === 'lang' ? language(found[2]) : !/^(true|false)$/.test(found[2])) return null;
    }
    return rest;
  }

  const RESPONSES04 = {
    'true-false': (value) => word('true', 'false')(value),
    choice: (value) => (list(value).every(plain) && distinct(list(value)) && list(value).length <= 36 ? '' : 'not distinct identifiers with [,] between'),
    sequencing: (value) => (list(value).every(plain) && list(value).length <= 36 ? '' : 'not identifiers with [,] between'),
    likert: (value) => (plain(value) ? '' : 'not an identifier'),
    matching: (value) =>
      list(value).every((pair) => pair.split('[.]').length === 2 && pair.split('[.]').every(plain)) ? '' : 'not pairs a[.]b with [,] between',
    numeric: (value, record, isPattern) => {
      const bounds = isPattern ? value.split('[:]') : [value];
      const good = bounds.length <= 2 && bounds.every((one) => (isPattern && bounds.length === 2 && one === '') || /^-?\d{1,10}(\.\d{1,7})?$/.test(one));
      if (!good) return isPattern ? 'not a number, and not bounds low[:]high' : 'not a plain number';
      return bounds.length === 2 && bounds.every(Boolean) && Number(bounds[0]) > Number(bounds[1]) ? 'the low bound is above the high one' : '';
    },
    'fill-in': (value, record, isPattern) => {
      const rest = undelimited(value, 'lang', ...(isPattern ? ['case_matters', 'order_matters'] : []));
      if (rest === null) return 'a delimiter at its front that has no meaning there';
      if (/[\r\n\u2028\u2029]/.test(rest)) return 'has a line break';
      const parts = rest.split('[,]');
      return parts.length > 10 ? 'more than 10 texts' : parts.map(text(250)).find(Boolean) || '';
    },
    'long-fill-in': (value) => line(4000)(value),
    performance: (value) => (list(value).every((step) => step.split('[.]').length === 2) ? text(4000)(value) : 'not steps name[.]answer with [,] between'),
    other: (value) => text(4000)(value),
  };

  const response04 = (isPattern) => (value, record) => (RESPONSES04[record.type] || RESPONSES04.other)(value, record, isPattern);

  lms.forms = {
    text, line, word, decimal, real, either, pattern, span12, span04, time12, moment04, id12, id04, plain04, language, response12,
    response04: response04(false), pattern04: response04(true),
  };
})(globalThis.coursewrightLMS = globalThis.coursewrightLMS || {});
