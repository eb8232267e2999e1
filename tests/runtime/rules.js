/* What a learner has done, and what each standard is told: the rows of the table in docs/record.md, in its order.
Each row: words, module, what is done in it, status in SCORM 1.2, statuses in SCORM 2004; where there is a second visit,
its module and what is done there. */
'use strict';

const { course, question, read } = require('./play.js');

const quiz = (more, completion, ids = ['q1', 'q2', 'q3']) =>
  course({ questions: ids.map((id) => question(id, 'choice', more)), completion });
const RIGHT = ['b'];
const WRONG = ['a'];
const answer = (session, ...responses) => responses.forEach((response, index) => session.answer(`q${index + 1}`, response, 5));

const once = { attempts: 1 };
const essay = course({ questions: [question('q1', 'essay', { required: true })] });
const pass = (s) => { read(s); answer(s, RIGHT, RIGHT, RIGHT); };
/** The next edition of a module that was passed, and its new question answered wrongly. */
const next = (completion) => ({ ...quiz(once, { passMark: 80, ...completion }, ['q1', 'q2', 'q3', 'q4']), edition: '2.0.0' });
const fail = (s) => s.answer('q4', WRONG, 5);

exports.ROWS = [
  ['opened and closed', quiz(), () => {}, 'incomplete', 'incomplete / unknown'],
  ['no questions, some pages seen', course(), (s) => read(s, 'one', 'two'), 'incomplete', 'incomplete / unknown'],
  ['no questions, all pages seen', course(), (s) => read(s), 'completed', 'completed / unknown'],
  ['all pages seen, no question answered', quiz(), (s) => read(s), 'incomplete', 'incomplete / unknown'],
  ['all pages seen, some questions answered', quiz(), (s) => { read(s); answer(s, RIGHT, RIGHT); }, 'incomplete', 'incomplete / unknown'],
  ['pass mark reached, all pages seen', quiz(), (s) => { read(s); answer(s, RIGHT, RIGHT, WRONG); }, 'passed', 'completed / passed'],
  ['pass mark reached, some pages seen', quiz(), (s) => { read(s, 'one'); answer(s, RIGHT, RIGHT, RIGHT); }, 'incomplete', 'incomplete / passed'],
  ['the same with `pages: none`', quiz({}, { pages: 'none' }), (s) => answer(s, RIGHT, RIGHT, RIGHT), 'passed', 'completed / passed'],
  ['pass mark missed, attempts left', quiz({ attempts: 2 }), (s) => { read(s); answer(s, WRONG, WRONG, RIGHT); }, 'incomplete', 'incomplete / unknown'],
  ['pass mark missed, no attempts left, `on_fail: incomplete`', quiz(once), (s) => { read(s); answer(s, WRONG, WRONG, RIGHT); },
    'incomplete', 'incomplete / failed'],
  ['pass mark missed, no attempts left, `on_fail: failed`', quiz(once, { onFail: 'failed' }), (s) => { read(s); answer(s, WRONG, WRONG, RIGHT); },
    'failed', 'completed / failed'],
  ['every solution shown instead of answered, `on_fail: failed`', quiz({}, { onFail: 'failed' }), (s) => ['q1', 'q2', 'q3'].forEach(s.showSolution),
    'failed', 'completed / failed'],
  ['`pass_mark: none`, all pages seen, whatever was answered', quiz({}, { passMark: null }), (s) => { read(s); answer(s, WRONG); },
    'completed', 'completed / unknown'],
  ['all pages seen, a question that is `required` open', essay, (s) => read(s), 'incomplete', 'incomplete / unknown'],
  ['the same, answered', essay, (s) => { read(s); s.answer('q1', ['My plan'], 9); }, 'completed', 'completed / unknown'],
  ['only questions without points, all pages seen', course({ questions: [question('q1', 'choice', { points: 0 })] }), (s) => read(s),
    'completed', 'completed / unknown'],
  ['passed; in a later edition only opened', quiz(once), pass, 'passed', 'completed / passed', next({ later: 'replace' }), () => {}],
  ['passed; a later edition failed', quiz(once), pass, 'passed', 'completed / passed', next({ onFail: 'failed' }), fail],
  ['the same with `later: replace` and `on_fail: failed`', quiz(once), pass, 'failed', 'completed / failed',
    next({ onFail: 'failed', later: 'replace' }), fail],
  ['the same with `later: replace` and `on_fail: incomplete`', quiz(once), pass, 'incomplete', 'incomplete / failed',
    next({ later: 'replace' }), fail],
];

Object.assign(exports, { quiz, RIGHT, WRONG, answer });
