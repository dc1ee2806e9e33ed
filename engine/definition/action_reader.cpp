// Actions within an instance: raise, send, cancel, set and if.
#include "engine/definition/action_reader.h"

#include "engine/condition/suggestion.h"
#include "engine/definition/expression_reader.h"
#include "engine/definition/naming.h"

namespace accolade {
namespace {

std::string event_in(const YamlNode* node, const Place& where, Report& report) {
  const std::string event = text_of(node, report);
  if (node == nullptr)
    report.error(where, "an `event:` is needed here");
  else if (!is_event(event))
    report.error(node->place, "`" + event + "` cannot be the name of an event");
  return event;
}

class ActionReader {
 public:
  ActionReader(const Transition* transition, const Context& context)
      : transition_(transition), context_(context), report_(context.report) {}

  void read(const YamlNode& node, Actions& into) {
    if (!is_map(&node, report_)) {
      if (node.kind == YamlNode::Kind::Null)
        report_.error(node.place, "an action is expected here");
      return;
    }
    Words words(node, "an action", report_);
    const Place& place = node.place;
    const std::size_t before = into.size();
    int verbs = 0;
    const auto verb = [&](std::string_view word) {
      const YamlNode* found = words.take(word);
      verbs += found == nullptr ? 0 : 1;
      return found;
    };
    if (const YamlNode* raise = verb("raise"))
      into.push_back({Raise{event_in(raise, place, report_)}, place});
    if (const YamlNode* send = verb("send")) into.push_back({read_send(*send), place});
    if (const YamlNode* cancel = verb("cancel"))
      into.push_back({CancelSend{text_of(cancel, report_)}, place});
    if (const YamlNode* set = verb("set")) into.push_back({read_set(*set), place});
    if (const YamlNode* mail = verb("mail")) read_mail(*mail, into, context_);
    if (const YamlNode* tell = verb("tell")) read_tell(*tell, transition_, into, context_);
    if (const YamlNode* start = verb("start")) read_start(*start, transition_, into, context_);
    if (const YamlNode* appoint = verb("appoint")) read_appoint(*appoint, into);
    if (const YamlNode* condition = verb("if")) {
      Branch branch = read_branch(*condition, words);
      into.push_back({std::move(branch), place});
    }
    words.refuse_others();
    if (verbs != 1 && into.size() > before)
      report_.error(place, "an action is one word; write a list of them");
  }

 private:
  Send read_send(const YamlNode& node) {
    Send send;
    Words words(node, "a send", report_);
    send.event = event_in(words.take("event"), node.place, report_);
    send.after = duration_of(words.take("after"), report_);
    send.id = text_of(words.take("id"), report_);
    words.refuse_others();
    return send;
  }

  Assign read_set(const YamlNode& node) {
    Assign assign;
    if (!is_map(&node, report_)) return assign;
    for (std::size_t i = 0; i < node.items.size(); ++i) {
      const YamlKey& name = node.keys[i];
      YamlNode key;
      key.kind = YamlNode::Kind::Scalar;
      key.text = name.text;
      key.place = name.place;
      if (context_.field_names(&key).empty()) continue;
      const Wanted wanted{condition_type(*context_.outline.field(name.text)), Absence::Allowed};
      assign.fields.emplace_back(name.text,
                                 read_expression(node.items[i], wanted, transition_, context_));
    }
    return assign;
  }

  void read_appoint(const YamlNode& node, Actions& into) {
    if (!is_map(&node, report_)) return;
    for (std::size_t i = 0; i < node.items.size(); ++i) {
      const YamlKey& role = node.keys[i];
      const YamlNode& named = node.items[i];
      const auto& people = context_.workflow().people;
      const auto known = people.find(role.text);
      if (known == people.end() ||
          (known->second != RoleSource::Creator && known->second != RoleSource::Assigned))
        report_.error(role.place, "`" + role.text + "` is no role that somebody gets here");
      const Field* const field = context_.outline.field(named.text);
      if (!context_.field_names(&named).empty() && field->type != FieldType::Person &&
          field->type != FieldType::People)
        report_.error(named.place, "a field of type person or people is expected here");
      into.push_back({Appoint{role.text, named.text}, role.place});
    }
  }

  Branch read_branch(const YamlNode& condition, Words& words) {
    Branch branch;
    branch.condition = read_expression(condition, {bool_type()}, transition_, context_);
    const YamlNode* then = words.take("do");
    if (then == nullptr) report_.error(condition.place, "an `if` among actions needs a `do:`");
    branch.then = std::make_shared<Actions>(read_actions(then, transition_, context_));
    branch.otherwise =
        std::make_shared<Actions>(read_actions(words.take("else"), transition_, context_));
    return branch;
  }

  const Transition* transition_;
  const Context& context_;
  Report& report_;
};

}  // namespace

Actions read_actions(const YamlNode* list, const Transition* transition, const Context& context) {
  Actions actions;
  if (!is_list(list, context.report)) return actions;
  for (const YamlNode& item : list->items)
    ActionReader(transition, context).read(item, actions);
  return actions;
}

}  // namespace accolade
