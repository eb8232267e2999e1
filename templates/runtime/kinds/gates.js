/* Pages that open once others, or questions, or quizzes are done. What was seen stays open, whatever another attempt asks anew
or another edition closes. Nothing is locked where nothing is recorded as a result: in review and browse mode, and without script. */
(function (coursewright) {
  'use strict';

  if (!coursewright.page) return;
  const { words, course, fill, part, make, say } = coursewright.page;

  coursewright.page.starts.push((session) => {
    const gated = course.pages.filter((page) => page.after);
    const said = make('p', 'unseen');
    said.setAttribute('role', 'status');
    document.body.append(said);
    let shut = null;
    draw();
    session.on('change', draw);

    /** Tells whether a page was seen to its end, a question answered, a quiz passed or, without a mark, done. */
    function done(id) {
      if (course.pages.some((page) => page.id === id)) return session.progress.visited[id];
      if ((course.quizzes || []).some((quiz) => quiz.id === id)) return session.quiz(id).passed;
      // A question; to set out in a story is no answer yet.
      return coursewright.answered(course.questions.find((question) => question.id === id), session.question(id));
    }

    function closed(id) {
      const page = course.pages.find((one) => one.id === id);
      return session.mode === 'normal' && !session.progress.visited[id] && page.after && !page.after.every(done);
    }

    function draw() {
      const now = gated.filter((page) => closed(page.id));
      for (const page of gated) {
        const box = document.getElementById(page.id);
        const lock = now.includes(page);
        box.classList.toggle('closed', lock);
        const link = document.querySelector('#menu a[data-page="' + page.id + '"]');
        link.classList.toggle('closed', lock);
        // Said by the player, which draws the list after this.
        link.dataset.later = lock ? words.gate_later : '';
        const old = part('gate', box);
        if (old) old.remove();
        if (!lock) continue;
        const list = make('ul', '');
        for (const id of page.after.filter((one) => !done(one))) {
          const way = make('a', '', nameOf(id));
          way.href = '#' + id;
          list.append(make('li', '', way));
        }
        const notice = make('div', 'notice gate', make('p', '', words.gate_closed), list);
        notice.dataset.part = 'gate';
        box.querySelector('h2').after(notice);
      }
      const open = shut && shut.filter((page) => !now.includes(page));
      if (open && open.length) say(said, fill(words.gate_opened, { title: open.map((page) => page.title).join(', ') }));
      shut = now;
    }

    function nameOf(id) {
      const named = course.pages.concat(course.quizzes || []).find((one) => one.id === id);
      if (named && named.title) return named.title;
      const label = document.getElementById(id).querySelector('.question-number, .quiz-title');
      return label ? label.textContent : id;
    }
  });
})(globalThis.coursewright);
