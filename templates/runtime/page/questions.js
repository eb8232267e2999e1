/* Questions on screen: collect the response, show what the session makes of it. Nothing here knows a kind of
   question; a response is read from the controls by the question's scoring rule. */
(function (coursewright) {
  'use strict';

  if (!coursewright.page) return;
  const { words, course, ofAll, count, part, make, button, pressable, say, focusOn, mark } = coursewright.page;

  /**
   * What is special to a kind, by its name; each function may be missing. `item` is the question on screen: element,
   * fields, about (its part of the course object).
   *   start(item, tell)      once; tell(text) has a text read out
   *   read(item)             the response in the controls         write(item, response)   puts one into them
   *   draw(item, state)      after each change
   */
  const kinds = coursewright.page.kinds;
  // What is special to some questions of any kind is in page.draws: functions of item, state, and whether a verdict is shown.
  /** Looks of a verdict: its word, and the author's feedback that goes with it, the first that there is. */
  const LOOKS = {
    right: [words.correct, 'correct'],
    partly: [words.partly_correct, 'partial', 'incorrect'],
    wrong: [words.incorrect, 'incorrect'],
    kept: [words.answer_kept, 'correct'],
  };

  /**
   * Gives every question of the page its buttons, and shows where the learner left it.
   * @param {object} session the learner's session, opened
   * @param {function(Element)} at is told where the learner is at work
   * @returns {function()} to be called when another page is shown: the clock of its questions starts
   */
  coursewright.page.questions = function (session, at) {
    const items = [];

    function ask(element) {
      const id = element.dataset.question;
      const about = course.questions.find((question) => question.id === id);
      const fields = element.querySelector('fieldset');
      const item = { id, element, about, fields, kind: kinds[about.kind] || {}, open: false, since: 0 };
      for (const name of ['hints', 'feedback', 'actions', 'status', 'attempts']) item[name] = part(name, element);
      // Author's texts wait in the closed answers and are lent to the places where they are shown.
      const texts = element.querySelectorAll('[data-feedback], [data-hint], [data-solution]');
      item.texts = Array.from(texts, (text) => ({ text, home: text.parentElement }));
      item.buttons = {
        check: button(about.points ? words.check_answer : words.keep_answer, 'button'),
        retry: button(about.points ? words.try_again : words.change_answer, 'button', () => retry(item)),
        showSolution: button(words.show_solution, 'button quiet', () => reveal(item, 'showSolution', item.feedback)),
        hint: button(words.hint, 'button quiet', () => reveal(item, 'hint', item.hints)),
      };
      item.buttons.check.type = 'submit';
      item.actions.append(...Object.values(item.buttons));
      element.querySelector('form').addEventListener('submit', (event) => {
        event.preventDefault();
        if (!item.buttons.check.hidden) check(item);
      });
      // As the page came: what is mixed anew from there comes out the same at each visit.
      item.lists = Array.from(fields.querySelectorAll('[data-arrange]'), (list) => [list, Array.from(list.children, (entry) => entry.dataset.key).filter(Boolean)]);
      pressable(element);
      if (item.kind.start) item.kind.start(item, (text) => say(item.status, text));
      items.push(item);
      arrange(item);
      recall(item);
    }

    function recall(item) {
      write(item, session.question(item.id).response);
      drawQuestion(item);
    }

    /** Shows what came from elsewhere, or is no more; what the learner is just working at stays. */
    function renew(item) {
      if (item.drawn === JSON.stringify(session.question(item.id))) return;
      item.element.querySelector('form').reset();
      item.open = false;
      arrange(item);
      recall(item);
    }

    /** Brings options into this learner's order. */
    function arrange(item) {
      for (const [list, keys] of item.lists) rearrange(list, session.order(item.id, keys));
    }

    function rearrange(list, keys) {
      for (const key of keys) list.append(list.querySelector(keyed(key)));
    }

    function keyed(key) {
      return '[data-key="' + key + '"]';
    }

    /**
     * Places that take one answer each, text or key: a field, a drop-down, or what holds a set of radio buttons. Sources
     * come in their own order, however they are arranged.
     */
    function places(item) {
      const order = item.about.scoring.sources || [];
      const at = (place) => order.indexOf(place.dataset.source);
      return Array.from(item.fields.querySelectorAll('[data-source]')).sort((one, other) => at(one) - at(other));
    }

    /** Boxes to tick or leave, apart from places. */
    function boxes(item) {
      return Array.from(item.fields.querySelectorAll('input')).filter((box) => !box.closest('[data-source]'));
    }

    function read(item) {
      if (item.kind.read) return item.kind.read(item);
      const ticked = boxes(item).filter((box) => box.checked);
      return places(item).map((place) => valueOf(place).trim()).concat(ticked.map((box) => box.value));
    }

    function valueOf(place) {
      const control = 'value' in place ? place : place.querySelector(':checked');
      return control ? control.value : '';
    }

    function write(item, response) {
      if (!response.length) return;
      if (item.kind.write) return item.kind.write(item, response, rearrange);
      const found = places(item);
      found.forEach((place, index) => {
        const value = response[index] || '';
        if ('value' in place) place.value = value;
        else for (const radio of place.querySelectorAll('input')) radio.checked = radio.value === value;
      });
      for (const box of boxes(item)) box.checked = response.indexOf(box.value, found.length) >= 0;
    }

    function check(item) {
      at(item.element);
      const result = session.answer(item.id, read(item), (performance.now() - item.since) / 1000);
      if (!result.answered) {
        item.feedback.replaceChildren(make('p', 'notice', words.answer_first));
        say(item.status, words.answer_first);
        return firstControl(item).focus();
      }
      item.open = false;
      drawQuestion(item);
      const shown = item.fields.querySelectorAll('[data-key] > [data-feedback]');
      say(item.status, [item.feedback, ...shown].map((box) => box.innerText.replace(/\s+/g, ' ')).join(' '));
      item.feedback.focus();
    }

    function retry(item) {
      if (!session.retry(item.id)) return;
      at(item.element);
      item.open = true;
      item.since = performance.now();
      drawQuestion(item);
      firstControl(item).focus();
    }

    /** Shows a hint or the solution; the focus goes there where the button pressed is gone. */
    function reveal(item, name, box) {
      at(item.element);
      session[name](item.id);
      drawQuestion(item);
      const shown = box.lastElementChild;
      say(item.status, shown.textContent);
      if (item.buttons[name].hidden) focusOn(shown);
    }

    function firstControl(item) {
      return item.fields.querySelector('input:checked') || item.fields.querySelector('input, textarea, button, select[data-source]');
    }

    function drawQuestion(item) {
      const state = session.question(item.id);
      const judged = state.attempts > 0 && !item.open;
      item.drawn = JSON.stringify(state);
      for (const { text, home } of item.texts) home.append(text);
      for (const old of item.fields.querySelectorAll('.mark')) {
        old.parentElement.classList.remove('is-right', 'is-wrong');
        old.remove();
      }
      item.feedback.replaceChildren();
      item.hints.replaceChildren();
      item.fields.disabled = judged || state.done;
      for (let n = 1; n <= state.hints; n += 1) lend(item, '[data-hint="' + n + '"]', item.hints);
      if (judged) verdict(item, state);
      if (state.solved) {
        if (item.about.scoring.rule === 'set') item.about.scoring.correct.forEach((key) => flag(item, key, true, words.right_answer));
        lend(item, '[data-solution]', item.feedback);
      }
      item.attempts.textContent = state.done && state.correct ? '' : coursewright.page.left(state.attemptsLeft);
      const { check, retry: again, hint: help, showSolution: solution } = item.buttons;
      check.hidden = judged || state.done;
      again.hidden = !judged || state.done;
      help.hidden = state.done || state.hints >= item.about.hints;
      help.textContent = state.hints ? words.next_hint : words.hint;
      solution.hidden = !state.done || state.solved || (state.correct && !item.element.querySelector('[data-solution="written"]'));
      if (item.kind.draw) item.kind.draw(item, state);
      for (const draw of coursewright.page.draws) draw(item, state, judged);
      item.actions.hidden = Object.values(item.buttons).every((one) => one.hidden);
    }

    function verdict(item, state) {
      const rule = item.about.scoring;
      const kept = rule.rule === 'none';
      const look = kept ? 'kept' : state.correct ? 'right' : state.last > 0 ? 'partly' : 'wrong';
      const [word, ...texts] = LOOKS[look];
      const box = make('div', 'verdict ' + look, make('p', 'mark ' + look, word));
      const terms = [];
      const points = item.about.points;
      if (!kept && points) terms.push(ofAll(words.points_of, state.fraction * points, points));
      if (!state.done && state.attemptsLeft) terms.push(count('attempts_left', state.attemptsLeft));
      if (terms.length) box.append(make('p', 'verdict-terms', terms.join(' · ')));
      item.feedback.append(box);
      texts.find((name) => lend(item, '[data-feedback="' + name + '"]', box));
      if (rule.rule === 'set') {
        for (const key of state.response) flag(item, key, rule.correct.includes(key));
      } else if (rule.gaps) {
        rule.gaps.forEach((gap, index) => flag(item, index, coursewright.score(gap, [state.response[index] || '']).correct));
      } else if (rule.correct) {
        const keys = rule.sources || state.response;
        keys.forEach((key, index) => flag(item, key, state.response[index] === rule.correct[index]));
      }
    }

    /** Marks an option, pair or entry, once, and shows the author's feedback on it. */
    function flag(item, key, right, word) {
      const entry = item.fields.querySelector(keyed(key) + ':not(option)');
      if (!entry || entry.querySelector('.mark')) return;
      entry.classList.add(right ? 'is-right' : 'is-wrong');
      entry.append(right ? mark('right', word || words.correct) : mark('wrong', words.incorrect));
      lend(item, '[data-feedback="option"]' + keyed(key), entry);
    }

    /** Puts an author's text where it is shown; tells whether there is one. */
    function lend(item, selector, to) {
      const found = item.texts.find(({ text }) => text.matches(selector));
      if (found) to.append(found.text);
      return found;
    }

    document.querySelectorAll('.question').forEach(ask);
    session.on('joined', () => items.forEach(renew));
    return () => items.forEach((item) => (item.since = performance.now()));
  };
})(globalThis.coursewright);
