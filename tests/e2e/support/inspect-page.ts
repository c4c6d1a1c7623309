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
 * than the screen, and a picture to look at by eye.
 */
export async function inspectPage(page: Page, name: string): Promise<void> {
  const before = page.viewportSize();
  for (const { name: size, width, height } of SIZES) {
    await page.setViewportSize({ width, height });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(
      violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]),
      `accessibility of ${name}, ${size}`,
    ).toEqual([]);
    const contentWidth = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(contentWidth, `width of ${name}, ${size}`).toBeLessThanOrEqual(width);
    await page.screenshot({ path: `${PICTURES}/${name}-${size}.png`, fullPage: true });
  }
  if (before) await page.setViewportSize(before);
}
