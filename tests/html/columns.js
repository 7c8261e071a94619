// Measures where every cell of a page stands: the line "columns ROWS CELLS HEAT DEVIATION" says how
// many rows and cells there are, how many of them have a ground of their own, and the largest
// distance in pixels of a cell from its column times the advance of the font.
const pre = document.querySelector("pre"), origin = pre.getBoundingClientRect().left;
const probe = document.createElement("span");
probe.textContent = "M".repeat(200);
pre.append(probe);
const advance = probe.getBoundingClientRect().width / 200;
probe.remove();
let row = 0, col = 0, cells = 0, heat = 0, worst = 0, where = "";
function see(left, ground, what) {
    const off = Math.abs(left - origin - col * advance);
    cells++;
    heat += ground;
    if (off > worst) { worst = off; where = `row ${row} column ${col} ${what}`; }
}
function box(element, ground) {
    see(element.getBoundingClientRect().left, ground, element.textContent);
    const lines = parseInt(element.style.width.replace("calc(", ""));
    col += lines ? lines : element.className === "w" ? 2 : 1;
}
function text(node, ground) {
    const range = document.createRange();
    for (let i = 0; i < node.length; i++) {
        if (node.data[i] === "\n") { row++; col = 0; continue; }
        range.setStart(node, i);
        range.setEnd(node, i + 1);
        see(range.getBoundingClientRect().left, ground, node.data[i]);
        col++;
    }
}
function walk(element, ground) {
    for (const child of element.childNodes) {
        if (child.nodeType === Node.TEXT_NODE) text(child, ground);
        else if (child.tagName === "I") box(child, ground);
        else walk(child, ground || /\bg\d/.test(child.className));
    }
}
walk(pre, false);
document.body.textContent = `columns ${row} ${cells} ${heat} ${worst.toFixed(3)} ${where}`;
