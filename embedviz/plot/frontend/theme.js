// Light or dark, as the page around the plot shows it.

import { isDark } from "./colors.js";

/** @type {("ink" | "muted" | "grid" | "card" | "halo" | "accent" | "neighbor")[]} */
const GROUND = ["ink", "muted", "grid", "card", "halo", "accent", "neighbor"];

/**
 * @typedef {{name: "light" | "dark", ink: string, muted: string, grid: string, card: string,
 *   halo: string, accent: string, neighbor: string, other: string, font: string}} Theme
 *   The colours of the ground, with the type.
 */

/**
 * @param {Element} host
 * @param {Record<string, Theme>} themes
 * @returns {Theme}
 */
export function themeOf(host, themes) {
  const name = isDark(groundOf(host)) ? "dark" : "light";
  const font = getComputedStyle(host).getPropertyValue("--st-font").trim();
  return { ...themes[name], font: font || "Arial, sans-serif" };
}

/**
 * @param {HTMLElement} root
 * @param {Theme} theme
 */
export function dress(root, theme) {
  for (const name of GROUND) {
    root.style.setProperty(`--ev-${name}`, theme[name]);
  }
  root.dataset.theme = theme.name;
}

/** @param {Element} host @returns {string} The colour behind the plot. */
export function groundOf(host) {
  return getComputedStyle(host).getPropertyValue("--st-background-color").trim() || "#ffffff";
}
