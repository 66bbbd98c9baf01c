"""The words on a page that are left in English: what an eye, a screen reader or a hint would tell."""

ICONS_CODES_AND_DATA = (
    "[data-testid=stIconMaterial], [data-testid=stHtml], [data-testid^=glide-cell], code, script, style, noscript"
)
KNOWN = ("xlsx", "csv", "Streamlit", "Excel", "Esc", "Ctrl", "Word", "PowerPoint", "Shift")
"""Names that have no Chinese of their own."""

FIND = """([skipped, known]) => {
  const found = new Set(), word = /[A-Za-z]*[a-z]{3,}/g;
  const note = text => {
    if ([...text.matchAll(word)].some(([one]) => !known.includes(one))) found.add(text.trim());
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode())
    if (!texts.currentNode.parentElement.closest(skipped)) note(texts.currentNode.nodeValue);
  for (const one of document.querySelectorAll("body *:not([data-testid=stHtml] *)"))
    for (const name of ["title", "aria-label", "placeholder", "alt"]) note(one.getAttribute(name) ?? "");
  return [...found];
}"""


def english_on(page):
    """Every text that holds an English word, as it stands now."""
    return page.evaluate(FIND, [ICONS_CODES_AND_DATA, KNOWN])
