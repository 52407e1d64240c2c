/**
 * Give a function that turns a colour of any kind into one that every program knows.
 *
 * A style sheet mixes in oklab, and only browsers read that; a canvas tells what it comes to.
 *
 * @returns {(colour: string) => {colour: string, opacity: number} | null} null for none
 */
export function colourReader() {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [1, 1];
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const known = new Map();
  return (colour) => {
    if (!known.has(colour)) known.set(colour, context === null || colour === "none" ? null : seen(context, colour));
    return known.get(colour);
  };
}

/** @param {CanvasRenderingContext2D} context @param {string} colour */
function seen(context, colour) {
  context.clearRect(0, 0, 1, 1);
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = context.getImageData(0, 0, 1, 1).data;
  if (alpha === 0) return null;
  const hex = [red, green, blue].map((part) => part.toString(16).padStart(2, "0")).join("");
  return { colour: `#${hex}`, opacity: Math.round((alpha / 255) * 1000) / 1000 };
}
