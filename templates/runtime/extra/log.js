/* The log: what this module and the LMS told each other, and the state in words, to be read and copied for a help desk.
Opened with Ctrl+Shift+F9 (a chord that no browser and no screen reader takes; letters with Ctrl and Alt are AltGr or
VoiceOver), or with `?log` or `#log` at the end of the address. Its words stand in `coursewright.logWords`, before it. */
(function (coursewright) {
  'use strict';

  const { words, course, fill, number, ofAll, make, button, sheet, say, focusOn } = coursewright.page;
  const told = coursewright.logWords;
  const TITLE = 'coursewright-log-title';
  /** Longest value shown in the panel, and in the copied text. */
  const SHOWN = 160;
  const COPIED = 400;

  /** What an error number means: SCORM 1.2 Run-Time Environment 3.3.1, SCORM 2004 Run-Time Environment 3.1.7. */
  const ERRORS = {
    1.2: {
      general: [101], call: [201], unknown: [202, 203, 401], session: [301], locked: [402, 403, 404], value: [405],
    },
    2004: {
      general: [101, 102, 111, 301, 351, 391], twice: [103], session: [104, 112, 113, 122, 123, 132, 133, 142, 143], call: [201],
      unknown: [401, 402], empty: [403], locked: [404, 405], value: [406, 407], order: [408],
    },
  };

  /** Opens the panel, or brings an open one up to date. */
  coursewright.log = function (session) {
    const open = document.querySelector('.log');
    if (open) open.remove();
    const parts = coursewright.logParts(session);
    const status = make('p', 'log-status');
    status.setAttribute('role', 'status');
    const close = button(told.log_close, 'button quiet', () => dialog.close());
    const copy = button(told.log_copy, 'button', () => copyOut(coursewright.logText(coursewright.logParts(session)), status));
    const title = make('h2', '', told.log_title);
    title.id = TITLE;
    const dialog = make('dialog', 'log', title, make('p', '', told.log_intro), make('p', 'log-tools', copy, close), status, ...parts.flatMap(drawn));
    dialog.setAttribute('aria-labelledby', TITLE);
    dialog.lang = words.words_language;
    if (words.words_language !== course.language) dialog.dir = 'ltr';
    dialog.addEventListener('close', () => dialog.remove());
    document.body.append(dialog);
    styled(() => {
      if (dialog.open || !dialog.isConnected) return;
      if (dialog.showModal) dialog.showModal();
      else dialog.setAttribute('open', '');
      focusOn(title);
    });
  };

  /** Waits for the panel's styles, and goes on without where they do not come. */
  function styled(then) {
    if (document.querySelector('link[href="player/log.css"]')) return then();
    const link = sheet('log', 'screen');
    link.onload = link.onerror = then;
  }

  // What is told

  /**
   * Gathers the log.
   * @returns {Array<{title: string, rows: Array<{name: string, text: string, wrong: (boolean|undefined)}>}>}
   */
  coursewright.logParts = function (session) {
    const version = session.log.some((entry) => entry[2] && /^cmi\.core\./.test(entry[2][0])) ? '1.2' : '2004';
    const calls = session.log.map(entryTeller(version));
    const asked = calls.filter((call) => !call.notice);
    const refused = asked.filter((call) => call.wrong).length;
    const title = told.log_calls + (asked.length ? ' · ' + ofAll(told.log_refused, refused, asked.length) : '');
    if (calls.length >= 500) calls.unshift({ name: '…', text: told.log_older });
    if (!asked.length) calls.push({ name: '', text: told.log_no_lms });
    return [
      { title: '', rows: about(session, asked.length ? 'SCORM ' + version + ' · ' + session.mode : '–') },
      { title: told.log_state, rows: stateRows(session) },
      { title, rows: calls },
    ];
  };

  function about(session, standard) {
    const saved = session.unsaved ? words.save_failed : session.recorded ? words.saved : session.kept ? words.not_recorded : words.not_kept;
    return rows([
      [words.module, course.title + ' (' + course.id + ')'],
      [words.version, course.edition],
      [told.log_standard, standard],
      [told.log_state, saved],
      [told.log_time, new Date().toLocaleString(words.words_language, { dateStyle: 'medium', timeStyle: 'long' })],
      [told.log_browser, navigator.userAgent],
    ]);
  }

  function stateRows(session) {
    const sum = session.summary();
    const percent = (value) => (value === null ? '–' : fill(words.percent, { n: number(value) }));
    const place = course.pages.find((page) => page.id === session.place);
    const facts = [
      [words.module, sum.completion === 'completed' ? words.completed : words.not_completed],
      [words.pages_seen, ofAll(words.n_of_all, sum.visited, sum.pages)],
      [told.log_place, place ? place.title : '–'],
    ];
    if (sum.questions) facts.push([words.questions_answered, ofAll(words.n_of_all, sum.answered, sum.questions)], [words.score, percent(sum.score)]);
    if (sum.passMark !== null) {
      facts.push([words.pass_mark, percent(sum.passMark)], [words.result, sum.success === 'passed' ? words.passed : words.not_passed]);
    }
    return rows(facts)
      .concat(course.questions.map((question, index) => questionRow(question, index, session.question(question.id))))
      .concat(rows([['suspend_data', written(session)]]));
  }

  function questionRow(question, index, state) {
    const terms = [question.text];
    if (!state.attempts && !state.solved) terms.push(told.log_untouched);
    if (state.attempts) {
      terms.push(fill(told.log_attempts, { n: number(state.attempts) }));
      if (state.response.length) terms.push(words.your_answer + ': ' + inWords(question, state.response));
      if (state.counts) terms.push(ofAll(words.points_of, state.fraction * question.points, question.points));
    }
    if (state.hints) terms.push(ofAll(words.hint_n, state.hints, question.hints));
    if (state.solved) terms.push(told.log_solved);
    if (course.source) terms.push(fill(told.log_at_line, { file: course.source, n: course.lines[question.id] }));
    return { name: fill(words.question_n, { n: index + 1 }), text: terms.join(' · ') };
  }

  /** Writes a response in the words of its options. */
  function inWords(question, response) {
    const { labels, scoring } = question;
    if (scoring.rule !== 'pairs') return response.map((key) => labels[key] || words[key] || key).join('; ');
    return scoring.sources.filter((source, index) => response[index])
      .map((source) => labels['s.' + source] + ' → ' + labels['t.' + response[scoring.sources.indexOf(source)]]).join('; ');
  }

  /** The state as the LMS was last given it, else as it is now. */
  function written(session) {
    const sent = session.log.filter((entry) => entry[1] === 'SetValue' && entry[2][0] === 'cmi.suspend_data').pop();
    return sent ? sent[2][1] : coursewright.state.encode(session.progress, course);
  }

  function rows(pairs) {
    return pairs.map(([name, text]) => ({ name, text }));
  }

  /** Gives a function that tells an entry of the log; it has to be called in order. */
  function entryTeller(version) {
    const asked = {};
    return ([at, verb, values, answer, error]) => {
      const name = new Date(at).toLocaleTimeString('de');
      if (!values) return { name, text: told.log_notice + ': ' + verb, notice: true };
      const [element = '', value] = values;
      const record = /^cmi\.interactions\.(\d+)\./.exec(element);
      if (record && element.endsWith('.id') && value) asked[record[1]] = questionOf(value);
      const about = record && asked[record[1]] ? ' (' + asked[record[1]] + ')' : '';
      const own = /(student|learner)_(id|name)$/.test(element);
      const said = value === undefined ? element : element + ' = ' + value;
      const [reason, wrong] = judge(version, verb, answer, error);
      return { name, text: verb + '(' + said + ')' + about + ' → ' + (own ? told.log_hidden : answer || '""') + (reason && ' · ' + reason), wrong };
    };
  }

  function questionOf(id) {
    const index = course.questions.findIndex((question) => question.id.replace(/\W/g, '_') === id.replace(/\W/g, '_'));
    return index < 0 ? '' : fill(words.question_n, { n: index + 1 });
  }

  /** Says an answer in plain words, and whether something is wrong. */
  function judge(version, verb, answer, error) {
    const refused = /^false$/i.test(answer) && verb !== 'GetValue';
    if (!refused && /^0?$/.test(error)) return ['', false];
    const kind = Object.keys(ERRORS[version]).find((name) => ERRORS[version][name].includes(Number(error)));
    const reason = !/^\d*$/.test(error) ? 'silent' : kind || (Number(error) ? 'general' : 'none');
    return [told['log_error_' + reason] + (Number(error) ? ' (' + error + ')' : ''), reason !== 'empty'];
  }

  // How it is shown and copied

  function drawn({ title, rows: lines }) {
    const list = make('dl', title ? 'log-rows' : 'log-rows log-facts');
    for (const { name, text, wrong, notice } of lines) {
      list.append(make('div', wrong ? 'log-wrong' : notice ? 'log-notice' : '', make('dt', '', name), make('dd', '', short(text, SHOWN * (title ? 1 : 2)))));
    }
    return title ? [make('h3', '', title), list] : [list];
  }

  /** Writes the log as plain text. */
  coursewright.logText = function (parts) {
    const lines = parts.map(({ title, rows: all }) =>
      [title && '== ' + title].concat(all.map(({ name, text, wrong }) => (wrong ? '! ' : '') + name + ': ' + (name === 'suspend_data' ? text : short(text, COPIED)))));
    return [[told.log_title]].concat(lines).map((block) => block.filter(Boolean).join('\n')).join('\n\n') + '\n';
  };

  function short(text, most) {
    return text.length > most ? coursewright.cut(text, most - 20) + '… (' + text.length + ')' + tail(text) : text;
  }

  /** Keeps the answer to a call whose value is long. */
  function tail(text) {
    const answer = / → [^→]{0,160}$/.exec(text);
    return answer ? answer[0] : '';
  }

  function copyOut(text, status) {
    const done = () => say(status, told.log_copied);
    // Frames of another origin may have no right to the clipboard.
    if (navigator.clipboard) navigator.clipboard.writeText(text).then(done, () => byHand(text, status));
    else byHand(text, status);
  }

  function byHand(text, status) {
    const known = status.parentElement.querySelector('textarea');
    const box = known || make('textarea');
    box.value = text;
    box.readOnly = true;
    box.rows = 6;
    box.setAttribute('aria-label', told.log_title);
    status.after(box);
    box.focus();
    box.select();
    let copied = false;
    try {
      copied = document.execCommand('copy');
    } catch {
      // Refused: the text stays marked.
    }
    say(status, copied ? told.log_copied : told.log_by_hand);
  }
})(globalThis.coursewright);
