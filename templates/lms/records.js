/* Rules between elements: what has to be set first, what may not change, what may not occur twice. */
(function (lms) {
  'use strict';

  const refuse = (rule, code, words) => ({ rule, code, words });

  /**
   * Says why a part of a record can't be set now; null where nothing is against it.
   * @param {object} model one of lms.models
   * @param {object} place { list, index, field (with its own indexes) }
   * @param {object[]} records the list's records so far
   * @param {string} value
   */
  lms.blocked = function (model, place, records, value) {
    const { list, index, field } = place;
    const codes = model.codes;
    const is2004 = model.prefix === '';
    if (index > records.length) return refuse('array-order', codes.order, 'index ' + index + ' where ' + records.length + ' comes next');
    const record = records[index] || {};
    if (field === 'id') {
      if (record.id && record.id !== value) return refuse('id-changed', codes.identifier, 'the id was `' + record.id + '`');
      if (list === 'objectives' && records.some((other, at) => at !== index && other.id === value)) {
        return refuse('id-twice', codes.identifier, 'another objective has this id');
      }
    }
    if (field !== 'id' && list !== 'comments_from_learner' && !record.id && (is2004 || list === 'objectives')) {
      return refuse('id-first', codes.dependency, 'the id has to be set first');
    }
    if (is2004 && list === 'interactions' && /^(learner_response|correct_responses\.)/.test(field) && !record.type) {
      return refuse('type-first', codes.dependency, 'the type has to be set first');
    }
    if (is2004 && field === 'type' && record.type && record.type !== value && Object.keys(record).some((name) => /response/.test(name))) {
      return refuse('type-changed', codes.type, 'responses of another type are there already');
    }
    return inner(model, record, field, value);
  };

  function inner(model, record, field, value) {
    const found = /^(objectives|correct_responses)\.(\d+)\./.exec(field);
    if (!found) return null;
    const [, list, index] = found;
    const own = Object.keys(record).filter((name) => name.startsWith(list + '.'));
    const count = new Set(own.map((name) => name.split('.')[1])).size;
    if (Number(index) > count) return refuse('array-order', model.codes.order, 'index ' + index + ' where ' + count + ' comes next');
    const twice = own.some((name) => name !== field && record[name] === value);
    if (twice && list === 'objectives') return refuse('id-twice', model.codes.identifier, 'the record has this objective already');
    if (twice && model.prefix === '' && record.type !== 'performance') {
      return refuse('pattern-twice', model.codes.identifier, 'the record has this pattern already');
    }
    if (list === 'correct_responses' && model.prefix === '' && Number(index) > 0 && /^(true-false|likert|numeric|other)$/.test(record.type)) {
      return refuse('one-pattern', model.codes.order, 'a record of type ' + record.type + ' has one pattern');
    }
    return null;
  }

  /** Takes an element's name apart: { list, index, field, name (with n for indexes), odd (an index that is none) }. */
  lms.place = function (model, element) {
    const steps = element.replace(/^cmi\./, '').split('.');
    const place = { list: '', index: -1, field: '', name: '', odd: '' };
    if (model.lists.includes(steps[0]) && steps.length > 2) {
      place.list = steps[0];
      place.index = Number(steps[1]);
      place.field = steps.slice(2).join('.');
    }
    const parent = (at) => /^(interactions|objectives|comments_from_learner|comments_from_lms|correct_responses)$/.test(steps[at - 1] || '');
    place.name = steps.map((step, at) => {
      if (/^\d+$/.test(step)) return 'n';
      if (parent(at) && !/^_(count|children)$/.test(step)) {
        place.odd = step;
        return 'n';
      }
      return step;
    }).join('.');
    return place;
  };

  /** Number of hundredths of a second in a time span of either standard. */
  lms.hundredths = function (span) {
    const clock = /^(\d+):(\d+):(\d+(?:\.\d+)?)$/.exec(span);
    if (clock) return Math.round((Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3])) * 100);
    const found = /^P(?:\d+Y)?(?:\d+M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(span);
    if (!found) return 0;
    const [, days, hours, minutes, seconds] = found.map((part) => Number(part || 0));
    return Math.round((days * 86400 + hours * 3600 + minutes * 60 + seconds) * 100);
  };

  /** A time span in the standard's own form. */
  lms.span = function (model, hundredths) {
    const hours = Math.floor(hundredths / 360000);
    const minutes = Math.floor(hundredths / 6000) % 60;
    const seconds = (hundredths % 6000) / 100;
    if (model.prefix === '') return 'PT' + hours + 'H' + minutes + 'M' + seconds + 'S';
    const two = (value) => String(value).padStart(2, '0');
    return String(hours).padStart(4, '0') + ':' + two(minutes) + ':' + seconds.toFixed(2).padStart(5, '0');
  };
})(globalThis.coursewrightLMS = globalThis.coursewrightLMS || {});
