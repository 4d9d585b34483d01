// Has the history proven by the API's own call, and says in place how far it is and what was found.
(() => {
  "use strict";
  const OF_THE_WHOLE = ["resealed", "truncated"];
  const CHECKPOINT = /^(\d+:[0-9a-f]{64}(:[0-9a-f]{64})?)?$/i;
  const form = document.getElementById("proof");
  if (!form) {
    return;
  }
  const said = document.getElementById("said");
  const far = document.getElementById("far");
  const button = form.querySelector("button");

  function wish() {
    const given = form.elements.checkpoint.value.trim();
    const [ordinal, hash, hmac] = given.split(":");
    return given ? { checkpoint: { ordinal: Number(ordinal), hash, hmac } } : {};
  }

  function compared(line) {
    if (line.checkpoint) {
      return ` The checkpoint ${line.checkpoint.ordinal}:${line.checkpoint.hash} is among them.`;
    }
    return form.elements.checkpoint.value.trim()
      ? " The checkpoint was not compared: it is of a later seal."
      : " No checkpoint was compared: whether history was cut off, or changed and sealed anew, only one from outside shows.";
  }

  function show(line) {
    if (!("holds" in line)) {
      far.max = Math.max(1, line.of_seals);
      far.value = line.seals;
      return false;
    }
    const last = line.last_ordinal ? ` The last of these is ${line.last_ordinal}:${line.last_hash}.` : "";
    said.className = line.holds ? "" : "wrong";
    said.textContent = line.holds
      ? `The history is as it was written: ${line.seals} seals with ${line.events} events hold.${last}${compared(line)}`
      : `The history is not as it was written. ${line.finding.detail}`
        + (OF_THE_WHOLE.includes(line.finding.what) ? "" : ` Before it, ${line.seals} seals hold.${last}${compared(line)}`);
    return true;
  }

  async function prove() {
    if (!CHECKPOINT.test(form.elements.checkpoint.value.trim())) {
      said.className = "wrong";
      said.textContent = "The checkpoint is ordinal:hash, the hash of 64 hexadecimal digits; nothing was proven.";
      return;
    }
    const headers = { "Content-Type": "application/json" };
    if (form.dataset.csrf) {
      headers["X-CSRF-Token"] = form.dataset.csrf; // there where a session says who we are
    }
    const answer = await fetch("/api/v1/audit/verify/progress", { method: "POST", headers, body: JSON.stringify(wish()) });
    if (!answer.ok) {
      said.className = "wrong";
      said.textContent = (await answer.json()).detail || "It was refused.";
      return;
    }
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    let done = false;
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const lines = (rest + part.value).split("\n");
      rest = lines.pop();
      lines.forEach((line) => { done = show(JSON.parse(line)) || done; });
    }
    if (!done) {
      throw new Error("no proof");
    }
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    far.hidden = false;
    far.removeAttribute("value");
    said.className = "";
    said.textContent = "Proving …";
    try {
      await prove();
    } catch (brokenOff) {
      said.className = "wrong";
      said.textContent = "The answer broke off; try again.";
    }
    far.hidden = true;
    button.disabled = false;
    button.focus();
  });
})();

// Asks for the whole store at a moment, follows how far it is, and shows it in the page's table when it is there.
(() => {
  "use strict";
  const CHECKPOINT = /^(\d+:[0-9a-f]{64}(:[0-9a-f]{64})?)?$/i;
  const form = document.getElementById("past");
  if (!form) {
    return;
  }
  const said = document.getElementById("making");
  const button = form.querySelector("button");

  function tell(text, wrong) {
    said.className = wrong ? "wrong" : "";
    said.textContent = text;
  }

  async function follow(id) {
    for (;;) {
      const one = await (await fetch(`/api/v1/audit/as-of/${id}`)).json();
      if (one.state === "ready") {
        window.location.reload();
        return;
      }
      if (one.state !== "requested" && one.state !== "filling") {
        tell(one.reason || `It is ${one.state}.`, true);
        return;
      }
      tell(`Making it: event ${one.events_done} of ${one.events_total} …`);
      await new Promise((later) => { setTimeout(later, 1000); });
    }
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    tell("Asking …");
    const headers = { "Content-Type": "application/json" };
    if (form.dataset.csrf) {
      headers["X-CSRF-Token"] = form.dataset.csrf;
    }
    try {
      const knownAt = new Date(`${form.elements.moment.value}Z`).toISOString();
      const answer = await fetch("/api/v1/audit/as-of", {
        method: "POST", headers, body: JSON.stringify({ store_id: Number(form.dataset.store), known_at: knownAt }),
      });
      const told = await answer.json();
      if (answer.ok) {
        await follow(told.as_of_id);
      } else {
        tell(told.detail || "It was refused.", true);
      }
    } catch (brokenOff) {
      tell("The answer broke off; look again by loading the page.", true);
    }
    button.disabled = false;
  });
})();
