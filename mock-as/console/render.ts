import { Eta } from 'eta';
import { inventoryTemplates } from './views/inventory.ts';
import { layoutTemplates } from './views/layout.ts';
import { stagingTemplates } from './views/staging.ts';
import { trafficTemplates } from './views/traffic.ts';

const templates = { ...layoutTemplates, ...trafficTemplates, ...inventoryTemplates, ...stagingTemplates };

export type TemplateName = keyof typeof templates;

/** Fills a template; every value is escaped. */
export type Render = (name: TemplateName, data: object) => string;

/** Compiles the templates. */
export function createRender(): Render {
  const eta = new Eta({ autoEscape: true });
  for (const [name, text] of Object.entries(templates)) eta.loadTemplate(`@${name}`, text);
  return (name, data) => eta.render(`@${name}`, data);
}
