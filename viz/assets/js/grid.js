/**
 * The matrix by keyboard, after the grid pattern of ARIA: one stop of the tab key; arrows, Home, End and the page keys
 * move between cells, and a cell with something in it is a button. Report headings are passed over.
 */

/** How many rows a page key moves. */
const PAGE = 10;

/** @returns {HTMLTableRowElement[]} the rows of cells, the one with the names of the bodies first */
function gridRows() {
  const found = /** @type {NodeListOf<HTMLTableRowElement>} */ (matrixBox.querySelectorAll("tr:not(.report)"));
  return [...found];
}

/** What of a cell takes the focus: its button, or a blank one itself. */
function focusable(cell) {
  return /** @type {HTMLElement} */ (cell.querySelector("button") ?? cell);
}

/** The cell that the tab key leads to: the first action, until the reader has gone elsewhere. */
function enterGrid() {
  const rows = gridRows();
  if (rows.length > 1) focusable(rows[1].cells[0]).tabIndex = 0;
}

function focusCell(element) {
  if (!element) return;
  for (const other of /** @type {NodeListOf<HTMLElement>} */ (matrixBox.querySelectorAll("[tabindex='0']"))) other.tabIndex = -1;
  element.tabIndex = 0;
  element.focus();
}

matrixBox.addEventListener("focusin", ({ target }) => {
  if (target !== matrixBox && /** @type {HTMLElement} */ (target).tabIndex !== 0) focusCell(target);
});

matrixBox.addEventListener("keydown", (event) => {
  const cell = /** @type {HTMLElement} */ (event.target).closest("td, th");
  const to = cell && nextCell(event, /** @type {HTMLTableCellElement} */ (cell));
  if (!to) return;
  event.preventDefault();
  focusCell(focusable(to));
});

/** The cell that a key leads to from another one; null for a key that does not move. */
function nextCell(event, cell) {
  if (event.altKey || event.metaKey || (event.ctrlKey && !["Home", "End"].includes(event.key))) return null;
  const rows = gridRows();
  const [row, column] = [rows.indexOf(/** @type {HTMLTableRowElement} */ (cell.parentElement)), cell.cellIndex];
  const [lastRow, lastColumn] = [rows.length - 1, rows[0].cells.length - 1];
  const whole = event.ctrlKey;
  const wanted = {
    ArrowUp: [row - 1, column], ArrowDown: [row + 1, column], ArrowLeft: [row, column - 1], ArrowRight: [row, column + 1],
    PageUp: [row - PAGE, column], PageDown: [row + PAGE, column],
    Home: [whole ? 0 : row, 0], End: [whole ? lastRow : row, lastColumn],
  }[event.key];
  return wanted ? rows[within(wanted[0], lastRow)].cells[within(wanted[1], lastColumn)] : null;
}

function within(place, last) {
  return Math.min(Math.max(place, 0), last);
}
