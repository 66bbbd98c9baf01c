// All slides at once; one is picked there without moving the wall.

import { fit } from "./slides.js";

const STEPS = { next: 1, previous: -1, down: 4, up: -4, first: -Infinity, last: Infinity };

export class Overview {
  constructor(slides) {
    this.slides = slides;
    this.picked = 0;
  }

  get isOpen() { return document.body.classList.contains("overview"); }

  toggle() { this.isOpen ? this.close() : this.open(); }

  open() {
    this.slides.close();
    document.body.classList.add("overview");
    this.slides.all.forEach(fit);
    this.pick(this.slides.number);
  }

  close() {
    document.body.classList.remove("overview");
    this.slides.all.forEach(one => one.classList.remove("picked"));
    fit(this.slides.current);
  }

  pick(number) {
    this.picked = this.slides.within(number);
    this.slides.all.forEach((one, place) => one.classList.toggle("picked", place === this.picked - 1));
    this.slides.all[this.picked - 1].scrollIntoView({ block: "nearest" });
  }

  // Whether the key meant the overview.
  press(name) {
    if (!this.isOpen || !(name in STEPS)) return false;
    this.pick(this.picked + STEPS[name]);
    return true;
  }
}
