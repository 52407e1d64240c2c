import { parameterBlocks } from "../figures/parameters.js";
import { viewOf } from "./view.js";

/** @import {Page} from "../page.js" */

/** The parameters of the model on the page. @param {{page: Page}} props */
export function Parameters({ page }) {
  return parameterBlocks(page.store.model.value, viewOf(page, page.shape.value ?? page.first));
}
