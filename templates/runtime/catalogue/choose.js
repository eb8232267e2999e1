/* The chooser: adds up what the answers say for each module, and proposes those for which they say most. */
(function (coursewright) {
  'use strict';

  const { told, read, write, make } = coursewright.catalogue;
  const form = document.getElementById('choose');
  const MOST = 3; // proposals
  const SHARE = 0.4; // of the first one's weight: what has less is no proposal but an accident

  /**
   * Gives up to three modules with the reasons for them, the best first; among equals the catalogue's order decides.
   * @param {Array<Array<Array<[string, number, string]>>>} choices per question and answer: module, weight, reason
   * @param {Array<number|null>} answers place of the answer to each question
   * @param {string[]} order slugs
   */
  function proposals(choices, answers, order) {
    const found = new Map(order.map((slug) => [slug, { slug, weight: 0, reasons: [] }]));
    choices.forEach((given, question) => {
      const answer = answers[question];
      (given[answer] || []).forEach(([slug, weight, reason]) => {
        const one = found.get(slug);
        one.weight += weight;
        one.reasons.push({ question, answer, weight, reason });
      });
    });
    const best = [...found.values()].sort((a, b) => b.weight - a.weight);
    return best.filter((one) => one.weight > 0 && one.weight >= SHARE * best[0].weight).slice(0, MOST);
  }

  coursewright.catalogue.proposals = proposals;
  if (!form) return;

  const box = document.getElementById('proposal');
  const status = document.getElementById('choose-status');
  const sets = [...form.querySelectorAll('fieldset')];
  const answers = () => sets.map((set) => {
    const chosen = set.querySelector(':checked');
    return chosen ? +chosen.value : null;
  });
  const wordsOf = (question, answer) => sets[question].querySelectorAll('.answer')[answer].textContent.trim();

  function draw(found) {
    const items = found.map((one) => {
      const link = make('a', told.modules[one.slug]);
      link.href = '#module-' + one.slug;
      const list = make('dl');
      one.reasons.forEach((said) => list.append(make('dt', wordsOf(said.question, said.answer)), make('dd', said.reason)));
      return make('li', make('h4', link), list);
    });
    const heading = make('h3', told.words.catalogue_proposed);
    heading.tabIndex = -1;
    box.replaceChildren(heading, make('ol', ...items));
    box.hidden = false;
    return heading;
  }

  /** Tells the outcome; what stands below in full is only for those who do not see it. */
  function say(text, shown) {
    status.textContent = text;
    status.classList.toggle('unseen', Boolean(shown));
  }

  /** Shows what the answers lead to; gives the heading of it, or null. */
  function propose() {
    const given = answers();
    const found = proposals(told.choices, given, Object.keys(told.modules));
    box.hidden = true;
    if (given.every((answer) => answer === null)) say(told.words.answer_first);
    else if (!found.length) say(told.words.catalogue_no_proposal);
    else {
      say(told.words.catalogue_proposed + ': ' + found.map((one) => told.modules[one.slug]).join(', '), true);
      return draw(found);
    }
    return null;
  }

  function enter() {
    const given = answers();
    write({ answers: given.some((answer) => answer !== null) ? given.map((answer) => (answer === null ? '' : answer + 1)).join('.') : '' });
  }

  function take() {
    const said = (read().get('answers') || '').split('.');
    sets.forEach((set, question) => {
      const inputs = [...set.querySelectorAll('input')];
      inputs.forEach((input, place) => { input.checked = said[question] === String(place + 1); });
    });
    if (answers().some((answer) => answer !== null)) propose();
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const heading = propose();
    if (heading) heading.focus();
    else sets[answers().indexOf(null)].querySelector('input').focus();
  });
  form.addEventListener('change', () => {
    enter();
    if (!box.hidden) propose();
  });
  form.addEventListener('reset', () => setTimeout(() => {
    box.hidden = true;
    say('');
    enter();
    sets[0].querySelector('input').focus();
  }));
  addEventListener('hashchange', () => { if (location.hash.startsWith('#?')) take(); });
  take();
})(globalThis.coursewright = globalThis.coursewright || {});
