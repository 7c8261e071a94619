// Reads the colours of a page: the line "paper KEPT BACK INK COLOURS" says how the browser is to
// treat colours in print, how bright ground and text are (0 ... 255), and how many different
// grounds there are.
const style = getComputedStyle(document.body), grounds = new Set();
function bright(color) {
    const [red, green, blue] = color.match(/[0-9.]+/g).map(Number);
    return Math.round(0.2126 * red + 0.7152 * green + 0.0722 * blue);
}
for (const span of document.querySelectorAll("pre span"))
    if (/\bg\d/.test(span.className)) grounds.add(getComputedStyle(span).backgroundColor);
const kept = getComputedStyle(document.querySelector("pre")).printColorAdjust || style.webkitPrintColorAdjust;
document.body.textContent = `paper ${kept} ${bright(style.backgroundColor)} ${bright(style.color)} ${grounds.size}`;
