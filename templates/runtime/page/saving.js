/* What the learner is told about saving, and how to leave. */
(function (coursewright) {
  'use strict';

  if (!coursewright.page) return;
  const { words, part, make, button, load, say, focusOn } = coursewright.page;

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
      tell(words.save_failed);
      again.hidden = false;
    });
    session.on('saved', () => {
      if (notice.hidden || again.hidden) return;
      if (document.activeElement === again) focusOn(text);
      tell(words.saved);
      setTimeout(() => (notice.hidden = again.hidden), 4000);
    });
    session.on('elsewhere', () => cover(words.elsewhere));

    /** Shows a notice where the learner is; the log keeps it. */
    function tell(said) {
      (place || part('notices')).append(notice);
      notice.hidden = false;
      again.hidden = true;
      if (text.textContent === said) return;
      say(text, said);
      session.log.push([Date.now(), said]);
    }

    function foot() {
      const told = session.mode !== 'normal' ? words.review_notice : session.updated && words.updated_notice;
      if (session.copy) load('copies', session);
      if (told) part('notices').append(make('p', 'notice', told));
      const box = part('session');
      if (session.recorded) box.append(button(words.exit, 'button quiet', exit));
      else if (session.kept) box.append(make('p', '', words.not_recorded), button(words.clear_answers, 'link', (event) => load('clearing', session, event.target)));
      else box.append(make('p', '', words.not_kept));
    }

    /** Puts a note in the place of everything: nothing done here would count any more. */
    function cover(text) {
      const said = make('h1', '', text);
      document.body.append(make('main', 'left-note', said));
      document.documentElement.classList.add('left');
      focusOn(said);
      said.scrollIntoView();
    }

    function exit() {
      place = part('session');
      if (!session.save() && !warned) {
        warned = true;
        return;
      }
      session.leave();
      cover(words.exited);
      // Only a window of our own may be closed: never the LMS's, never a frame in one.
      if (window.opener && window.parent === window) window.close();
    }

    return { at: (element) => (place = element), foot };
  };
})(globalThis.coursewright);
