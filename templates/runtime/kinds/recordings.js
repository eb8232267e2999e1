/* Films and sounds: one plays at a time, and none on a page that has been turned. */
(function (coursewright) {
  'use strict';

  if (!coursewright.page) return;
  const all = Array.from(document.querySelectorAll('.recording > :is(video, audio)'));

  function pause(when) {
    for (const one of all) if (!one.paused && when(one)) one.pause();
  }

  // A page opened from a folder may not read files, scripts excepted: there the captions are in one (site.py).
  const tracks = document.querySelectorAll('.recording track');
  if (location.protocol === 'file:' && tracks[0]) {
    const script = coursewright.page.make('script');
    script.src = 'player/captions.js';
    script.onload = () => {
      for (const track of tracks) track.src = 'data:text/vtt,' + encodeURIComponent(coursewright.captions[track.getAttribute('src')]);
    };
    document.head.append(script);
  }

  document.addEventListener('play', (event) => pause((one) => one !== event.target), true); // it does not bubble
  // The page is turned by the player, which hears of it after this.
  window.addEventListener('hashchange', () => setTimeout(() => pause((one) => !one.closest('.page') || one.closest('[hidden]'))));
})(globalThis.coursewright);
