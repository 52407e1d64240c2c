import { VNode } from "./preact.js";

/** Markup of a tree, for tests and the stored first frame. */
export function renderToString(node: VNode): string;
