/* What learners answer: right, wrong, partly, nothing, and whatever a text field takes. */
'use strict';

const { kept } = require('./words.js');
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
  const { sources, gaps, criteria } = question.scoring;
  if (sort === 'blank') return sources || gaps ? (sources || gaps).map(() => '') : rule === 'order' || rule === 'set' ? [] : chance.pick(BLANKS);
  const fields = sources && !question.scoring.targets.length;
  if (sort === 'right') return fields ? sources.map(() => 'A thought of my own') : right(question);
  if (sort === 'wrong' && !fields) return wrong(question);
  if (sources) return pairs(chance, question, sort);
  if (gaps) return gaps.map((gap) => filled(chance, question, gap, sort));
  if (criteria) return [typed(chance, question, sort), ...chance.some(criteria, 0.5).map((one) => one.key)];
  return { set, order }[rule] ? { set, order }[rule](chance, question.scoring) : [typed(chance, question, sort)];
};

function set(chance, scoring) {
  if (!scoring.several) return [chance.pick(scoring.keys)];
  const chosen = chance.some(scoring.keys, chance.next());
  return chosen.length ? chosen : [chance.pick(scoring.keys)];
}

function order(chance, scoring) {
  return chance.shuffled(scoring.correct);
}

/** Something at each place or at some: partners, degrees, ticks, texts; at one at least. */
function pairs(chance, question, sort) {
  const { sources, targets, correct } = question.scoring;
  const any = (index) => (!targets.length ? typed(chance, question, sort) : correct && chance.hit(0.4) ? correct[index] : chance.pick(targets));
  const made = sources.map((source, index) => (chance.hit(0.25) ? '' : any(index)));
  if (!made.some((part) => part.trim())) made[0] = targets[0] || 'x';
  return made;
}

function filled(chance, question, gap, sort) {
  if (chance.hit(0.15)) return '';
  if (gap.options) return chance.pick(gap.options);
  return chance.hit(0.5) ? chance.pick([right, wrong])({ scoring: gap })[0] : typed(chance, question, sort);
}

/** A text, no longer than the page's field takes. */
function typed(chance, question, sort) {
  let text = chance.pick(TEXTS);
  if (sort === 'long') while (text.length < chance.whole(200, 3000)) text += ' ' + chance.pick(TEXTS);
  if (sort === 'unicode') text = Array.from({ length: chance.whole(1, 60) }, () => String.fromCharCode(chance.whole(0, 65535))).join('');
  if (question.scoring.rule === 'range' && chance.hit(0.5)) text = String((chance.next() * 200 - 100).toFixed(chance.whole(0, 9)));
  return kept(question, text);
}
