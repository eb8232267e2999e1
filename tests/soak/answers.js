/* What learners answer: right, wrong, partly, nothing, and whatever a text field takes. */
'use strict';

const { right, wrong } = require('../../templates/lms/expect.js');

const TEXTS = [
  '15', '0,5', '-0', '1e400', '9'.repeat(400), '.', '-', '!', '!!-*_', ';,:.', '[,]', '[.]', '{lang=en}x', '{case_matters=true}y', '{order_matters=maybe}z',
  'a[:]b', '0:1:2', 'undefined', 'null', 'NaN', '[object Object]', '</script><!--', '"quoted" \'text\'', 'Põltsamaa – 5 €', 'Ярмарка', '東京都', 'مرحبا',
  '🙂 :)', 'half \ud83d', '\udc00 half', '\u0000\u0001\u2028\u2029\n\t', '\ufeffbom', 'é'.normalize('NFD'), '힣'.repeat(20), '👩‍👩‍👧‍👦'.repeat(8), '1;2;3,a:0.1', '%00%FF',
];
const BLANKS = [[], [''], ['   '], ['\u00a0\n']];

/**
 * Makes a response such as the page could hand over.
 * @param {string} sort right, wrong, partly, blank, garbage, long or unicode
 */
module.exports = function (chance, question, sort) {
  const rule = question.scoring.rule;
  if (sort === 'blank') return rule === 'pairs' ? question.scoring.sources.map(() => '') : rule === 'order' ? [] : rule === 'set' ? [] : chance.pick(BLANKS);
  if (sort === 'right') return right(question);
  if (sort === 'wrong') return wrong(question);
  return { set, order, pairs }[rule] ? { set, order, pairs }[rule](chance, question.scoring) : [typed(chance, question, sort)];
};

function set(chance, scoring) {
  if (!scoring.several) return [chance.pick(scoring.keys)];
  const chosen = chance.some(scoring.keys, chance.next());
  return chosen.length ? chosen : [chance.pick(scoring.keys)];
}

function order(chance, scoring) {
  return chance.shuffled(scoring.correct);
}

function pairs(chance, scoring) {
  const made = scoring.sources.map((source, index) =>
    (chance.hit(0.4) ? scoring.correct[index] : chance.hit(0.3) ? '' : chance.pick(scoring.targets)));
  return made.some(Boolean) ? made : scoring.sources.map(() => scoring.targets[0]);
}

/** A text, no longer than the page's field takes. */
function typed(chance, question, sort) {
  let text = chance.pick(TEXTS);
  if (sort === 'long') while (text.length < chance.whole(200, 3000)) text += ' ' + chance.pick(TEXTS);
  if (sort === 'unicode') text = Array.from({ length: chance.whole(1, 60) }, () => String.fromCharCode(chance.whole(0, 65535))).join('');
  if (question.scoring.rule === 'range' && chance.hit(0.5)) text = String((chance.next() * 200 - 100).toFixed(chance.whole(0, 9)));
  return text.slice(0, question.room || 1000);
}
