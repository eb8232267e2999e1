/* The page of the platform: launches a package by hand or plays scripted learners, and shows what the LMS sees. */
(function (lms) {
  'use strict';

  const asked = new URLSearchParams(location.search);
  const part = (name) => document.querySelector('[data-part="' + name + '"]');
  const SHOWN = 400;
  let about = null;
  let visit = null;
  let store;
  let learner = 1;
  let offline = false;
  let drawn = '';
  let last = {};

  function make(name, className, ...content) {
    const element = document.createElement(name);
    if (className) element.className = className;
    element.append(...content);
    return element;
  }

  const say = (text) => (part('status').textContent = text);
  const profile = () => lms.profile(part('profile').value);
  const short = (value, most) => (value.length > most ? value.slice(0, most) + ' … (' + value.length + ')' : value);

  /** Store as lines of element and value. */
  function flat(saved) {
    return Object.keys(saved).sort().flatMap((name) =>
      Array.isArray(saved[name])
        ? saved[name].flatMap((record, index) => Object.keys(record).map((field) => [name + '.' + index + '.' + field, record[field]]))
        : [[name, String(saved[name])]]);
  }

  function draw() {
    if (!visit) return;
    const side = visit.lms;
    const mark = [side.log.length, side.findings.length, part('reads').checked, visit.ended].join();
    if (mark === drawn) return;
    drawn = mark;
    const lines = flat(side.saved);
    const rows = lines.map(([name, value]) => make('tr', last[name] === value ? '' : 'fresh', make('td', '', name), make('td', '', short(value, 300))));
    last = Object.fromEntries(lines);
    part('store').replaceChildren(...rows);
    part('store-count').textContent = lines.length;
    const calls = side.log.filter((call) => part('reads').checked || !/Get(Value|LastError|ErrorString|Diagnostic)$/.test(call.fn));
    part('log').replaceChildren(...calls.slice(-SHOWN).reverse().map((call) => {
      const refused = call.err !== '0' && !(call.err === '403' && /GetValue$/.test(call.fn));
      const answer = String(call.ret) + (call.err === '0' ? '' : ' (' + call.err + ')');
      return make('tr', refused ? 'refused' : '', make('td', '', String(call.n)), make('td', '', call.fn + '(' + call.args.map((one) => JSON.stringify(short(String(one), 160))).join(', ') + ')'), make('td', '', short(answer, 80)));
    }));
    part('log-count').textContent = side.log.length;
    const grave = side.findings.some((one) => one.severity === 'error');
    part('findings-count').textContent = side.findings.length;
    part('findings-count').classList.toggle('bad', grave);
    part('findings').replaceChildren(...(side.findings.length ? side.findings.slice().reverse().map(finding) : [make('li', 'empty', 'Nothing to object to so far.')]));
  }

  function finding(one) {
    const item = make('li', one.severity, make('strong', '', one.severity), ' in call ' + one.call + ': ' + one.message + ' ');
    if (one.element) item.append(make('code', '', one.element), ' ');
    if (one.value) item.append(make('code', '', short(one.value, 120)));
    return item;
  }

  function enable() {
    const open = Boolean(visit && !visit.ended);
    for (const name of ['leave', 'close', 'kill']) document.querySelector('[data-do="' + name + '"]').disabled = !open;
    const words = store === undefined ? 'Launch' : 'Relaunch';
    const launch = document.querySelector('[data-do="launch"]');
    if (launch.textContent !== words) launch.textContent = words;
    // A button that is switched off gives the focus away.
    if (document.activeElement && document.activeElement.disabled) launch.focus();
  }

  const actions = {
    async launch() {
      if (visit && !visit.ended) await actions.leave();
      say('Launching under the profile ' + profile().title + ' …');
      const mode = part('mode').value;
      visit = await lms.launch(part('place'), about, {
        profile: profile(), item: Number(part('item').value || 0), saved: store, mode, credit: mode === 'normal' ? 'credit' : 'no-credit', student: 'learner-' + learner,
      });
      visit.offline(offline);
      say('The course runs. Leave, close or kill it, then relaunch, to see what is kept.');
    },
    leave: () => over('leave', 'The learner left. What was committed is in the store.'),
    close: () => over('close', 'The course was closed.'),
    kill: () => over('kill', 'The course was cut off: only what was committed before is in the store.'),
    network() {
      offline = !offline;
      const button = document.querySelector('[data-do="network"]');
      button.setAttribute('aria-pressed', String(offline));
      if (visit) visit.offline(offline);
      say(offline ? 'The network is off: no commit arrives.' : 'The network is back.');
    },
    async learner() {
      if (visit && !visit.ended) await visit.kill();
      learner += 1;
      store = undefined;
      visit = null;
      drawn = '';
      last = {};
      for (const name of ['store', 'log', 'findings', 'place']) part(name).replaceChildren();
      for (const name of ['store', 'log', 'findings']) part(name + '-count').textContent = '0';
      say('A new learner sits down; nothing is stored.');
    },
    async play() {
      await actions.learner();
      const name = part('script').value;
      say('The scripted learner is at work …');
      const played = await one(profile(), name, Number(part('item').value || 0));
      store = played.store;
      const errors = played.findings.filter((each) => each.severity === 'error').length;
      say(errors ? errors + ' errors were found; those of the last visit are listed.' : 'The scripted learner found nothing wrong.');
    },
  };

  async function over(how, words) {
    await visit[how]();
    store = visit.store();
    part('place').replaceChildren(make('p', 'empty', words));
    say(words);
  }

  function one(under, script, item) {
    learner += 1;
    return lms.play({ place: part('place'), about, profile: under, script, item, student: 'learner-' + learner, show: (running) => (visit = running) });
  }

  /** Plays what the address asks for and brings the results to the program that opened this page. */
  async function alone() {
    lms.alone = true;
    const runs = [];
    const post = (path, value) => fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(value) });
    for (const name of asked.get('profiles').split(',')) {
      for (const script of asked.get('scripts').split(',')) {
        for (let item = 0; item < about.items.length; item += 1) {
          say(name + ': ' + script);
          const run = await one(lms.profile(name), script, item);
          runs.push(run);
          const errors = run.findings.filter((each) => each.severity === 'error').length;
          await post('/progress', { profile: name, script, item, errors, seconds: run.seconds });
        }
      }
    }
    say('Done.');
    const profiles = lms.profiles.map(({ name, title, about: words, source }) => ({ name, title, about: words, source }));
    await post('/report', { runs, profiles, scripts: lms.scripts.map(({ name, title }) => ({ name, title })) });
  }

  async function begin() {
    about = await (await fetch('/package.json')).json();
    document.title = about.title + ': try a package';
    part('title').textContent = about.title;
    part('kind').textContent = 'SCORM ' + about.edition + ' · ' + about.file;
    for (const each of lms.profiles) part('profile').append(new Option(each.title, each.name));
    for (const each of lms.scripts) part('script').append(new Option(each.name + ': ' + each.title, each.name));
    about.items.forEach((item, index) => part('item').append(new Option(item.title, index)));
    part('items-label').hidden = about.items.length < 2;
    if (asked.get('profile')) part('profile').value = asked.get('profile');
    const tell = () => part('profile-about').replaceChildren(...profile().about.concat('Source: ' + profile().source).map((words) => make('p', '', words)));
    part('profile').addEventListener('change', tell);
    tell();
    part('tools').addEventListener('submit', (event) => event.preventDefault());
    part('tools').addEventListener('click', async (event) => {
      const name = event.target.dataset.do;
      if (!name) return;
      try {
        await actions[name]();
      } catch (problem) {
        say(problem.message);
      }
      enable();
    });
    enable();
    if (asked.get('scripts')) return alone();
    setInterval(() => {
      // A window of its own can be closed by anybody.
      if (visit && !visit.ended && visit.window && visit.window.closed) over('close', 'The course closed its window.').then(enable);
      draw();
      enable();
    }, 250);
    return undefined;
  }

  begin().catch((problem) => {
    say('This page failed: ' + problem.message);
    fetch('/failed', { method: 'POST', body: problem.stack || String(problem) });
  });
})(globalThis.coursewrightLMS = globalThis.coursewrightLMS || {});
