// What a key means. Remote controls send PageUp, PageDown, a full stop and Escape.

const NAMES = {
  ArrowRight: "next", PageDown: "next", " ": "next", ArrowLeft: "previous", PageUp: "previous", Home: "first",
  End: "last", ArrowDown: "down", ArrowUp: "up", Enter: "open", Escape: "out", Backspace: "back", f: "full",
  b: "blank", ".": "blank", o: "overview", s: "timer", t: "theme", g: "follow",
};
const TYPING = "input, textarea, select, [contenteditable]", PRESSABLE = "button, a";

export function isOurs(event) {
  const { target, key } = event;
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return false;
  if (target.closest && target.closest(TYPING)) return false;
  return !((key === "Enter" || key === " ") && target.closest && target.closest(PRESSABLE));
}

export function nameOf(event) {
  if (event.key === " " && event.shiftKey) return "previous";
  return NAMES[event.key.length === 1 ? event.key.toLowerCase() : event.key];
}

// Digits, until Enter goes there.
export class Typed {
  constructor(element) {
    this.element = element;
    this.text = "";
  }

  // Whether the key belonged to the number. go: takes it.
  press(event, go) {
    if (/^\d$/.test(event.key)) return this.write((this.text + event.key).slice(0, 4));
    if (!this.text) return false;
    const { text } = this;
    this.write(event.key === "Backspace" ? text.slice(0, -1) : "");
    if (event.key === "Enter") go(Number(text));
    return ["Backspace", "Escape", "Enter"].includes(event.key);
  }

  write(text) {
    this.text = text;
    this.say(text && `到第 ${text} 页，按回车`);
    return true;
  }

  say(sentence) {
    clearTimeout(this.timer);
    this.element.textContent = sentence;
    this.element.hidden = !sentence;
    this.timer = setTimeout(() => { this.element.hidden = true; this.text = ""; }, 4000);
  }
}
