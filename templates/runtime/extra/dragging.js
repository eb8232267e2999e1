/* Dragging the entries of a sequence by their number. Loaded when a pointer comes near; the buttons work without. */
(function (coursewright) {
  'use strict';

  /**
   * Makes the entries of a question draggable.
   * @param {object} item the question; its sequence is `item.list`
   * @param {function(Element)} settled is told which entry was dropped
   */
  coursewright.dragging = function (item, settled) {
    const entries = () => Array.from(item.list.children);

    for (const entry of entries()) {
      entry.querySelector('.order-grip').addEventListener('pointerdown', (event) => drag(event, entry));
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
  };
})(globalThis.coursewright);
