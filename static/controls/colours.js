/**
 * Read the colours of classes as the style sheet gives them at a place of the page, for a canvas.
 *
 * @param {HTMLElement} place  whose role and theme decide the hue
 * @param {readonly string[]} classes
 * @returns {Uint8ClampedArray} four bytes a class: red, green, blue, alpha
 */
export function coloursOf(place, classes) {
  const probe = document.createElement("span");
  const samples = classes.map((className) => Object.assign(document.createElement("span"), { className }));
  probe.append(...samples);
  place.after(probe); // all at once: the browser computes their styles in one go
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [classes.length, 1];
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (context === null) return new Uint8ClampedArray(4 * classes.length);
  samples.forEach((sample, index) => {
    context.fillStyle = getComputedStyle(sample).color;
    context.fillRect(index, 0, 1, 1);
  });
  probe.remove();
  return context.getImageData(0, 0, classes.length, 1).data;
}
