/* Stories that branch: one scene at a time. The response is, for each scene with choices, the one that was taken; the
   way is followed from there, and what is not on it is forgotten. An ending is an answer, what leads there is none. Where
endings give points the best one counts, as with other questions, and once it is decided the story stays as it is. */
(function (coursewright) {
  'use strict';

  const plainly = coursewright.answered;
  coursewright.answered = (question, state) => (question.kind === 'scenario' ? state.attempts > 1 || state.solved : plainly(question, state));

  coursewright.additions.push((session, { entry, changed }) => {
    /**
     * Keeps a step on the way: the first of what counts as attempts, so that it is saved.
     * @param {number} [seconds] where it leads to an ending, what it took to come there
     */
    session.step = function (id, response, seconds) {
      const state = entry(id);
      if (state.done) return;
      state.attempts = state.attempts || 1;
      if (seconds !== undefined) return session.answer(id, response, seconds);
      state.response = response;
      changed();
    };
  });

  if (!coursewright.page) return;
  const { words, course, ofAll, left, part, make, button, say, starts } = coursewright.page;

  starts.push((session, at) => document.querySelectorAll('.scenario').forEach((element) => play(element, session, at)));

  function play(element, session, at) {
    const id = element.dataset.scenario;
    const about = course.questions.find((question) => question.id === id);
    const scenes = Array.from(element.querySelectorAll('.scene'));
    const trail = part('trail', element);
    const lent = []; // texts that wait folded below their choice
    let since = performance.now();

    const linksOf = (scene) => Array.from(scene.querySelectorAll('[data-choice]'));
    const leadsTo = (link) => scenes.find((scene) => '#' + scene.id === link.hash);

    /** Follows a response from the first scene on: the choices taken, and the scene where that leads. */
    function way(response) {
      const steps = [];
      let scene = scenes[0];
      for (;;) {
        const key = response[about.scoring.sources.indexOf(scene.id)];
        const link = linksOf(scene).find((one) => one.dataset.choice === key);
        if (!link || steps.some((step) => step.scene === scene)) return { steps, scene };
        steps.push({ scene, link });
        scene = leadsTo(link);
      }
    }

    const here = () => way(session.question(id).response);

    /** Goes where some steps lead; `link` is the choice that was made, if one was. */
    function go(steps, link) {
      const response = about.scoring.sources.map((name) => {
        const step = steps.find(({ scene }) => scene.id === name);
        return step ? step.link.dataset.choice : '';
      });
      at(element);
      const ended = link && !linksOf(leadsTo(link)).length;
      session.step(id, response, ended ? (performance.now() - since) / 1000 : undefined);
      draw(link);
      if (ended && about.points) say(part('status', element), part('best', element).textContent);
      here().scene.querySelector('.scene-title').focus();
    }

    function choose(link) {
      const { steps, scene } = here();
      steps.push({ scene, link });
      // Where it comes back to a scene, what lay between is no part of the way.
      const again = steps.findIndex((step) => step.scene === leadsTo(link));
      go(again < 0 ? steps : steps.slice(0, again), link);
    }

    function draw(link) {
      const { steps, scene } = here();
      const last = link || (steps.length && steps[steps.length - 1].link);
      for (const { text, home } of lent.splice(0)) home.append(text);
      const text = last && last.parentElement.querySelector('.scene-follows');
      if (text) {
        lent.push({ text, home: text.parentElement });
        scene.querySelector('.scene-title').after(text);
      }
      for (const other of scenes) other.hidden = other !== scene;
      trail.hidden = !steps.length;
      trail.querySelector('ol').replaceChildren(...steps.map((step) => make('li', '', step.link.textContent)));
      if (about.points) judge();
    }

    /** Shows what was reached so far, and what may still be tried. */
    function judge() {
      const { attempts, attemptsLeft, fraction, done } = session.question(id);
      // To set out is one of the attempts that are counted.
      part('attempts', element).textContent = done && fraction === 1 ? '' : left(attemptsLeft && attemptsLeft - !attempts);
      part('best', element).hidden = attempts < 2;
      part('reached', element).textContent = ofAll(words.points_of, fraction * about.points, about.points);
      part('tools', element).hidden = done;
      answer.hidden = !done || fraction === 1;
      for (const list of element.querySelectorAll('.scene-choices')) list.hidden = done;
      if (done) trail.hidden = false;
    }

    /** What is reported of a response: the choices in their order. */
    about.words = (response) => way(response).steps.map((step) => step.link.textContent);

    part('tools', element).append(
      button(words.scene_back, 'button quiet', () => go(here().steps.slice(0, -1))),
      button(words.scene_again, 'button quiet', () => {
        since = performance.now();
        go([]);
      }),
    );
    const answer = element.querySelector('[data-solution]');
    if (answer) trail.append(answer);
    element.addEventListener('click', (event) => {
      const link = event.target.closest('[data-choice]');
      if (!link) return;
      event.preventDefault();
      choose(link);
    });
    session.on('joined', () => draw());
    draw();
  }
})(globalThis.coursewright);
