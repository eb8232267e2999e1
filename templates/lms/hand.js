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
    const find = (selector, within) => (within || document).querySelector(selector);
    const all = (selector, within) => Array.from((within || document).querySelectorAll(selector));
    const box = (question) => find('[data-question="' + question.id + '"]');
    const keys = (list) => Array.from(list.children, (entry) => entry.dataset.key);
    const named = (question, words) => all('[data-part="actions"] button', box(question)).find((button) => button.textContent.trim() === words && shown(button));

    const hand = {
      course,
      opened: () => lms.until(() => find(OPENED), 8000),

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
        // The end of a page counts once it was in view.
        const foot = find('.foot');
        if (foot && course.pages.length === 1) {
          foot.scrollIntoView();
          await lms.pause(120);
        }
      },

      /** Answers a question; gives the verdict: right, partly, wrong or kept. */
      answer(question, response) {
        const again = named(question, course.strings.try_again);
        if (again) again.click();
        enter(question, response);
        find('button[type="submit"]', box(question)).click();
        return hand.verdict(question);
      },

      verdict(question) {
        const verdict = find('.verdict', box(question));
        return verdict ? ['right', 'partly', 'wrong', 'kept'].find((look) => verdict.classList.contains(look)) || '' : '';
      },

      /** True where the question takes no further answer. */
      done: (question) => find('fieldset', box(question)).disabled && !named(question, course.strings.try_again),

      /** The answer that the controls show. */
      response(question) {
        const own = box(question);
        switch (question.scoring.rule) {
          case 'set':
            return all('input', find('fieldset', own)).filter((input) => input.checked).map((input) => input.value).sort();
          case 'order':
            return keys(find('[data-order]', own));
          case 'pairs':
            return all('select', own).map((select) => select.value);
          default:
            return [find('input[type="text"], textarea', own).value];
        }
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

      /** Presses the course's own button for leaving; false where it has none. */
      exit() {
        const button = all('[data-part="session"] button').find((one) => one.textContent.trim() === course.strings.exit);
        if (button) button.click();
        return Boolean(button);
      },
    };

    function enter(question, response) {
      const own = box(question);
      switch (question.scoring.rule) {
        case 'set':
          for (const input of all('input', find('fieldset', own))) if (input.checked !== response.includes(input.value)) input.click();
          break;
        case 'order':
          response.forEach((key, place) => {
            const list = find('[data-order]', own);
            for (let at = keys(list).indexOf(key); at > place; at -= 1) find('[data-key="' + key + '"] .order-up', list).click();
          });
          break;
        case 'pairs':
          all('select', own).forEach((select, index) => {
            select.value = response[index];
            select.dispatchEvent(new view.Event('change', { bubbles: true }));
          });
          break;
        default: {
          const input = find('input[type="text"], textarea', own);
          input.value = response[0];
          input.dispatchEvent(new view.Event('input', { bubbles: true }));
        }
      }
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
