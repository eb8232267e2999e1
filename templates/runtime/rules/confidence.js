/* How sure learners say they are, before an answer is checked: 1 unsure, 2 fairly sure, 3 sure. It changes no points.

An answer keeps it as `sure`, a number: four times what was said of the first attempt (and 3 more if that was right), and
what was said of the last; 0 where nothing was. In the state it is a record behind those of the quizzes: the question's
code, a dot, that number in base 36. Readers from before there was such a thing pass over it. */
(function (coursewright) {
  'use strict';

  /** What is recorded as the question, and what was said of the attempt that is just being made. */
  let text = '';
  let now = 0;

  coursewright.additions.push((session, { course, entry }) => {
    let said = {};
    const { answer } = session;
    text = course.sureness;

    /** Says how sure the learner is of the answer that comes next, to this question. */
    session.rate = (id, step) => (said = { [id]: step });

    session.answer = function (id, response, latency) {
      const { scoring, confidence } = course.questions.find((question) => question.id === id);
      const { answered, correct } = coursewright.score(scoring, response);
      now = (confidence && said[id]) || 0;
      said = {};
      if (answered && !session.question(id).done) {
        const state = entry(id);
        state.sure = 4 * (state.attempts ? state.sure >> 2 : now && now + 3 * correct) + now;
      }
      const result = answer(id, response, latency);
      now = 0;
      return result;
    };
  });

  // For the LMS: a record of its own behind that of the answer, an opinion that counts nowhere

  const parts = coursewright.parts || ((attempt) => [attempt]);

  coursewright.parts = function (attempt) {
    // Asked when the attempt is made, and again where the LMS did not take it.
    if (!('sure' in attempt)) attempt.sure = now;
    const { question, sure } = attempt;
    const asked = { id: question.id + '.confidence', type: 'likert', text, points: 0, objectives: [], scoring: { rule: 'none' } };
    return parts(attempt).concat(sure ? { ...attempt, question: asked, response: [String(sure)] } : []);
  };

  // In the state

  const tail = coursewright.tail || { write: () => '', read() {}, join: (progress, other) => other.questions };

  coursewright.tail = {
    ...tail,
    write(progress, course) {
      const before = tail.write(progress, course);
      const sureOf = ({ id }) => (progress.questions[id] || {}).sure;
      const told = course.questions.filter(sureOf).map((question) => question.code + '.' + sureOf(question).toString(36) + ',').join('');
      return (before || (told && ';')) + told;
    },
    read(records, course, progress) {
      tail.read(records, course, progress);
      for (const record of records) {
        const [, code, sure] = /^(\w+)\.([1-9a-r])$/.exec(record) || [];
        const question = course.questions.find((one) => one.code === code && one.confidence);
        const state = question && progress.questions[question.id];
        if (state && state.attempts) state.sure = parseInt(sure, 36);
      }
    },
  };

  if (!coursewright.page) return;
  const { course, words, ofAll, part, make, draws, starts } = coursewright.page;
  const STEPS = ['', 'unsure', 'fairly_sure', 'sure'];

  draws.push((item, state, judged) => {
    const box = part('sure', item.element);
    if (!box) return;
    const closed = judged || state.done;
    const last = state.sure & 3;
    for (const radio of box.querySelectorAll('input')) {
      // Another attempt is asked anew.
      if (closed || box.disabled) radio.checked = closed && Number(radio.value) === last;
    }
    box.disabled = closed;
    box.hidden = closed && !last;
    if (judged && last) item.feedback.firstChild.append(make('p', 'sure-said', words[STEPS[last] + (state.correct ? '_right' : '_wrong')]));
  });

  starts.push((session) => {
    document.addEventListener('submit', ({ target }) => {
      const chosen = target.querySelector('[data-part="sure"] :checked');
      if (chosen) session.rate(target.parentElement.id, Number(chosen.value));
    }, true);
    session.on('change', draw);
    draw();

    /** Tells how often each word was followed by a right answer, at the first attempt of each question, and where to read again. */
    function draw() {
      const said = [[], [], [], [], [], [], []];
      for (const { id } of course.questions) said[session.question(id).sure >> 2].push('#' + id);
      for (const step of [1, 2, 3]) {
        const right = said[step + 3].length;
        const all = said[step].length + right;
        const figure = part('sure-' + step);
        figure.textContent = ofAll(words.sure_figure, right, all);
        figure.parentElement.hidden = !all;
      }
      part('sure-sum').hidden = said[0].length === course.questions.length;
      part('sure-again').hidden = !said[3].length;
      for (const link of part('sure-again').querySelectorAll('a')) link.hidden = !said[3].includes(link.hash);
    }
  });
})(globalThis.coursewright = globalThis.coursewright || {});
