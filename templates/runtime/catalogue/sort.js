/* Sorts the comparison by a column: up, down, and back to the order it had. */
(function (coursewright) {
  'use strict';

  const table = document.getElementById('compare');
  if (!table) return;
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const heads = [...table.tHead.rows[0].cells];
  const letters = new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: 'base' });
  const NEXT = { '': 'ascending', ascending: 'descending', descending: '' };

  function sort(place) {
    const way = NEXT[heads[place].getAttribute('aria-sort') || ''];
    heads.forEach((head) => head.removeAttribute('aria-sort'));
    if (way) heads[place].setAttribute('aria-sort', way);
    const turn = way === 'descending' ? -1 : 1;
    const text = (row) => row.cells[place].textContent.trim();
    body.append(...(way ? [...rows].sort((a, b) => turn * letters.compare(text(a), text(b))) : rows));
  }

  heads.forEach((head, place) => {
    const button = coursewright.catalogue.make('button', ...head.childNodes);
    button.type = 'button';
    button.addEventListener('click', () => sort(place));
    head.append(button);
  });
})(globalThis.coursewright = globalThis.coursewright || {});
