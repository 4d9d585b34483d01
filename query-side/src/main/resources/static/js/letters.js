// Retries and discards dead letters, and ends requests for data, by the API's own calls, and says in place what came of it.
(() => {
  "use strict";
  const said = document.getElementById("said");

  async function post(button) {
    const row = button.closest("tr");
    const buttons = [...row.querySelectorAll("button")];
    buttons.forEach((one) => { one.disabled = true; });
    const headers = { Accept: "application/json" };
    if (said.dataset.csrf) {
      headers["X-CSRF-Token"] = said.dataset.csrf; // there where a session says who we are
    }
    let text;
    try {
      const answer = await fetch(button.dataset.post, { method: "POST", headers });
      const told = await answer.json();
      if (answer.ok) {
        text = `${row.querySelector("th").textContent}: ${told.status || "done"}.${told.detail ? ` ${told.detail}` : ""}`;
        row.remove();
        said.textContent = text;
        said.tabIndex = -1;
        said.focus();
        return;
      }
      text = told.detail || "It was refused.";
    } catch (unreachable) {
      text = "The service does not answer; nothing was changed.";
    }
    said.textContent = text;
    buttons.forEach((one) => { one.disabled = false; });
    button.focus();
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-post]");
    if (button && (!button.dataset.ask || window.confirm(button.dataset.ask))) {
      post(button);
    }
  });
})();
