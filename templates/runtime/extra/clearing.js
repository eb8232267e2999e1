/* Forgetting the answers that this browser keeps. Loaded when the learner asks for it. */
(function (coursewright) {
  'use strict';

  const { words, button } = coursewright.page;

  /** Asks before it clears, in place of the button: a dialog may be out of sight in an over-tall frame. */
  coursewright.clearing = function (session, ask) {
    const sure = button(words.clear_confirm, 'link', () => {
      session.clear();
      // Without a fragment: the page is loaded anew, at its beginning.
      location.replace(location.pathname + location.search);
    });
    const keep = button(words.clear_keep, 'link', () => {
      ask.hidden = false;
      ask.focus();
      sure.remove();
      keep.remove();
    });
    ask.after(sure, keep);
    ask.hidden = true;
    keep.focus();
  };
})(globalThis.coursewright);
