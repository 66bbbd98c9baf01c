// The slide that all screens of a meeting show: this one moves it, follows it, or pages for itself.

import { get, newName, pause, post } from "./asking.js";

const BREATH_MS = 150, RETRY_MS = 1000, REFUSED = [413, 415, 422];

export class Shared {
  constructor(base, slides, onChange) {
    Object.assign(this, { base, slides, onChange, screen: newName(), count: 0, wanted: null, isSending: false });
    this.stamp = 0; // Goes up with everything that makes an answer on its way stale.
    this.wall = slides.number;
    this.follows = !new URLSearchParams(location.search).has("own");
    this.watch();
  }

  get mayMove() { return "mayMove" in document.body.dataset; }
  get isBound() { return this.follows && !this.mayMove; }

  toggle() {
    this.follows = !this.follows;
    if (this.follows) this.slides.show(this.wall);
    this.onChange();
  }

  // The number of the slide, never a step: only the newest is on its way, what it overtook is dropped.
  press(number) {
    if (!this.follows || !this.mayMove) return;
    this.stamp += 1;
    this.count += 1;
    this.wanted = { number, count: this.count, screen: this.screen };
    this.send();
  }

  async send() {
    if (this.isSending) return;
    this.isSending = true;
    while (this.wanted && this.mayMove) await this.sendOnce(this.wanted);
    this.wanted = null;
    this.isSending = false;
  }

  async sendOnce(press) {
    try {
      this.wall = (await post(`${this.base}/slide`, press)).slide;
    } catch (error) {
      if (!REFUSED.includes(error.status)) {
        mark(true);
        return pause(RETRY_MS);
      }
    }
    this.stamp += 1;
    if (this.wanted === press) this.wanted = null;
  }

  async watch() {
    for (;;) {
      try {
        await this.look();
        mark(false);
        await pause(BREATH_MS);
      } catch {
        mark(true);
        await pause(RETRY_MS);
      }
    }
  }

  // Answered at once when something else stands on the wall, else after a while.
  async look() {
    const { stamp, slides } = this, shown = this.follows && !this.wanted ? slides.number : this.wall;
    const said = await get(`${this.base}/wall?slide=${shown}&deck=${slides.root.dataset.deck}`);
    document.body.dataset.proof = said.proof;
    document.body.toggleAttribute("data-may-move", said.may_move);
    if (said.deck !== slides.root.dataset.deck) await this.redraw();
    if (stamp !== this.stamp || this.wanted) return;
    this.wall = said.slide;
    if (this.follows && slides.within(said.slide) !== slides.number) slides.show(said.slide);
  }

  // What stands on the wall stays there until the new slides are at hand.
  async redraw() {
    const text = await get(this.base), fresh = new DOMParser().parseFromString(text, "text/html").getElementById("deck");
    const former = this.slides.number;
    this.slides.replace(fresh);
    this.slides.root.dataset.deck = fresh.dataset.deck;
    if (this.slides.number !== former) this.press(this.slides.number);
  }
}

function mark(isLost) {
  document.getElementById("link").hidden = !isLost;
}
