/* Cards: the front is a button, the back appears below it. A deck is turned over as a whole, too. */
(function (coursewright) {
  'use strict';

  if (!coursewright.page) return;
  const { words, make, button, fold, shut, named, unfold } = coursewright.page;

  for (const deck of document.querySelectorAll('.cards')) {
    const turns = Array.from(deck.querySelectorAll(':scope > .card-list > .card'), start);
    const all = button(words.cards_turn, 'button quiet', () => {
      const open = String(turns.some((turn) => turn.getAttribute('aria-expanded') === 'false'));
      for (const turn of turns) if (turn.getAttribute('aria-expanded') !== open) turn.click();
    });
    // Above the cards: there it stays where it is when they grow and shrink.
    deck.querySelector('.card-list').before(make('p', 'cards-tools', all));
  }
  unfold(location.hash);

  /** Gives a card the button that turns it. */
  function start(card) {
    const [front, back] = card.children;
    const press = button('', 'card-turn', () => turn(press.getAttribute('aria-expanded') === 'false'));
    press.append(...front.childNodes);
    press.setAttribute('aria-controls', named(back));
    front.append(press);
    fold(back, () => turn(true));
    turn(false);
    return press;

    function turn(open) {
      shut(back, !open);
      press.setAttribute('aria-expanded', String(open));
    }
  }
})(globalThis.coursewright);
