/* Rules on the runtime's own text. */
'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const { readFileSync, readdirSync } = require('node:fs');
const { join } = require('node:path');

const folder = join(__dirname, '../../templates/runtime');
const SHARED = ['score', 'state', 'results', 'session', 'lms/local'];
const CONNECTIONS = ['lms/scorm', 'lms/values', 'lms/scorm12', 'lms/scorm2004'];
const text = (file) => readFileSync(join(folder, `${file}.js`), 'utf8');

test('files loaded when they are needed ask nothing of a server and open no dialog of the browser', () => {
  const extra = readdirSync(join(folder, 'extra')).map((file) => `extra/${file.replace('.js', '')}`);
  assert.ok(extra.length > 5);
  for (const file of extra) {
    assert.doesNotMatch(text(file), /['"](before)?unload['"]|XMLHttpRequest|fetch\(|alert\(|confirm\(|https?:|innerHTML/, file);
    // The player calls a function of the file's name.
    assert.match(text(file), new RegExp(`coursewright\\.${file.split('/')[1]} = function`), file);
  }
});

test('no page-dismissal handlers, no requests, no dialogs, no names of standards in the shared files', () => {
  for (const file of SHARED.concat(CONNECTIONS)) {
    assert.doesNotMatch(text(file), /['"](before)?unload['"]|on(before)?unload|XMLHttpRequest|fetch\(|alert\(|confirm\(|https?:/);
  }
  for (const file of SHARED.slice(0, 3)) assert.doesNotMatch(text(file), /document|cmi\./);
  assert.doesNotMatch(text('session'), /cmi\./);
});
