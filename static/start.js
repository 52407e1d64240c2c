// Before the first paint: the theme that the reader has chosen; preferences.js writes it and takes over from there.
{
  let theme = "auto";
  try {
    theme = JSON.parse(localStorage.getItem("two-lane-lstm") ?? "{}")?.theme ?? "auto";
  } catch {
    // No storage, no choice.
  }
  document.documentElement.dataset.theme = theme === "light" || theme === "dark" ? theme : "auto";
}

// With it: a chapter's address opens at the chapter, unless the reader comes back to where they were. After it: the
// modules, all asked for at once, so that seventy small answers do not hold up the picture that the document has.
{
  const [arrival] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  const open = () => {
    if (["reload", "back_forward"].includes(arrival?.type)) return;
    const [, ...later] = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-chapter]"));
    later.find((chapter) => chapter.dataset.address === location.pathname)?.scrollIntoView();
  };
  const begin = () => {
    const modules = /** @type {string[]} */ (JSON.parse(document.getElementById("modules")?.textContent ?? "[]"));
    const links = modules.map((href) => Object.assign(document.createElement("link"), { rel: "modulepreload", href }));
    document.head.append(...links);
    if (modules.length > 0) import(modules[0]).finally(() => links.forEach((link) => link.remove()));
  };
  const whole = new Promise((done) => document.addEventListener("DOMContentLoaded", done));
  // A frame is due only once the style sheets are there: before that, nothing has its place.
  requestAnimationFrame(() => {
    whole.then(open);
    setTimeout(() => whole.then(begin));
  });
}
