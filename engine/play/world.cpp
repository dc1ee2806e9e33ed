// Reads values of ancestors by the types that the conditions need, and counts children.
#include "engine/play/world.h"

#include <algorithm>
#include <initializer_list>

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include "engine/form/answer.h"

namespace accolade {
namespace {

namespace json = boost::json;

Refusal unreadable(std::string sentence) {
  return {Why::Invalid, std::move(sentence)};
}

template <class T>
std::optional<Value> held(const std::optional<T>& value) {
  return value ? std::optional<Value>(Value(*value)) : std::nullopt;
}

std::optional<Value> typed(const json::value& given, const Type& type);

// Where no type is known: what JSON says itself.
std::optional<Value> as_it_is(const json::value& given) {
  if (given.is_null()) return Value();
  if (given.is_bool()) return Value(given.get_bool());
  if (given.is_string()) return Value(std::string(given.get_string()));
  if (given.is_array()) {
    List list;
    for (const json::value& item : given.get_array()) {
      const std::optional<Value> value = as_it_is(item);
      if (!value) return std::nullopt;
      list.push_back(*value);
    }
    return Value(std::move(list));
  }
  if (given.is_object()) {
    Record record;
    for (const json::key_value_pair& pair : given.get_object()) {
      const std::optional<Value> value = as_it_is(pair.value());
      if (!value) return std::nullopt;
      if (!value->is_absent()) record.insert_or_assign(std::string(pair.key()), *value);
    }
    return Value(std::move(record));
  }
  if (const std::optional<std::int64_t> whole = whole_in(given)) return Value(*whole);
  return held(decimal_in(given));
}

std::optional<Value> typed_list(const json::value& given, const Type& type) {
  if (!given.is_array()) return std::nullopt;
  List list;
  for (const json::value& item : given.get_array()) {
    const std::optional<Value> value = type.element ? typed(item, *type.element) : as_it_is(item);
    if (!value) return std::nullopt;
    list.push_back(*value);
  }
  return Value(std::move(list));
}

std::optional<Value> typed_record(const json::value& given, const Type& type) {
  if (!given.is_object()) return std::nullopt;
  Record record;
  for (const json::key_value_pair& pair : given.get_object()) {
    const std::string name(pair.key());
    const auto known = type.members.find(name);
    const std::optional<Value> value =
        known == type.members.end() ? as_it_is(pair.value()) : typed(pair.value(), known->second);
    if (!value) return std::nullopt;
    if (!value->is_absent()) record.insert_or_assign(name, *value);
  }
  return Value(std::move(record));
}

std::optional<Value> typed(const json::value& given, const Type& type) {
  if (given.is_null()) return Value();
  const bool is_text = given.is_string();
  const std::string text = is_text ? std::string(given.get_string()) : std::string();
  switch (type.kind) {
    case Type::Kind::Bool:
      return given.is_bool() ? std::optional<Value>(given.get_bool()) : std::nullopt;
    case Type::Kind::Int:
      return held(whole_in(given));
    case Type::Kind::Decimal:
      return held(decimal_in(given));
    case Type::Kind::String:
    case Type::Kind::Enum:
      return is_text ? std::optional<Value>(text) : std::nullopt;
    case Type::Kind::Timestamp:
      return held(parse_instant(text));
    case Type::Kind::Duration:
      return held(parse_duration(text));
    case Type::Kind::Day:
      return held(parse_day(text));
    case Type::Kind::List:
      return typed_list(given, type);
    case Type::Kind::Record:
      return typed_record(given, type);
  }
  return std::nullopt;
}

// "parent.parent.rubric": up once for each "parent", then into "fields".
const json::value& find_above(const json::value& parent, std::string_view path) {
  constexpr std::string_view step = "parent.";
  const json::value* above = &parent;
  path.remove_prefix(step.size());
  while (path.starts_with(step)) {
    above = &member(*above, "parent");
    path.remove_prefix(step.size());
  }
  return member(member(*above, "fields"), path);
}

std::set<std::string> paths_of(const Workflow& workflow) {
  std::set<std::string> paths = workflow.ancestor_paths;
  for (const Field& field : workflow.fields) {
    if (field.of.starts_with("parent.")) paths.insert(field.of);
  }
  for (const auto& [path, type] : workflow.ancestor_types)
    paths.insert(path);
  return paths;
}

bool is_in(const json::value& child, const std::string& state) {
  if (state.empty()) return true;
  const json::array* names = member(child, "configuration").if_array();
  return names != nullptr &&
         std::any_of(names->begin(), names->end(), [&](const json::value& name) {
           return name.is_string() && name.get_string() == state;
         });
}

// The first key that is none of these.
std::optional<Refusal> stranger_among(const json::object& object, const char* whose,
                                      std::initializer_list<std::string_view> known) {
  for (const json::key_value_pair& pair : object) {
    const std::string_view key = pair.key();
    if (std::find(known.begin(), known.end(), key) != known.end()) continue;
    return unreadable("`" + std::string(key) + "` is not known of " + whose);
  }
  return std::nullopt;
}

std::optional<Refusal> fault_of_parent(const json::value& parent) {
  if (parent.is_null()) return std::nullopt;
  if (!parent.is_object()) return unreadable("`parent` is an object");
  if (auto fault = stranger_among(parent.get_object(), "a parent", {"fields", "parent"}))
    return fault;
  const json::value& fields = member(parent, "fields");
  if (!fields.is_null() && !fields.is_object()) {
    return unreadable("`fields` of a parent is an object");
  }
  return fault_of_parent(member(parent, "parent"));
}

std::optional<Refusal> fault_of_child(const json::value& child) {
  if (!child.is_object()) return unreadable("a child is an object");
  if (auto fault = stranger_among(child.get_object(), "a child", {"configuration", "fields"}))
    return fault;
  const json::value& states = member(child, "configuration");
  const bool are_names =
      states.is_array() && std::all_of(states.get_array().begin(), states.get_array().end(),
                                       [](const json::value& name) { return name.is_string(); });
  if (!states.is_null() && !are_names) {
    return unreadable("`configuration` of a child is a list of states");
  }
  const json::value& fields = member(child, "fields");
  if (!fields.is_null() && !fields.is_object()) {
    return unreadable("`fields` of a child is an object");
  }
  return std::nullopt;
}

Outcome<TallyFigures> tallied(const Tally& tally, const json::array& children) {
  TallyFigures figures;
  for (const json::value& child : children) {
    if (!is_in(child, tally.state)) continue;
    if (tally.figure == Figure::Count) {
      ++figures.count;
      continue;
    }
    const json::value& given = member(member(child, "fields"), tally.field);
    if (given.is_null()) continue;
    const std::optional<Decimal> number = decimal_in(given);
    const std::optional<Decimal> total =
        number ? add(figures.total, *number) : std::optional<Decimal>();
    if (!total) {
      return unreadable("`" + tally.field + "` of a " + tally.child + " is no number that " +
                        tally.text() + " can take: " + json::serialize(given));
    }
    ++figures.count;
    figures.total = *total;
    figures.min = figures.min ? std::min(*figures.min, *number) : *number;
    figures.max = figures.max ? std::max(*figures.max, *number) : *number;
  }
  return figures;
}

}  // namespace

Outcome<Fields> ancestors_from(const Workflow& workflow, const json::value& parent) {
  if (std::optional<Refusal> fault = fault_of_parent(parent)) return *std::move(fault);
  Fields above;
  for (const std::string& path : paths_of(workflow)) {
    const json::value& given = find_above(parent, path);
    const auto type = workflow.ancestor_types.find(path);
    const std::optional<Value> value =
        type == workflow.ancestor_types.end() ? as_it_is(given) : typed(given, type->second);
    if (!value) {
      const std::string wanted =
          type == workflow.ancestor_types.end() ? "a value" : in_words(type->second);
      return unreadable("`" + path + ("` has to be " + wanted) + ", and this is " +
                        json::serialize(given));
    }
    if (!value->is_absent()) above.insert_or_assign(path, *value);
  }
  return above;
}

Outcome<std::map<std::string, TallyFigures>> tallies_from(const Workflow& workflow,
                                                          const std::string& child,
                                                          const json::value& children) {
  if (!children.is_array()) {
    return unreadable("the children of `" + child + "` are a list of objects");
  }
  for (const json::value& given : children.get_array()) {
    if (std::optional<Refusal> fault = fault_of_child(given)) return *std::move(fault);
  }
  std::map<std::string, TallyFigures> tallies;
  for (const Tally& tally : workflow.tallies) {
    if (tally.child != child) continue;
    Outcome<TallyFigures> figures = tallied(tally, children.get_array());
    if (!figures) return figures.refusal();
    tallies.insert_or_assign(tally.text(), *figures);
  }
  return tallies;
}

}  // namespace accolade
