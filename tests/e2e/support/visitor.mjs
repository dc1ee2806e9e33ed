// A browser without a window: cookies, forms and redirects over plain HTTP, for what a real browser
// would never send.

const hiddenInput = /<input type="hidden" name="([^"]+)" value="([^"]*)">/g;

// The hidden inputs of the form of `html` that posts to `action`.
export function hiddenInputs(html, action) {
  const form = html
    .split('<form')
    .slice(1)
    .map((part) => part.split('</form>')[0])
    .find((part) => part.includes(`action="${action}"`));
  if (!form) throw new Error(`no form posts to ${action} in:\n${html}`);
  return Object.fromEntries([...form.matchAll(hiddenInput)].map(([, name, value]) => [name, value]));
}

// Answers are {status, headers, location, bytes, whole} and never follow a redirect: `bytes` as text,
// `whole` as they came.
//   get(path)   post(path, fields)   put in a form, urlencoded   send(method, path, how)
//   follow(answer)   gets where a redirect leads
//   submit(page, action, fields)   gets the page, fills in its form that posts to `action`, posts it
//   upload(page, action, fields, {field, name, bytes})   the same as multipart with one file
//   signIn(link)   takes a sign-in link as a mail gives it
export function newVisitor(url) {
  const cookies = new Map();

  const send = async (method, path, {body, headers = {}} = {}) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(new URL(path, url), {
      method,
      body,
      redirect: 'manual',
      headers: {...(cookie ? {cookie} : {}), ...headers},
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
      if (value) cookies.set(name, value);
      else cookies.delete(name);
    }
    const whole = Buffer.from(await response.arrayBuffer());
    return {
      status: response.status,
      headers: response.headers,
      location: response.headers.get('location'),
      bytes: new TextDecoder().decode(whole),
      whole,
    };
  };

  const get = (path) => send('GET', path);
  const post = (path, fields) => send('POST', path, {body: new URLSearchParams(fields)});
  const follow = (answer) => get(answer.location);

  const formOf = async (page, action) => {
    const answer = await get(page);
    return hiddenInputs(answer.bytes, action);
  };
  const submit = async (page, action, fields = {}) =>
    post(action, {...(await formOf(page, action)), ...fields});
  const upload = async (page, action, fields, {field, name, bytes}) => {
    const form = new FormData();
    for (const [key, value] of Object.entries({...(await formOf(page, action)), ...fields})) {
      form.append(key, value);
    }
    form.append(field, new Blob([bytes]), name);
    return send('POST', action, {body: form});
  };
  const signIn = async (link) => {
    const {pathname} = new URL(link);
    return submit(pathname, pathname);
  };
  return {send, get, post, follow, submit, upload, signIn, cookies};
}

// Autosaves answers as the script of the form page does: [[field, value], ...] as JSON values.
export async function saveDraft(visitor, instance, answers, {csrf, sequence}) {
  return visitor.send('POST', `/instances/${instance}/draft`, {
    body: JSON.stringify({answers: answers.map(([field, value]) => ({field, value, sequence}))}),
    headers: {'content-type': 'application/json', 'x-csrf-token': csrf},
  });
}
