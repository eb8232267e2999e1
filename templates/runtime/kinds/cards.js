/* Cards: the front is a button, the back appears below it. A deck is turned over as a whole, too. */
(function (coursewright) {
  'use strict';

  if (!coursewright.page) return;
  const { words, make, button, fold, shut, named, unfold } = coursewright.page;

  for (const deck of document.querySelectorAll('.cards')) {
    const turns = Array.from(deck.querySelectorAll('.card'), start);
    const all = make('p', 'cards-tools', button(words.cards_turn, 'button quiet', () => {
      const open = turns.some((turn) => !turn());
      for (const turn of turns) turn(open);
    }));
    deck.append(all);
  }
  unfold(location.hash);

  /** Gives a card its button; what it returns tells whether the back is shown, and shows or hides it. */
  function start(card) {
    const [front, back] = card.children;
    const press = button('', 'card-turn', () => turn(back.hidden !== false));
    press.append(...front.childNodes);
    press.setAttribute('aria-controls', named(back));
    front.append(press);
    fold(back, () => turn(true));
    turn(false);
    return turn;

    function turn(open) {
      if (open === true) back.hidden = false;
      else if (open === false) shut(back);
      press.setAttribute('aria-expanded', String(!back.hidden));
      return !back.hidden;
    }
  }
})(globalThis.coursewright);
