// What the OpenAPI document of the server promises of an answer.
import assert from 'node:assert/strict';
import Ajv from 'ajv/dist/2020.js';

const pointer = (...steps) =>
  steps.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

// check(operationId, answer)   asserts that the answer's status is described for the operation, and
//                              that its type, headers and body are as described
// unseen()                     "operation status" of every described answer that was not checked yet
export function description(document) {
  const ajv = new Ajv({strict: false, validateFormats: false, allErrors: true});
  ajv.addSchema(document, 'openapi.json');

  const found = (reference) =>
    reference
      .slice(2)
      .split('/')
      .reduce((node, step) => node[step.replaceAll('~1', '/').replaceAll('~0', '~')], document);
  const resolved = (node, place) =>
    node.$ref ? {node: found(node.$ref), place: node.$ref.slice(1)} : {node, place};

  const operations = new Map();
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of ['get', 'post', 'put', 'delete', 'patch']) {
      const operation = item[method];
      if (!operation) continue;
      operations.set(operation.operationId, {operation, place: pointer('paths', path, method)});
    }
  }
  const unseen = new Set(
    [...operations].flatMap(([id, {operation}]) =>
      Object.keys(operation.responses).map((status) => `${id} ${status}`),
    ),
  );

  const conforms = (value, place, what) => {
    const validate = ajv.compile({$ref: `openapi.json#${place}`});
    assert.ok(validate(value), `${what}: ${ajv.errorsText(validate.errors)} in ${JSON.stringify(value)}`);
  };

  const check = (id, answer) => {
    const {operation, place} = operations.get(id);
    const what = `${id} ${answer.status}`;
    const described = operation.responses[answer.status];
    assert.ok(described, `${what} is not described: ${answer.bytes}`);
    const response = resolved(described, `${place}${pointer('responses', answer.status)}`);

    for (const [name, header] of Object.entries(response.node.headers ?? {})) {
      const {node, place: at} = resolved(header, `${response.place}${pointer('headers', name)}`);
      const value = answer.headers.get(name);
      assert.ok(value !== null || !node.required, `${what} has no ${name}`);
      if (value !== null) conforms(value, `${at}/schema`, `${what}, header ${name}`);
    }
    const [type] = Object.keys(response.node.content);
    assert.equal(answer.type, type, what);
    conforms(answer.body, `${response.place}${pointer('content', type, 'schema')}`, what);
    if (type === 'application/problem+json') assert.equal(answer.body.status, answer.status, what);
    unseen.delete(what);
  };
  return {check, unseen: () => [...unseen].sort()};
}
