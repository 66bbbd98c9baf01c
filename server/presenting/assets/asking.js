// Asking the server. Whatever goes wrong is an AskError: nothing of it is shown but a mark.

const PATIENCE_MS = 15000;

export class AskError extends Error {
  constructor(status) {
    super(String(status));
    this.status = status;
  }
}

export const pause = milliseconds => new Promise(done => setTimeout(done, milliseconds));

export function newName() {
  return [...crypto.getRandomValues(new Uint8Array(8))].map(one => one.toString(16).padStart(2, "0")).join("");
}

export function get(address) {
  return ask(address, {});
}

export function post(address, content) {
  return ask(address, {
    method: "POST", body: JSON.stringify(content), keepalive: true,
    headers: { "Content-Type": "application/json", "X-Proof": document.body.dataset.proof },
  });
}

// status 0: no answer; 303: somebody has to sign in first.
async function ask(address, options) {
  const stop = new AbortController(), timer = setTimeout(() => stop.abort(), PATIENCE_MS);
  let status = 0;
  try {
    const answer = await fetch(address, { ...options, redirect: "manual", signal: stop.signal });
    status = answer.type === "opaqueredirect" ? 303 : answer.status;
    if (status === 200) return await ((answer.headers.get("Content-Type") || "").includes("json") ? answer.json() : answer.text());
  } catch {
    status = 0;
  } finally {
    clearTimeout(timer);
  }
  throw new AskError(status);
}
