/* Search and filters: hides the modules that do not fit. */
(function (coursewright) {
  'use strict';

  const { told, read, write } = coursewright.catalogue;
  const form = document.getElementById('find');
  const count = document.getElementById('find-count');
  const clear = document.getElementById('find-clear');
  const fields = [...form.elements].filter((field) => field.name);
  const LONG = 5; // letters of a word that is looked for inside other words as well: `design` in `Produktdesign`
  const PAUSE = 250; // milliseconds without a key before the count is said

  /** Writes a text as it is compared: no accents, no capitals, no signs; a blank before each word. */
  function folded(text) {
    return ' ' + text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
  }

  const modules = [...document.querySelectorAll('.module')].map((box) => ({
    box,
    text: folded([...box.querySelectorAll('.title, .kind, .summary, [data-objective], .keywords')].map((part) => part.textContent).join(' ')),
    goals: [...box.querySelectorAll('[data-objective]')],
  }));

  const fits = {
    words: (module, wanted) => folded(wanted).split(' ').every((word) => module.text.includes((word.length < LONG ? ' ' : '') + word)),
    strand: (module, wanted) => module.box.dataset.strand === wanted,
    kind: (module, wanted) => module.box.dataset.kind === wanted,
    minutes: (module, wanted) => +module.box.dataset.minutes > 0 && +module.box.dataset.minutes <= +wanted,
    audience: (module, wanted) => module.box.dataset.audience.split('|').includes(wanted),
    objective: (module, wanted) => module.goals.some((goal) => goal.dataset.objective === wanted),
  };

  let saying = 0;
  function say(shown) {
    clearTimeout(saying);
    const words = told.words.catalogue_shown.replace('{n}', shown).replace('{all}', modules.length);
    const text = shown ? words : words + '. ' + told.words.catalogue_none;
    saying = setTimeout(() => { if (count.textContent !== text) count.textContent = text; }, count.textContent ? PAUSE : 0);
  }

  function show() {
    const asked = fields.filter((field) => field.value.trim());
    let shown = 0;
    modules.forEach((module) => {
      const fit = asked.every((field) => fits[field.name](module, field.value));
      module.box.hidden = !fit;
      shown += fit ? 1 : 0;
      module.goals.forEach((goal) => {
        const sought = asked.some((field) => field.name === 'objective' && field.value === goal.dataset.objective);
        if (sought) goal.closest('details').open = true;
        goal.classList.toggle('sought', sought);
      });
    });
    document.querySelectorAll('.strand').forEach((strand) => { strand.hidden = !strand.querySelector('.module:not([hidden])'); });
    fields.forEach((field) => field.classList.toggle('set', asked.includes(field)));
    clear.hidden = asked.length === 0;
    say(shown);
  }

  function enter() {
    const values = {};
    fields.forEach((field) => { values[field.name] = field.value.trim(); });
    write(values);
    show();
  }

  /** Takes what the address says; a value that no option has is passed over. */
  function take() {
    const said = read();
    fields.forEach((field) => {
      field.value = said.get(field.name) || '';
      if (field.selectedIndex === -1) field.value = '';
    });
    show();
  }

  /** Shows a module that a link leads to though a filter hides it. */
  function reveal() {
    if (location.hash.startsWith('#?')) {
      take();
      return;
    }
    const target = document.getElementById(location.hash.slice(1));
    if (target && target.hidden) {
      form.reset();
      show();
      target.scrollIntoView();
    }
    if (target) target.focus({ preventScroll: true });
  }

  form.addEventListener('input', enter);
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('reset', () => setTimeout(() => {
    const inside = form.contains(document.activeElement);
    enter();
    if (inside) form.elements.words.focus();
  }));
  addEventListener('hashchange', reveal);
  take();
})(globalThis.coursewright = globalThis.coursewright || {});
