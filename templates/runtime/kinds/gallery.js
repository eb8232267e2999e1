/* Galleries: a picture opens large, with the next and the one before. Escape closes, and the focus goes back to where it was. */
(function (coursewright) {
  'use strict';

  if (!coursewright.page || !window.HTMLDialogElement) return;
  const { words, ofAll, make, button, say } = coursewright.page;

  for (const gallery of document.querySelectorAll('.gallery')) start(gallery);

  function start(gallery) {
    const pictures = Array.from(gallery.querySelectorAll('.gallery-pictures > figure > img'));
    const large = make('img');
    const caption = make('figcaption');
    const place = make('span', 'viewer-place');
    const status = make('p', 'unseen');
    const next = button(words.next, 'button', () => turn(1));
    const tools = make('p', 'viewer-tools', button(words.back, 'button quiet', () => turn(-1)), place, next);
    const viewer = make('dialog', 'viewer', make('figure', '', large, caption), tools, status);
    const label = gallery.querySelector('.label');
    let at = 0;

    tools.append(button(words.log_close, 'button quiet', () => viewer.close()));
    place.setAttribute('aria-hidden', 'true');
    status.setAttribute('role', 'status');
    viewer.setAttribute('aria-label', (label || gallery.closest('.page').querySelector('h2')).textContent);
    pictures.forEach((picture, index) => {
      const press = button('', 'gallery-open', () => {
        gallery.append(viewer);
        show(index);
        viewer.showModal();
        next.focus();
      });
      press.setAttribute('aria-haspopup', 'dialog');
      picture.before(press);
      press.append(picture);
    });

    function turn(step) {
      show((at + step + pictures.length) % pictures.length);
    }

    function show(index) {
      const picture = pictures[index];
      const below = picture.closest('figure').querySelector('figcaption');
      at = index;
      large.src = picture.src;
      large.alt = picture.alt;
      // As text alone: ids and notes stay where they belong.
      caption.textContent = below ? below.textContent : '';
      place.textContent = ofAll(words.n_of_all, index + 1, pictures.length);
      say(status, place.textContent + ': ' + picture.alt);
    }

    viewer.addEventListener('keydown', (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step) turn(getComputedStyle(viewer).direction === 'rtl' ? -step : step);
    });
    viewer.addEventListener('click', (event) => event.target === viewer && viewer.close()); // beside the picture
    window.addEventListener('hashchange', () => viewer.close());
  }
})(globalThis.coursewright);
