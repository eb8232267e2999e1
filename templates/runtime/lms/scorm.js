/* What the connections for SCORM 1.2 and SCORM 2004 share: finding the API, talking to it, numbering records.
All that differs is in a dialect: see lms/scorm12.js. */
(function (coursewright) {
  'use strict';

  /** How long to wait for an API that an LMS adds late, and how often to look, in milliseconds. */
  const PATIENCE = 4000;
  const INTERVAL = 200;
  /** Windows looked into at most; the deepest frames met in the field were nine. */
  const WINDOWS = 50;
  /** Records that SCORM 2004 promises to take (RTE 4.2.9.1). */
  const RECORDS = 250;
  /**
   * Bytes for state and records in Moodle's last request: it sends all there is as a form when the page goes, and browsers
   * let that have 64 KiB. And what a record takes there without its words: eight fields with their names, mostly.
   */
  const REQUEST = 61440;
  const RECORD = 1100;
  /** Calls kept for the log. */
  const CALLS = 500;

  /** Words for what was reached, from least to most. */
  const REACHED = ['unknown', 'incomplete', 'failed', 'completed', 'passed'];

  const scorm = (coursewright.scorm = {});

  /**
   * Looks for an API upwards through the frames, then the same way from each opener met.
   * @returns {object|null}
   */
  scorm.find = function (environment, name, verb) {
    const starts = [environment];
    const seen = [];
    // Openers are added while it runs.
    for (const start of starts) {
      for (let here = start; here && !seen.includes(here) && seen.length < WINDOWS; here = reach(here, 'parent')) {
        seen.push(here);
        const api = reach(here, name);
        if (api && reach(api, verb)) return api;
        starts.push(reach(here, 'opener'));
      }
    }
    return null;
  };

  /** Reads a property that a foreign origin may forbid. */
  function reach(owner, name) {
    try {
      return owner[name];
    } catch {
      return undefined;
    }
  }

  function height(value) {
    return /^\d/.test(value) ? Number(value) : REACHED.indexOf(value);
  }

  /**
   * Wraps an API: no call throws, odd answers are understood, and what was sent already is not sent again.
   * @param {Array} log gets [ms since 1970, verb, values, answer, error] of each call; the error is asked for only
   *   where there was no answer or a refusal, and is no number where the API threw
   */
  scorm.link = function (api, prefix, log) {
    let sent = Object.create(null);
    let error = '';

    function ask(verb, ...values) {
      try {
        const answer = api[prefix + verb](...values);
        return answer == null ? '' : String(answer);
      } catch {
        return 'false';
      }
    }

    function call(verb, ...values) {
      const answer = ask(verb, ...values);
      error = /^(false)?$/i.test(answer) ? ask('GetLastError') : '';
      log.push([Date.now(), verb, values, answer, error]);
      if (log.length > CALLS) log.shift();
      return answer;
    }

    function fine() {
      return /^0?$/.test(error || ask('GetLastError'));
    }

    /** `"true"`, true and 1 are yes; nothing at all is a question to GetLastError (B046: Cornerstone gives null). */
    function yes(result) {
      return result === '' ? fine() : /^(true|1)$/i.test(result);
    }

    const link = {
      /**
       * Gives a value, or '' where there is none: error 403 of SCORM 2004 is normal for what was never set, and some LMSs
       * make a word of nothing.
       */
      get: (element) => call('GetValue', element).replace(/^(undefined|null)$/, ''),
      set(element, value) {
        return yes(call('SetValue', element, String(value)));
      },
      /** Sets a value unless it was the last one taken. */
      put(element, value) {
        if (sent[element] === value) return true;
        if (!link.set(element, value)) return false;
        sent[element] = value;
        return true;
      },
      /** Sets a value unless the LMS has a higher one. */
      raise(element, value) {
        const had = element in sent ? sent[element] : link.get(element);
        return height(had) > height(value) || link.put(element, value);
      },
      count(element) {
        const text = link.get(element);
        return /^\d+$/.test(text) ? Number(text) : 0;
      },
      commit() {
        const done = yes(call('Commit', ''));
        // The LMS may have lost it: send all again.
        if (!done) sent = Object.create(null);
        return done;
      },
      initialize(probe) {
        if (yes(call('Initialize', ''))) return true;
        // Initialised already, by a frame around us.
        return link.get(probe) !== '' && fine();
      },
      terminate() {
        call(prefix ? 'Finish' : 'Terminate', '');
      },
    };
    return link;
  };

  /** Makes the connection of a dialect. Without an API it turns into the local one. */
  scorm.connection = function (course, environment, dialect) {
    // Id of the module: { index, id of the LMS }, or null where the LMS has no place for it.
    const objectives = Object.create(null);
    // Id of the question: index of its newest record.
    const latest = Object.create(null);
    let link = null;
    let records = 0;
    // Bytes of all words in the records.
    let told = 0;
    let copies = null;

    const connection = {
      limit: dialect.limit,
      recorded: false,
      kept: false,
      log: [],
      open() {
        // Alone in its window there is nothing to wait for.
        const above = reach(environment, 'parent') || environment;
        return look(above === environment && !reach(environment, 'opener') ? 0 : PATIENCE);
      },

      /**
       * Adds a record for each attempt (a journal) and changes none. SCORM 1.2 cannot read records back, so after a resume
       * no record could be found to change; and reports keep the first try beside the last. Beyond the number every
       * LMS takes, a question's newest record of this visit is written over, as a report then may lack attempts but not
       * the last result.
       *
       * What does not go into the form of one record has another behind it, which may be refused: see rules/self.
       */
      record: (attempt) => (coursewright.parts ? coursewright.parts(attempt) : [attempt]).map(note)[0],

      report(result) {
        const done = dialect.report(link, result);
        result.objectives.forEach((objective) => reportObjective(objective, result));
        return done;
      },

      save(now) {
        link.put(dialect.place, now.place);
        link.put(dialect.time, dialect.duration(now.seconds));
        const kept = link.put(dialect.state, now.state);
        const done = link.commit() && kept;
        // An older copy that still waits stays before this one.
        if (!done) copies.save({ state: (now.copy && now.copy + '\n') + now.state });
        else if (!now.copy) copies.clear();
        // Where nothing came through, that there are no objectives was no answer.
        if (!done) for (const id in objectives) if (!objectives[id]) delete objectives[id];
        return done;
      },

      close() {
        link.terminate();
      },
    };

    function begin(api) {
      link = scorm.link(api, dialect.prefix, connection.log);
      // An LMS that refuses is still an LMS: the browser may be shared, so nothing personal is kept in it.
      if (!link.initialize(dialect.probe)) return standAlone({});
      connection.recorded = true;
      connection.kept = true;
      const given = link.get(dialect.mode);
      const practice = /^(review|browse)$/.test(given);
      const free = link.get(dialect.credit) === 'no-credit';
      const found = dialect.begin(link, practice || free);
      // What the LMS does not take is kept in this browser, if the LMS says whose it is: nothing of one learner reaches another.
      const learner = link.get(dialect.learner);
      copies = coursewright.local(course, learner ? environment : {}, ':' + coursewright.hash(learner).toString(36));
      connection.name = copies.name;
      return {
        ...found,
        copy: copies.open().state,
        mode: practice ? given : free ? 'browse' : 'normal',
        state: link.get(dialect.state),
        place: link.get(dialect.place),
      };
    }

    /** Writes one record: true unless the LMS refused it. */
    function note(attempt) {
      const { id } = attempt.question;
      let index = Math.max(records, link.count('cmi.interactions._count'));
      if (index >= RECORDS) {
        if (!(id in latest)) return true;
        index = latest[id];
      }
      const at = 'cmi.interactions.' + index + '.';
      if (!link.set(at + 'id', dialect.identifier(id))) return false;
      records = Math.max(records, index + 1);
      latest[id] = index;
      // Whatever becomes of the state. A unit takes up to 3 bytes: a text of this length leaves more than half for the next.
      // Some words are there in any case, to know it by; the 4,000 units of the standard are never reached.
      const room = Math.max(250, (REQUEST - dialect.limit - records * RECORD - told) / 8);
      for (const [name, value] of dialect.record(attempt, room)) {
        link.set(at + name, value);
        told += value.length * 3;
      }
      attempt.question.objectives.forEach((objective, place) =>
        link.set(at + 'objectives.' + place + '.id', objectives[objective] ? objectives[objective].id : dialect.identifier(objective)));
      return true;
    }

    function standAlone(surroundings) {
      Object.assign(connection, coursewright.local(course, surroundings));
      return connection.open();
    }

    function look(left) {
      const api = scorm.find(environment, dialect.api, dialect.prefix + 'Initialize');
      if (api) return begin(api);
      if (!left) return standAlone(environment);
      return new Promise((resolve) => environment.setTimeout(resolve, INTERVAL)).then(() => look(left - INTERVAL));
    }

    /** An LMS may have put the manifest's objectives there already: look for the id before adding one. */
    function reportObjective(objective, result) {
      if (!(objective.id in objectives)) objectives[objective.id] = place(objective.id);
      const known = objectives[objective.id];
      // An edition with more questions lowers no objective either.
      const set = result.replaced ? link.put : link.raise;
      if (known) dialect.reportObjective(set, 'cmi.objectives.' + known.index + '.', objective, result.passMark);
    }

    function place(id) {
      const wanted = dialect.identifier(id);
      if (!dialect.takesObjectives(link)) return null;
      const count = link.count('cmi.objectives._count');
      for (let index = 0; index < count; index += 1) {
        const found = link.get('cmi.objectives.' + index + '.id');
        if (found && dialect.identifier(found) === wanted) return { index, id: found };
      }
      const next = Math.max(count, ...Object.values(objectives).map((known) => known && known.index + 1));
      return link.set('cmi.objectives.' + next + '.id', wanted) ? { index: next, id: wanted } : null;
    }

    return connection;
  };
})(globalThis.coursewright = globalThis.coursewright || {});
