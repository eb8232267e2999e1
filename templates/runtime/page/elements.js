/* Words and elements: what the other files of the page are drawn with. */
(function (coursewright) {
  'use strict';

  if (typeof document === 'undefined') return;
  const course = JSON.parse(document.getElementById('course').textContent);
  const words = course.strings;

  /** Puts values into the `{name}` places of a text. */
  function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
  }

  /** Writes a number as the language does. */
  function number(value) {
    return new Intl.NumberFormat(words.words_language, { maximumFractionDigits: 2 }).format(value);
  }

  /** Says a number of things in the language's right form; Latvian's `zero` is filed under `many`. */
  function count(key, value) {
    const form = new Intl.PluralRules(words.words_language).select(value);
    return fill(words[key + '_' + (form === 'zero' ? 'many' : form)] || words[key + '_other'], { n: number(value) });
  }

  /** Puts two numbers into a text that tells how many of all. */
  function ofAll(text, n, all) {
    return fill(text, { n: number(n), all: number(all) });
  }

  /** Says how many attempts are left; null for any number. */
  function left(attempts) {
    return attempts === null ? words.attempts_unlimited : attempts ? count('attempts_left', attempts) : words.attempts_none;
  }

  /** Finds the element with a part's name. */
  function part(name, within = document) {
    return within.querySelector('[data-part="' + name + '"]');
  }

  /** Makes an element with class and content (texts or elements). */
  function make(name, className, ...content) {
    const element = document.createElement(name);
    if (className) element.className = className;
    element.append(...content);
    return element;
  }

  /** Makes a button that does something. */
  function button(text, look, action) {
    const element = make('button', look, text);
    element.type = 'button';
    if (action) element.addEventListener('click', action);
    return element;
  }

  /** Has the words of a box pressed in its place, where they hold more than a label may. */
  function pressable(within) {
    for (const option of within.querySelectorAll('div.option-words')) {
      option.addEventListener('click', (event) => event.target.closest('a') || option.parentElement.querySelector('input').click());
    }
  }

  /** Calls a function that is in a script of its own, `log` or `more`: what is rarely needed is loaded only then. */
  function load(name, ...given) {
    const run = () => coursewright[name](...given);
    if (coursewright[name]) run();
    else attach('script', { src: 'player/' + (name === 'log' ? name : 'more') + '.js', onload: run });
  }

  /** Adds the styles that the first page does without. */
  function sheet() {
    return attach('link', { rel: 'stylesheet', href: 'player/more.css' });
  }

  function attach(name, members) {
    return document.head.appendChild(Object.assign(make(name), members));
  }

  /** Puts words into a live region so that they are read once, even if they were there before. */
  function say(region, text) {
    region.textContent = '';
    setTimeout(() => (region.textContent = text), 60);
  }

  /** Moves the focus to an element, also to one that usually takes none. */
  function focusOn(element) {
    if (element.tabIndex < 0) element.tabIndex = -1;
    element.focus();
  }

  /** Makes a state's mark: an icon by its class, and the word. */
  function mark(look, text) {
    return make('span', 'mark ' + look, text);
  }

  coursewright.page = { course, words, fill, number, count, left, ofAll, part, make, button, pressable, load, sheet, say, focusOn, mark, kinds: {}, draws: [], starts: [] };
})(globalThis.coursewright);
