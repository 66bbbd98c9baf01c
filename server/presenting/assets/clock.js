// A clock that is started and stopped, in all and for the item at hand; it goes on after a reload.

const EVERY_MS = 500;

export class Clock {
  constructor(element, itemOf, name) {
    Object.assign(this, { element, itemOf, name: `clock ${name}` });
    this.kept = JSON.parse(sessionStorage.getItem(this.name)) || { all: 0, items: {}, since: 0 };
    setInterval(() => this.tick(), EVERY_MS);
    this.draw();
  }

  toggle() {
    this.tick();
    this.kept.since = this.kept.since ? 0 : Date.now();
    this.keep();
  }

  tick() {
    const { kept } = this, now = Date.now(), item = this.itemOf();
    if (!kept.since) return;
    kept.all += now - kept.since;
    kept.items[item] = (kept.items[item] || 0) + now - kept.since;
    kept.since = now;
    this.keep();
  }

  keep() {
    sessionStorage.setItem(this.name, JSON.stringify(this.kept));
    this.draw();
  }

  draw() {
    const { kept, element } = this, item = this.itemOf();
    element.hidden = !kept.all && !kept.since;
    element.classList.toggle("stopped", !kept.since);
    element.textContent = `用时 ${written(kept.all)}` + (item ? `　本议题 ${written(kept.items[item] || 0)}` : "");
  }
}

function written(milliseconds) {
  const seconds = Math.floor(milliseconds / 1000), minutes = Math.floor(seconds / 60);
  const two = number => String(number).padStart(2, "0");
  return (minutes >= 60 ? `${Math.floor(minutes / 60)}:` : "") + `${two(minutes % 60)}:${two(seconds % 60)}`;
}
