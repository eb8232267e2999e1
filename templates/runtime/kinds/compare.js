/* Two pictures of one shape over each other: a slider, or the pointer on them, moves the line between. Others stay side by side. */
(function (coursewright) {
  'use strict';

  if (!coursewright.page) return;
  const { words, fill, number, make } = coursewright.page;

  for (const box of document.querySelectorAll('.compare-pictures')) {
    const pictures = Array.from(box.querySelectorAll('img'));
    const shapes = pictures.map((picture) => picture.getAttribute('width') / picture.getAttribute('height'));
    if (Math.abs(shapes[0] / shapes[1] - 1) < 0.02) start(box, pictures);
  }

  function start(box, pictures) {
    const list = box.querySelector('.compare-list');
    const names = Array.from(box.querySelectorAll('.compare-name'), (name) => name.textContent);
    const slider = Object.assign(make('input', 'compare-slider'), { type: 'range', value: 50 });
    slider.setAttribute('aria-label', names.join(' – '));
    box.classList.add('compare-over');
    box.append(slider);
    box.style.setProperty('--widest', Math.max(...pictures.map((picture) => picture.getAttribute('width'))) + 'px');
    slider.addEventListener('input', draw);
    draw();

    function draw() {
      list.style.setProperty('--at', slider.value + '%');
      slider.setAttribute('aria-valuetext', names[0] + ': ' + fill(words.percent, { n: number(+slider.value) }));
    }

    /** Moves the line below the pointer. */
    function follow(event) {
      const area = pictures[1].getBoundingClientRect();
      const part = (event.clientX - area.left) / area.width;
      slider.value = 100 * (getComputedStyle(list).direction === 'rtl' ? 1 - part : part);
      draw();
    }

    for (const picture of pictures) {
      picture.draggable = false;
      picture.addEventListener('pointerdown', (event) => {
        picture.setPointerCapture(event.pointerId);
        follow(event);
      });
      picture.addEventListener('pointermove', (event) => picture.hasPointerCapture(event.pointerId) && follow(event));
    }
  }
})(globalThis.coursewright);
