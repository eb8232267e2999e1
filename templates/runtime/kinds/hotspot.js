/* Places in a picture: the list below it holds the answer; the picture shows what is chosen, pointed at or judged there. */
(function (coursewright) {
  'use strict';

  if (!coursewright.page) return;

  coursewright.page.kinds.hotspot = {
    start(item) {
      // A label takes the focus to its box, and the page with it: away from the picture that is being looked at.
      for (const spot of item.fields.querySelectorAll('.spot')) {
        spot.addEventListener('click', (event) => {
          event.preventDefault();
          spot.control.click();
        });
      }
      for (const event of ['change', 'focusin', 'focusout', 'pointerover', 'pointerout']) {
        item.fields.addEventListener(event, (now) => setTimeout(show, 0, item, now.pointerType === 'mouse' && now.type === 'pointerover' && now.target));
      }
    },
    draw: (item) => show(item),
  };

  /** Lets each place look as its entry in the list does. */
  function show(item, under) {
    for (const spot of item.fields.querySelectorAll('.spot')) {
      const entry = spot.control.closest('li');
      for (const look of ['is-right', 'is-wrong']) spot.classList.toggle(look, entry.classList.contains(look));
      spot.classList.toggle('is-chosen', spot.control.checked);
      spot.classList.toggle('is-at', spot.control.matches(':focus-visible') || Boolean(under && entry.contains(under)));
    }
  }
})(globalThis.coursewright);
