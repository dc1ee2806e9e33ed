// ECMAScript expressions of the suite, written as conditions: counting, comparing and In().
import { parseExpressionAt } from 'acorn';

import { NotExpressed } from './not_expressed.mjs';

const operators = new Map([
  ['===', '=='], ['==', '=='], ['!==', '!='], ['!=', '!='],
  ['<', '<'], ['<=', '<='], ['>', '>'], ['>=', '>='],
  ['+', '+'], ['-', '-'], ['*', '*'], ['&&', '&&'], ['||', '||'], ['!', '!'],
]);

// The same expression in the language of workflows. Throws NotExpressed where that has no word.
export function expressionOf(script) {
  let tree;
  try {
    tree = parseExpressionAt(script, 0, { ecmaVersion: 5 });
  } catch {
    throw new NotExpressed('an object of ECMAScript, broken on purpose');
  }
  if (script.slice(tree.end).trim() !== '') throw new NotExpressed('several statements of script');
  return written(tree);
}

function written(node) {
  switch (node.type) {
    case 'Literal':
      if (typeof node.value === 'boolean') return String(node.value);
      if (Number.isInteger(node.value)) return String(node.value);
      throw new NotExpressed('data that is no number');
    case 'Identifier':
      return node.name;
    case 'UnaryExpression':
      return `${operator(node)}(${written(node.argument)})`;
    case 'BinaryExpression':
    case 'LogicalExpression':
      return `(${written(node.left)} ${operator(node)} ${written(node.right)})`;
    case 'CallExpression':
      return called(node);
    case 'ObjectExpression':
    case 'ArrayExpression':
    case 'MemberExpression':
      throw new NotExpressed('an object of ECMAScript');
    default:
  }
  throw new NotExpressed(`script: ${node.type}`);
}

function operator(node) {
  const word = operators.get(node.operator);
  if (word === undefined) throw new NotExpressed(`script: the operator ${node.operator}`);
  return word;
}

function called({ callee, arguments: given }) {
  if (callee.name === 'In') return `in_state('${given[0].value}')`;
  const isPower = callee.object?.name === 'Math' && callee.property?.name === 'pow';
  if (!isPower || !Number.isInteger(given[1].value)) {
    throw new NotExpressed('a function of ECMAScript');
  }
  const base = written(given[0]);
  return `(${Array(given[1].value).fill(base).join(' * ')})`;
}
