/* Does what a test asks of the player's core: standard input holds a list of jobs as JSON, standard output the results.

  { op: 'encode', progress, course, limit }         → text
  { op: 'decode', text, course }                    → progress
  { op: 'again', text, course, limit }              → text: read and written once more
  { op: 'learn', course, found, acts }              → one visit with a connection that only remembers: what was saved and
                                                      reported last, and every report; `acts` are [method, …arguments]
  { op: 'limits', course }                          → how much each connection takes */
'use strict';

const runtime = '../../templates/runtime/';
for (const file of ['score', 'state', 'results', 'session', 'lms/local', 'rules/gaps', 'rules/self', 'rules/room', 'rules/quizzes', 'rules/ways', 'rules/confidence']) require(runtime + file + '.js');
const coursewright = globalThis.coursewright;
const { state } = coursewright;
const connects = { web: coursewright.connect };
for (const [name, file] of [['scorm12', 'scorm'], ['scorm12', 'scorm12'], ['scorm2004', 'scorm2004']]) {
  require(runtime + 'lms/' + file + '.js');
  connects[name] = coursewright.connect;
}

const JOBS = {
  encode: (job) => state.encode(job.progress, job.course, job.limit),
  decode: (job) => state.decode(job.text, job.course),
  again: (job) => state.encode(state.decode(job.text, job.course), job.course, job.limit),
  limits: (job) => Object.fromEntries(Object.keys(connects).map((name) => [name, connects[name](job.course, {}).limit])),
  learn,
};

function learn(job) {
  const reports = [];
  const saved = [];
  const nothing = { state: '', place: '', mode: 'normal', completion: 'incomplete', success: 'unknown', score: null };
  const connection = {
    limit: job.limit || 1e6,
    recorded: true,
    kept: true,
    open: () => ({ ...nothing, ...job.found }),
    record: () => true,
    report: ({ completion, success, score }) => reports.push({ completion, success, score }) > 0,
    save: (now) => saved.push(now) > 0,
    close() {},
  };
  const none = { addEventListener() {}, removeEventListener() {} };
  const view = { ...none, document: none, Date, performance: { now: () => 0 }, random: () => job.random || 0.5, setTimeout() {}, clearTimeout() {} };
  const session = coursewright.session(job.course, connection, view);
  return session.open().then(() => {
    for (const [act, ...values] of job.acts || []) session[act](...values);
    const shown = Object.fromEntries(job.course.questions.map((question) => [question.id, session.question(question.id)]));
    const quizzes = session.quiz && Object.fromEntries((job.course.quizzes || []).map((quiz) => [quiz.id, session.quiz(quiz.id)]));
    const result = { quizzes, place: session.place, updated: session.updated, progress: session.progress, summary: session.summary(), shown };
    session.leave();
    return { ...result, saved: saved[saved.length - 1], longest: Math.max(...saved.map((now) => now.state.length)), reports };
  });
}

let input = '';
process.stdin.setEncoding('utf8').on('data', (chunk) => (input += chunk)).on('end', () => {
  Promise.all(JSON.parse(input).map((job) => JOBS[job.op](job))).then((results) => process.stdout.write(JSON.stringify(results)));
});
