/* As much of a page as the player's parts ask of it that close pages and keep what is written: elements without a browser. */
'use strict';

class Element {
  constructor(name, look, content, about) {
    const marks = new Set(look ? look.split(' ') : []);
    Object.assign(this, { name, parent: null, children: [], dataset: {}, id: '', type: '', value: '', checked: false, text: '', heard: {} });
    this.classList = {
      add: (one) => marks.add(one), remove: (one) => marks.delete(one), contains: (one) => marks.has(one),
      toggle: (one, on) => (on ? marks.add(one) : marks.delete(one)),
    };
    this.append(...content);
    Object.assign(this, about);
  }

  append(...content) {
    for (const one of content) {
      if (one instanceof Element) Object.assign(one, { parent: this });
      this.children.push(one);
    }
  }

  after(other) {
    other.parent = this.parent;
    this.parent.children.splice(this.parent.children.indexOf(this) + 1, 0, other);
  }

  remove() {
    this.parent.children = this.parent.children.filter((one) => one !== this);
  }

  get textContent() { return this.text + this.children.map((one) => (one instanceof Element ? one.textContent : one)).join(''); }

  set textContent(text) { Object.assign(this, { text, children: [] }); }

  setAttribute() {}

  addEventListener(event, listener) { (this.heard[event] = this.heard[event] || []).push(listener); }

  fire(event) { (this.heard[event] || []).forEach((listener) => listener({ target: this })); }

  matches(selector) {
    return parsed(selector).some(({ name, mark, data, value }) => (!name || this.name === name) && (!mark || this.classList.contains(mark)) &&
      (!data || (value === undefined ? data in this.dataset : this.dataset[data] === value)));
  }

  querySelectorAll(selector) {
    return Array.from(this.inside()).filter((one) => one.matches(selector));
  }

  querySelector(selector) {
    for (const one of this.inside()) if (one.matches(selector)) return one;
    return null;
  }

  /** All elements within, in the order of the page. */
  * inside() {
    for (const one of this.children) {
      if (!(one instanceof Element)) continue;
      yield one;
      yield* one.inside();
    }
  }
}

const SELECTORS = new Map();

/** Reads a selector once: one element name, class, or value of data, what the player's selectors end in. */
function parsed(selector) {
  if (!SELECTORS.has(selector)) {
    SELECTORS.set(selector, selector.split(', ').map((one) => {
      const [, name, mark, data, , value] = /^(\w*)(?:\.([\w-]+))?(?:\[data-(\w+)(="(.*)")?\])?$/.exec(one.split(' ').pop());
      return { name, mark, data, value };
    }));
  }
  return SELECTORS.get(selector);
}

const make = (name, look, ...content) => new Element(name, look, content);
const part = (name, look = '') => new Element('div', look, [], { dataset: { part: name } });

/** Parts in which somebody writes or ticks, as templates/questions has them. */
function sheet({ id, kind, scoring }) {
  const ticks = kind === 'checklist';
  const places = (scoring.sources || ['']).map((source) => new Element(ticks ? 'input' : 'textarea', '', [], { type: ticks ? 'checkbox' : '', value: ticks ? scoring.targets[0] : '', dataset: { source } }));
  return new Element('div', 'keep keep-' + kind, [...places, part('kept'), part('tools'), ...(ticks ? [part('count')] : [])], { id, dataset: { keep: id } });
}

/**
 * Lays out a module, and has the player's parts begin on it.
 * @param {function} start the player's, see player.js
 * @param {object} window in whose time it goes on
 */
module.exports = function (start, course, session, window) {
  const own = course.pages.flatMap(({ id }) => course.questions.filter(({ kind, page }) => page === id && /^(reflection|plan|checklist)$/.test(kind)));
  const boxes = course.pages.map((page) => new Element('section', 'page', [make('h2', ''), ...own.filter((one) => one.page === page.id).map(sheet)], { id: page.id }));
  const others = [...course.questions.filter((one) => !own.includes(one)), ...(course.quizzes || [])].map((one) => new Element('div', '', [make('p', 'question-number', one.id)], { id: one.id }));
  const links = course.pages.map(({ id }) => new Element('a', '', [], { dataset: { page: id } }));
  const body = make('body', '', ...boxes, ...others, ...links);
  const all = new Map([...boxes, ...others, ...body.querySelectorAll('[data-keep]')].map((one) => [one.id, one]));
  const document = { body, getElementById: (id) => all.get(id) || null, querySelector: (selector) => body.querySelector(selector), querySelectorAll: (selector) => body.querySelectorAll(selector), addEventListener() {} };
  const page = {
    course, words: new Proxy({}, { get: (none, name) => '{' + String(name) + '}' }), starts: [], draws: [], make,
    fill: (text) => text, ofAll: (text, n, whole) => n + '/' + whole, part: (name, within = body) => within.querySelector('[data-part="' + name + '"]'),
    button: (text) => make('button', '', text), pressable() {}, load() {}, say: (region, text) => (region.textContent = text),
  };
  start(page, document, window);
  for (const begin of page.starts) begin(session, () => {});
  const read = (place) => (place.type === 'checkbox' && !place.checked ? '' : place.value);
  return {
    closed: (id) => all.get(id).classList.contains('closed'),
    /** Ids that the notice on a closed page leads to. */
    waits: (id) => page.part('gate', all.get(id)).querySelectorAll('a').map((link) => link.href.slice(1)),
    own, read: (id) => all.get(id).querySelectorAll('[data-source]').map(read),
    write(id, response) {
      all.get(id).querySelectorAll('[data-source]').forEach((place, index) => {
        if (place.type === 'checkbox') place.checked = Boolean(response[index]);
        else place.value = response[index] || '';
      });
      all.get(id).fire('input');
    },
    blur: (id) => all.get(id).fire('focusout'),
  };
};
