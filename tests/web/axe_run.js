// All of axe's rules, or the one about colours; that one only where a text has colours that have not passed before. All
// it asks about a text is its colour, size and weight and what is painted behind it: pages are made of a few dozen of
// those, thousands of times.
async ([passedBefore, everything]) => {
  const NOTHING = 'rgba(0, 0, 0, 0) none 1';
  const passed = new Set(passedBefore);
  const fresh = new Map(); // how each text looks whose look has not passed

  const showsText = (element) =>
    element.matches('input, select, textarea') ||
    [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());

  // Such as a menu that is folded away is not: the rule passes over it, too.
  const isShown = (element) => {
    const { right, bottom } = element.getBoundingClientRect();
    return element.checkVisibility({ visibilityProperty: true }) && right > 0 && bottom > 0;
  };

  const look = (element, before) => {
    const style = getComputedStyle(element);
    if (style.display === 'none') return;
    const painted = `${style.backgroundColor} ${style.backgroundImage} ${style.opacity}`;
    const behind = painted === NOTHING ? before : [...before, painted];
    if (showsText(element) && isShown(element)) {
      const exempt = element.closest(':disabled, [aria-disabled=true], label') ? 'exempt?' : '';
      const { color, fontSize, fontWeight, textShadow } = style;
      const looks = [color, fontSize, fontWeight, textShadow, exempt, ...behind].join(' | ');
      if (!passed.has(looks)) fresh.set(element, looks);
    }
    for (const child of element.children) look(child, behind);
  };
  look(document.documentElement, []);

  if (!everything && !fresh.size) return { violations: [], passed: [], looked: 0 };
  const contrast = 'color-contrast';
  const found = await axe.run(document, {
    ...(everything ? { rules: { [contrast]: { enabled: fresh.size > 0 } } } : { runOnly: contrast }),
    resultTypes: ['violations', 'passes'],
    elementRef: true,
  });
  const nodes = found.passes.filter((rule) => rule.id === contrast).flatMap((rule) => rule.nodes);
  return {
    violations: found.violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.target)}`),
    passed: nodes.map((node) => fresh.get(node.element)).filter((looks) => looks),
    looked: fresh.size,
  };
}
