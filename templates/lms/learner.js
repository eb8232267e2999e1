/* Learners without a person: each plays one way through a course and says what should be in the LMS afterwards.
What is not as it should be is a finding of severity error, like everything the strict LMS refuses. */
(function (lms) {
  'use strict';

  /**
   * Plays one script under one profile.
   * @param {object} play { place (element for the frame), about (package.json), profile, script (name), item, student, show(visit) }
   * @returns {Promise<object>} { profile, script, item, visits, findings, store, log, seconds, ours, note }
   */
  lms.play = async function (play) {
    const script = lms.scripts.find((one) => one.name === play.script);
    const learner = newLearner(play);
    const begun = performance.now();
    try {
      await script.run(learner);
    } catch (problem) {
      learner.wrong('stuck', 'the learner could not go on: ' + (problem && problem.message ? problem.message : problem));
      if (learner.visit && !learner.visit.ended) await learner.visit.close();
    }
    return {
      profile: play.profile.name, script: script.name, item: play.item || 0, visits: learner.visits.length, ours: Boolean(learner.course),
      seconds: Math.round(performance.now() - begun) / 1000, store: learner.store || {},
      findings: learner.visits.flatMap((visit, index) => visit.lms.findings.map((one) => Object.assign({ visit: index + 1 }, one))),
      log: learner.visits.flatMap((visit, index) => visit.lms.log.map((call) => Object.assign({ visit: index + 1 }, call))),
      note: learner.note,
    };
  };

  function newLearner(play) {
    const learner = {
      visits: [], visit: null, hand: null, course: null, store: undefined, note: '', mode: 'normal',
      /** What was done so far, over all visits; what was done in this one; what the LMS had before it. */
      did: { pages: new Set(), answers: {} }, now: [], had: null,

      wrong(rule, message, element, value) {
        if (learner.visit) learner.visit.lms.found('error', rule, message, element, value);
      },

      check(good, rule, message, element, value) {
        if (!good) learner.wrong(rule, message, element, value);
      },

      async launch(mode) {
        learner.mode = mode || 'normal';
        learner.had = lms.had(play.about.version, learner.store);
        learner.visit = await lms.launch(play.place, play.about, {
          profile: play.profile, item: play.item, saved: learner.store, mode: learner.mode, credit: learner.mode === 'normal' ? 'credit' : 'no-credit', student: play.student,
        });
        learner.visits.push(learner.visit);
        learner.now = [];
        if (play.show) play.show(learner.visit);
        learner.hand = learner.visit.window && lms.hand(learner.visit.window);
        learner.course = learner.hand && learner.hand.course;
        if (!learner.hand) return;
        if (!(await learner.hand.opened())) throw new Error('the course did not open its session within 8 seconds');
        if (learner.mode === 'normal') learner.did.pages.add(learner.hand.page());
      },

      /** Reads from one page to another, answering by plan: true right, false wrong, undefined not at all. */
      async work(plan, from, to) {
        if (!learner.hand) {
          learner.note = (await lms.wander(learner.visit.window, to === undefined ? 60 : 3)) + ' steps forward were found';
          return;
        }
        const pages = learner.course.pages.slice(from || 0, to);
        for (const page of pages) {
          await learner.hand.turnTo(page.id);
          if (learner.mode === 'normal') learner.did.pages.add(page.id);
          for (const question of learner.course.questions.filter((one) => one.page === page.id)) {
            const right = plan(question);
            if (right !== undefined && !learner.hand.done(question)) learner.answer(question, right);
          }
        }
      },

      answer(question, right) {
        const share = lms.share(question, right);
        const verdict = learner.hand.answer(question, right ? lms.right(question) : lms.wrong(question));
        const owned = question.scoring.rule === 'self' && share < 1;
        const wanted = owned || question.scoring.rule === 'none' ? 'kept' : share === 1 ? 'right' : share > 0 ? 'partly' : 'wrong';
        learner.check(verdict === wanted, 'verdict', 'question `' + question.id + '` should be judged ' + wanted, question.id, verdict);
        if (learner.mode !== 'normal') return;
        const before = learner.did.answers[question.id] || { attempts: 0, best: 0 };
        const attempts = before.attempts + 1;
        // To set out in a story is one of the attempts that the player counts.
        const allowed = question.attempts - (question.scoring.rule === 'way');
        const best = Math.max(before.best, share);
        learner.did.answers[question.id] = { attempts, best, done: best === 1 || (question.attempts !== null && attempts >= allowed) };
        learner.now.push({ question, share });
      },

      /** Ends the visit (leave, close, kill, exit) and looks at what the LMS has. */
      async end(how) {
        const page = learner.hand ? learner.hand.page() : '';
        if (how === 'exit') learner.check(!learner.hand || learner.hand.exit(), 'no-exit', 'the course has no button for leaving');
        await learner.visit[how === 'exit' ? 'leave' : how]();
        learner.store = learner.visit.store();
        if (learner.course && learner.mode === 'normal') lms.checkStore(learner, play, page, how);
        if (learner.mode !== 'normal') lms.checkUntouched(learner);
      },

      /** Comes back and finds everything as it was. */
      async comeBack(before) {
        await learner.launch();
        if (!learner.hand) return;
        const now = learner.hand.seen();
        learner.check(now.page === before.page, 'resume', 'the course should open at page `' + before.page + '`', 'page', now.page);
        learner.same(before, now);
      },

      /** Power fails while nothing is saved: what was done since is nowhere but in the browser. */
      async cut() {
        await learner.visit.kill();
        learner.store = learner.visit.store();
      },

      /** Finds again what only the browser had: at once where the platform knows the attempt, else it is offered, and taken. */
      async restored(before, offered) {
        const { hand } = learner;
        const words = learner.course.strings;
        if (offered) {
          learner.check(await lms.until(() => hand.said(words.copy_offer), 4000), 'restored', 'what the browser kept is not offered');
          hand.choose(words.copy_take);
        }
        learner.check(await lms.until(() => hand.said(words.restored), 4000), 'restored', 'the learner is not told that the answers are back');
        learner.same(before, hand.seen());
      },

      same(before, now) {
        const lost = before.visited.filter((page) => !now.visited.includes(page));
        learner.check(!lost.length, 'resume', 'pages seen before are no longer marked', 'pages', lost.join(', '));
        for (const id of Object.keys(before.questions)) {
          const [then, here] = [before.questions[id], now.questions[id]].map((one) => JSON.stringify(one));
          learner.check(then === here, 'resume', 'question `' + id + '` was ' + then, id, here);
        }
      },
    };
    return learner;
  }

  const everything = () => true;
  const middle = (course) => (course ? Math.max(1, Math.ceil(course.pages.length / 2)) : 1);

  async function interrupted(learner, how) {
    await learner.launch();
    await learner.work(everything, 0, middle(learner.course));
    const before = learner.hand && learner.hand.seen();
    await learner.end(how);
    await learner.comeBack(before);
    await learner.work(everything, learner.course ? middle(learner.course) : 0);
    await learner.end('leave');
  }

  /** Works on while nothing is saved, is cut off, and comes back; `lost`: to a platform that has nothing of it any more. */
  async function bereft(learner, lost) {
    await learner.launch();
    await learner.work(everything, 0, middle(learner.course));
    const kept = learner.did.pages.size + learner.now.length;
    learner.visit.offline(true);
    await learner.work(everything, learner.course ? middle(learner.course) : 0);
    const more = learner.did.pages.size + learner.now.length > kept;
    const before = learner.hand && learner.hand.seen();
    await learner.cut();
    if (lost) learner.store = undefined;
    await learner.launch();
    if (!learner.hand) await learner.work(everything);
    // Where all was done before the platform failed, the browser has nothing.
    else if (more) await learner.restored(before, lost);
    await learner.end('leave');
    return more;
  }

  async function practise(learner, mode) {
    await learner.launch(mode);
    await learner.work(everything);
    await learner.end('leave');
  }

  lms.scripts = [
    {
      name: 'pass', title: 'Reads everything, answers everything right, leaves',
      async run(learner) {
        await learner.launch();
        await learner.work(everything);
        await learner.end('leave');
      },
    },
    {
      name: 'fail', title: 'Answers everything wrong until no attempt is left, at most three times; leaves by the module\'s own button',
      async run(learner) {
        await learner.launch();
        for (let round = 0; round < (learner.hand ? 3 : 1); round += 1) await learner.work(() => false);
        await learner.end('exit');
      },
    },
    { name: 'half', title: 'Does half, leaves, comes back, does the rest', run: (learner) => interrupted(learner, 'leave') },
    { name: 'kill', title: 'Does half, is cut off, comes back, does the rest', run: (learner) => interrupted(learner, 'kill') },
    {
      name: 'offline', title: 'Loses the network half-way, works on, gets it back',
      async run(learner) {
        await learner.launch();
        await learner.work(everything, 0, middle(learner.course));
        learner.visit.offline(true);
        await learner.work(everything, learner.course ? middle(learner.course) : 0);
        learner.visit.offline(false);
        await learner.end('close');
      },
    },
    {
      name: 'lost', title: 'Works on while nothing is saved, is cut off, comes back; then again, and the platform has lost everything',
      async run(learner) {
        if (!(await bereft(learner, false)) || !learner.course) return;
        learner.store = undefined;
        learner.did = { pages: new Set(), answers: {} };
        await bereft(learner, true);
      },
    },
    {
      name: 'browse', title: 'A trainer looks in browse mode, then in review mode: nothing may be written',
      async run(learner) {
        await practise(learner, 'browse');
        learner.store = undefined;
        await practise(learner, 'review');
      },
    },
    {
      name: 'look', title: 'Opens, does nothing, leaves; comes back and passes; comes back and does nothing',
      async run(learner) {
        await learner.launch();
        await learner.end('close');
        await learner.launch();
        await learner.work(everything);
        const before = learner.hand && learner.hand.seen();
        await learner.end('leave');
        await learner.comeBack(before);
        await learner.end('close');
      },
    },
  ];
})(globalThis.coursewrightLMS = globalThis.coursewrightLMS || {});
