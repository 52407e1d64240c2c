import { Claims } from "./controls/claims.js";
import { ArticleFigure } from "./controls/figure.js";
import { Predict } from "./controls/predict.js";
import { Settings } from "./controls/masthead.js";

/**
 * The living parts of the article, by the name of the place that each is put into. The prose itself is in the document.
 */
export const mounts = Object.freeze({ figure: ArticleFigure, settings: Settings, predict: Predict, claims: Claims });
export { followReader as begin } from "./reading.js";
