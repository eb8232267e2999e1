/* Habits of LMSs as profiles of the strict one. Where nothing is publicly known of an LMS it is as strict as the rest.

A profile: name, title, about (sentences), source (where the behaviour is described), quirks (of createLMS),
  stage { opened (in a window of its own), depth (frames between LMS and course), throwing (these frames may not be looked
  into), late (milliseconds until the API is there) }, records (false: interactions are not kept) */
(function (lms) {
  'use strict';

  const profiles = [
    {
      name: 'strict', title: 'Strict', quirks: [], stage: {},
      about: ['Takes what every LMS takes and nothing else: types, lengths, vocabularies and call order of the standard, narrowed to what the strictest LMS known to us accepts.'],
      source: 'SCORM 1.2 Run-Time Environment 3.4; SCORM 2004 4th Edition Run-Time Environment 4.1 and 4.2; narrowed by Moodle 4.5 and ILIAS',
    },
    {
      name: 'moodle', title: 'Moodle', quirks: ['moodle', 'keepinteractions', 'emptyunset', 'longstate', 'beacon'], stage: {},
      about: [
        'Makes "completed" of a visit that set no status, and judges any score by the mastery score of the manifest.',
        'Keeps 64,000 characters of state in SCORM 1.2 too (4,096 in its standard mode), counts the records of earlier visits, and gives an empty text without an error for what was never set.',
        'Sends everything in one request of at most 64 KiB when the page goes: more is lost.',
      ],
      source: 'Moodle 4.5, mod/scorm/datamodels/scorm_12.js and scorm_13.js; seen in a running Moodle 4.5.6',
    },
    {
      name: 'successfactors', title: 'SuccessFactors', quirks: ['autocomplete'], stage: { opened: true },
      about: [
        'Opens the course in a window of its own; the API is in the window that opened it.',
        'SCORM 2004: completes the course at exit unless the manifest says completionSetByContent.',
      ],
      source: 'SAP Knowledge Base 2458835, 3403728 and 2978409',
    },
    {
      name: 'cornerstone', title: 'Cornerstone', quirks: ['leavenull'], stage: {},
      about: ['Answers null with error 391 to a Commit while the page goes, and waits for the end of the session instead.'],
      source: 'adaptlearning/adapt_framework#2222; pipwerks/scorm-api-wrapper#40',
    },
    {
      name: 'ilias', title: 'ILIAS', quirks: ['ilias', 'emptyunset'], stage: {},
      about: [
        'SCORM 1.2: checks values by its own table (4,096 characters of state, weights from 0 to 100), makes "completed" of a visit that set no status, and lets the mastery score judge "completed" alone.',
        'Each visit starts with an empty list of records, unless the module is set to read them. SCORM 2004: as strict as the standard.',
      ],
      source: 'ILIAS, Modules/ScormAicc/scripts/SCORM1_2standard.js and basisAPI.js; feature wiki on cmi.exit',
    },
    {
      name: 'lenient', title: 'Lenient', quirks: ['lenient', 'booleans', 'keepinteractions', 'commitshy'], stage: {},
      about: ['Takes any value, answers true and false instead of words, and nothing at all to a Commit that worked.'],
      source: 'jcputney/scorm-again and pipwerks/scorm-api-wrapper: answers met in the field',
    },
    {
      name: 'hostile', title: 'Hostile', records: false,
      quirks: ['nointeractions', 'noobjectives', 'nocount', 'undefinedtext', 'failfirst', 'setnull', 'numbers'],
      stage: { depth: 7, throwing: true, late: 1200 },
      about: [
        'The API comes late and stands seven frames up, each of which throws when it is looked into, as another origin does.',
        'Commit fails three times, every third SetValue answers null, what was never set is the text "undefined", counts are empty, and there are neither interactions nor objectives.',
      ],
      source: 'Faults from public reports, all at once: pipwerks/scorm-api-wrapper#5, #20, #44; overhangio/openedx-scorm-xblock#51; chamilo/chamilo-lms#8996',
    },
  ];

  lms.profiles = profiles;
  lms.profile = (name) => profiles.find((one) => one.name === name);
  if (typeof module !== 'undefined') module.exports = profiles;
})(globalThis.coursewrightLMS = globalThis.coursewrightLMS || {});
