// Light or dark, as the page around the plot shows it.

import { isDark } from "../data/colors.js";

/** @type {("ink" | "muted" | "grid" | "card" | "halo" | "accent" | "neighbor")[]} */
const GROUND = ["ink", "muted", "grid", "card", "halo", "accent", "neighbor"];

/** Pixels of a page's type. */
const USUAL = 16;

/**
 * @typedef {import("../data/wire.js").Ground} Ground
 * @typedef {Ground & {font: string, type: number}} Theme With the type, and how large it is around the
 *   plot, 1 as usual.
 */

/**
 * @param {Element} host
 * @param {Record<string, Ground>} themes
 * @returns {Theme}
 */
export function themeOf(host, themes) {
  const name = isDark(groundOf(host)) ? "dark" : "light";
  const font = getComputedStyle(host).getPropertyValue("--st-font").trim();
  return { ...themes[name], font: font || "Arial, sans-serif", type: typeOf(host) };
}

/**
 * @param {HTMLElement} root
 * @param {Theme} theme
 */
export function dress(root, theme) {
  for (const name of GROUND) {
    root.style.setProperty(`--ev-${name}`, theme[name]);
  }
  root.style.setProperty("--ev-type", String(theme.type));
  root.dataset.theme = theme.name;
}

/** @param {Element} host */
function typeOf(host) {
  return parseFloat(getComputedStyle(host.ownerDocument.documentElement).fontSize) / USUAL || 1;
}

/** @param {Element} host @returns {string} The colour behind the plot. */
export function groundOf(host) {
  return getComputedStyle(host).getPropertyValue("--st-background-color").trim() || "#ffffff";
}
