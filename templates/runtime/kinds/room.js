/* Fields for own words end where the state has no more room, as they do at their length: nothing is typed that would be
gone at the next visit. */
(function (coursewright) {
  'use strict';

  if (!coursewright.page) return;
  document.addEventListener('input', ({ target, isComposing }) => {
    if (isComposing || target.localName !== 'textarea' || target.maxLength < 0) return;
    const kept = coursewright.fit(target.value, target.maxLength);
    if (kept === target.value) return;
    const { selectionStart: at } = target;
    target.value = kept;
    target.setSelectionRange(at, at);
  }, true);
})(globalThis.coursewright);
