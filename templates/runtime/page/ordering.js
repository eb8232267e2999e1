/* Sequences: Up and Down buttons. Dragging by the number, an extra for pointers, is in extra/dragging.js. */
(function (coursewright) {
  'use strict';

  if (!coursewright.page) return;
  const { words, ofAll, load, kinds } = coursewright.page;

  kinds.order = {
    start(item, tell) {
      item.list = item.fields.querySelector('.order');
      for (const entry of item.list.children) {
        const on = (name, step) => entry.querySelector(name).addEventListener('click', () => move(entry, step));
        on('.order-up', -1);
        on('.order-down', 1);
      }
      item.list.addEventListener('pointerover', () => load('dragging', item, settled), { once: true });

      function move(entry, step) {
        const all = Array.from(item.list.children);
        const other = all[all.indexOf(entry) + step];
        if (!other) return;
        // The neighbour moves, so that the button under the finger keeps the focus.
        if (step < 0) entry.after(other);
        else entry.before(other);
        settled(entry);
      }

      function settled(entry) {
        ends(item);
        const all = Array.from(item.list.children);
        tell(item.about.labels[entry.dataset.key] + ': ' + ofAll(words.position_n, all.indexOf(entry) + 1, all.length));
      }
    },

    read: (item) => Array.from(item.list.children, (entry) => entry.dataset.key),
    write: (item, response, rearrange) => rearrange(item.list, response),
    draw: ends,
  };

  /** Marks the buttons that lead nowhere; they stay focusable, since one of them may have the focus. */
  function ends(item) {
    const all = Array.from(item.list.children);
    all.forEach((entry, index) => {
      entry.querySelector('.order-up').setAttribute('aria-disabled', String(index === 0));
      entry.querySelector('.order-down').setAttribute('aria-disabled', String(index === all.length - 1));
    });
  }
})(globalThis.coursewright);
