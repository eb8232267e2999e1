/* Terms of the glossary: a click, Enter or the space bar opens what one means, in the reading order right behind it.
   The focus stays where it is; Escape, another click and a turn of the page close it. Without script it is a link. */
(function (coursewright) {
  'use strict';

  if (!coursewright.page) return;
  const { words, make, say } = coursewright.page;
  const status = make('div', 'unseen');
  let open = null; // the term's link and its note

  for (const link of document.querySelectorAll('.term > a')) {
    link.setAttribute('role', 'button');
    link.setAttribute('aria-expanded', 'false');
  }
  status.setAttribute('role', 'status');
  document.body.append(status);

  function close() {
    if (!open) return;
    const { link, note } = open;
    const inside = note.contains(document.activeElement);
    open = null;
    link.setAttribute('aria-expanded', 'false');
    note.remove();
    status.textContent = '';
    if (inside) link.focus();
  }

  /** Copies what stands below a term in the glossary; ids stay with what they belong to. */
  function meaning(entry) {
    const copies = [];
    for (let next = entry.nextElementSibling; next && next.localName === 'dd'; next = next.nextElementSibling) {
      const copy = make('div', '', ...next.cloneNode(true).childNodes);
      for (const one of copy.querySelectorAll('[id]')) one.removeAttribute('id');
      copies.push(copy);
    }
    return copies;
  }

  /** Opens a note behind `link`, with what the entry at `hash` says. */
  function show(link, hash) {
    const entry = document.getElementById(hash.slice(1));
    const note = make('div', 'term-note', make('div', 'term-word', entry.textContent), ...meaning(entry));
    say(status, note.textContent);
    note.append(make('a', '', words.glossary));
    note.lastChild.href = hash;
    link.after(note);
    if (note.showPopover) {
      note.popover = 'manual'; // above everything, also above what would cut it off
      note.showPopover();
    }
    link.setAttribute('aria-expanded', 'true');
    open = { link, note };
    place();
  }

  /** Puts the note below the term's last line, or above its first where only there is room, inside the window. */
  function place() {
    if (!open) return;
    const { link, note } = open;
    note.style.left = note.style.top = '0';
    const lines = link.getClientRects();
    const last = lines[lines.length - 1];
    const box = note.getBoundingClientRect();
    const right = document.documentElement.clientWidth - box.width - 8;
    const below = last.bottom + box.height + 6 <= innerHeight || lines[0].top < box.height + 6;
    const start = getComputedStyle(link).direction === 'rtl' ? last.right - box.width : last.left;
    note.style.left = Math.max(8, Math.min(start, right)) - box.left + 'px';
    note.style.top = (below ? last.bottom + 6 : lines[0].top - box.height - 6) - box.top + 'px';
  }

  document.addEventListener('click', (event) => {
    const term = event.target.closest('.term > a');
    const inside = open && open.note.contains(event.target);
    if (!term) {
      if (!inside) close();
      else if (event.target.closest('a')) setTimeout(close); // it leads to the glossary, or on
      return;
    }
    event.preventDefault();
    const from = inside ? open.link : term; // a term in a note: its meaning takes the note's place
    const again = open && open.link === term;
    close();
    if (!again) show(from, term.hash);
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close();
    if (event.key !== ' ' || !event.target.matches('.term > a')) return;
    event.preventDefault();
    event.target.click();
  });
  window.addEventListener('hashchange', close);
  window.addEventListener('resize', place);
})(globalThis.coursewright);
