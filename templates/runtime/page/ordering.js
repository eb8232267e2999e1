/* Sequences: Up and Down buttons, and dragging by the number as an extra for pointers. */
(function (coursewright) {
  'use strict';

  if (!coursewright.page) return;
  const { words, ofAll } = coursewright.page;

  /**
   * Makes the list of a question sortable.
   * @param {object} item the question; its sequence is `item.list`
   * @param {function(string)} tell says where something stands now
   */
  coursewright.page.ordering = function (item, tell) {
    const entries = () => Array.from(item.list.children);

    for (const entry of entries()) {
      const on = (name, event, action) => entry.querySelector(name).addEventListener(event, action);
      on('.order-grip', 'pointerdown', (event) => drag(event, entry));
      on('.order-up', 'click', () => move(entry, -1));
      on('.order-down', 'click', () => move(entry, 1));
    }
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

    function drag(event, entry) {
      if (item.fields.disabled || event.button) return;
      event.preventDefault();
      entry.classList.add('drag');
      const follow = (moved) => {
        const over = entries().find((other) => {
          const box = other.getBoundingClientRect();
          return other !== entry && moved.clientY > box.top && moved.clientY < box.bottom;
        });
        if (!over) return;
        if (entries().indexOf(over) < entries().indexOf(entry)) over.before(entry);
        else over.after(entry);
      };
      const end = () => {
        entry.classList.remove('drag');
        document.removeEventListener('pointermove', follow);
        document.removeEventListener('pointerup', end);
        document.removeEventListener('pointercancel', end);
        settled(entry);
      };
      document.addEventListener('pointermove', follow);
      document.addEventListener('pointerup', end);
      document.addEventListener('pointercancel', end);
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
