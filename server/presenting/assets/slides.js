// The slides of the page: which one is seen, what lies open on it, and the way back from there.

const LARGEST = 1.5, PLAIN = 1, SMALLEST = 0.5, STEP = 0.05;

export class Slides {
  constructor(root, onShow) {
    this.root = root;
    this.onShow = onShow;
    this.cameFrom = 0;
  }

  get all() { return [...this.root.children]; }
  get count() { return this.root.children.length; }
  get current() { return this.root.querySelector(".slide.on"); }
  get number() { return Number(this.current.dataset.number); }
  get item() { return Number(this.current.dataset.item); }

  within(number) { return Math.min(Math.max(number, 1), this.count); }

  show(number) {
    const former = this.current, next = this.root.children[this.within(number) - 1];
    if (next !== former) {
      this.close();
      if (next.dataset.item !== former.dataset.item) this.cameFrom = 0;
      former.classList.remove("on");
      next.classList.add("on");
    }
    fit(next);
    this.onShow(this.number);
  }

  // The deck has changed: what was seen stays in sight, wherever it stands now.
  replace(fresh) {
    const { key } = this.current.dataset, number = this.number;
    this.root.replaceChildren(...fresh.children);
    this.all.forEach(one => one.classList.remove("on"));
    const same = this.all.find(one => one.dataset.key === key) || this.root.children[this.within(number) - 1];
    same.classList.add("on");
    this.show(Number(same.dataset.number));
  }

  // The figures behind a chart.
  get isOpen() { return this.current.classList.contains("open"); }
  get canOpen() { return !!this.current.querySelector(".behind"); }

  open() { this.setOpen(this.canOpen); }
  close() { this.setOpen(false); }

  setOpen(isOpen) {
    if (isOpen === this.isOpen) return;
    this.current.classList.toggle("open", isOpen);
    this.current.querySelector(".behind").hidden = !isOpen;
    fit(this.current);
  }

  // A long table behind a chart goes over several parts.
  turn(by) {
    const parts = [...this.current.querySelectorAll(".behind .part")], seen = parts.findIndex(one => !one.hidden);
    const next = Math.min(Math.max(seen + by, 0), parts.length - 1);
    parts.forEach((one, place) => { one.hidden = place !== next; });
    fit(this.current);
  }
}

// Letters as large as leaves everything its place. Short cells are broken rather than made small.
export function fit(slide) {
  const body = slide.querySelector(".body"), boxes = [body, ...body.querySelectorAll("li, li b, dl")];
  shrink(slide, "--head", PLAIN, SMALLEST, [slide.querySelector("h1")]);
  slide.classList.remove("tight");
  if (shrink(slide, "--fit", LARGEST, PLAIN, boxes)) return;
  slide.classList.add("tight");
  shrink(slide, "--fit", LARGEST, SMALLEST, boxes);
}

function shrink(slide, name, largest, smallest, boxes) {
  for (let scale = largest; scale > smallest - STEP / 2; scale -= STEP) {
    slide.style.setProperty(name, scale.toFixed(2));
    if (boxes.every(holds)) return true;
  }
  return false;
}

// The letters of a line may be higher than the line, never wider.
function holds(box) {
  return box.scrollWidth <= box.clientWidth + 1 && (box.matches("b") || box.scrollHeight <= box.clientHeight + 1);
}
