/* What answers and pages seen amount to: points, per cent, completion and success. Pure: nothing is kept or sent. */
(function (coursewright) {
  'use strict';

  /** Slack for sums of binary fractions: 0.8 × 100 passes 80, two thirds never pass 67. */
  const SLACK = 1e-9;

  /** Tells whether a question adds to the score. */
  coursewright.counts = function (question) {
    return question.scoring.rule !== 'none' && question.points > 0;
  };

  /** Tells whether a question touched has been answered or given up; kinds/scenario wants an ending reached. */
  coursewright.answered = (question, state) => state.attempts > 0 || state.solved;

  /** Questions that this learner is asked: rules/quizzes leaves out what was not drawn. */
  coursewright.asked = (course) => course.questions;

  /** What counts beside the answers at hand: points of earlier attempts at a quiz; and which questions another attempt would ask anew. */
  coursewright.beyond = () => ({ earned: 0, again: () => false });

  /**
   * Works out where a learner stands now, whatever an earlier visit had reached.
   * @returns {object} visited, pages; answered, questions, earned, possible, percent, judged of the questions that count;
   *   passMark (null where no score decides); completion, success; measure (0-1, of the steps); objectives
   */
  coursewright.results = function (course, progress) {
    const asked = coursewright.asked(course, progress);
    const counted = asked.filter(coursewright.counts);
    const mark = counted.length ? course.completion.passMark : null;
    const { earned, again } = coursewright.beyond(course, progress);
    const all = sum(counted, progress, mark, earned, again);
    const visited = course.pages.filter((page) => progress.visited[page.id]).length;
    const seen = course.completion.pages === 'none' || visited === course.pages.length;
    const required = asked.every((question) => !question.required || answered(progress, question));
    const over = all.success === 'failed' && course.completion.onFail === 'failed';
    const completed = over || (seen && required && (mark === null || all.success === 'passed'));
    const steps = course.pages.length + counted.length;
    const share = steps ? Math.floor(((visited + all.answered) / steps) * 100) / 100 : 0;
    return {
      ...all,
      visited,
      pages: course.pages.length,
      passMark: mark,
      completion: completed ? 'completed' : 'incomplete',
      measure: share,
      objectives: course.objectives.map((objective) => {
        const some = counted.filter((question) => question.objectives.includes(objective.id));
        return { id: objective.id, text: objective.text, ...sum(some, progress, mark, 0, again) };
      }),
    };
  };

  /**
   * Adds up some questions. Judged once each has been answered or given up: no score before, as it would say nothing.
   * Success: passed or failed once judged, failed only when no attempt is left.
   */
  function sum(questions, progress, mark, earned, again) {
    const total = { questions: questions.length, answered: 0, earned, possible: 0, percent: null };
    let spent = true;
    for (const question of questions) {
      const state = progress.questions[question.id];
      if (state) total.earned += question.points * state.fraction;
      total.possible += question.points;
      if (answered(progress, question)) total.answered += 1;
      if (!state || !state.done || again(question.id)) spent = false;
    }
    total.judged = questions.length > 0 && total.answered === questions.length;
    total.success = 'unknown';
    if (!questions.length) return total;
    const exact = (total.earned / total.possible) * 100;
    const reached = mark !== null && exact + SLACK >= mark;
    total.percent = Math.round((exact + SLACK) * 100) / 100;
    // The number shown and sent never says "reached" where the exact one says "not quite".
    if (mark !== null && !reached && total.percent >= mark) total.percent = Math.round(mark * 100 - 1) / 100;
    if (total.judged && mark !== null && (reached || spent)) total.success = reached ? 'passed' : 'failed';
    return total;
  }

  function answered(progress, question) {
    const state = progress.questions[question.id];
    return Boolean(state && coursewright.answered(question, state));
  }
})(globalThis.coursewright = globalThis.coursewright || {});
