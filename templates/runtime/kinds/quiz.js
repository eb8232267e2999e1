/* Quizzes on screen: the questions drawn, the time, the result and another attempt. What is drawn and what it is worth is
in rules/quizzes.js. */
(function (coursewright) {
  'use strict';

  if (!coursewright.page) return;
  const { words, course, count, fill, number, ofAll, part, make, button, say, focusOn, mark } = coursewright.page;
  /** Factors of the time that a learner may choose (WCAG 2.2.1: at least ten times); then no limit at all. */
  const FACTORS = [1, 1.5, 2, 3, 10];
  /** Seconds left at which they are told, once each. */
  const WARNINGS = [300, 60];

  coursewright.page.starts.push((session, at) => {
    for (const about of course.quizzes) show(about, document.getElementById(about.id));

    function show(about, box) {
      const body = box.querySelector('.quiz-body');
      const [before, after, said] = ['begin', 'end', 'said'].map((name) => part('quiz-' + name, box));
      const questions = about.questions.map((id) => document.getElementById(id));
      const bands = Array.from(box.querySelectorAll('.band'));
      const clock = make('p', 'quiz-clock');
      const timed = about.minutes > 0;
      const free = session.mode !== 'normal';
      let warned = [];
      let order = '';
      if (timed && !free) begin();
      bands.forEach((band) => band.classList.remove('answers'));
      after.append(make('div'));
      draw();
      session.on('change', draw);
      if (timed) setInterval(tick, 1000);

      function begin() {
        const choice = make('select', '');
        for (const factor of FACTORS) choice.append(new Option(count('minutes', Math.ceil(about.minutes * factor)), Math.ceil(about.minutes * factor)));
        choice.append(new Option(words.quiz_unlimited, 0));
        choice.id = about.id + '-time';
        const label = make('label', '', words.quiz_time);
        label.htmlFor = choice.id;
        const start = button(words.quiz_begin, 'button', () => {
          at(box);
          session.begin(about.id, Number(choice.value));
          focusOn(body.querySelector('.question:not([hidden])'));
        });
        before.append(make('div', 'quiz-start entry', label, choice, start), clock);
      }

      function draw() {
        const now = session.quiz(about.id);
        arrange(now.drawn);
        const waiting = timed && !free && !now.begun;
        body.hidden = waiting;
        if (timed && !free) before.firstChild.hidden = !waiting;
        tell(now);
        const result = after.lastChild;
        result.replaceChildren();
        after.hidden = waiting;
        result.append(make('p', 'quiz-count', ofAll(words.quiz_answered, now.answered, now.drawn.length)));
        const judged = now.done && now.possible > 0;
        for (const band of bands) {
          band.hidden = !judged || now.percent < Number(band.dataset.low) || Math.floor(now.percent) > Number(band.dataset.high);
          band.open = !band.hidden;
        }
        if (!judged) return;
        const look = about.passMark === null ? 'kept' : now.passed ? 'right' : 'wrong';
        const verdict = make('div', 'verdict ' + look, make('p', 'mark ' + look, fill(words.quiz_result, { n: number(now.percent) })));
        if (about.passMark !== null) verdict.append(make('p', 'verdict-terms', now.passed ? words.passed : words.not_passed));
        result.append(verdict, ...bands.filter((band) => !band.hidden));
        if (now.left === 0 && !free) return;
        result.append(button(words.quiz_again, 'button quiet', again), ' ', make('span', 'quiz-best', words.quiz_best));
        if (now.left) result.append(' ', make('span', 'quiz-best', count('attempts_left', now.left)));
      }

      /** Shows the questions drawn, in their order; those left out stay in the page, out of sight and reach. */
      function arrange(drawn) {
        if (drawn.join() === order) return;
        order = drawn.join();
        for (const question of questions) question.hidden = !drawn.includes(question.id);
        if (about.shuffle) for (const id of drawn) {
          const question = document.getElementById(id);
          question.parentElement.append(question);
        }
      }

      function again() {
        at(box);
        warned = [];
        if (!session.again(about.id)) return;
        focusOn(body.querySelector('.question:not([hidden])'));
      }

      function tick() {
        const now = session.quiz(about.id);
        if (!now.begun || now.done || document.hidden || !box.offsetParent) return;
        session.spend(about.id, 1);
        tell(session.quiz(about.id));
        if (now.minutes && now.seconds + 1 >= now.minutes * 60) say(said, words.quiz_over);
      }

      function tell(now) {
        clock.hidden = !now.begun || !now.minutes || now.done;
        const left = Math.max(0, now.minutes * 60 - now.seconds);
        clock.textContent = fill(words.quiz_left, { time: Math.floor(left / 60) + ':' + String(Math.floor(left % 60)).padStart(2, '0') });
        for (const limit of WARNINGS) {
          if (clock.hidden || left > limit || warned.includes(limit)) continue;
          warned.push(limit);
          // A quiz as short as the warning needs none.
          if (now.minutes * 60 > limit) say(said, clock.textContent);
        }
      }
    }
  });
})(globalThis.coursewright);
