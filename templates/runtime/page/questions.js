/* Questions on screen: collect the response, show what the session makes of it. Nothing here knows a kind of
   question; a response is read from the controls by the question's scoring rule. */
(function (coursewright) {
  'use strict';

  if (!coursewright.page) return;
  const { words, course, fill, number, count, part, make, button, say, focusOn, mark } = coursewright.page;

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
      const item = { id: id, element: element, form: element.querySelector('form'), open: false, since: 0, ends() {} };
      item.about = course.questions.find((question) => question.id === id);
      item.fields = item.form.querySelector('fieldset');
      for (const name of ['hints', 'feedback', 'actions', 'status', 'attempts']) item[name] = part(name, element);
      // Author's texts wait in the closed answers and are lent to the places where they are shown.
      item.texts = Array.from(element.querySelectorAll('.answers [data-feedback], .answers [data-hint], .answers [data-solution]'));
      item.texts = item.texts.map((text) => ({ text: text, home: text.parentElement }));
      item.buttons = {
        check: button(words.check_answer, 'button'),
        retry: button(words.try_again, 'button', () => retry(item)),
        solution: button(words.show_solution, 'button quiet', () => solve(item)),
        hint: button(words.hint, 'button quiet', () => hint(item)),
      };
      item.buttons.check.type = 'submit';
      item.actions.append(...Object.values(item.buttons));
      item.form.addEventListener('submit', (event) => {
        event.preventDefault();
        if (!item.buttons.check.hidden) check(item);
      });
      for (const option of element.querySelectorAll('div.option-words')) {
        option.addEventListener('click', (event) => event.target.closest('a') || option.parentElement.querySelector('input').click());
      }
      arrange(item);
      items.push(item);
      write(item, session.question(id).response);
      drawQuestion(item);
    }

    /** Brings options into this learner's order and gives sequences their buttons. */
    function arrange(item) {
      const rule = item.about.scoring;
      const sort = (parent, nodes, key) => session.order(item.id, nodes.map(key)).forEach((k) => parent.append(nodes.find((node) => key(node) === k)));
      if (rule.rule === 'pairs') {
        for (const select of item.fields.querySelectorAll('select')) sort(select, Array.from(select.options).slice(1), (option) => option.value);
      } else if (rule.rule === 'order' || item.about.shuffle) {
        const list = item.fields.querySelector('.options, .order');
        if (list) sort(list, Array.from(list.children), (entry) => entry.dataset.key);
      }
      if (rule.rule === 'order') item.ends = coursewright.page.ordering(item, (text) => say(item.status, text));
    }

    function read(item) {
      const all = (selector) => Array.from(item.fields.querySelectorAll(selector));
      const rule = item.about.scoring.rule;
      if (rule === 'pairs') return all('select').map((select) => select.value);
      if (rule === 'order') return all('[data-order] > li').map((entry) => entry.dataset.key);
      const text = item.fields.querySelector('input[type="text"]');
      if (text) return text.value.trim() ? [text.value.trim()] : [];
      return all('input:checked').map((input) => input.value);
    }

    function write(item, response) {
      if (!response || !response.length) return;
      const list = item.fields.querySelector('[data-order]');
      if (list) return response.forEach((key) => list.append(list.querySelector('[data-key="' + key + '"]')));
      const text = item.fields.querySelector('input[type="text"]');
      if (text) return void (text.value = response[0]);
      item.fields.querySelectorAll('select').forEach((select, index) => (select.value = response[index] || ''));
      for (const input of item.fields.querySelectorAll('input')) input.checked = response.includes(input.value);
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
      const shown = item.fields.querySelectorAll('.option > [data-feedback]');
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

    function hint(item) {
      at(item.element);
      session.hint(item.id);
      drawQuestion(item);
      const shown = item.hints.lastElementChild;
      say(item.status, shown.textContent);
      if (item.buttons.hint.hidden) focusOn(shown);
    }

    function solve(item) {
      at(item.element);
      session.showSolution(item.id);
      drawQuestion(item);
      say(item.status, item.feedback.lastElementChild.textContent);
      focusOn(item.feedback.lastElementChild);
    }

    function firstControl(item) {
      return item.fields.querySelector('input:checked') || item.fields.querySelector('input, .order button, .pair select');
    }

    function drawQuestion(item) {
      const state = session.question(item.id);
      const judged = state.attempts > 0 && !item.open;
      for (const { text, home } of item.texts) home.append(text);
      for (const old of item.fields.querySelectorAll('.mark')) old.remove();
      for (const old of item.fields.querySelectorAll('.is-right, .is-wrong')) old.classList.remove('is-right', 'is-wrong');
      item.feedback.replaceChildren();
      item.hints.replaceChildren();
      item.ends();
      item.fields.disabled = judged || state.done;
      for (let n = 1; n <= state.hints; n += 1) {
        const title = item.about.hints > 1 ? fill(words.hint_n, { n: n, all: item.about.hints }) : words.hint;
        lend(item, '[data-hint="' + n + '"]', item.hints, title);
      }
      if (judged) verdict(item, state);
      if (state.solved) {
        if (item.about.scoring.rule === 'set') item.about.scoring.correct.forEach((key) => flag(item, '.option', key, true, words.right_answer));
        lend(item, '[data-solution]', item.feedback, words.solution);
      }
      const left = state.attemptsLeft;
      item.attempts.textContent = state.done && state.correct ? '' : left === null ? words.attempts_unlimited : left ? count('attempts_left', left) : words.attempts_none;
      const { check, retry: again, hint: help, solution } = item.buttons;
      check.hidden = judged || state.done;
      again.hidden = !judged || state.done;
      help.hidden = state.done || state.hints >= item.about.hints;
      help.textContent = state.hints ? words.next_hint : words.hint;
      solution.hidden = !state.done || state.solved || (state.correct && !item.element.querySelector('[data-solution="written"]'));
      item.actions.hidden = Object.values(item.buttons).every((one) => one.hidden);
    }

    function verdict(item, state) {
      const rule = item.about.scoring;
      const kept = rule.rule === 'none';
      const look = kept ? 'kept' : state.correct ? 'right' : state.last > 0 ? 'partly' : 'wrong';
      const word = { kept: words.answer_kept, right: words.correct, partly: words.partly_correct, wrong: words.incorrect }[look];
      const box = make('div', 'verdict ' + look, make('p', 'mark ' + look, word));
      const terms = [];
      if (!kept && item.about.points) terms.push(fill(words.points_of, { n: number(state.fraction * item.about.points), all: number(item.about.points) }));
      if (!state.done && state.attemptsLeft) terms.push(count('attempts_left', state.attemptsLeft));
      if (terms.length) box.append(make('p', 'verdict-terms', terms.join(' · ')));
      item.feedback.append(box);
      for (const name of { kept: ['correct'], right: ['correct'], partly: ['partial', 'incorrect'], wrong: ['incorrect'] }[look]) {
        const found = item.texts.find(({ text }) => text.dataset.feedback === name);
        if (!found) continue;
        box.append(found.text);
        break;
      }
      if (rule.rule === 'set') {
        for (const key of state.response) flag(item, '.option', key, rule.correct.includes(key));
      } else if (rule.rule === 'pairs' || rule.rule === 'order') {
        const keys = rule.rule === 'pairs' ? rule.sources : state.response;
        keys.forEach((key, index) => flag(item, '.pair, .order-item', key, state.response[index] === rule.correct[index]));
      }
    }

    function flag(item, selector, key, right, word) {
      const entry = Array.from(item.fields.querySelectorAll(selector)).find((one) => one.dataset.key === key);
      if (!entry || entry.querySelector('.mark')) return;
      entry.classList.add(right ? 'is-right' : 'is-wrong');
      entry.append(mark(right ? 'right' : 'wrong', word || (right ? words.correct : words.incorrect)));
      const found = item.texts.find(({ text }) => text.dataset.feedback === 'option' && text.dataset.key === key);
      if (found) entry.append(found.text);
    }

    function lend(item, selector, to, title) {
      const found = item.texts.find(({ text }) => text.matches(selector));
      if (found) to.append(make('div', 'shown', [make('p', 'label-kind', title), found.text]));
    }

    document.querySelectorAll('.question').forEach(ask);
    return () => items.forEach((item) => (item.since = performance.now()));
  };
})(globalThis.coursewright);
