/* The log: what this module and the LMS told each other, and the state in words, to be read and copied for a help desk.
Opened with Ctrl+Shift+F9 (a chord that no browser and no screen reader takes; letters with Ctrl and Alt are AltGr or
VoiceOver), or with `?log` or `#log` at the end of the address. */
(function (coursewright) {
  'use strict';

  const { words, course, fill, number, ofAll, make, button, sheet, say, focusOn } = coursewright.page;
  const TITLE = 'coursewright-log-title';
  /** Longest value told of a call, in UTF-16 units. */
  const LONG = 300;

  /** What error numbers mean: SCORM 1.2 Run-Time Environment 3.3.1, SCORM 2004 Run-Time Environment 3.1.7. The rest is general. */
  const ERRORS = {
    1.2: { call: /201/, unknown: /20[23]|401/, session: /301/, locked: /40[234]/, value: /405/ },
    2004: {
      call: /201/, unknown: /40[12]/, session: /104|1[1-4][23]/, locked: /40[45]/, value: /40[67]/, twice: /103/, empty: /403/, order: /408/,
    },
  };

  /** Opens the panel, or an open one anew. */
  coursewright.log = function (session) {
    const open = document.querySelector('.log');
    if (open) open.close();
    const parts = coursewright.logParts(session);
    const status = make('p');
    status.setAttribute('role', 'status');
    const text = make('textarea');
    text.value = coursewright.logText(parts);
    text.readOnly = text.hidden = true;
    text.setAttribute('aria-label', words.log_title);
    const copy = button(words.log_copy, 'button', () => {
      // Works in frames that have no right to the clipboard, and where it does not the text stays marked.
      text.hidden = false;
      text.select();
      say(status, document.execCommand('copy') ? words.log_copied : words.log_by_hand);
    });
    const title = make('h2', '', words.log_title);
    const tools = make('p', 'log-tools', copy, button(words.log_close, 'button quiet', () => dialog.close()));
    const dialog = make('dialog', 'log', title, make('p', '', words.log_intro), tools, status, text, ...parts.flatMap(drawn));
    title.id = TITLE;
    dialog.setAttribute('aria-labelledby', TITLE);
    dialog.lang = words.words_language;
    dialog.dir = 'auto';
    dialog.addEventListener('close', () => dialog.remove());
    // Shown once it has its styles, or will have none.
    const link = document.querySelector('[href="player/more.css"]') || sheet();
    const show = () => {
      document.body.append(dialog);
      dialog.showModal();
      focusOn(title);
    };
    if (link.sheet) show();
    else link.onload = link.onerror = show;
  };

  /**
   * Gathers the log.
   * @returns {Array<{title: string, rows: Array}>} rows of [name, text, look]; look 'wrong' or 'notice' where it is one
   */
  coursewright.logParts = function (session) {
    const calls = session.log.filter((entry) => entry[2]);
    const version = calls.some((call) => /^cmi\.core\./.test(call[2][0])) ? '1.2' : '2004';
    const told = session.log.map(teller(version));
    const refused = told.filter((row) => row[2] === 'wrong').length;
    if (!calls.length) told.push(['–', words.log_no_lms]);
    if (told.length > 499) told.unshift(['–', words.log_older]);
    const saved = session.unsaved ? words.save_failed : session.recorded ? words.saved : session.kept ? words.not_recorded : words.not_kept;
    return [
      {
        title: course.title,
        rows: [
          [words.module, course.id + ', ' + course.edition],
          [words.log_standard, calls.length ? 'SCORM ' + version + ' · ' + session.mode : '–'],
          [words.log_state, saved],
          [words.log_time, new Date().toLocaleString(words.words_language, { dateStyle: 'medium', timeStyle: 'long' })],
          [words.log_browser, navigator.userAgent],
        ],
      },
      { title: words.log_state, rows: stateRows(session) },
      { title: words.log_calls + ' · ' + ofAll(words.log_refused, refused, calls.length), rows: told },
    ];
  };

  /** Writes the log as plain text. */
  coursewright.logText = function (parts) {
    const blocks = parts.map(({ title, rows }) =>
      [title].concat(rows.map(([name, text, look]) => (look === 'wrong' ? '! ' : '') + name + ': ' + text)).join('\n'));
    return words.log_title + '\n' + blocks.join('\n\n') + '\n';
  };

  function drawn({ title, rows }) {
    return [make('h3', '', title), make('dl', '', ...rows.map(([name, text, look]) =>
      make('div', look && 'log-' + look, make('dt', '', name), make('dd', '', text))))];
  }

  // The state

  function stateRows(session) {
    const sum = session.summary();
    const percent = (value) => (value === null ? '–' : fill(words.percent, { n: number(value) }));
    const sent = session.log.filter((entry) => entry[1] === 'SetValue' && entry[2][0] === 'cmi.suspend_data').pop();
    return [
      [words.module, sum.completion === 'completed' ? words.completed : words.not_completed],
      [words.result, sum.success === 'passed' ? words.passed : sum.passMark === null ? '–' : words.not_passed],
      [words.score, percent(sum.score)],
      [words.pass_mark, percent(sum.passMark)],
      [words.pages_seen, ofAll(words.n_of_all, sum.visited, sum.pages)],
      [words.log_place, course.pages.find((page) => page.id === session.place).title],
      ...course.questions.map((question) => [nth(question), told(question, session.question(question.id))]),
      // As the LMS was last given it, else as it is now.
      ['suspend_data', sent ? sent[2][1] : coursewright.state.encode(session.progress, course)],
    ];
  }

  function told(question, { attempts: made, response, fraction, hints, solved, counts }) {
    // To set out in a story is kept as an attempt as well.
    const attempts = made - (question.kind === 'scenario' && made > 0);
    return [
      question.text,
      !attempts && !solved && words.log_untouched,
      attempts && fill(words.log_attempts, { n: number(attempts) }),
      response.length && words.your_answer + ': ' + inWords(question, response),
      attempts && counts && ofAll(words.points_of, fraction * question.points, question.points),
      hints && ofAll(words.hint_n, hints, question.hints),
      solved && words.log_solved,
      fill(words.log_at_line, { file: course.source, n: course.lines[question.id] }),
    ].filter(Boolean).join(' · ');
  }

  /** Writes a response in the words of its options. */
  function inWords({ labels, scoring }, response) {
    const named = (key, side) => labels[side + key] || (scoring.sources ? '' : words[key]) || key || '–';
    return response.map((key, index) => (scoring.sources ? named(scoring.sources[index], 's.') + ' → ' + named(key, 't.') : named(key, ''))).join('; ');
  }

  /** Names a question by its number; what has none by its kind. */
  function nth(question) {
    const asked = course.questions.filter((one) => one.numbered !== false);
    return asked.includes(question) ? fill(words.question_n, { n: asked.indexOf(question) + 1 }) : words[question && question.kind];
  }

  // The calls

  /** Gives a function that tells the entries of the log one after the other. */
  function teller(version) {
    // Index of a record: its question.
    const asked = {};
    return ([at, verb, values, answer, error]) => {
      const time = new Date(at).toLocaleTimeString('de');
      if (!values) return [time, verb, 'notice'];
      const [element, value] = values;
      const [, record, field] = /^cmi\.interactions\.(\d+)\.(.*)/.exec(element) || [];
      if (field === 'id') asked[record] = nth(course.questions.find((question) => plain(question.id) === plain(value)));
      const said = values.length > 1 ? element + ' = ' + short(value) : element;
      const name = asked[record] ? ' (' + asked[record] + ')' : '';
      // Nothing personal.
      const given = /(student|learner)_(id|name)$/.test(element) ? words.log_hidden : short(answer) || '""';
      const reason = judge(version, verb, answer, error);
      const because = reason && ' · ' + words['log_error_' + reason] + (/^[1-9]/.test(error) ? ' (' + error + ')' : '');
      return [time, verb + '(' + said + ')' + name + ' → ' + given + because, reason && reason !== 'empty' && 'wrong'];
    };
  }

  /** Tells what is behind an answer: the end of a word's key, or nothing where all is well. */
  function judge(version, verb, answer, error) {
    const refused = /^false$/i.test(answer) && verb !== 'GetValue';
    if (/^0?$/.test(error)) return refused ? 'none' : '';
    if (!/^\d+$/.test(error)) return 'silent';
    return Object.keys(ERRORS[version]).find((name) => ERRORS[version][name].test(error)) || 'general';
  }

  function plain(id) {
    return id.replace(/\W/g, '_');
  }

  function short(text) {
    return text.length > LONG ? coursewright.cut(text, LONG) + '… (' + text.length + ')' : text;
  }
})(globalThis.coursewright);
