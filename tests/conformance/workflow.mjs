// From a chart in SCXML to a workflow for `accolade run`. XML is read by xmldom, which is strict
// about what is well-formed; expressions by acorn.
import { DOMParser } from '@xmldom/xmldom';

import { expressionOf } from './expression.mjs';
import { NotExpressed } from './not_expressed.mjs';

const states = ['state', 'parallel', 'final', 'history'];
const inside = [...states, 'onentry', 'onexit', 'initial', 'transition', 'datamodel'];

// The workflow, as a value to be written as JSON (which is YAML). Throws NotExpressed.
export function workflowOf(xml) {
  const root = new DOMParser({ errorHandler: refuse }).parseFromString(xml, 'text/xml')
    .documentElement;
  const chart = new Chart(root);
  const played = chart.state(root);
  return { workflow: 'played', ...chart.variables(), ...played };
}

function refuse(level, message) {
  throw new Error(`${level}: ${message}`);
}

function elementsIn(element, ...names) {
  const elements = Array.from(element.childNodes).filter((node) => node.nodeType === 1);
  return names.length === 0 ? elements : elements.filter((node) => names.includes(node.localName));
}

function words(text) {
  return text.trim().split(/\s+/).filter((word) => word !== '');
}

class Chart {
  #root;
  #names = new Map();

  constructor(root) {
    this.#root = root;
  }

  // `<data>` without a value is undefined until the first assignment; no chart of the suite reads
  // it before that. A field begins at 0 instead.
  variables() {
    const fields = {};
    for (const data of Array.from(this.#root.getElementsByTagName('data'))) {
      const value = data.getAttribute('expr') || '0';
      if (!/^-?\d+$/.test(expressionOf(value))) throw new NotExpressed('data that is no number');
      fields[data.getAttribute('id')] = { type: 'int', default: Number(value) };
    }
    return Object.keys(fields).length === 0 ? {} : { fields };
  }

  state(element) {
    for (const { localName } of elementsIn(element)) {
      if (!inside.includes(localName)) throw new NotExpressed(`\`<${localName}>\``);
    }
    const state = {};
    if (element.localName === 'parallel') state.parallel = true;
    if (element.localName === 'final') return { final: 'over', ...this.#actionsAround(element) };
    if (element.localName === 'history') {
      const [transition] = elementsIn(element, 'transition');
      return { history: element.getAttribute('type') || 'shallow', ...this.#move(transition) };
    }
    Object.assign(state, this.#initial(element), this.#actionsAround(element));
    const transitions = elementsIn(element, 'transition');
    const on = transitions.filter((each) => each.hasAttribute('event'));
    if (on.length > 0) state.on = on.flatMap((each) => this.#heard(each));
    const always = transitions.filter((each) => !each.hasAttribute('event'));
    if (always.length > 0) state.always = always.map((each) => this.#transition(each));
    const inner = elementsIn(element, ...states);
    if (inner.length > 0) {
      state.states = Object.fromEntries(inner.map((each) => [this.#name(each), this.state(each)]));
    }
    return state;
  }

  // A state without an id gets a name that no chart of the suite has.
  #name(element) {
    const given = element.getAttribute('id');
    if (given) return given;
    if (!this.#names.has(element)) this.#names.set(element, `unnamed_${this.#names.size + 1}`);
    return this.#names.get(element);
  }

  #initial(element) {
    const targets = words(element.getAttribute('initial'));
    if (targets.length > 0) return { initial: targets };
    const [initial] = elementsIn(element, 'initial');
    if (initial === undefined) return {};
    return { initial: this.#move(elementsIn(initial, 'transition')[0]) };
  }

  // One transition for each of its descriptors.
  #heard(element) {
    const rest = this.#transition(element);
    return words(element.getAttribute('event')).map((event) => ({ event, ...rest }));
  }

  #transition(element) {
    const transition = this.#move(element);
    if (element.hasAttribute('cond')) transition.if = expressionOf(element.getAttribute('cond'));
    if (element.getAttribute('type') === 'internal') transition.internal = true;
    return transition;
  }

  #move(element) {
    const move = {};
    const targets = words(element.getAttribute('target'));
    if (targets.length > 0) move.to = targets;
    const actions = this.#actions(elementsIn(element));
    if (actions.length > 0) move.do = actions;
    return move;
  }

  #actionsAround(element) {
    const around = {};
    for (const [name, word] of [['onentry', 'entry'], ['onexit', 'exit']]) {
      const actions = elementsIn(element, name).flatMap((each) => this.#actions(elementsIn(each)));
      if (actions.length > 0) around[word] = actions;
    }
    return around;
  }

  // What is told to a log alone changes nothing.
  #actions(elements) {
    return elements.filter((each) => each.localName !== 'log').map((each) => this.#action(each));
  }

  #action(element) {
    switch (element.localName) {
      case 'raise':
        return { raise: element.getAttribute('event') };
      case 'send':
        return { send: sendOf(element) };
      case 'cancel':
        return { cancel: element.getAttribute('sendid') };
      case 'assign':
        return {
          set: { [element.getAttribute('location')]: expressionOf(element.getAttribute('expr')) },
        };
      case 'if':
        return this.#choice(element.getAttribute('cond'), elementsIn(element));
      case 'foreach':
        throw new NotExpressed('`<foreach>`: a loop that acts');
      default:
        throw new NotExpressed(`\`<${element.localName}>\``);
    }
  }

  // `<elseif>` and `<else>` stand between the actions that they part.
  #choice(condition, elements) {
    const isNext = (each) => each.localName === 'elseif' || each.localName === 'else';
    const end = elements.findIndex(isNext);
    const choice = {
      if: expressionOf(condition),
      do: this.#actions(end < 0 ? elements : elements.slice(0, end)),
    };
    if (end < 0) return choice;
    const rest = elements.slice(end + 1);
    choice.else = elements[end].localName === 'else'
      ? this.#actions(rest)
      : [this.#choice(elements[end].getAttribute('cond'), rest)];
    return choice;
  }
}

function sendOf(element) {
  const isPlain = ['eventexpr', 'delayexpr', 'namelist', 'idlocation', 'target', 'type']
    .every((name) => !element.hasAttribute(name));
  if (!isPlain || elementsIn(element).length > 0) {
    throw new NotExpressed('`<send>` with data, or with names made by script');
  }
  const send = { event: element.getAttribute('event') };
  if (element.hasAttribute('id')) send.id = element.getAttribute('id');
  if (element.hasAttribute('delay')) send.after = durationOf(element.getAttribute('delay'));
  return send;
}

// A time of CSS, such as 10ms or 1.5s, as ISO 8601 writes it.
function durationOf(delay) {
  const [, number, unit] = /^(\d*\.?\d+)(ms|s)$/.exec(delay);
  return `PT${unit === 'ms' ? Number(number) / 1000 : Number(number)}S`;
}
