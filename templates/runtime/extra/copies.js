/* Joins the copy in this browser of what the LMS did not take with the state at hand. Loaded when there is one.

A copy is one state or, where an earlier one was still waiting, several, a line each. Of the same attempt (the same seed) it
is added at once: the better of both, never less than there was. A copy of another attempt may be one that somebody reset
on purpose, or that the LMS has lost, so the learner is asked. Until the answer is given the copy stays where it is. */
(function (coursewright) {
  'use strict';

  const isNews = (one) => one.attempts || one.hints || one.solved;
  const isBlank = ({ questions }) => !Object.keys(questions).some((id) => isNews(questions[id]));

  /** Adds another progress of the same learner: attempts, marks, pages and results are the higher of both. */
  coursewright.merge = function (progress, other, course) {
    Object.assign(progress.visited, other.visited);
    const questions = coursewright.tail ? coursewright.tail.join(progress, other, course) : other.questions;
    for (const id of Object.keys(questions)) {
      const mine = progress.questions[id] || coursewright.state.unanswered();
      const theirs = questions[id];
      // Hints that this edition has no more leave nothing that could be news.
      if (!isNews(theirs)) continue;
      // Of what may be rewritten without another attempt, a copy of this attempt has the later words.
      const rewritten = progress.seed === other.seed && theirs.attempts === mine.attempts && theirs.response.length;
      const newer = theirs.attempts > mine.attempts || rewritten;
      progress.questions[id] = {
        ...(newer ? theirs : mine),
        fraction: Math.max(mine.fraction, theirs.fraction),
        hints: Math.max(mine.hints, theirs.hints),
        solved: mine.solved || theirs.solved,
      };
    }
    const rank = (success) => coursewright.SUCCESS.indexOf(success);
    // To fail would lower what is completed already.
    const lowers = progress.completion === 'completed' && other.success === 'failed';
    if (!lowers && rank(other.success) > rank(progress.success)) progress.success = other.success;
    if (other.completion === 'completed') progress.completion = 'completed';
    if (other.score !== null) progress.score = Math.max(other.score, progress.score || 0);
  };

  /** Adds copies, the oldest first: those of this attempt, then those of others. */
  function add(progress, others, course) {
    // An attempt with nothing in it goes on as the last one: its questions stay those drawn, in the order they had.
    const last = others.filter((other) => !isBlank(other)).pop();
    if (last && isBlank(progress)) progress.seed = last.seed;
    const own = others.filter((other) => other.seed === progress.seed);
    own.concat(others.filter((other) => !own.includes(other))).forEach((other) => coursewright.merge(progress, other, course));
  }

  /**
   * Joins the session's copy with its progress where that needs no question.
   * @param {boolean} [wanted] what the learner answered, once asked
   * @returns {string} 'joined': answers are back; 'nothing': it held nothing new, or was not wanted; 'ask'
   */
  coursewright.join = function (session, course, wanted) {
    const { encode, decode } = coursewright.state;
    const others = session.copy.split('\n').map((text) => decode(text, course));
    const own = others.filter((other) => other.seed === session.progress.seed);
    const before = encode(session.progress, course);
    const joined = (some) => {
      const both = decode(before, course);
      add(both, some, course);
      return encode(both, course);
    };
    if (wanted === undefined && joined(others) !== joined(own)) return 'ask';
    const taken = wanted ? others : own;
    const adds = joined(taken) !== before;
    if (adds) add(session.progress, taken, course);
    session.joined();
    return adds ? 'joined' : 'nothing';
  };

  coursewright.copies = function (session) {
    const { words, course, part, make, button, say, focusOn } = coursewright.page;
    const text = make('p');
    const box = make('div', 'notice', text);
    text.setAttribute('role', 'status');
    show(coursewright.join(session, course));

    function show(done) {
      if (done === 'nothing') return box.remove();
      part('notices').append(box);
      const said = done === 'ask' ? words.copy_offer : words.restored;
      say(text, said);
      session.log.push([Date.now(), said]);
      if (done === 'ask') box.append(button(words.copy_take, 'link', () => choose(true)), ' ', button(words.copy_drop, 'link', () => choose(false)));
    }

    function choose(wanted) {
      box.replaceChildren(text);
      show(coursewright.join(session, course, wanted));
      focusOn(part('notices'));
    }
  };
})(globalThis.coursewright);
