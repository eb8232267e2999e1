/* Tabs: a row of titles, one text at a time. Arrow keys, Home and End choose; what was chosen takes the Tab key. */
(function (coursewright) {
  'use strict';

  if (!coursewright.page) return;
  const { make, button, fold, shut, named, copied, unfold } = coursewright.page;

  for (const box of document.querySelectorAll('.tabs')) start(box);
  unfold(location.hash);

  function start(box) {
    const panels = Array.from(box.children).filter((child) => child.matches('.tab'));
    const list = make('div', 'tab-list');
    const tabs = panels.map((panel, index) => tab(panel, () => choose(index)));
    const label = box.querySelector('.label');
    list.setAttribute('role', 'tablist');
    // A group without a title is named by its page.
    list.setAttribute('aria-labelledby', label === panels[0].firstElementChild ? box.closest('.page').id + '-title' : named(label));
    list.append(...tabs);
    panels[0].before(list);
    panels.forEach((panel, index) => fold(panel, () => choose(index)));
    choose(0);

    function choose(chosen) {
      tabs.forEach((one, index) => {
        const on = index === chosen;
        one.setAttribute('aria-selected', String(on));
        one.tabIndex = on ? 0 : -1;
        panels[index].tabIndex = on ? 0 : -1;
        shut(panels[index], !on);
      });
    }

    list.addEventListener('keydown', (event) => {
      const at = tabs.indexOf(event.target.closest('[role="tab"]'));
      const ahead = getComputedStyle(list).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
      const last = tabs.length - 1;
      const to = { Home: 0, End: last, ArrowLeft: at ? at - 1 : last, ArrowRight: at ? at - 1 : last };
      to[ahead] = at < last ? at + 1 : 0;
      if (!(event.key in to) || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      choose(to[event.key]);
      tabs[to[event.key]].focus();
    });
  }

  /** Makes the title of a text the button that shows it; where all is shown, as on paper, the title stands above it. */
  function tab(panel, choose) {
    const made = button('', 'tab-button', choose);
    made.append(...copied(panel.querySelector('.tab-title')));
    made.setAttribute('role', 'tab');
    made.setAttribute('aria-controls', named(panel));
    panel.setAttribute('role', 'tabpanel');
    panel.setAttribute('aria-labelledby', named(made));
    return made;
  }
})(globalThis.coursewright);
