// What each message of the bot takes on the screen, in points, as JSON at the end of the page.
// The first message is the question of a person, which is to be seen above the answer.
const box = element => element.getBoundingClientRect();
const linesOf = bubble => {
  const middles = [], texts = document.createTreeWalker(bubble, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const parent = texts.currentNode.parentElement, range = document.createRange();
    if (parent.closest("time")) continue;
    range.selectNodeContents(texts.currentNode);
    const quote = parent.closest(".folded"), end = quote ? box(quote).bottom : Infinity;
    for (const line of range.getClientRects())
      if (line.width && line.bottom <= end) middles.push(line.top + line.height / 2);
  }
  // words in bold or in another font are not as high as those beside them
  return middles.sort((one, other) => one - other).filter((middle, i) => !i || middle - middles[i - 1] > 8).length;
};
const [question, ...answers] = document.querySelectorAll("article");
const main = document.querySelector("main"), section = getComputedStyle(document.querySelector("section"));
const taken = [document.querySelector("header"), document.querySelector("footer"), question].map(one => box(one).height);
const between = ["paddingTop", "paddingBottom", "rowGap"].map(name => parseFloat(section[name]));
const measured = {
  room: parseFloat(getComputedStyle(main).minHeight) - [...taken, ...between].reduce((sum, one) => sum + one),
  replies: answers.map(answer => {
    const [bubble, row] = answer.children;
    return { height: box(row ?? bubble).bottom - box(answer).top, lines: linesOf(bubble) };
  }),
};
document.body.insertAdjacentHTML("beforeend", `<pre id=measured>${JSON.stringify(measured)}</pre>`);
