// A web page of the program in a frame in which nothing runs.

import { make } from "./dom.js";

const STYLE = /<style[^>]*>([\s\S]*?)<\/style>/g;
const FONT_FACE = /@font-face\s*\{[^}]*\}/g; // The policy of this page allows no font from within a page.

/**
 * A page in a frame as tall as it is. Its links lead nowhere. The policy of this page holds in the frame too, so its
 * style is given by script.
 * @param {Uint8Array} bytes @param {string} title
 */
export function framed(bytes, title) {
  const styles = [];
  // Taken out before it is read: the policy would refuse it even there.
  const text = new TextDecoder().decode(bytes).replace(STYLE, (_, style) => {
    styles.push(style.replace(FONT_FACE, ""));
    return "";
  });
  const page = new DOMParser().parseFromString(text, "text/html");
  page.querySelectorAll(".skip, meta[http-equiv]").forEach((each) => each.remove());
  page.querySelectorAll("a[href]").forEach((link) => link.removeAttribute("href"));
  // Nothing in it may run; what this page does to it is another matter.
  const frame = make("iframe", { class: "studio-framed", title, sandbox: "allow-same-origin", srcdoc: page.documentElement.outerHTML });
  const fit = () => {
    const height = frame.contentDocument?.documentElement.scrollHeight;
    frame.style.height = height ? `${height}px` : "";
  };
  frame.addEventListener("load", () => {
    const sheet = new frame.contentWindow.CSSStyleSheet();
    sheet.replaceSync(styles.join("\n"));
    frame.contentDocument.adoptedStyleSheets = [sheet];
    new ResizeObserver(fit).observe(frame.contentDocument.body);
    fit();
  });
  return frame;
}
