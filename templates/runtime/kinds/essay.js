/* Texts of one's own: the model answer comes once something was written, and with it the criteria to mark it by. */
(function (coursewright) {
  'use strict';

  if (!coursewright.page) return;
  const { words, fill, number, part, make } = coursewright.page;
  const text = (item) => item.fields.querySelector('textarea');
  const criteria = (item) => Array.from(item.fields.querySelectorAll('[type="checkbox"]'));

  coursewright.page.kinds.essay = {
    start(item) {
      item.model = part('model', item.element);
      item.rubric = part('rubric', item.model);
      // Word by word: what is to be done, the model answer, the boxes.
      item.fields.append(item.feedback, item.model);
      item.buttons.retry.textContent = words.essay_change;
      text(item).addEventListener('input', () => tally(item));
    },

    /** The text, and the criteria met: none while they are out of sight. */
    read(item) {
      item.marked = item.marking;
      return [text(item).value.trim()].concat(criteria(item).filter((box) => box.checked).map((box) => box.value));
    },

    draw(item, state) {
      const { check } = item.buttons;
      const compared = state.attempts > 0;
      item.marking = Boolean(item.rubric) && compared && !item.open;
      item.model.hidden = !compared;
      text(item).readOnly = item.marking;
      check.textContent = item.marking ? words.essay_save : words.essay_compare;
      tally(item);
      if (!item.rubric) return;
      item.rubric.hidden = !item.marking;
      if (!item.marking) criteria(item).forEach((box) => (box.checked = false));
      else {
        item.fields.disabled = check.hidden = state.done;
        judge(item.feedback.firstElementChild, state, item.marked || state.response.length > 1);
      }
    },
  };

  /** Whoever marks the own text is neither right nor wrong. */
  function judge(verdict, state, marked) {
    if (!marked) verdict.replaceChildren(make('p'));
    if (!state.correct) verdict.className = 'verdict kept';
    verdict.firstChild.className = state.correct ? 'mark right' : 'mark kept';
    verdict.firstChild.textContent = marked ? words.essay_marked : words.essay_mark;
  }

  function tally(item) {
    const written = text(item).value.split(/\s+/).filter(Boolean).length;
    part('words', item.fields).textContent = fill(words.essay_count, { n: number(written) });
  }
})(globalThis.coursewright);
