/* Where a course is played: launches it in a frame or a window under a profile, and ends the visit in the ways it happens. */
(function (lms) {
  'use strict';

  const LOADING = 15000;

  const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

  /** Waits until something is so; false when it has not come about in time. */
  async function until(test, milliseconds) {
    for (const end = performance.now() + milliseconds; performance.now() < end; ) {
      try {
        if (test()) return true;
      } catch {
        // A page that is being replaced.
      }
      await pause(15);
    }
    return false;
  }

  /**
   * Launches one item of a package.
   * @param {Element} place where the frame goes
   * @param {object} about what the server says of the package (package.json)
   * @param {object} wish profile, item (index), saved, mode, credit, student
   * @returns {Promise<object>} the visit: lms, window (the course's), ended; leave(), close(), kill(), offline(on), store()
   */
  lms.launch = async function (place, about, wish) {
    const profile = wish.profile;
    const item = about.items[wish.item || 0];
    const side = lms.createLMS({
      version: about.version, saved: wish.saved, mode: wish.mode, credit: wish.credit, student: wish.student, quirks: profile.quirks.slice(),
      launchData: item.launchData, masteryScore: item.masteryScore, passingScore: item.passingScore, seeded: item.objectives,
      completionSetByContent: item.completionSetByContent,
    });
    const stage = profile.stage;
    for (const name of ['API', 'API_1484_11']) delete window[name];
    const offer = () => (window[side.apiName] = side.api);
    if (stage.late) setTimeout(offer, stage.late);
    else offer();
    const address = '/package/' + item.href;
    const between = new URLSearchParams({ depth: stage.depth || 0, throwing: stage.throwing ? '1' : '', url: address });
    const visit = { lms: side, window: null, gone: null, ended: false, item, profile };
    const opened = stage.opened ? window.open(address, 'course', 'popup,width=1280,height=860') : null;
    if (stage.opened && !opened) throw new Error('the browser did not open a window for the course: allow pop-ups for this page');
    const frame = opened ? null : document.createElement('iframe');
    if (frame) {
      frame.title = 'Course';
      frame.allow = 'fullscreen; autoplay';
      frame.src = stage.depth ? '/lms/frame.html?' + between : address;
      place.replaceChildren(frame);
    }

    const deepest = () => {
      let view = opened || frame.contentWindow;
      for (let depth = stage.depth || 0; depth; depth -= 1) view = view.frames[0];
      return view;
    };
    const there = await until(() => deepest().location.href !== 'about:blank' && deepest().document.documentElement, LOADING);
    if (there) {
      visit.window = deepest();
      visit.gone = new Promise((resolve) => visit.window.addEventListener('pagehide', resolve));
      watch(visit);
    }
    if (!there || !(await until(() => deepest().document.readyState === 'complete', LOADING))) {
      side.found('error', 'not-loaded', 'the start page did not load within ' + LOADING / 1000 + ' seconds', '', address);
    }

    async function end(how) {
      if (visit.ended) return;
      visit.ended = true;
      const killed = how === 'kill';
      if (killed) {
        side.quirks.push('dead');
        // Opening a document anew takes all listeners off it and its window: no page event reaches the course.
        if (visit.window && !visit.window.closed) visit.window.document.open();
      }
      side.leaving = true;
      if (opened) {
        opened.close();
        // A window goes some time after it was told to, and the course may listen to that after us.
        if (!killed) await Promise.race([visit.gone, pause(2000)]);
        await pause(0);
        await until(() => opened.closed, 1000);
      } else if (how === 'leave') {
        await new Promise((resolve) => {
          frame.addEventListener('load', resolve, { once: true });
          setTimeout(resolve, 3000);
          frame.src = 'about:blank';
        });
        frame.remove();
      } else frame.remove();
      if (!killed) side.finish();
    }

    return Object.assign(visit, {
      /** The learner goes on to another page of the LMS: the course is told by its page events. */
      leave: () => end('leave'),
      /** The frame or window is closed: events fire while it goes. */
      close: () => end('close'),
      /** Power fails: nothing the course does from now on arrives. */
      kill: () => end('kill'),
      offline(on) {
        const at = side.quirks.indexOf('offline');
        if (on && at < 0) side.quirks.push('offline');
        if (!on && at >= 0) side.quirks.splice(at, 1);
      },
      store: () => side.saved,
    });
  };

  /** Notes script errors and dialogs of a course. */
  function watch(visit) {
    const view = visit.window;
    const note = (rule, message, value) => visit.lms.found('error', rule, message, '', value);
    view.addEventListener('error', (event) => {
      if (event.message) note('script-error', event.message, (event.filename || '').replace(/^.*\/package\//, '') + ':' + event.lineno);
    });
    view.addEventListener('unhandledrejection', (event) => note('script-error', 'a promise failed: ' + event.reason));
    if (!lms.alone) return;
    // Nobody is there to close a dialog.
    for (const [name, answer] of [['alert', undefined], ['confirm', true], ['prompt', '']]) {
      view[name] = (text) => {
        visit.lms.found('warning', 'dialog', 'a dialog stops the learner', name, text);
        return answer;
      };
    }
  }

  Object.assign(lms, { pause, until });
})(globalThis.coursewrightLMS = globalThis.coursewrightLMS || {});
