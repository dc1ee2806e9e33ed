// What a state does: where it begins, what it takes, its timers, its entry and exit.
#include <algorithm>

#include "engine/condition/suggestion.h"
#include "engine/definition/action_reader.h"
#include "engine/definition/naming.h"
#include "engine/definition/timer_reader.h"
#include "engine/definition/transition_reader.h"
#include "engine/definition/transition_words.h"

namespace accolade {
namespace {

std::vector<StateIndex> path_from_root(const Workflow& workflow, StateIndex index) {
  std::vector<StateIndex> ancestors = {index};
  while (index != root_state) {
    index = workflow.states[index].parent;
    ancestors.push_back(index);
  }
  std::reverse(ancestors.begin(), ancestors.end());
  return ancestors;
}

class BehaviourReader {
 public:
  BehaviourReader(StateIndex index, const Context& context)
      : index_(index),
        context_(context),
        report_(context.report),
        words_(context.outline.words[index]),
        state_(context.workflow().states[index]) {}

  void read() {
    switch (state_.kind) {
      case State::Kind::ShallowHistory:
      case State::Kind::DeepHistory:
        return read_history_default();
      case State::Kind::Compound:
        read_initial();
        break;
      case State::Kind::Atomic:
      case State::Kind::Parallel:
      case State::Kind::Final:
        break;
    }
    state_.entry = read_actions(words_.take("entry"), nullptr, context_);
    state_.exit = read_actions(words_.take("exit"), nullptr, context_);
    if (state_.kind != State::Kind::Final) read_transitions();
  }

 private:
  void read_history_default() {
    const YamlNode* to = words_.take("to");
    Transition initial = begin_transition({}, index_, state_.place);
    initial.targets = read_targets(to, context_);
    if (to == nullptr) report_.error(state_.place, "a history state needs `to:`, its default");
    check_inside(to, initial.targets, state_.parent);
    initial.actions = read_actions(words_.take("do"), &initial, context_);
    state_.initial = std::move(initial);
  }

  void read_initial() {
    const YamlNode* node = words_.take("initial");
    Transition initial = begin_transition({}, index_, node == nullptr ? state_.place : node->place);
    if (node == nullptr) {
      if (!state_.children.empty()) initial.targets = {state_.children.front()};
    } else if (node->kind == YamlNode::Kind::Map) {
      Words words(*node, "an initial", report_);
      const YamlNode* to = words.take("to");
      initial.targets = read_targets(to, context_);
      if (to == nullptr) report_.error(node->place, "an initial needs `to:`");
      check_inside(to, initial.targets, index_);
      initial.actions = read_actions(words.take("do"), &initial, context_);
      words.refuse_others();
    } else {
      initial.targets = read_targets(node, context_);
      check_inside(node, initial.targets, index_);
    }
    state_.initial = std::move(initial);
  }

  void check_inside(const YamlNode* to, const std::vector<StateIndex>& targets, StateIndex outer) {
    for (const StateIndex target : targets) {
      if (is_inside(context_.workflow(), target, outer)) continue;
      const State& around = context_.workflow().states[outer];
      report_.error(to->place,
                    "`" + context_.workflow().states[target].name + "` is not inside " +
                        (outer == root_state ? "the workflow" : "`" + around.name + "`"));
    }
  }

  // `on`, `always` and `timers` count in the order in which they are written.
  void read_transitions() {
    for (const YamlKey& key : words_.node().keys) {
      if (key.text == "on") read_on(*words_.take("on"));
      if (key.text == "always") read_always(*words_.take("always"));
      if (key.text == "timers") read_timers(*words_.take("timers"), index_, context_);
    }
    for (const char* word : {"on", "always", "timers"})
      words_.take(word);
  }

  void read_on(const YamlNode& on) {
    if (on.kind == YamlNode::Kind::Sequence) {
      for (const YamlNode& item : on.items)
        read_listed(item);
      return;
    }
    if (!is_map(&on, report_)) return;
    for (std::size_t i = 0; i < on.items.size(); ++i)
      read_event(on.keys[i], on.items[i]);
  }

  // {event: e, ...}
  void read_listed(const YamlNode& item) {
    Words words(item, "a transition", report_);
    const YamlNode* event = words.take("event");
    if (event == nullptr) return report_.error(item.place, "an `event:` is needed here");
    Transition begun = begin_transition(text_of(event, report_), index_, event->place);
    YamlNode nothing;
    begun = read_transition(nothing, std::move(begun), context_);
    read_transition_words(words, begun, context_);
    state_.transitions.push_back(std::move(begun));
  }

  // `e: a`, `e: [a, b]`, `e: {...}` or `e: [{...}, {...}]`
  void read_event(const YamlKey& key, const YamlNode& node) {
    if (key.text.empty())
      report_.error(key.place, "an event has a name; for none there is `always`");
    const bool has_several =
        node.kind == YamlNode::Kind::Sequence &&
        std::any_of(node.items.begin(), node.items.end(),
                    [](const YamlNode& item) { return item.kind != YamlNode::Kind::Scalar; });
    if (!has_several && node.kind == YamlNode::Kind::Sequence) {
      Transition transition = begin_transition(key.text, index_, key.place);
      YamlNode nothing;
      transition = read_transition(nothing, std::move(transition), context_);
      transition.targets = read_targets(&node, context_);
      state_.transitions.push_back(std::move(transition));
      return;
    }
    if (!has_several) return add(node, key.text, key.place);
    for (const YamlNode& item : node.items)
      add(item, key.text, item.place);
  }

  void read_always(const YamlNode& node) {
    if (node.kind != YamlNode::Kind::Sequence) return add(node, {}, node.place);
    for (const YamlNode& item : node.items)
      add(item, {}, item.place);
  }

  void add(const YamlNode& node, const std::string& descriptor, const Place& place) {
    Transition begun = begin_transition(descriptor, index_, place);
    state_.transitions.push_back(read_transition(node, std::move(begun), context_));
  }

  StateIndex index_;
  const Context& context_;
  Report& report_;
  Words& words_;
  State& state_;
};

}  // namespace

bool is_inside(const Workflow& workflow, StateIndex inner, StateIndex outer) {
  while (inner != root_state) {
    inner = workflow.states[inner].parent;
    if (inner == outer) return true;
  }
  return false;
}

bool can_be_active_together(const Workflow& workflow, StateIndex a, StateIndex b) {
  const std::vector<StateIndex> to_a = path_from_root(workflow, a);
  const std::vector<StateIndex> to_b = path_from_root(workflow, b);
  const std::size_t shorter = std::min(to_a.size(), to_b.size());
  for (std::size_t i = 0; i < shorter; ++i) {
    if (to_a[i] != to_b[i]) return workflow.states[to_a[i - 1]].kind == State::Kind::Parallel;
  }
  return true;
}

void read_behaviour(StateIndex index, const Context& context) {
  BehaviourReader(index, context).read();
}

}  // namespace accolade
