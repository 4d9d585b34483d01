// Asks for rebuilds and cancels them by the API's own calls, and follows those that run.
(() => {
  "use strict";
  const said = document.getElementById("said");
  const told = "rebuild-said"; // what is to be said after the page has been loaded anew

  async function post(button) {
    button.disabled = true;
    const headers = { Accept: "application/json" };
    if (said.dataset.csrf) {
      headers["X-CSRF-Token"] = said.dataset.csrf; // there where a session says who we are
    }
    let text;
    try {
      const answer = await fetch(button.dataset.post, { method: "POST", headers });
      const rebuild = await answer.json();
      if (answer.ok) {
        window.sessionStorage.setItem(told, `Rebuild ${rebuild.rebuild_id}: ${rebuild.state}.`);
        window.location.reload();
        return;
      }
      text = rebuild.detail || "It was refused.";
    } catch (unreachable) {
      text = "The service does not answer; nothing was changed.";
    }
    said.textContent = text;
    button.disabled = false;
    button.focus();
  }

  function show(row, rebuild) {
    const part = (name) => row.querySelector(`[data-told="${name}"]`);
    part("state").textContent = rebuild.state;
    part("done").textContent = rebuild.events_done;
    part("all").textContent = rebuild.events_total;
    part("bar").value = rebuild.events_total ? rebuild.events_done / rebuild.events_total : 0;
    part("rest").textContent = rebuild.events_per_second === null ? ""
      : `${Math.round(rebuild.events_per_second)}/s${rebuild.seconds_left === null ? "" : `, ${rebuild.seconds_left} s left`}`;
  }

  async function follow(row) {
    try {
      const answer = await fetch(`/api/v1/projections/rebuilds/${row.dataset.rebuild}`, { headers: { Accept: "application/json" } });
      if (answer.ok) {
        const rebuild = await answer.json();
        if (rebuild.ended_at !== null) {
          window.sessionStorage.setItem(told, `Rebuild ${rebuild.rebuild_id}: ${rebuild.state}.`);
          window.location.reload();
          return;
        }
        show(row, rebuild);
      }
    } catch (unreachable) {
      // asked again in a second
    }
    window.setTimeout(() => follow(row), 1000);
  }

  said.textContent = window.sessionStorage.getItem(told) || "";
  window.sessionStorage.removeItem(told);
  document.querySelectorAll("[data-rebuild]").forEach((row) => follow(row));
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-post]");
    if (button && (!button.dataset.ask || window.confirm(button.dataset.ask))) {
      post(button);
    }
  });
})();
