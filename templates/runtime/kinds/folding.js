/* What is folded away can still be found: by the browser's search, where it can open what it finds, and by a link. */
(function (coursewright) {
  'use strict';

  if (!coursewright.page) return;
  const { page } = coursewright;
  let made = 0;

  /**
   * Folds a box away. It is part of the page all the same: `open` is called when something in it is looked for.
   * @param {Element} box
   * @param {function()} open shows the box
   */
  page.fold = function (box, open) {
    box.addEventListener('beforematch', open);
    page.shut(box, true);
  };

  /**
   * Hides a box, or shows it. A browser that doesn't know `until-found` takes it for a plain `hidden`; to one that does,
   * only what is in the box is gone: a reader would hear of an empty one.
   */
  page.shut = function (box, shut) {
    box.hidden = shut && 'until-found';
    if (shut) box.setAttribute('aria-hidden', 'true');
    else box.removeAttribute('aria-hidden');
  };

  /** Gives an element an id; authors' ids hold no full stop. */
  page.named = function (element) {
    if (!element.id) element.id = 'part.' + ++made;
    return element.id;
  };

  /** Copies what is in an element; ids stay with what they belong to. */
  page.copied = function (element) {
    const copy = element.cloneNode(true);
    for (const one of copy.querySelectorAll('[id]')) one.removeAttribute('id');
    return Array.from(copy.childNodes);
  };

  /** Opens whatever hides the target of an address, from inside out. */
  page.unfold = function (hash) {
    const target = document.getElementById(decodeURIComponent(hash.slice(1)));
    for (let box = target; box; box = box.parentElement) if (box.hidden) box.dispatchEvent(new Event('beforematch'));
  };

  // Before the player shows the place. A link to where one is already changes no address.
  window.addEventListener('hashchange', () => page.unfold(location.hash));
  document.addEventListener('click', (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (link && !event.defaultPrevented) page.unfold(link.hash);
  });
})(globalThis.coursewright);
