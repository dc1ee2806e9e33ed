// The HTTP API of a running server, as a program uses it.
import {program, run} from './program.mjs';

// A bearer token of the person, made by the command that administrators use.
export async function tokenOf(mail, database, {env} = {}) {
  const printed = await run([program, 'token', mail, '--database', database], {env});
  return printed.trim().split(/\s+/).at(-1);
}

// Adds a person, a name or a role in the directory, as far as they are named; returns the person's id.
export async function addPerson(mail, {name, role, database, env}) {
  const named = name ? [name] : [];
  const held = role ? ['--role', role] : [];
  const command = [program, 'person', mail, ...named, ...held, '--database', database];
  return (await run(command, {env})).trim();
}

// Calls of one actor; without a token, a visitor's. Answers are {status, headers, type, bytes, body}
// where `body` is the parsed JSON. Paths are below /api/v1.
//   get(path)   post(path, body, headers)   send(method, path, {body, headers})
//   start(workflow, parent, fields)   raise(id, event, fields)   show(id)   list(query)
export function apiOf(url, token) {
  const authority = token ? {authorization: `Bearer ${token}`} : {};
  const send = async (method, path, {body, headers = {}} = {}) => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      body,
      headers: {...authority, ...(body ? {'content-type': 'application/json'} : {}), ...headers},
    });
    const bytes = await response.text();
    const type = response.headers.get('content-type');
    const body_ = /json/.test(type ?? '') && bytes ? JSON.parse(bytes) : undefined;
    return {status: response.status, headers: response.headers, type, bytes, body: body_};
  };
  const get = (path) => send('GET', path);
  const post = (path, body, headers) => send('POST', path, {body: JSON.stringify(body), headers});
  return {
    send,
    get,
    post,
    start: (workflow, parent, fields = {}) => post('/instances', {workflow, parent, fields}),
    raise: (id, event, fields = {}, headers) =>
      post(`/instances/${id}/events/${event}`, {fields}, headers),
    show: async (id) => (await get(`/instances/${id}`)).body,
    list: async (query) => (await get(`/instances?${new URLSearchParams(query)}`)).body.items,
  };
}
