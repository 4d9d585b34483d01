// Replaces the page's changing part when the server says that something changed; asks from time to time where it cannot.
(() => {
  "use strict";
  const content = document.getElementById("changing");
  const status = document.getElementById("live");
  let loading = false;
  let again = false;
  let polling = 0;

  function say(text) {
    status.hidden = false;
    if (status.textContent !== text) {
      status.textContent = text;
    }
  }

  async function refresh() {
    if (document.hidden) {
      again = true;
      return;
    }
    if (loading) {
      again = true;
      return;
    }
    loading = true;
    again = false;
    try {
      const answer = await fetch(content.dataset.from, { headers: { Accept: "text/html" } });
      if (answer.ok) {
        const focused = content.contains(document.activeElement) ? document.activeElement.id : "";
        const open = [...content.querySelectorAll("details[open][id]")].map((one) => one.id);
        content.innerHTML = await answer.text();
        open.forEach((id) => document.getElementById(id)?.setAttribute("open", ""));
        const same = focused && document.getElementById(focused);
        if (same) {
          same.focus({ preventScroll: true });
        }
      }
    } catch (unreachable) {
      say("not connected");
    } finally {
      loading = false;
      if (again && !document.hidden) {
        refresh();
      }
    }
  }

  function poll(on) {
    if (on && !polling) {
      polling = setInterval(refresh, 5000);
    } else if (!on && polling) {
      clearInterval(polling);
      polling = 0;
    }
  }

  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && again) {
      refresh();
    }
  });
  setInterval(refresh, 60000); // "2 min ago" grows old by itself

  if (!("EventSource" in window)) {
    say("refreshed every 5 s");
    poll(true);
    return;
  }
  const source = new EventSource("/live");
  source.addEventListener("open", () => {
    say("live");
    poll(false);
    refresh();
  });
  source.addEventListener("changed", refresh);
  source.addEventListener("error", () => {
    say("refreshed every 5 s");
    poll(true);
  });
  window.addEventListener("pagehide", () => source.close());
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) {
      location.reload();
    }
  });
})();
