/* Places in a picture: each number is a button that shows what is said of its place, one at a time below the picture. */
(function (coursewright) {
  'use strict';

  if (!coursewright.page) return;
  const { button, fold, shut, named, unfold } = coursewright.page;

  for (const box of document.querySelectorAll('.hotspots')) {
    const entries = Array.from(box.querySelector('.place-list').children);
    const marks = Array.from(box.querySelectorAll(':scope > figure .place'), (mark, index) => {
      const entry = entries[index];
      const press = button(mark.textContent, 'place', () => choose(entry.hidden === false ? null : entry));
      press.style.cssText = mark.style.cssText;
      press.setAttribute('aria-label', mark.textContent + ' ' + entry.firstElementChild.textContent);
      press.setAttribute('aria-controls', named(entry));
      mark.replaceWith(press);
      entry.value = index + 1; // those folded away are not counted
      fold(entry, () => choose(entry));
      return press;
    });
    // What appears is read out; a question in it says itself what happens.
    if (!box.querySelector('.question')) box.querySelector('.place-list').setAttribute('aria-live', 'polite');
    choose(entries[0]);

    function choose(chosen) {
      entries.forEach((entry, index) => {
        const on = entry === chosen;
        shut(entry, !on);
        marks[index].setAttribute('aria-expanded', String(on));
      });
    }
  }
  unfold(location.hash);
})(globalThis.coursewright);
