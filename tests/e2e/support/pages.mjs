// What every page must be, whoever sees it: accessible, and valid HTML.
import axe from 'axe-core';
import {HtmlValidate} from 'html-validate';

// The rules of the HTML standard. Not its matters of taste, which a browser decides anew when it
// writes a page out: quotes, `checked=""`, void elements.
const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:standard', 'html-validate:a11y', 'html-validate:document'],
});

// What axe-core finds on the page as it stands, one line a violation; none is the promise.
export async function accessibilityViolations(page) {
  await page.evaluate(axe.source); // not a script element: the content security policy forbids it
  const {violations} = await page.evaluate(() => globalThis.axe.run(document));
  return violations.flatMap(({id, help, nodes}) =>
    nodes.map((node) => `${id}: ${help} (${node.target.join(' ')})`),
  );
}

// What html-validate finds in a document, one line an error.
export async function htmlErrors(html) {
  const report = await validator.validateString(html);
  return report.results.flatMap(({messages}) =>
    messages.map(({line, column, ruleId, message}) => `${line}:${column} ${ruleId}: ${message}`),
  );
}
