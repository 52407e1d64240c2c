import { hashOf } from "../scene_link.js";
import { html } from "../vendor/preact.js";

/** @import {Page} from "../page.js" */

const THEMES = /** @type {const} */ (["auto", "light", "dark"]);

/** @param {{page: Page}} props */
export function Masthead({ page }) {
  const { words } = page;
  return html`<header class="masthead">
    <h1><a href=${`/${page.store.data.language}/`}>${words("page.title")}</a> · ${words("lab.title")}</h1><p class="lead">${words("lab.description")}</p>
    <${Settings} page=${page} />
  </header>`;
}

/** What the reader may set, and where else the scene can be seen. @param {{page: Page}} props */
export function Settings({ page }) {
  const { store, words, help } = page;
  return html`<div class="settings">
      ${store.data.page === "lab" && html`<${ToArticle} page=${page} /><a class="language" href=${`/${store.data.language}/questions`}>${words("page.questions")}</a>`}
      <${OtherLanguage} page=${page} />
      <${Theme} page=${page} />
      <${Motion} page=${page} />
      <button type="button" class="scripted quiet" onClick=${() => (help.value = true)}>${words("controls.help")} <kbd>?</kbd></button>
    </div>`;
}

/** The same scene beside the article. @param {{page: Page}} props */
function ToArticle({ page: { store, words } }) {
  const path = `/${store.data.language}/`;
  const carry = (/** @type {any} */ event) => (event.currentTarget.href = `${path}#${hashOf(store)}`);
  return html`<a class="language" href=${path} onClick=${carry} onAuxClick=${carry}>${words("page.article")}</a>`;
}

/** The same scene in the other language. @param {{page: Page}} props */
function OtherLanguage({ page: { store, words, experiments } }) {
  const other = store.data.language === "ja" ? "en" : "ja";
  const path = `/${other}/${experiments ? "lab" : (store.chapter.value ?? "")}`;
  const carry = (/** @type {any} */ event) => (event.currentTarget.href = `${path}#${hashOf(store)}`);
  return html`<a class="language" href=${path} hreflang=${other} lang=${other} onClick=${carry} onAuxClick=${carry}>${words("page.other_language")}</a>`;
}

/** @param {{page: Page}} props */
function Theme({ page: { preferences, words } }) {
  return html`<label class="scripted setting theme"><span>${words("controls.theme")}</span>
    <select aria-label=${words("controls.theme")} value=${preferences.theme.value} onChange=${(/** @type {any} */ event) => (preferences.theme.value = event.target.value)}>
      ${THEMES.map((theme) => html`<option key=${theme} value=${theme}>${words(`controls.themes.${theme}`)}</option>`)}
    </select></label>`;
}

/** @param {{page: Page}} props */
function Motion({ page: { preferences, words } }) {
  return html`<label class="scripted setting"><input type="checkbox" checked=${preferences.calm.value}
    onChange=${(/** @type {any} */ event) => (preferences.motion.value = !event.target.checked)} /> <span>${words("controls.motion")}</span></label>`;
}
