/* Texts to find something in: boxes that look like words. One Tab stop for all of them; arrow keys go on from there. */
(function (coursewright) {
  'use strict';

  if (!coursewright.page) return;
  const { words, ofAll, part, kinds } = coursewright.page;

  kinds.highlight = {
    start(item, tell) {
      const boxes = Array.from(item.fields.querySelectorAll('.unit > input'));
      const stopAt = (box) => boxes.forEach((other) => (other.tabIndex = other === box ? 0 : -1));
      stopAt(boxes[0]);
      item.fields.addEventListener('focusin', ({ target }) => boxes.includes(target) && stopAt(target));
      item.fields.addEventListener('change', () => tell(count(item)));
      item.fields.addEventListener('keydown', (event) => {
        const at = boxes.indexOf(event.target);
        const to = at >= 0 && !(event.ctrlKey || event.altKey || event.metaKey) && next(event.key, boxes, at);
        if (!to) return;
        event.preventDefault();
        to.focus();
      });
    },

    draw(item) {
      count(item);
      // What is said on a word would tear the text apart: it goes where the verdict is.
      const below = item.feedback.querySelector('.verdict') || item.feedback;
      below.append(...item.fields.querySelectorAll('[data-feedback]'));
    },
  };

  function count(item) {
    const chosen = item.fields.querySelectorAll('.unit > :checked').length;
    const told = ofAll(words.marked_n, chosen, item.about.scoring.correct.length);
    part('chosen', item.fields).textContent = told;
    return told;
  }

  /** Gives the box that a key leads to: the one before or behind in the text, or the nearest on another line. */
  function next(key, boxes, at) {
    const forward = getComputedStyle(boxes[at]).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    if (key === 'ArrowLeft' || key === 'ArrowRight') return boxes[at + (key === forward ? 1 : -1)];
    if (key === 'Home') return boxes[0];
    if (key === 'End') return boxes[boxes.length - 1];
    if (key !== 'ArrowUp' && key !== 'ArrowDown') return null;
    const side = key === 'ArrowUp' ? -1 : 1;
    const here = place(boxes[at]);
    // Lines are far apart, words on one of them are not.
    const away = (box) => side * (place(box).y - here.y);
    const others = boxes.filter((box) => away(box) > here.height / 2).map((box) => [box, away(box), Math.abs(place(box).x - here.x)]);
    const line = Math.min(...others.map((other) => other[1])) + here.height / 2;
    return others.filter((other) => other[1] < line).sort((one, other) => one[2] - other[2]).map((other) => other[0])[0];
  }

  function place(box) {
    return box.parentElement.getClientRects()[0];
  }
})(globalThis.coursewright);
