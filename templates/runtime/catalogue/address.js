/* What is searched, filtered and answered stands in the address, so that it can be passed on: `#?words=fair&minutes=60`.
   An address without the question mark leads to a place on the page. */
(function (coursewright) {
  'use strict';

  /** Gives what the address says, by name. */
  function read() {
    return new URLSearchParams(location.hash.startsWith('#?') ? location.hash.slice(2) : '');
  }

  /**
   * Enters values in the address, in place of the one that is there: going back leads to the page before this one.
   * @param {Object<string, string>} values an empty text takes the name out
   */
  function write(values) {
    const all = read();
    Object.keys(values).forEach((name) => (values[name] ? all.set(name, values[name]) : all.delete(name)));
    const text = all.toString();
    if (!text && !location.hash.startsWith('#?')) return;
    history.replaceState(null, '', text ? '#?' + text : location.pathname + location.search);
  }

  const told = JSON.parse(document.getElementById('told').textContent);

  /** Makes an element with text and children in it. */
  function make(name, ...inside) {
    const made = document.createElement(name);
    made.append(...inside);
    return made;
  }

  // Paper has no folds.
  let folded = [];
  addEventListener('beforeprint', () => {
    folded = [...document.querySelectorAll('.about details:not([open])')];
    folded.forEach((details) => { details.open = true; });
  });
  addEventListener('afterprint', () => folded.forEach((details) => { details.open = false; }));

  coursewright.catalogue = { told, read, write, make };
})(globalThis.coursewright = globalThis.coursewright || {});
