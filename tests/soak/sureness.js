/* How sure learners say they are, read a second time and apart from the player: what was said of the first attempt, whether that
was right, and what was said of the last. It counts nowhere. */
'use strict';

const NOTHING = { first: 0, knew: false, sure: 0 };

exports.NOTHING = NOTHING;

/** After another attempt. */
exports.said = (before, step, right) => (before.attempts ? { first: before.first, knew: before.knew, sure: step } : { first: step, knew: step > 0 && right, sure: step });

/** What the player's one number says. */
exports.read = function (number = 0) {
  const first = number >> 2;
  return { first: first > 3 ? first - 3 : first, knew: first > 3, sure: number & 3 };
};

/** What there is of it where a question asks, or does not. */
exports.carried = (answer, question) => (question.confidence && answer.attempts ? { first: answer.first, knew: answer.knew, sure: answer.sure } : NOTHING);

exports.text = ({ first, knew, sure }) => [first, knew, sure].join('/');
