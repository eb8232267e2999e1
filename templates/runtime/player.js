/* The player: one page at a time, the page list, progress, results. It and `page/` are the only files that know
   the DOM. What happened and what it is worth is the session's business; here it is drawn from there, again and again.
   The text stands in the page before any script runs, so nothing here makes content, it only shows and hides. */
(function (coursewright) {
  'use strict';

  if (!coursewright.page) return;
  const { words, course, ofAll, part, load, sheet, focusOn } = coursewright.page;
  const root = document.documentElement;
  const menu = document.getElementById('menu');
  const session = coursewright.session(course, coursewright.connect(course, window), window);
  const saving = coursewright.page.saving(session);
  const pages = Array.from(document.querySelectorAll('.page'));
  let current = null; // page on screen
  let initial = pages[0]; // page to show where the address names none
  let ready = false; // progress is there
  let turned = () => {}; // tells the questions of a turn
  let seen = pages.length > 1 || course.questions.some(coursewright.counts); // pages count as seen once they are shown

  /** Follows the address: `#page` or `#anything-on-a-page`. Back and forward of the browser come here too. */
  function go() {
    const id = decodeURIComponent(location.hash.slice(1));
    const target = id ? document.getElementById(id) : null;
    if (id === 'log' && !target) openLog();
    const page = target ? target.closest('.page') : initial;
    if (!page) return; // the skip link
    const other = page !== current;
    if (other) show(page);
    if (target && target !== page) {
      for (let box = target; box; box = box.parentElement) if (box.localName === 'details') box.open = true;
      target.scrollIntoView();
      if (other) focusOn(target);
    } else if (other) {
      document.querySelector('.bar').scrollIntoView(); // in an over-tall frame this scrolls the LMS's page as well
      document.getElementById(page.id + '-title').focus({ preventScroll: true }); // and so the new heading is read
    }
  }

  function show(page) {
    const index = pages.indexOf(page);
    current = page;
    for (const other of pages) other.hidden = other !== page;
    root.classList.toggle('first', index === 0);
    document.title = index ? course.pages[index].title + ' – ' + course.title : course.title;
    lead('back', pages[index - 1]);
    lead('next', pages[index + 1]);
    part('place').textContent = ofAll(words.page_n, index + 1, pages.length);
    openMenu(false);
    saving.at(null);
    turned();
    visit();
    draw();
  }

  function visit() {
    if (ready) session.visit(current.dataset.page, seen && !current.classList.contains('closed'));
  }

  function lead(name, page) {
    const link = part(name);
    link.hidden = !page;
    if (page) link.href = '#' + page.id;
  }

  function openMenu(open) {
    menu.classList.toggle('open', open);
    part('menu-button').setAttribute('aria-expanded', String(open));
  }

  function draw() {
    const visited = ready ? session.progress.visited : {};
    for (const link of menu.querySelectorAll('a')) {
      const here = link.dataset.page === current.dataset.page;
      const known = Boolean(visited[link.dataset.page]);
      const state = part('state', link);
      const { later } = link.dataset; // said of a page that is still closed
      link.classList.toggle('visited', known);
      if (here) link.setAttribute('aria-current', 'page');
      else link.removeAttribute('aria-current');
      state.textContent = here ? words.current : known ? words.visited : later || words.not_visited;
      state.classList.toggle('unseen', !here && !known && !later);
    }
    const count = course.pages.filter((page) => visited[page.id]).length;
    part('progress').textContent = ofAll(words.pages_visited, count, pages.length);
    part('line').style.inlineSize = (100 * count) / pages.length + '%';
    part('results').hidden = !ready || current !== pages[pages.length - 1];
    // The first page does without them.
    if (ready && (current !== pages[0] || !pages[1])) load('figures', session.summary());
  }

  function openLog() {
    load('log', session);
  }

  root.classList.replace('no-js', 'js');
  show(initial);
  go();
  window.addEventListener('hashchange', go);
  menu.addEventListener('click', (event) => event.target.closest('a') && openMenu(false));
  part('menu-button').addEventListener('click', () => openMenu(!menu.classList.contains('open')));
  setTimeout(sheet, 2000); // not before what the first page needs
  if (/[?&]log\b/.test(location.search)) openLog();
  document.addEventListener('keydown', (event) => {
    if (event.key === 'F9' && event.ctrlKey && event.shiftKey) openLog();
    if (event.key !== 'Escape' || !menu.classList.contains('open')) return;
    openMenu(false);
    part('menu-button').focus();
  });
  // To open the only page of a module without a quiz would complete it (B038): its end has to come into view first.
  if (!seen) load('ending', () => {
    seen = true;
    visit();
  });
  // Progress may come some seconds later, where an LMS is slow: the text can be read meanwhile.
  session.open().then(() => {
    ready = true;
    if (!location.hash) initial = pages.find((page) => page.dataset.page === session.place) || initial;
    turned = coursewright.page.questions(session, saving.at);
    for (const start of coursewright.page.starts) start(session, saving.at);
    saving.foot();
    session.on('change', draw);
    show(location.hash ? current : initial);
  });
})(globalThis.coursewright);
