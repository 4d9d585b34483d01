// Follows each running sync of the page by its stream of events; reloads once it has ended, for the whole account of it.
(() => {
  "use strict";
  const MOST = 3; // a browser keeps six connections to one host at most

  function told(place, name, value) {
    const element = place.querySelector(`[data-told="${name}"]`);
    if (element && element.textContent !== String(value)) {
      element.textContent = value;
    }
  }

  function show(place, sync) {
    told(place, "status", sync.status);
    told(place, "items", sync.records_processed);
    const bar = place.querySelector('[data-told="bar"]');
    if (bar && sync.steps.every((step) => step.expected !== null)) {
      bar.max = Math.max(1, sync.steps.reduce((sum, step) => sum + step.expected, 0));
      bar.value = sync.records_processed;
    }
    for (const step of sync.steps) {
      const row = place.querySelector(`[data-step="${step.step}"]`);
      if (row) {
        told(row, "step-status", step.status);
        told(row, "step-items", step.items);
      }
    }
  }

  [...document.querySelectorAll("[data-sync]")].slice(0, MOST).forEach((place) => {
    const source = new EventSource(`/api/v1/sync/${place.dataset.sync}/events`);
    source.addEventListener("progress", (event) => {
      const sync = JSON.parse(event.data);
      show(place, sync);
      if (sync.status !== "running") {
        source.close();
        location.reload();
      }
    });
    window.addEventListener("pagehide", () => source.close());
  });
})();
