// Put a chosen theme on the document before the first paint; preferences.js writes it and takes over from there.
{
  let theme = "auto";
  try {
    theme = JSON.parse(localStorage.getItem("two-lane-lstm") ?? "{}")?.theme ?? "auto";
  } catch {
    // No storage, no choice.
  }
  document.documentElement.dataset.theme = theme === "light" || theme === "dark" ? theme : "auto";
}
