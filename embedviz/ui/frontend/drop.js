// While files are dragged over the window, the page says so: its uploader then takes them anywhere.

const NAME = "dropping";

/** @type {() => void} */
let end = () => {};

export default function main() {
  end();
  const root = document.documentElement;
  let away = 0;

  /** @param {DragEvent} event */
  function over(event) {
    if (!event.dataTransfer?.types.includes("Files")) return;
    clearTimeout(away);
    root.dataset[NAME] = "";
    // No event says that they have left the window for good: nothing is heard of them any more.
    away = window.setTimeout(leave, 400);
  }

  function leave() {
    clearTimeout(away);
    delete root.dataset[NAME];
  }

  document.addEventListener("dragover", over);
  document.addEventListener("drop", leave);
  end = () => {
    document.removeEventListener("dragover", over);
    document.removeEventListener("drop", leave);
    leave();
  };
  return end;
}
