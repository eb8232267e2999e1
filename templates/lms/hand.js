/* A learner's hand: works the controls of a course in its own document, knowing nothing but what is on the page. */
(function (lms) {
  'use strict';

  const OPENED = '[data-part="session"] > *';
  const FORWARD = /^(next|continue|start|begin|weiter|nächste|start(en)?|suivant|siguiente|dalej|toliau|järgmine|tālāk|nästa|næste|neste|seuraava|далее|→|›|»|>)(?![\p{L}\d])/iu;

  /** Tells whether an element can be seen and pressed. */
  const shown = (element) => Boolean(element && element.getClientRects().length && !element.disabled);

  /**
   * Takes hold of a course made with Coursewright; null for anybody else's.
   * @param {Window} view the course's window, loaded
   */
  lms.hand = function (view) {
    const document = view.document;
    const data = document.querySelector('script#course[type="application/json"]');
    if (!data) return null;
    let course;
    try {
      course = JSON.parse(data.textContent);
    } catch {
      return null;
    }
    if (!course.pages || !course.questions || !course.strings) return null;
    // What a learner keeps for own use is not asked, judged or recorded.
    const needed = course.questions.filter((question) => question.numbered === false && question.required);
    const numbered = course.questions.filter((question) => question.numbered !== false);
    // Nor is what a quiz did not draw; once the page is gone, it is as it was last.
    let asked = numbered;
    Object.defineProperty(course, 'questions', {
      get() {
        if (numbered.some(box)) asked = numbered.filter((question) => !box(question).hidden);
        return asked;
      },
    });
    const find = (selector, within) => (within || document).querySelector(selector);
    const all = (selector, within) => Array.from((within || document).querySelectorAll(selector));
    const box = (question) => find('[data-question="' + question.id + '"]');
    const keys = (list) => Array.from(list.children, (entry) => entry.dataset.key);
    const named = (question, words) => all('[data-part="actions"] button', box(question)).find((button) => button.textContent.trim() === words && shown(button));

    /** The button for another attempt, whatever the kind calls it. */
    const another = (question) => ['try_again', 'change_answer', 'essay_change'].map((name) => named(question, course.strings[name])).find(Boolean);

    const hand = {
      course,
      async opened() {
        const open = await lms.until(() => find(OPENED), 8000);
        // A quiz with a time limit waits to be begun.
        for (const button of all('.quiz-start:not([hidden]) button')) button.click();
        return open;
      },

      /** Id of the page on screen. */
      page() {
        const on = all('.page').filter(shown);
        return on.length === 1 ? on[0].dataset.page : '';
      },

      async turnTo(id) {
        if (hand.page() !== id) {
          const next = find('[data-part="next"]');
          const link = shown(next) && next.hash === '#' + find('.page[data-page="' + id + '"]').id ? next : find('#menu a[data-page="' + id + '"]');
          link.click();
          if (!(await lms.until(() => hand.page() === id, 2000))) throw new Error('page `' + id + '` does not come up');
        }
        hand.keep(id);
        // The end of a page counts once it was in view.
        const foot = find('.foot');
        if (foot && course.pages.length === 1) {
          foot.scrollIntoView();
          await lms.pause(120);
        }
      },

      /** Fills in what has to be filled in for own use on a page, and goes through its stories to an end. */
      keep(id) {
        const page = find('.page[data-page="' + id + '"]');
        for (const { id: own } of needed) {
          const keeper = find('[data-keep="' + own + '"]', page);
          for (const place of keeper ? all('[data-source]', keeper) : []) {
            if (place.type === 'checkbox') place.checked || place.click();
            else put(place, place.value || 'My own');
            place.dispatchEvent(new view.Event('focusout', { bubbles: true }));
          }
          const story = find('[data-scenario="' + own + '"]', page);
          for (let left = 50; story && left && !all('.scene-ending', story).some(shown); left -= 1) all('.scene-choice', story).find(shown).click();
        }
      },

      /** Answers a question; gives the verdict: right, partly, wrong or kept. */
      answer(question, response) {
        if (question.scoring.rule === 'way') return walk(question, response);
        const again = another(question);
        if (again) again.click();
        enter(question, response);
        // Whoever is asked says so: it counts nowhere.
        const sure = find('[data-part="sure"]:enabled input:last-of-type', box(question));
        if (sure) sure.click();
        find('button[type="submit"]', box(question)).click();
        return hand.verdict(question);
      },

      verdict(question) {
        if (question.scoring.rule === 'way') return told(question);
        const verdict = find('.verdict', box(question));
        return verdict ? ['right', 'partly', 'wrong', 'kept'].find((look) => verdict.classList.contains(look)) || '' : '';
      },

      /** True where the question takes no further answer. */
      done: (question) => (question.scoring.rule === 'way' ? find('.scene-tools', box(question)).hidden : find('fieldset', box(question)).disabled && !another(question)),

      /** The answer that the controls show: of each place for one answer its value, then what is ticked besides. */
      response(question) {
        const own = box(question);
        if (question.scoring.rule === 'way') return all('.scene-trail li', own).map((step) => step.textContent);
        if (question.scoring.rule === 'order') return keys(find('[data-order]', own));
        const ticked = boxes(own).filter((input) => input.checked).map((input) => input.value);
        return places(question).map(valueOf).concat(question.scoring.rule === 'set' ? ticked.sort() : ticked);
      },

      /** All that a learner sees of earlier work. */
      seen() {
        const questions = {};
        for (const question of course.questions) {
          const verdict = hand.verdict(question);
          questions[question.id] = { verdict, done: hand.done(question), response: verdict || hand.done(question) ? hand.response(question) : null };
        }
        const visited = all('#menu a').filter((link) => link.classList.contains('visited')).map((link) => link.dataset.page);
        return { page: hand.page(), visited, questions };
      },

      /** Tells whether a notice to the learner is on the page. */
      said: (words) => all('[data-part="notices"] .notice').some((notice) => shown(notice) && notice.textContent.includes(words)),

      /** Presses a button in a notice; false where there is none. */
      choose(words) {
        const button = all('[data-part="notices"] button').find((one) => one.textContent.trim() === words && shown(one));
        if (button) button.click();
        return Boolean(button);
      },

      /** Presses the course's own button for leaving; false where it has none. */
      exit() {
        const button = all('[data-part="session"] button').find((one) => one.textContent.trim() === course.strings.exit);
        if (button) button.click();
        return Boolean(button);
      },
    };

    /** Goes through a story to the ending that a response leads to, by the choices on screen. */
    function walk(question, response) {
      const own = box(question);
      const { sources } = question.scoring;
      const scenes = all('.scene', own);
      let end = sources[0];
      for (let left = sources.length; left && sources.includes(end); left -= 1) end = response[sources.indexOf(end)].split('~')[0];
      const ways = [{ scene: scenes[0], links: [] }];
      const seen = [scenes[0]];
      for (const { scene, links } of ways) {
        if (scene.id === end) {
          const again = all('.scene-tools button', own)[1];
          if (shown(again)) again.click();
          links.forEach((link) => link.click());
          return told(question);
        }
        for (const link of all('[data-choice]', scene)) {
          const next = scenes.find((one) => '#' + one.id === link.hash);
          if (seen.includes(next)) continue;
          seen.push(next);
          ways.push({ scene: next, links: links.concat(link) });
        }
      }
      return '';
    }

    /** What the ending on screen is worth, as a verdict; nothing on the way. */
    function told(question) {
      const on = all('.scene', box(question)).find((scene) => !scene.hidden);
      const end = question.scoring.ends.find(({ key }) => on && key === on.id);
      return end ? (end.worth === 100 ? 'right' : end.worth ? 'partly' : 'wrong') : '';
    }

    function enter(question, response) {
      const own = box(question);
      if (question.scoring.rule === 'order') {
        response.forEach((key, place) => {
          const list = find('[data-order]', own);
          for (let at = keys(list).indexOf(key); at > place; at -= 1) find('[data-key="' + key + '"] .order-up', list).click();
        });
        return;
      }
      const found = places(question);
      found.forEach((place, index) => put(place, response[index] || ''));
      const wanted = response.slice(found.length);
      for (const input of boxes(own)) if (input.checked !== wanted.includes(input.value)) input.click();
    }

    /** Places that take one answer each, a text or a key; in the order of the sources, which may be shuffled on screen. */
    function places(question) {
      const { sources } = question.scoring;
      const found = all('[data-source]', find('fieldset', box(question)));
      const place = (one) => (sources ? sources.indexOf(one.dataset.source) : 0);
      return found.sort((one, other) => place(one) - place(other));
    }

    /** Boxes and buttons to choose apart from those. */
    function boxes(own) {
      return all('input', find('fieldset', own)).filter((input) => /^(radio|checkbox)$/.test(input.type) && !input.closest('[data-source]'));
    }

    function valueOf(place) {
      const control = place.matches('input, select, textarea') ? place : find(':checked', place);
      return control ? control.value.trim() : '';
    }

    function put(place, value) {
      if (!place.matches('input, select, textarea')) {
        const choice = all('input', place).find((input) => input.value === value);
        if (choice) choice.click();
        return;
      }
      place.value = value;
      for (const name of ['input', 'change']) place.dispatchEvent(new view.Event(name, { bubbles: true }));
    }

    return hand;
  };

  /** Walks through anybody's course: presses what looks like a way on, in it and in its frames. Gives the number of steps. */
  lms.wander = async function (view, most) {
    let steps = 0;
    await lms.pause(800);
    for (; steps < most; steps += 1) {
      const way = documents(view).flatMap((document) => Array.from(document.querySelectorAll('a, button, input[type="button"], input[type="submit"], [role="button"]')))
        .find((one) => shown(one) && [one.textContent, one.value, one.title, one.getAttribute('aria-label')].some((words) => FORWARD.test((words || '').trim())));
      if (!way) break;
      way.click();
      await lms.pause(150);
    }
    return steps;
  };

  function documents(view) {
    try {
      return [view.document, ...Array.from(view.frames).flatMap(documents)];
    } catch {
      return [];
    }
  }
})(globalThis.coursewrightLMS = globalThis.coursewrightLMS || {});
