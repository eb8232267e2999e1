/* Tells when the end of the page came into view. Loaded in a module of one page without a quiz. */
(function (coursewright) {
  'use strict';

  coursewright.ending = function (reached) {
    new IntersectionObserver((entries, observer) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      reached();
    }).observe(document.querySelector('.foot'));
  };
})(globalThis.coursewright);
