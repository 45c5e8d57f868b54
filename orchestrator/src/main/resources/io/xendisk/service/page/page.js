"use strict";
// What htmx does not: a page that hears nothing of the service must not look as if it were true, and
// an outcome is said aloud. Without JavaScript the page shows the same when it is loaded.
(() => {
  const stale = document.getElementById("stale");
  const said = document.getElementById("said");
  let spoken = null;

  function isStale(so) {
    stale.hidden = !so;
    document.body.classList.toggle("is-stale", so);
  }

  function speak() {
    const all = [...document.querySelectorAll("[data-say]")].map((one) => one.dataset.say);
    const words = all.join(". ");
    if (words !== spoken && spoken !== null) {
      said.textContent = words;
    }
    spoken = words;
  }

  function lookAgain() {
    htmx.trigger(document.body, "again");
  }

  document.body.addEventListener("htmx:sseError", () => isStale(true));
  document.body.addEventListener("htmx:sendError", () => isStale(true));
  document.body.addEventListener("htmx:timeout", () => isStale(true));
  // A session that is over, too: what is shown cannot be looked at again.
  document.body.addEventListener("htmx:responseError", () => isStale(true));
  document.body.addEventListener("htmx:sseOpen", lookAgain);
  document.body.addEventListener("htmx:afterSettle", () => {
    isStale(false);
    speak();
  });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) {
      lookAgain();
    }
  });
  // Nobody sends an order twice by an impatient second press.
  document.addEventListener("submit", (event) => {
    const button = event.target.querySelector("button[type=submit]");
    if (button !== null && event.target.method === "post") {
      setTimeout(() => (button.disabled = true), 0);
    }
  });
  speak();
  // A deed that was done when the page came is said once, too.
  if (location.pathname.startsWith("/operations/") && spoken !== "") {
    said.textContent = spoken;
  }
})();
