// Asks every two seconds how far the runs on this page are, and shows the page anew when one has ended.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll("[data-progress]").forEach(follow);
});

function follow(element) {
  const every_ms = 2000;
  const look = async () => {
    let run;
    try {
      const answer = await fetch(element.dataset.progress, { headers: { Accept: "application/json" } });
      if (!answer.ok || answer.redirected) return; // logged out or forbidden: asking on would not help
      run = await answer.json();
    } catch {
      window.setTimeout(look, every_ms); // the server is away for a moment
      return;
    }
    if (run.finished) {
      window.location.reload();
      return;
    }
    show(element, run);
    window.setTimeout(look, every_ms);
  };
  window.setTimeout(look, every_ms);
}

function show(element, run) {
  const part = (name) => element.querySelector(`[data-progress-${name}]`);
  const state = run.state.charAt(0).toUpperCase() + run.state.slice(1);
  if (part("state")) part("state").textContent = state;
  if (part("bar")) part("bar").value = run.percent;
  if (part("count")) part("count").textContent = run.said;
}
