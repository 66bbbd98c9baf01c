// The wall: keys, buttons and clicks, and what they do. Everything but the shared slide happens in this browser alone.

import { newName, pause, post } from "./asking.js";
import { Clock } from "./clock.js";
import { Typed, isOurs, nameOf } from "./keys.js";
import { Overview } from "./overview.js";
import { Shared } from "./shared.js";
import { Slides, fit } from "./slides.js";

const BAR_MS = 2500, BOUND = "正在跟随会议，按 G 单独翻看";
const page = document.documentElement, { body } = document, { base } = body.dataset;
const byId = name => document.getElementById(name);

const slides = new Slides(byId("deck"), () => { keepAddress(); clock.draw(); });
const clock = new Clock(byId("clock"), () => slides.item, base);
const typed = new Typed(byId("typed"));
const overview = new Overview(slides);
const shared = byId("deck").dataset.deck ? new Shared(base, slides, showFollowing) : null;

function keepAddress() {
  history.replaceState(null, "", `?slide=${slides.number}${shared && !shared.follows ? "&own" : ""}`);
}

function go(number) {
  if (shared?.isBound) return typed.say(BOUND);
  const wanted = slides.within(number);
  if (wanted === slides.number) return;
  slides.show(wanted);
  shared?.press(wanted);
}

function enter(number) {
  const from = slides.number;
  go(number);
  if (slides.number !== from) slides.cameFrom = from;
}

function back() {
  if (slides.isOpen) slides.close();
  else if (slides.cameFrom) returnToAgenda(slides.cameFrom, slides.number);
  else return false;
  return true;
}

// The item that was left stays chosen, so that the arrows lead on from it.
function returnToAgenda(agenda, left) {
  go(agenda);
  linksOfItems().filter(one => Number(one.closest("[data-to]").dataset.to) <= left).at(-1)?.focus();
}

function linksOfItems() {
  return [...slides.current.querySelectorAll("[data-to] a")];
}

function step(by) {
  if (slides.isOpen) slides.turn(by);
  else go(slides.number + by);
}

function alongAgenda(by) {
  const links = linksOfItems();
  if (links.length) links[Math.min(Math.max(links.indexOf(document.activeElement) + by, 0), links.length - 1)].focus();
}

const DO = {
  next: () => step(1),
  previous: () => step(-1),
  first: () => go(1),
  last: () => go(slides.count),
  down: () => alongAgenda(1),
  up: () => alongAgenda(-1),
  open() {
    if (!overview.isOpen) return slides.setOpen(slides.canOpen && !slides.isOpen);
    overview.close();
    go(overview.picked);
  },
  back,
  out() {
    if (overview.isOpen) overview.close();
    else if (!back() && document.fullscreenElement) document.exitFullscreen();
  },
  full: toggleFull,
  blank: () => body.classList.add("blank"),
  overview: () => overview.toggle(),
  timer: () => clock.toggle(),
  theme: toggleTheme,
  follow: () => shared?.toggle(),
  end,
};

async function toggleFull() {
  if (document.fullscreenElement) return document.exitFullscreen();
  await page.requestFullscreen().catch(() => {});
  navigator.keyboard?.lock?.(["Escape"]).catch(() => {}); // So that Escape leads back before it leads out.
}

function isDark() {
  return page.dataset.theme ? page.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

function toggleTheme() {
  localStorage.setItem("wall theme", page.dataset.theme = isDark() ? "light" : "dark");
}

function showFollowing() {
  document.querySelector("[data-do=follow]").setAttribute("aria-pressed", String(shared.follows));
  typed.say(shared.follows ? "已跟随会议" : "单独翻看，按 G 跟随会议");
  keepAddress();
}

// Opening and ending are recorded once, however often the page is loaded between.
async function noteOpening() {
  if (!("mayMove" in body.dataset) || sessionStorage.getItem(base)) return;
  const showing = newName();
  for (;;) {
    try {
      await post(`${base}/opened`, { showing });
      return sessionStorage.setItem(base, showing);
    } catch (error) {
      if (error.status >= 400 && error.status < 500) return;
      await pause(BAR_MS);
    }
  }
}

async function end() {
  const showing = sessionStorage.getItem(base);
  try {
    if (showing) await post(`${base}/ended`, { showing });
  } catch (error) {
    if (error.status === 0 || error.status >= 500) return typed.say("没有连上，放映还没有结束");
  }
  sessionStorage.removeItem(base);
  location.assign(document.referrer.startsWith(location.origin) ? document.referrer : "/");
}

document.addEventListener("keydown", event => {
  if (!isOurs(event)) return;
  if (body.classList.contains("blank")) {
    body.classList.remove("blank");
    return event.preventDefault();
  }
  if (typed.press(event, go)) return event.preventDefault();
  const name = nameOf(event);
  if (!name) return;
  event.preventDefault();
  if (!overview.press(name)) DO[name]();
});

document.addEventListener("click", event => {
  body.classList.remove("blank");
  const button = event.target.closest("[data-do]"), row = event.target.closest("[data-to]");
  if (button) {
    if (event.detail) button.blur(); // Pressed with the mouse: the keys stay with the slides.
    if (!overview.press(button.dataset.do)) DO[button.dataset.do]();
    return;
  }
  if (row) event.preventDefault();
  if (overview.isOpen) pickAt(event.target.closest(".slide"));
  else if (row) enter(Number(row.dataset.to));
  else if (event.target.closest(".chart")) slides.open();
});

function pickAt(slide) {
  if (!slide) return;
  overview.close();
  go(Number(slide.dataset.number));
}

byId("jump").addEventListener("keydown", event => {
  if (event.key === "Enter" && Number(event.target.value)) go(Number(event.target.value));
  if (!["Enter", "Escape"].includes(event.key)) return;
  event.target.value = "";
  event.target.blur();
});

let barTimer;
document.addEventListener("pointermove", () => {
  body.classList.add("moving");
  clearTimeout(barTimer);
  barTimer = setTimeout(() => body.classList.remove("moving"), BAR_MS);
});
addEventListener("resize", () => fit(slides.current));

if (localStorage.getItem("wall theme")) page.dataset.theme = localStorage.getItem("wall theme");
slides.show(slides.number);
noteOpening();
