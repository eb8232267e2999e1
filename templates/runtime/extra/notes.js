/* All that a learner keeps in this module as a document of its own: a file that browsers and word processors open. */
(function (coursewright) {
  'use strict';

  const STYLE = 'body{max-width:42em;margin:2em auto;padding:0 1em;font:1em/1.5 sans-serif}ul{list-style:none;padding:0}h2{margin-top:2em}' +
    '.label-kind{display:block;font-size:.85em}.label-title,label{font-weight:bold}.own{border:1px solid #888;padding:.5em;min-height:2em}.advice{font-size:.85em}';

  /**
   * Gives the learner own ticks and texts.
   * @param {boolean} [printed] to the printer, else as a file
   */
  coursewright.notes = function (printed) {
    const { course, words, make } = coursewright.page;
    const made = document.implementation.createHTMLDocument(course.title + ' – ' + words.keep_title);
    const root = made.documentElement;
    root.lang = course.language;
    root.dir = document.documentElement.dir;
    const meta = made.createElement('meta');
    meta.setAttribute('charset', 'utf-8');
    made.head.prepend(meta);
    made.head.append(make('style', '', STYLE));
    const day = new Intl.DateTimeFormat(words.words_language, { dateStyle: 'long' }).format(new Date());
    made.body.append(make('h1', '', course.title), make('p', '', words.keep_title + ', ' + day));
    let page = null;
    for (const element of document.querySelectorAll('[data-keep]')) {
      const here = element.closest('.page');
      if (here !== page) made.body.append(make('h2', '', here.querySelector('h2').textContent));
      page = here;
      made.body.append(own(element, make));
    }
    const text = '<!DOCTYPE html>\n' + root.outerHTML;
    if (printed) print(text, make);
    else save(text, course.id + '-notes.html', make);
  };

  /** Copies an element, what was ticked and typed in the place of its fields. */
  function own(element, make) {
    const copy = element.cloneNode(true);
    const fields = element.querySelectorAll('[data-source]');
    copy.querySelectorAll('[data-source]').forEach((place, index) => {
      const field = fields[index];
      if (field.type === 'checkbox') return place.replaceWith(field.checked ? '☑ ' : '☐ ');
      const text = make('p', 'own');
      // Word processors know no white-space: pre-wrap.
      field.value.split('\n').forEach((line, at) => text.append(...(at ? [make('br')] : []), line));
      place.replaceWith(text);
    });
    copy.querySelectorAll('.keep-own, .keep-tools, img').forEach((part) => part.remove());
    return copy;
  }

  function save(text, name, make) {
    const link = make('a');
    link.href = URL.createObjectURL(new Blob([text], { type: 'text/html' }));
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  /** Prints from a frame: an LMS may allow no other window. */
  function print(text, make) {
    const frame = make('iframe', 'unseen');
    frame.srcdoc = text;
    frame.title = coursewright.page.words.keep_title;
    frame.tabIndex = -1;
    frame.onload = () => {
      frame.contentWindow.onafterprint = () => setTimeout(() => frame.remove());
      frame.contentWindow.print();
    };
    document.body.append(frame);
  }
})(globalThis.coursewright);
