/* The results at the end of a module. Loaded when a page after the first is shown, or the only one. */
(function (coursewright) {
  'use strict';

  const { words, fill, number, ofAll, part, button, mark } = coursewright.page;

  /**
   * Fills in the results; what does not apply to this module is hidden.
   * @param {object} sum the session's summary
   */
  coursewright.figures = function (sum) {
    const percent = (value) => value !== null && fill(words.percent, { n: number(value) });
    const state = (done, yes, no) => mark(done ? 'right' : 'kept', done ? yes : no);
    tell('score', percent(sum.percent));
    tell('pass_mark', percent(sum.passMark));
    tell('questions_answered', sum.questions && ofAll(words.n_of_all, sum.answered, sum.questions));
    tell('pages_seen', ofAll(words.n_of_all, sum.visited, sum.pages));
    tell('module', state(sum.completion === 'completed', words.completed, words.not_completed));
    tell('result', sum.passMark !== null && state(sum.success === 'passed', words.passed, words.not_passed));
    for (const { id, earned, possible } of sum.objectives) {
      tell('goal-' + id, possible && ofAll(words.points_of, earned, possible));
    }
    part('goals').hidden = !sum.objectives.some((goal) => goal.possible);
    part('figures').hidden = false;
    if (!part('print')) printing();
  };

  /** Adds a button that prints the results alone. */
  function printing() {
    const whole = document.documentElement.classList;
    const press = button(words.print_results, 'button quiet', () => {
      whole.add('print-results');
      window.print();
    });
    press.dataset.part = 'print';
    window.addEventListener('afterprint', () => whole.remove('print-results'));
    part('figures').append(press);
  }

  function tell(name, value) {
    const place = part(name);
    place.parentElement.hidden = !value;
    place.replaceChildren(value || '');
  }
})(globalThis.coursewright);
