/* The page of an LMS: shows a course in a frame or a window, and lets it go in the ways it happens to courses. */
'use strict';

const host = {};
let side = null; // the LMS of this visit
let shown = null; // frame or window of the course
let launched = 0;

/**
 * Launches a course; what an earlier visit committed is kept.
 * @param {object} wish url; lms 'strict' or 'scorm-again'; version '1.2' or '2004'; depth (frames between), foreign
 *   (host of every other of them); opened (in a window of its own); late (milliseconds until the API is there); saved
 *   (the store, for the first launch); width, height of the frame; and what the side takes
 */
host.launch = async function (wish) {
  if (shown) close();
  const before = side && (await side.store());
  launched += 1;
  side = await (wish.lms === 'scorm-again' ? scormAgainSide(wish) : strictSide({ quirks: [], ...wish, saved: before || wish.saved }));
  delete window.API;
  delete window.API_1484_11;
  setTimeout(() => (window[side.name] = side.api), wish.late || 0);
  if (!wish.late) window[side.name] = side.api;
  const between = new URLSearchParams({ depth: wish.depth || 0, url: wish.url });
  if (wish.foreign) between.set('foreign', wish.foreign);
  const address = wish.depth ? '/lms/frame.html?' + between : wish.url;
  if (wish.opened) return void (shown = window.open(address, 'course' + launched));
  shown = document.createElement('iframe');
  shown.title = 'Course';
  if (wish.width) shown.style.inlineSize = wish.width + 'px';
  if (wish.height) shown.style.blockSize = wish.height + 'px';
  shown.src = address;
  document.body.append(shown);
};

/** The learner goes on to another page of the LMS: the course is told by its page events. */
host.leave = function () {
  return new Promise((resolve) => {
    shown.addEventListener('load', resolve, { once: true });
    shown.src = 'about:blank';
  });
};

/** The LMS takes the frame away: events fire while it goes. */
host.remove = close;

/** Power fails: nothing the course does from now on arrives. */
host.kill = function () {
  side.cut();
  close();
};

function close() {
  if (shown.remove) shown.remove();
  else shown.close();
  shown = null;
}

/** Switches a quirk of the strict LMS while it runs. */
host.quirk = (name, on) => side.quirk(name, on);

/** Store as committed, problems the LMS saw, calls of this visit. */
host.report = async () => ({ saved: await side.store(), problems: side.problems(), log: side.log() });
