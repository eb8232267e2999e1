/* Progress to a short text for the LMS and back, and the learner's own order of options.

Version 1, plain ASCII:  1;edition;seed;place;status;pages;questions
  edition    escaped text                      seed       base 36
  place      code of the page                  status     i|c, u|f|p, then the score in hundredths of a per cent, base 36
  pages      code, of each page seen, each ended by a comma
  questions  code:attempts.hints.solved.best.last.response, of each question touched, each ended by a comma
After that, where there is any of it, `;` and of each quiz begun  code:attempt.best.seconds.minutes,  (rules/quizzes.js), of
each question of which somebody said how sure they were  code.number,  (rules/confidence.js).
Pages and questions are told by their codes and options by a hash of their words, so another edition finds again what it
still has, in whatever order, and the rest is dropped. Ended, not separated: what was cut off is not misread.
A response is two characters per option, or `!` and the text typed, so that a question of another kind reads neither;
of a form with several fields, each text begins with two characters from the words of its field.
builder/state/codec.py is the same in Python, and tests/test_state.py holds the two together. A text of version 1 stays
readable for ever: what is written otherwise gets another number. */
(function (coursewright) {
  'use strict';

  const VERSION = '1';
  /** Longest free text kept where the question does not say what its field takes. */
  const TEXT = 1000;
  /** Most attempts written, two digits: limits end at 99, and who may try for ever is not counted further. */
  const ATTEMPTS = 1295;

  /** Success, from least to most. */
  coursewright.SUCCESS = ['unknown', 'failed', 'passed'];

  coursewright.hash = hash;

  const state = (coursewright.state = {
    escape,

    /** Progress of a learner who has done nothing. */
    empty(course, seed) {
      return {
        edition: course.edition, seed, place: '', visited: Object.create(null), questions: Object.create(null),
        completion: 'incomplete', success: 'unknown', score: null,
      };
    },

    /** A question nobody has touched. */
    unanswered() {
      return { attempts: 0, response: [], fraction: 0, last: 0, hints: 0, solved: false, done: false };
    },

    /** Tells whether a question takes no further attempt: right, none left, or its solution was shown. */
    isDone(question, answer) {
      return answer.solved || answer.fraction === 1 || (question.attempts !== null && answer.attempts >= question.attempts);
    },

    /**
     * Writes progress as text. Where that is too long, first the longest free texts go, then the other responses, then
     * the pages seen, then the last questions; never status, score and place.
     * @param {number} [limit] most UTF-16 units
     */
    encode(progress, course, limit) {
      const most = limit || Infinity;
      const touched = course.questions.filter((question) => progress.questions[question.id]);
      const responses = touched.map((question) => spell(question, progress.questions[question.id].response));
      const marks = touched.map((question) => mark(question.code, progress.questions[question.id]));
      let pages = course.pages.filter((page) => progress.visited[page.id]).map((page) => page.code + ',').join('');
      const place = course.pages.find((page) => page.id === progress.place);
      const score = progress.score === null ? '' : Math.round(progress.score * 100).toString(36);
      const status = progress.completion[0] + progress.success[0] + score;
      const head = [VERSION, escape(progress.edition), progress.seed.toString(36), place ? place.code : '', status, ''].join(';');
      const tail = coursewright.tail ? coursewright.tail.write(progress, course) : '';
      let length = head.length + tail.length + pages.length + 1 + marks.join('').length + responses.join('').length + touched.length;
      const droppable = touched.map((question, index) => index).sort((one, other) =>
        isText(touched[other]) - isText(touched[one]) || responses[other].length - responses[one].length);
      for (const index of droppable) {
        if (length <= most) break;
        length -= responses[index].length;
        responses[index] = '';
      }
      if (length > most) {
        length -= pages.length;
        pages = '';
      }
      while (length > most && marks.length) length -= marks.pop().length + responses.pop().length + 1;
      return head + pages + ';' + marks.map((text, index) => text + responses[index] + ',').join('') + tail;
    },

    /** Reads what `encode` wrote, in this or another edition. Never throws: what makes no sense is left out. */
    decode(text, course) {
      const progress = state.empty(course, 0);
      const parts = String(text).split(';');
      if (parts[0] !== VERSION || parts.length < 6) return progress;
      progress.edition = unescape(parts[1]);
      progress.seed = whole(parts[2], 1679616);
      const place = course.pages.find((page) => page.code === parts[3]);
      if (place) progress.place = place.id;
      progress.completion = initial(['incomplete', 'completed'], parts[4][0]);
      progress.success = initial(coursewright.SUCCESS, parts[4][1]);
      if (/^..[0-9a-z]+$/.test(parts[4])) progress.score = whole(parts[4].slice(2), 10001) / 100;
      const seen = ended(parts[5]);
      for (const page of course.pages) if (seen.includes(page.code)) progress.visited[page.id] = true;
      for (const record of ended(parts[6])) {
        const question = course.questions.find((one) => record.indexOf(one.code + ':') === 0);
        if (question) progress.questions[question.id] = recall(question, record.slice(question.code.length + 1));
      }
      if (coursewright.tail) coursewright.tail.read(ended(parts[7]), course, progress);
      return progress;
    },
  });

  /** Cuts a text to at most so many UTF-16 units, no character in half. */
  coursewright.cut = function (text, most) {
    return text.slice(0, most).replace(/[\ud800-\udbff]$/, '');
  };

  /** Puts keys into an order that is the same for the same seed and id. */
  coursewright.shuffle = function (keys, seed, id) {
    const shuffled = keys.slice();
    let number = hash(seed + ':' + id);
    for (let last = shuffled.length - 1; last > 0; last -= 1) {
      // A linear congruence; its high bits are good enough.
      number = (Math.imul(number, 1664525) + 1013904223) >>> 0;
      const other = Math.floor((number / 4294967296) * (last + 1));
      [shuffled[last], shuffled[other]] = [shuffled[other], shuffled[last]];
    }
    return shuffled;
  };

  // One question

  function mark(code, answer) {
    const fields = [Math.min(answer.attempts, ATTEMPTS).toString(36), answer.hints.toString(36), answer.solved ? '1' : ''];
    return code + ':' + fields.concat(ratio(answer.fraction), ratio(answer.last), '').join('.');
  }

  function recall(question, record) {
    const fields = record.split('.');
    const answer = state.unanswered();
    answer.attempts = whole(fields[0], 46656);
    answer.hints = Math.min(whole(fields[1], 46656), question.hints);
    answer.solved = fields[2] === '1';
    answer.fraction = answer.attempts ? fraction(fields[3]) : 0;
    answer.last = Math.min(answer.attempts ? fraction(fields[4]) : 0, answer.fraction);
    answer.response = answer.attempts ? read(question, fields.slice(5).join('.')) : [];
    answer.done = state.isDone(question, answer);
    return answer;
  }

  // Marks are shares of few parts; kept as a ratio they come back exactly, and with them the score.
  function ratio(value) {
    if (value === 0 || value === 1) return value ? '1' : '';
    for (let parts = 2; parts <= 100; parts += 1) {
      const share = Math.round(value * parts);
      if (share / parts === value) return share.toString(36) + '-' + parts.toString(36);
    }
    return Math.floor(value * 1e6).toString(36) + '-' + (1e6).toString(36);
  }

  function fraction(text) {
    const terms = String(text).split('-');
    const value = terms.length === 2 ? whole(terms[0], 1e7) / (whole(terms[1], 1e7) || Infinity) : whole(terms[0], 2);
    return Math.min(value, 1);
  }

  // Responses: keys by the hash of their words, free text as it is

  function isText(question) {
    const { keys, correct, targets } = question.scoring;
    return !(keys || correct || (targets && targets.length));
  }

  function spell(question, response) {
    if (isText(question)) {
      const fields = fieldsOf(question);
      // Own words only (rules none and self): what is judged stays whole.
      const fit = (/^[ns]/.test(question.scoring.rule) && coursewright.fit) || coursewright.cut;
      const texts = response.map((text) => escape(fit(text, question.room || TEXT)));
      const kept = (fields ? texts.map((text, index) => text && fields[index] && fields[index] + text).filter(Boolean) : texts).join('-');
      return kept && '!' + kept;
    }
    const scoring = question.scoring;
    if (!scoring.sources) return tokens(question, '', keysOf(scoring), response);
    const made = scoring.sources.filter((source, index) => response[index]);
    return tokens(question, 's.', scoring.sources, made) + '-' +
      tokens(question, 't.', scoring.targets, response.filter((target, index) => target && scoring.sources[index]));
  }

  function read(question, text) {
    if (isText(question) !== (text[0] === '!')) return [];
    if (isText(question)) {
      const texts = text.slice(1).split('-');
      const fields = fieldsOf(question);
      if (!fields) return partsOf(question.scoring, texts.map(unescape));
      const kept = fields.map((field) => unescape((texts.find((one) => field && one.slice(0, 2) === field) || '').slice(2)));
      return kept.some(Boolean) ? kept : [];
    }
    const scoring = question.scoring;
    if (!scoring.sources) {
      const keys = Array.from(new Set(keysFor(question, '', keysOf(scoring), text).filter(Boolean)));
      return scoring.rule === 'order' && keys.length !== scoring.correct.length ? [] : keys;
    }
    const sides = text.split('-');
    const sources = keysFor(question, 's.', scoring.sources, sides[0]);
    const targets = keysFor(question, 't.', scoring.targets, sides[1] || '');
    const pairs = scoring.sources.map((source) => targets[sources.indexOf(source)] || '');
    return pairs.some(Boolean) ? pairs : [];
  }

  /** Leaves what this edition has a place for: a text for each gap, or one, and the criteria that there are. */
  function partsOf({ gaps, criteria }, texts) {
    return texts.filter((part, index) => index < (gaps ? gaps.length : 1) || (criteria && criteria[index - 1] && criteria.some((one) => one.key === part)));
  }

  /** Fields of a form, each by two characters from its words; nothing where the response is one text. */
  function fieldsOf(question) {
    const fields = question.scoring.sources;
    return fields && tokensOf(question, 's.', fields);
  }

  function keysOf(scoring) {
    return scoring.keys || scoring.correct.slice().sort();
  }

  /**
   * Two characters for each key, from the words of its option; from the key where it has none. Options that meet in
   * them all try others, never one before the other: in another order they would be taken for each other.
   */
  function tokensOf(question, side, keys) {
    const labels = keys.map((key) => question.labels[side + key] || key);
    const words = labels.map((label, index) => (labels.indexOf(label) === index ? label : keys[index] + label));
    const found = keys.map(() => -1);
    for (let round = 0; round < 99 && found.includes(-1); round += 1) {
      const tried = words.map((text, index) => (found[index] < 0 ? hash('.'.repeat(round) + text) % 1296 : found[index]));
      tried.forEach((token, index) => {
        if (tried.indexOf(token) === tried.lastIndexOf(token)) found[index] = token;
      });
    }
    return found.map((token) => (token < 0 ? '' : token.toString(36).padStart(2, '0')));
  }

  function tokens(question, side, keys, chosen) {
    const written = tokensOf(question, side, keys);
    return chosen.map((key) => written[keys.indexOf(key)] || '').join('');
  }

  function keysFor(question, side, keys, text) {
    const written = tokensOf(question, side, keys);
    return (text.match(/[0-9a-z]{2}/g) || []).map((token) => keys[written.indexOf(token)]);
  }

  // Characters

  /** Letters and digits as they are, a blank as `_`, any other UTF-16 unit as `*` base 36 `!`. */
  function escape(text) {
    return String(text).replace(/[^A-Za-z0-9]/g, (unit) => (unit === ' ' ? '_' : '*' + unit.charCodeAt(0).toString(36) + '!'));
  }

  function unescape(text) {
    return text.replace(/_/g, ' ').replace(/\*([0-9a-z]{1,4})!/g, (all, code) => String.fromCharCode(parseInt(code, 36)));
  }

  function initial(list, letter) {
    return list.find((word) => word[0] === letter) || list[0];
  }

  function ended(text) {
    return text === undefined ? [] : text.split(',').slice(0, -1);
  }

  function whole(text, bound) {
    return /^[0-9a-z]{1,8}$/.test(text) ? Math.min(parseInt(text, 36), bound - 1) : 0;
  }

  /** FNV-1a over UTF-16 units. */
  function hash(text) {
    let number = 2166136261;
    for (let index = 0; index < text.length; index += 1) {
      number = Math.imul(number ^ text.charCodeAt(index), 16777619);
    }
    return number >>> 0;
  }
})(globalThis.coursewright = globalThis.coursewright || {});
