/* A window without a browser, in frames without a browser: time passes only when it is told to, events come when fired. */
'use strict';

/** Lets promises go on. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

function target() {
  const heard = {};
  return {
    addEventListener: (event, listener) => void (heard[event] = heard[event] || []).push(listener),
    removeEventListener: (event, listener) => void (heard[event] = (heard[event] || []).filter((other) => other !== listener)),
    fire: (event, details = {}) => (heard[event] || []).slice().forEach((listener) => listener({ type: event, ...details })),
    silence: () => Object.keys(heard).forEach((event) => delete heard[event]),
  };
}

/**
 * Makes a window in which a course runs.
 * @param {object} chance for what the course takes from chance
 * @param {object} stage the profile's: { depth, throwing, opened, late }
 * @param {object} side the LMS: apiName, api
 * @param {object} [browser] what its windows share: storage (localStorage), channels
 */
module.exports = function (chance, stage, side, browser = {}) {
  const timers = new Map();
  const start = chance.next() * 1e6;
  let now = start;
  let next = 1;
  let tick = 0;
  const view = target();
  const page = target();
  const base = Date.UTC(2026, chance.whole(0, 11), chance.whole(1, 28), chance.whole(0, 23), chance.whole(0, 59));

  class VirtualDate extends Date {
    constructor(...given) {
      if (given.length) super(...given);
      else super(base + now - start);
    }

    static now() {
      return base + now - start;
    }
  }

  function later(action, pause, again) {
    timers.set(next, { action, at: now + (pause || 0), order: (tick += 1), again });
    next += 1;
    return next - 1;
  }

  const window = Object.assign(view, {
    document: Object.assign(page, { visibilityState: 'visible' }),
    navigator: { onLine: true },
    location: { search: '', hash: '', pathname: '/index.html' },
    performance: { now: () => now },
    Date: VirtualDate,
    random: chance.next,
    setTimeout: (action, pause) => later(action, pause, 0),
    setInterval: (action, pause) => later(action, pause, Math.max(1, pause)),
    clearTimeout: (id) => timers.delete(id),
    clearInterval: (id) => timers.delete(id),
  });
  if (browser.storage) window.localStorage = browser.storage;
  const channels = browser.channels && browser.channels.of();
  if (channels) window.BroadcastChannel = channels.BroadcastChannel;

  /** Lets milliseconds pass; timers due meanwhile run, promises between them too. */
  async function advance(pause) {
    const end = now + pause;
    for (;;) {
      let due = null;
      for (const [id, timer] of timers) {
        if (timer.at <= end && (!due || timer.at < due.timer.at || (timer.at === due.timer.at && timer.order < due.timer.order))) due = { id, timer };
      }
      if (!due) break;
      timers.delete(due.id);
      now = Math.max(now, due.timer.at);
      if (due.timer.again) timers.set(due.id, Object.assign({}, due.timer, { at: now + due.timer.again }));
      due.timer.action();
      await settle();
    }
    now = end;
  }

  // The LMS's window, and what stands between.
  const top = { [side.apiName]: stage.late ? undefined : side.api };
  top.parent = top;
  let above = top;
  for (let depth = 0; depth < (stage.depth || 0); depth += 1) {
    const parent = above;
    const between = {};
    for (const name of ['API', 'API_1484_11', 'opener', 'document', 'location']) {
      Object.defineProperty(between, name, {
        get() {
          if (stage.throwing) throw new Error('Blocked a frame with another origin');
          return undefined;
        },
      });
    }
    between.parent = parent;
    above = between;
  }
  window.parent = stage.opened ? window : above;
  if (stage.opened) window.opener = top;
  if (stage.late) later(() => (top[side.apiName] = side.api), stage.late);

  return {
    window, advance, settle,
    get now() { return now; },
    get pending() { return timers.size; },
    visible(on) {
      page.visibilityState = on ? 'visible' : 'hidden';
      page.fire('visibilitychange');
    },
    /** The page is gone: nothing of it ever runs again. */
    vanish() {
      timers.clear();
      view.silence();
      page.silence();
      if (channels) channels.silence();
    },
  };
};

/** Channels between the windows of one browser: a message goes to all of that name but the sender, and comes later. */
module.exports.channels = function () {
  const open = new Set();
  return {
    open,
    /** The constructor that one window sees. */
    of() {
      const own = new Set();
      class BroadcastChannel {
        constructor(name) {
          this.name = name;
          open.add(this);
          own.add(this);
        }

        postMessage(data) {
          for (const other of open) {
            if (other !== this && other.name === this.name) setImmediate(() => open.has(other) && other.onmessage && other.onmessage({ data }));
          }
        }

        close() {
          open.delete(this);
        }
      }
      return { BroadcastChannel, silence: () => own.forEach((channel) => open.delete(channel)) };
    },
  };
};

/** A browser's storage; with a fault it throws, as where it is forbidden or full. */
module.exports.storage = function () {
  const kept = new Map();
  const store = {
    fault: false, kept,
    getItem(key) {
      if (store.fault) throw new Error('SecurityError');
      return kept.has(key) ? kept.get(key) : null;
    },
    setItem(key, value) {
      if (store.fault) throw new Error('QuotaExceededError');
      kept.set(key, String(value));
    },
    removeItem(key) {
      if (store.fault) throw new Error('SecurityError');
      kept.delete(key);
    },
    key: (index) => Array.from(kept.keys())[index] || null,
    get length() { return kept.size; },
  };
  return store;
};
