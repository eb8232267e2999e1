/* What a learner ticks and writes for own use: saved by itself, never judged. The texts as a file: extra/notes.js. */
(function (coursewright) {
  'use strict';

  if (!coursewright.page) return;
  const { words, ofAll, part, button, pressable, load, say, starts } = coursewright.page;

  starts.push((session, at) => {
    const all = Array.from(document.querySelectorAll('[data-keep]'));
    for (const element of all) keep(element);

    function keep(element) {
      const id = element.dataset.keep;
      const places = Array.from(element.querySelectorAll('[data-source]'));
      const told = part('kept', element);
      const counted = part('count', element);
      let timer = 0;
      let waiting = false;
      let shown = places.map(() => ''); // by recall alone, nobody's typing

      const read = () => places.map((place) => (place.type === 'checkbox' && !place.checked ? '' : place.value));

      /** Shows what was kept; what was typed before that was known stays, below it. */
      function recall() {
        const { response } = session.question(id);
        // What was only shown gives way to what is known now.
        const early = read().map((text, index) => (text === shown[index] ? '' : text));
        places.forEach((place, index) => {
          const kept = response[index] || '';
          if (place.type === 'checkbox') place.checked = Boolean(kept || early[index]);
          else if (!early[index] || kept.includes(early[index])) place.value = kept;
          else if (!early[index].startsWith(kept)) place.value = kept + '\n' + early[index];
        });
        shown = read().map((text, index) => (early[index] ? '' : text));
        count();
        if (early.some((text, index) => text && !(response[index] || '').includes(text))) changed();
      }

      function count() {
        if (counted) counted.textContent = ofAll(words.n_of_all, read().filter(Boolean).length, places.length);
      }

      function changed() {
        waiting = true;
        told.classList.add('waiting');
        count();
        clearTimeout(timer);
        timer = setTimeout(settle, counted ? 0 : 1000);
      }

      function settle() {
        if (!waiting) return;
        clearTimeout(timer);
        waiting = false;
        session.keep(id, read());
        saved();
      }

      /** Says so once; while something is not saved yet, the word is only dimmed, so that no typing is talked into. */
      function saved() {
        if (waiting || session.unsaved || !session.kept || session.mode !== 'normal') return;
        told.classList.remove('waiting');
        if (!told.textContent) say(told, words.saved);
      }

      element.addEventListener('input', () => {
        at(element);
        changed();
      });
      element.addEventListener('focusout', settle);
      // Whatever has the session save, the page going away too, saves what is being typed.
      session.on('saving', settle);
      session.on('saved', () => told.textContent && saved());
      session.on('joined', recall);
      recall();
      pressable(element);
      if (element.matches('.keep-plan') || element === all[all.length - 1]) {
        part('tools', element).append(
          button(words.keep_file, 'button quiet', () => load('notes')),
          button(words.keep_print, 'button quiet', () => load('notes', true)),
        );
      }
    }
  });
})(globalThis.coursewright);
