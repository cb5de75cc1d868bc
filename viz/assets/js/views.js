/** The views of the same data: their buttons, and which part of the page shows which. */

watch((what) => {
  if (what === "view" || what === "all") showView();
});

function showView() {
  for (const button of every("#views [data-view]")) {
    if (button.dataset.view === state.view) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }
  for (const part of every("[data-in]")) {
    part.hidden = !part.dataset.in.split(" ").includes(state.view);
  }
}

for (const button of every("#views [data-view]")) {
  button.addEventListener("click", () => show(/** @type {ViewName} */ (button.dataset.view)));
}
