/* Progress of one learner in one module, and what it means for status and score. Knows no DOM and no standard.

Files, in the order they are joined into player.js (the last connection file that is loaded wins):
  web        score state lms/local                                     results session page/* player
  SCORM 1.2  score state lms/local lms/scorm lms/values lms/scorm12    results session page/* player
  SCORM 2004 score state lms/local lms/scorm lms/values lms/scorm2004  results session page/* player
where page/* is page/elements page/ordering page/questions page/saving. What answers and pages amount to is in results; only page/*,
extra/* and player know the DOM. A SCORM build needs lms/local too: without an LMS it runs stand-alone.
Files in extra/ are joined into more.js, which the player loads when it is needed, and log.js.

How a player uses them:
  const connection = coursewright.connect(course, window);
  const session = coursewright.session(course, connection, window);
  session.open().then(() => …)      A promise, never rejected. Resolved at once where an API stands ready or no frame
                                    and no opener could hold one; else up to 4 s later, as some LMSs are late with
                                    theirs. Show the text meanwhile; call only on() before it is resolved.

What is known after open():
  session.mode       'normal' | 'review' | 'browse' (also when the LMS gives no credit). In the last two nothing is
                     sent, nothing is kept and nothing is locked: questions may be tried freely.
  session.recorded   true: an LMS records; false: stand-alone
  session.kept       true: answers outlive this page (LMS, or local storage works); false: they are gone when it closes
  session.unsaved    true while the last saving failed
  session.closed     true after leave()
  session.progress   { edition, seed, place, visited: {pageId: true}, completion, success, score, questions: {QID: …} }
                     to be read only. completion 'incomplete' | 'completed'; success 'unknown' | 'passed' | 'failed';
                     score: per cent as last reported, or null while the quiz is not judged
  session.place      page id to show: where the learner was, else the first page
  session.updated    true if the learner's earlier visit was to another edition of the module

Questions:
  session.question(QID)  { attempts, response: [keys or text], fraction (best), last (of the last attempt), correct (last
                     attempt was right), hints (shown), solved (solution shown), done, attemptsLeft: n | null,
                     counts (towards the score) }. attempts > 0 with an empty response: answered in an edition
                     whose options are gone, or the text was too long to keep.
                     done: no further attempt (right, none left, or solution shown).
  session.answer(QID, response, latencySeconds)
                     { answered, fraction, correct, partial, attemptsLeft, done, counts }. answered false: blank, not taken as
                     an attempt. When already done nothing changes.
  session.keep(QID, response)  keeps what a learner writes or ticks for own use: no attempt, no record, nothing judged
  session.retry(QID) true if another attempt may be made (and tells listeners)
  session.hint(QID)  number of hints now shown;   session.showSolution(QID)   ends the question
  session.order(QID, keys)  the keys in this learner's order: `set` only where the author wrote shuffle; `order` never
                     in the right order

Pages and results:
  session.visit(pageId, seen = true)   the page is on screen. seen false: place only, does not count as seen yet: so use it
                     in a module of one page until its end came into view, or opening would complete it
  session.summary()  { visited, pages, answered, questions, earned, possible, percent (0-100, ≤ 2 decimals, or null without
                     scored questions), judged, passMark, completion, success,
                     score (per cent as last reported, or null), measure (0-1),
                     objectives: [{ id, text, earned, possible, percent, answered, questions, judged, success }] }
                     `answered`/`questions` count the questions that count towards the score

Saving:
  session.on(event, listener)   'change' (progress changed), 'saving', 'saved', 'savefailed'; gives a function that ends it
  session.save()     try to save again now; true if it worked. Done by itself after every event that matters, with
                     pauses that grow when it fails, when the network is back, and when the page is hidden.
  session.leave()    last save, ends the session with the LMS, once; true if all is saved
  session.clear()    stand-alone only: forgets everything kept in this browser and closes; then load the page anew */
(function (coursewright) {
  'use strict';

  /** Pauses before saving is tried again, in seconds; after the last one only events and the learner try. */
  const PAUSES = [2, 4, 8, 16, 32, 60, 60, 60, 60, 60];
  /** Most answered attempts kept for an LMS that is out of reach. */
  const QUEUE = 200;

  /**
   * Makes the session of one learner.
   * @param {object} course the course object of the page
   * @param {object} connection what `coursewright.connect` gave
   * @param {object} env window, or what a test puts in its place
   */
  coursewright.session = function (course, connection, env) {
    const pages = byId(course.pages);
    const questions = byId(course.questions);
    const listeners = {};
    const undo = [];
    let progress = coursewright.state.empty(course, 1);
    let mode = 'normal';
    // Score the LMS had at the start: never gone below.
    let stored = null;
    let updated = false;
    // State kept elsewhere, to be joined with what is here.
    let copy = '';
    // An answer was given in this visit, and its result takes the place of an earlier one.
    let worked = false;
    let replaced = false;
    let opened = false;
    let closed = false;
    let unsaved = false;
    // Attempts that the connection has not taken yet.
    let waiting = [];
    let tries = 0;
    let timer = null;
    let started = 0;

    // Life

    function open() {
      return Promise.resolve(connection.open()).then(start);
    }

    function start(found) {
      const kept = found.state ? coursewright.state.decode(found.state, course) : null;
      mode = found.mode;
      progress = kept || coursewright.state.empty(course, 0);
      progress.seed = progress.seed || seed();
      updated = Boolean(kept && kept.edition && kept.edition !== course.edition);
      progress.edition = course.edition;
      if (!pages[progress.place]) progress.place = (named(found.place) || course.pages[0]).id;
      raise(found.completion, found.success);
      stored = found.score;
      started = clock();
      Object.keys(progress.questions).forEach(finish);
      opened = true;
      copy = normal() && found.copy;
      if (kept && normal()) {
        // An edition with fewer pages may be complete by now.
        settle();
        save();
      }
      if (normal()) meet();
      listen(env, 'pagehide', (event) => (event.persisted ? save() : leave()));
      listen(env.document, 'visibilitychange', () => env.document.visibilityState === 'hidden' && save());
      listen(env, 'online', () => unsaved && save());
      tell('change');
    }

    function joined() {
      copy = '';
      Object.keys(progress.questions).forEach(finish);
      // Told first: what is being written has to meet what came, before all is saved.
      tell('joined');
      changed();
    }

    /**
     * Two windows of one attempt would write over each other's state. The newer says which attempt it is in, and the
     * older ends: without a call to the LMS, which keeps what is said last. What was not saved waits in its copy.
     */
    function meet() {
      try {
        const channel = new env.BroadcastChannel(connection.name);
        undo.push(() => channel.close());
        channel.onmessage = ({ data }) => {
          if (data !== progress.seed) return;
          end();
          tell('elsewhere');
        };
        channel.postMessage(progress.seed);
      } catch {
        // Older browsers have no channels.
      }
    }

    function leave() {
      if (closed || !opened) return !unsaved;
      save();
      close();
      return !unsaved;
    }

    function close() {
      end();
      connection.close();
    }

    function end() {
      closed = true;
      stop();
      undo.forEach((action) => action());
    }

    function clear() {
      if (!connection.clear) return false;
      connection.clear();
      close();
      return true;
    }

    // Saving

    function save() {
      if (!opened || closed || !normal()) return !unsaved;
      stop();
      tell('saving');
      waiting = waiting.filter((attempt) => !connection.record(attempt));
      const told = connection.report(report());
      const state = coursewright.state.encode(progress, course, connection.limit);
      const kept = connection.save({ state, place: place(), seconds: clock() - started, copy });
      unsaved = !(told && kept);
      if (unsaved) {
        retryLater();
        tell('savefailed');
      } else {
        // What is refused while all else is taken will never be taken.
        waiting = [];
        tries = 0;
        tell('saved');
      }
      return !unsaved;
    }

    function retryLater() {
      if (tries >= PAUSES.length) return;
      timer = env.setTimeout(save, PAUSES[tries] * 1000);
      tries += 1;
    }

    function stop() {
      env.clearTimeout(timer);
    }

    // An LMS may keep bytes or refuse blanks: a page's code stands in for an id that is not plain.
    function place() {
      const page = pages[progress.place];
      return /^[\x21-\x7e]{1,255}$/.test(page.id) ? page.id : page.code;
    }

    function named(text) {
      return course.pages.find((page) => page.id === text || page.code === text);
    }

    function changed() {
      if (normal()) {
        settle();
        save();
      }
      tell('change');
    }

    // Status and score

    /** Takes over what follows from the answers; a later visit lowers a status or a score only where the author says so. */
    function settle() {
      const now = coursewright.results(course, progress);
      const { judged, percent, completion, success } = now;
      const failed = success === 'failed';
      if (worked && judged && course.completion.later === 'replace' && (success !== 'unknown' || now.passMark === null)) {
        // The author wants the last result, and there is one: what was reached before goes.
        replaced = true;
        stored = progress.score = 0;
        // Where no mark decides, "passed" stays and "failed" goes.
        if (failed || progress.success === 'failed') progress.success = success;
        if (failed) progress.completion = completion;
      }
      // Completed under an edition without a quiz stays so: to fail the new quiz would lower it.
      raise(completion, failed && progress.completion === 'completed' ? 'unknown' : success);
      // A copy may bring a score that is lower than what the LMS has.
      if (judged || progress.score !== null) progress.score = Math.max(judged ? percent : 0, progress.score, stored);
    }

    function raise(completion, success) {
      if (completion === 'completed') progress.completion = completion;
      if (rank(success) > rank(progress.success)) progress.success = success;
    }

    function report() {
      const now = summary();
      now.objectives = now.objectives.filter((objective) => objective.answered > 0);
      return now;
    }

    /** Results with the status and score that were reached once, and stay. */
    function summary() {
      const now = coursewright.results(course, progress);
      const { completion, success, score } = progress;
      // 1 tells some LMSs that all is done.
      return { ...now, completion, success, score, replaced, measure: completion === 'completed' ? 1 : Math.min(now.measure, 0.99) };
    }

    // Pages and questions

    function visit(id, seen) {
      if (!pages[id] || !opened) return;
      const fresh = seen !== false && !progress.visited[id];
      if (progress.place === id && !fresh) return;
      progress.place = id;
      if (fresh) progress.visited[id] = true;
      changed();
    }

    function answer(id, response, latency) {
      const question = questions[id];
      const score = coursewright.score(question.scoring, response);
      // A blank answer leaves no trace, which a copy would bring back as news.
      const state = (score.answered ? entry : record)(id);
      if (score.answered && !state.done && opened) {
        state.attempts += 1;
        state.response = response.slice();
        state.last = score.fraction;
        state.fraction = Math.max(state.fraction, score.fraction);
        finish(id);
        worked = true;
        if (normal() && waiting.length < QUEUE) {
          const { fraction, correct } = score;
          waiting.push({ question, response: state.response, fraction, correct, latency: latency > 0 ? latency : 0, at: new env.Date() });
        }
        changed();
      }
      const partial = score.fraction > 0 && !score.correct;
      return { ...score, partial, attemptsLeft: left(id), done: state.done, counts: coursewright.counts(question) };
    }

    function keep(id, response) {
      const state = entry(id);
      state.attempts = response.some(Boolean) ? 1 : 0;
      state.response = response.slice();
      changed();
    }

    function retry(id) {
      if (record(id).done) return false;
      tell('change');
      return true;
    }

    function hint(id) {
      const state = entry(id);
      if (state.hints < questions[id].hints) {
        state.hints += 1;
        changed();
      }
      return state.hints;
    }

    function showSolution(id) {
      const state = entry(id);
      if (state.solved) return;
      state.solved = true;
      finish(id);
      changed();
    }

    function question(id) {
      const state = record(id);
      return {
        ...state, response: state.response.slice(), correct: state.attempts > 0 && state.last === 1,
        attemptsLeft: left(id), counts: coursewright.counts(questions[id]),
      };
    }

    function order(id, keys) {
      const scoring = questions[id].scoring;
      if (scoring.rule === 'set' && !questions[id].shuffle) return keys.slice();
      const shuffled = coursewright.shuffle(keys, progress.seed, id);
      const given = scoring.rule === 'order' && shuffled.join() === scoring.correct.join();
      return given ? shuffled.slice(1).concat(shuffled[0]) : shuffled;
    }

    function left(id) {
      const limit = normal() ? questions[id].attempts : null;
      return limit === null ? null : Math.max(0, limit - record(id).attempts);
    }

    function finish(id) {
      const state = progress.questions[id];
      state.done = normal() && coursewright.state.isDone(questions[id], state);
    }

    function entry(id) {
      if (!progress.questions[id]) progress.questions[id] = coursewright.state.unanswered();
      return progress.questions[id];
    }

    function record(id) {
      return progress.questions[id] || coursewright.state.unanswered();
    }

    // Surroundings

    function normal() {
      return mode === 'normal';
    }

    function clock() {
      // Monotonic: a clock set back takes no time away.
      return env.performance.now() / 1000;
    }

    function seed() {
      // Four base-36 digits.
      return 1 + Math.floor((env.random || Math.random)() * 1679615);
    }

    function listen(target, event, listener) {
      target.addEventListener(event, listener);
      undo.push(() => target.removeEventListener(event, listener));
    }

    function on(event, listener) {
      (listeners[event] = listeners[event] || []).push(listener);
      return () => {
        listeners[event] = listeners[event].filter((other) => other !== listener);
      };
    }

    function tell(event) {
      for (const listener of listeners[event] || []) listener();
    }

    const session = {
      open, joined, visit, answer, keep, retry, hint, showSolution, question, order, summary, on, save, leave, clear,
      get progress() { return progress; },
      get place() { return progress.place; },
      get mode() { return mode; },
      get updated() { return updated; },
      get copy() { return copy; },
      get log() { return connection.log || []; },
      get unsaved() { return unsaved; },
      get closed() { return closed; },
      get recorded() { return connection.recorded; },
      get kept() { return connection.kept; },
    };
    for (const add of coursewright.additions) add(session, { course, entry, finish, changed, tell });
    return session;
  };

  /** What a module's rarer parts add to its session: functions of the session and of what it does inside. */
  coursewright.additions = [];

  function rank(success) {
    return coursewright.SUCCESS.indexOf(success);
  }

  function byId(list) {
    const found = Object.create(null);
    for (const item of list) found[item.id] = item;
    return found;
  }
})(globalThis.coursewright = globalThis.coursewright || {});
