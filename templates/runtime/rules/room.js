/* How much of somebody's own words is kept: the state has a bound, whatever they are written in. */
(function (coursewright) {
  'use strict';

  /**
   * Gives as much of somebody's own words as there is room for: `room` UTF-16 units, and twice as many in the state. That
   * is enough for every text in Latin letters, with its accents and stops; of others about half as many letters.
   */
  coursewright.fit = function (text, room) {
    let kept = coursewright.cut(text, room);
    for (let over; (over = coursewright.state.escape(kept).length - 2 * room) > 0;) kept = coursewright.cut(kept, kept.length - Math.ceil(over / 6));
    return kept;
  };
})(globalThis.coursewright = globalThis.coursewright || {});
