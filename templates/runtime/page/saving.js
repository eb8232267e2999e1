/* What the learner is told about saving, and how to leave. */
(function (coursewright) {
  'use strict';

  if (!coursewright.page) return;
  const { words, part, make, button, say, focusOn } = coursewright.page;

  /**
   * Watches the session's saving, and puts notices where the learner is.
   * @returns {{at: function(Element), foot: function()}} `at` tells where the learner works (null: nowhere yet);
   *   `foot` fills the foot of the page, once the session is open
   */
  coursewright.page.saving = function (session) {
    let place = null;
    let warned = false; // told that the last answers are not saved: pressed again, the button leaves all the same
    const text = make('p');
    const again = button(words.save_again, 'link', () => session.save());
    const notice = make('div', 'notice', text, again);
    text.setAttribute('role', 'status');
    notice.hidden = true;

    session.on('savefailed', () => {
      (place || part('notices')).append(notice);
      notice.hidden = again.hidden = false;
      if (text.textContent !== words.save_failed) say(text, words.save_failed);
    });
    session.on('saved', () => {
      if (notice.hidden || again.hidden) return;
      if (document.activeElement === again) focusOn(text);
      again.hidden = true;
      say(text, words.saved);
      setTimeout(() => (notice.hidden = again.hidden), 4000);
    });

    function foot() {
      const told = session.mode !== 'normal' ? words.review_notice : session.updated && words.updated_notice;
      if (told) part('notices').append(make('p', 'notice', told));
      const box = part('session');
      if (session.recorded) box.append(button(words.exit, 'button quiet', exit));
      else if (session.kept) box.append(make('p', '', words.not_recorded), ...clearing());
      else box.append(make('p', '', words.not_kept));
    }

    /** Asks before it clears, in place: a dialog may be out of sight in an over-tall frame. */
    function clearing() {
      const ask = button(words.clear_answers, 'link', () => swap(true));
      const sure = button(words.clear_confirm, 'link', () => {
        session.clear();
        history.replaceState(null, '', location.pathname + location.search);
        location.reload();
      });
      const keep = button(words.clear_keep, 'link', () => swap(false));
      const swap = (asked) => {
        ask.hidden = asked;
        sure.hidden = keep.hidden = !asked;
        (asked ? keep : ask).focus();
      };
      sure.hidden = keep.hidden = true;
      return [ask, sure, keep];
    }

    function exit() {
      place = part('session');
      if (!session.save() && !warned) {
        warned = true;
        return;
      }
      session.leave();
      const said = make('h1', '', words.exited);
      document.body.append(make('main', 'left-note', said));
      document.documentElement.classList.add('left');
      focusOn(said);
      said.scrollIntoView();
      // Only a window of our own may be closed: never the LMS's, never a frame in one.
      if (window.opener && window.parent === window) window.close();
    }

    return { at: (element) => (place = element), foot };
  };
})(globalThis.coursewright);
