// Light or dark, as the page around the plot shows it.

import { isDark } from "./colors.js";

/**
 * @param {Element} host
 * @param {Record<string, Record<string, string>>} themes
 * @returns {Record<string, string>} The colours of the ground, with the type.
 */
export function themeOf(host, themes) {
  const name = isDark(groundOf(host)) ? "dark" : "light";
  const font = getComputedStyle(host).getPropertyValue("--st-font").trim();
  return { ...themes[name], font: font || "Arial, sans-serif" };
}

/**
 * @param {HTMLElement} root
 * @param {Record<string, string>} theme
 */
export function dress(root, theme) {
  for (const name of ["ink", "muted", "grid", "card", "halo", "accent", "neighbor"]) {
    root.style.setProperty(`--ev-${name}`, theme[name]);
  }
  root.dataset.theme = theme.name;
}

/** @param {Element} host @returns {string} The colour behind the plot. */
export function groundOf(host) {
  return getComputedStyle(host).getPropertyValue("--st-background-color").trim() || "#ffffff";
}
