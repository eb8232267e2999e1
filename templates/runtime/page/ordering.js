/* Sequences: Up and Down buttons. Dragging by the number, an extra for pointers, is in extra/dragging.js. */
(function (coursewright) {
  'use strict';

  if (!coursewright.page) return;
  const { words, ofAll, load } = coursewright.page;

  /**
   * Makes the list of a question sortable.
   * @param {object} item the question; its sequence is `item.list`
   * @param {function(string)} tell says where something stands now
   */
  coursewright.page.ordering = function (item, tell) {
    const entries = () => Array.from(item.list.children);

    for (const entry of entries()) {
      const on = (name, event, action) => entry.querySelector(name).addEventListener(event, action);
      on('.order-up', 'click', () => move(entry, -1));
      on('.order-down', 'click', () => move(entry, 1));
    }
    item.list.addEventListener('pointerover', () => load('dragging', item, settled), { once: true });
    ends();
    return ends;

    function move(entry, step) {
      const all = entries();
      const other = all[all.indexOf(entry) + step];
      if (!other) return;
      // The neighbour moves, so that the button under the finger keeps the focus.
      if (step < 0) entry.after(other);
      else entry.before(other);
      settled(entry);
    }

    function settled(entry) {
      ends();
      const all = entries();
      tell(item.about.labels[entry.dataset.key] + ': ' + ofAll(words.position_n, all.indexOf(entry) + 1, all.length));
    }

    /** Marks the buttons that lead nowhere; they stay focusable, since one of them may have the focus. */
    function ends() {
      const all = entries();
      all.forEach((entry, index) => {
        entry.querySelector('.order-up').setAttribute('aria-disabled', String(index === 0));
        entry.querySelector('.order-down').setAttribute('aria-disabled', String(index === all.length - 1));
      });
    }
  };
})(globalThis.coursewright);
