import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** The office's screen and a companion's phone. */
const SIZES = [
  { name: "layar", width: 1366, height: 768 },
  { name: "ponsel", width: 360, height: 800 },
] as const;

const PICTURES = "test-results/halaman";

/**
 * Looks at a page as people with either screen have it: no accessibility violation, nothing wider
 * than the screen or than the card it stands in, and a picture to look at by eye.
 */
export async function inspectPage(page: Page, name: string): Promise<void> {
  const before = page.viewportSize();
  // After a link was followed the title comes last.
  await expect(page).toHaveTitle(/\S/);
  for (const { name: size, width, height } of SIZES) {
    await page.setViewportSize({ width, height });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(
      violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]),
      `accessibility of ${name}, ${size}`,
    ).toEqual([]);
    expect(await page.evaluate(findCutOff), `what ${name} cuts off, ${size}`).toEqual([]);
    await page.screenshot({ path: `${PICTURES}/${name}-${size}.png`, fullPage: true });
  }
  if (before) await page.setViewportSize(before);
}

/** Runs in the page: the boxes that hide a part of what is in them sideways, the page itself among them. */
function findCutOff(): string[] {
  const boxes = [document.documentElement, ...document.querySelectorAll<HTMLElement>("section")];
  return boxes
    .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
    .map((box) => box.querySelector("h1, h2")?.textContent ?? box.tagName);
}
