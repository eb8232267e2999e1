/* Quizzes: which questions of a bank are asked, attempts at the whole, time, and what of it the state keeps.

What is kept of a quiz once it was begun, in progress.quizzes by its id:
  attempt (from 1), best (points of the best attempt that ended), seconds (spent in this one), minutes (allowed; 0: no limit) */
(function (coursewright) {
  'use strict';

  const known = (progress) => progress.quizzes || (progress.quizzes = Object.create(null));
  const quizzesOf = (course) => course.quizzes || [];
  const quizOf = (course, id) => quizzesOf(course).find((quiz) => quiz.id === id);
  const fresh = (quiz) => ({ attempt: 1, best: 0, seconds: 0, minutes: quiz.minutes });
  const state = (progress, quiz) => known(progress)[quiz.id] || fresh(quiz);
  /** Points as the state keeps them: in hundredths, and never more than they are. */
  const worth = (points) => Math.floor(points * 100 + 1e-6) / 100;
  const answered = (course, progress, id) => {
    const one = progress.questions[id];
    return Boolean(one && coursewright.answered(course.questions.find((question) => question.id === id), one));
  };

  /**
   * Gives the ids of the questions asked in the present attempt, in the order to show them. Each attempt goes on in the
   * bank where the one before ended, so nothing comes twice while there is something new. A question has its place in
   * the bank by its own id and the learner's seed, and what was answered stays: another edition changes no draw.
   */
  coursewright.drawn = function (course, progress, quiz) {
    const place = (id) => coursewright.hash(id + ':' + progress.seed);
    const mixed = (ids) => ids.slice().sort((one, other) => place(one) - place(other));
    const { attempt } = state(progress, quiz);
    const ids = [];
    for (const { from, count } of quiz.draws) {
      const bank = mixed(from);
      const first = ((attempt - 1) * count) % bank.length;
      const ahead = bank.slice(first).concat(bank.slice(0, first));
      const begun = ahead.filter((id) => progress.questions[id]);
      ids.push(...begun.concat(ahead.filter((id) => !begun.includes(id))).slice(0, count));
    }
    return quiz.shuffle ? mixed(ids) : quiz.questions.filter((id) => ids.includes(id));
  };

  coursewright.asked = function (course, progress) {
    const left = new Set();
    for (const quiz of quizzesOf(course)) {
      const drawn = coursewright.drawn(course, progress, quiz);
      quiz.questions.filter((id) => !drawn.includes(id)).forEach((id) => left.add(id));
    }
    return course.questions.filter((question) => !left.has(question.id));
  };

  coursewright.beyond = function (course, progress) {
    const all = quizzesOf(course).map((quiz) => coursewright.quiz(course, progress, quiz));
    return {
      // Where a corrected edition has fewer points, an earlier attempt is worth no more than all of them.
      earned: all.reduce((sum, quiz) => sum + Math.max(0, Math.min(quiz.best, quiz.possible) - quiz.earned), 0),
      again: (id) => all.some((quiz) => quiz.left !== 0 && quiz.drawn.includes(id)),
    };
  };

  /**
   * Tells where a quiz stands.
   * @returns {object} attempt, seconds, minutes; drawn (ids), answered, done (all of them), earned (points, now), best, possible;
   *   percent (of the better), passed; left (attempts after this one, null for any number)
   */
  coursewright.quiz = function (course, progress, quiz) {
    const now = state(progress, quiz);
    const drawn = coursewright.drawn(course, progress, quiz);
    const counted = course.questions.filter((question) => drawn.includes(question.id) && coursewright.counts(question));
    const points = (question) => (progress.questions[question.id] || { fraction: 0 }).fraction * question.points;
    const earned = counted.reduce((sum, question) => sum + points(question), 0);
    const possible = counted.reduce((sum, question) => sum + question.points, 0);
    const open = drawn.filter((id) => !answered(course, progress, id));
    const percent = possible ? Math.min(100, Math.round((Math.max(earned, now.best) / possible) * 1e4 + 1e-7) / 100) : 100;
    const done = !open.length;
    return {
      ...now, drawn, answered: drawn.length - open.length, done, earned, possible, percent,
      begun: Boolean(known(progress)[quiz.id]),
      // Another attempt begins only where one was done, be it with nothing earned.
      passed: (done || now.attempt > 1 || now.best > 0) && (quiz.passMark === null || percent >= quiz.passMark),
      left: quiz.attempts === null ? null : Math.max(0, quiz.attempts - now.attempt),
    };
  };

  // What a session can do with a quiz besides

  coursewright.additions.push((session, inner) => {
    const { course } = inner;
    const quizzes = () => known(session.progress);

    /** Where a quiz stands: see coursewright.quiz. */
    session.quiz = (id) => coursewright.quiz(course, session.progress, quizOf(course, id));

    /** Begins a quiz with so many minutes, whole ones; 0: as many as one likes. */
    session.begin = function (id, minutes) {
      quizzes()[id] = { ...state(session.progress, quizOf(course, id)), minutes: Math.ceil(minutes) };
      inner.changed();
    };

    /** Begins another attempt at the whole: its answers go, and the better result stays. */
    session.again = function (id) {
      const quiz = quizOf(course, id);
      const now = session.quiz(id);
      if (session.mode === 'normal' && (!now.done || now.left === 0)) return false;
      quizzes()[id] = { attempt: now.attempt + 1, best: Math.max(now.best, worth(now.earned)), seconds: 0, minutes: now.minutes };
      quiz.questions.forEach((question) => delete session.progress.questions[question]);
      inner.changed();
      inner.tell('joined');
      return true;
    };

    /** Adds time; what is open when it is over counts as given up. Saved with the next answer or page. */
    session.spend = function (id, seconds) {
      const now = quizzes()[id];
      now.seconds += seconds;
      if (!now.minutes || now.seconds < now.minutes * 60) return;
      for (const question of session.quiz(id).drawn) {
        if (answered(course, session.progress, question)) continue;
        inner.entry(question).solved = true;
        inner.finish(question);
      }
      inner.changed();
      inner.tell('joined');
    };
  });

  // In the state

  const number = (text, most) => (/^[0-9a-z]{1,6}$/.test(text) ? Math.min(parseInt(text, 36), most) : 0);

  coursewright.tail = {
    write(progress, course) {
      const begun = quizzesOf(course).filter((quiz) => known(progress)[quiz.id]).map((quiz) => {
        const { attempt, best, seconds, minutes } = known(progress)[quiz.id];
        const fields = [Math.min(attempt, 1295), Math.round(best * 100), Math.min(Math.floor(seconds), 1e6), minutes];
        return quiz.code + ':' + fields.map((one) => one.toString(36)).join('.') + ',';
      });
      return begun.length ? ';' + begun.join('') : '';
    },
    read(records, course, progress) {
      for (const record of records) {
        const quiz = quizzesOf(course).find((one) => record.indexOf(one.code + ':') === 0);
        if (!quiz) continue;
        const [attempt, best, seconds, minutes] = record.slice(quiz.code.length + 1).split('.');
        known(progress)[quiz.id] = {
          attempt: Math.max(1, number(attempt, 1295)), best: number(best, 1e8) / 100, seconds: number(seconds, 1e6),
          minutes: quiz.minutes ? number(minutes, 1e4) : 0,
        };
      }
    },
    /**
     * Adds the quizzes of a copy: of each one attempt at the whole, with the answers of its own, and the better of all
     * results. That is the later one; where another learner's draw made it (another seed), the one with more answers.
     * @returns {object} the questions of the copy without those of attempts that are over
     */
    join(progress, other, course) {
      const kept = Object.assign(Object.create(null), other.questions);
      const strange = progress.seed !== other.seed;
      for (const quiz of quizzesOf(course)) {
        const [mine, theirs] = [progress, other].map((one) => coursewright.quiz(course, one, quiz));
        const apart = strange || mine.attempt !== theirs.attempt;
        const ahead = theirs.attempt - mine.attempt || (strange && theirs.answered - mine.answered);
        const [newer, over] = ahead > 0 ? [theirs, mine] : [mine, theirs];
        const best = Math.max(mine.best, theirs.best, apart && over.done ? worth(over.earned) : 0);
        if (apart) for (const id of quiz.questions) delete (over === mine ? progress.questions : kept)[id];
        const seconds = apart ? newer.seconds : Math.max(mine.seconds, theirs.seconds);
        if (!newer.begun && !over.begun && !best) continue;
        known(progress)[quiz.id] = { attempt: newer.attempt, best, seconds, minutes: (newer.begun ? newer : over).minutes };
      }
      return kept;
    },
  };
})(globalThis.coursewright = globalThis.coursewright || {});
