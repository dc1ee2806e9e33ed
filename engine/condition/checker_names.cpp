// Names: variables of macros, paths, parts of records, tallies, and what is read for them.
#include <algorithm>

#include "engine/condition/checker.h"
#include "engine/condition/suggestion.h"

namespace accolade {
namespace {

bool is_amount(Type::Kind kind) {
  return kind == Type::Kind::Int || kind == Type::Kind::Decimal;
}

bool is_time(Type::Kind kind) {
  return kind == Type::Kind::Timestamp || kind == Type::Kind::Duration || kind == Type::Kind::Day;
}

// The type of the figure, if a field of this type has one.
std::optional<Type> type_of_figure(Figure figure, const Type& field) {
  if (figure == Figure::Count) return int_type();
  const bool is_extreme = figure == Figure::Min || figure == Figure::Max;
  if (is_extreme && (is_amount(field.kind) || is_time(field.kind))) return field;
  if (is_extreme || !is_amount(field.kind)) return std::nullopt;
  return figure == Figure::Mean ? decimal_type() : field;
}

// The first `count` segments as one dotted path.
template <class Segments>
std::string dotted(const Segments& segments, std::size_t count) {
  std::string path;
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) path += '.';
    path += segments[i].name;
  }
  return path;
}

std::vector<std::string> names_of(const std::map<std::string, Type>& members) {
  std::vector<std::string> names;
  for (const auto& [name, type] : members)
    names.push_back(name);
  return names;
}

}  // namespace

Typed Checker::name(const Syntax& syntax, const Guards& guards) {
  const Segment segment{syntax.text, syntax.offset};
  return path(syntax, {&segment, 1}, guards);
}

Typed Checker::member(const Syntax& syntax, const Guards& guards) {
  std::vector<Segment> segments;
  const Syntax* target = &syntax;
  for (; target->kind == Syntax::Kind::Member; target = &target->parts.front()) {
    segments.push_back({target->text, target->offset});
  }
  const bool is_path = target->kind == Syntax::Kind::Name;
  if (is_path) segments.push_back({target->text, target->offset});
  std::reverse(segments.begin(), segments.end());
  if (is_path) return path(syntax, segments, guards);

  Typed whole = check(*target, guards);
  if (error_) return {};
  whole.syntax = &syntax;
  return part_of(std::move(whole), segments, written(*target));
}

Typed Checker::path(const Syntax& syntax, std::span<const Segment> segments, const Guards& guards) {
  Typed typed;
  typed.syntax = &syntax;
  const std::string_view first = segments.front().name;
  if (const Variable* found = variable(first)) {
    typed.type = found->type;
    typed.node.operation = Operation::Local;
    typed.node.kind = found->type.kind;
    typed.node.slot = static_cast<std::uint32_t>(found - variables_.data());
    return part_of(std::move(typed), segments.subspan(1), std::string(first));
  }
  if (first == "now" && segments.size() == 1) {
    typed.type = timestamp_type();
    typed.node = read(Reading::Kind::Now, "now", Type::Kind::Timestamp);
    return typed;
  }
  for (std::size_t length = segments.size(); length > 0; --length) {
    const std::string name = dotted(segments, length);
    const std::optional<Known> known = scope_.path(name);
    if (!known) continue;
    typed.type = known->type;
    typed.node = read(Reading::Kind::Path, name, known->type.kind);
    typed.can_be_absent = known->can_be_absent && !guards.present.contains(key_of(typed.node));
    return part_of(std::move(typed), segments.subspan(length), name);
  }
  const std::string whole = dotted(segments, segments.size());
  return fail(segments.front().offset,
              in_quotes(whole) + " is not known here" + suggest(whole, Reading::Kind::Path));
}

Typed Checker::part_of(Typed whole, std::span<const Segment> segments,
                       const std::string& whole_name) {
  std::string name = whole_name;
  for (const Segment& segment : segments) {
    const std::string part(segment.name);
    if (whole.type.kind != Type::Kind::Record) {
      return fail(segment.offset,
                  in_quotes(name) + " is " + in_words(whole.type) + " and has no parts");
    }
    const auto found = whole.type.members.find(part);
    if (found == whole.type.members.end()) {
      return fail(segment.offset, in_quotes(part) + " is not a part of " + in_quotes(name) +
                                      did_you_mean(part, names_of(whole.type.members)));
    }
    Node node;
    node.operation = Operation::Member;
    node.kind = found->second.kind;
    node.constant = part;
    node.operands.push_back(std::move(whole.node));
    whole.node = std::move(node);
    whole.type = Type(found->second);
    name += "." + part;
  }
  return whole;
}

Typed Checker::tally(const Syntax& syntax, const Guards& guards) {
  const std::optional<Known> known = scope_.tally(syntax.tally);
  if (!known) {
    unknown_tally(syntax);
    return {};
  }
  const Figure figure = syntax.tally.figure;
  const std::optional<Type> type = type_of_figure(figure, known->type);
  if (!type) {
    return fail(syntax.tally_offsets.back(), in_quotes(syntax.tally.field) + " is " +
                                                 in_words(known->type) +
                                                 ", of which there is no such figure");
  }
  Typed typed;
  typed.syntax = &syntax;
  typed.type = *type;
  typed.node.operation = Operation::Read;
  typed.node.kind = type->kind;
  typed.node.slot = reading(Reading::Kind::Tally, syntax.tally.text(), syntax.tally);
  const bool is_of_none = figure != Figure::Count && figure != Figure::Sum;
  typed.can_be_absent = is_of_none && !guards.present.contains(key_of(typed.node));
  return typed;
}

// Asks for less and less, to say which word of the tally is the wrong one.
void Checker::unknown_tally(const Syntax& syntax) {
  const Tally& tally = syntax.tally;
  const auto& offsets = syntax.tally_offsets;
  if (!scope_.tally({Figure::Count, tally.child, {}, {}})) {
    fail(offsets[0], in_quotes(tally.child) + " is not a workflow of children here");
  } else if (!tally.state.empty() && !scope_.tally({Figure::Count, tally.child, tally.state, {}})) {
    fail(offsets[1], in_quotes(tally.state) + " is not a state of " + in_quotes(tally.child));
  } else {
    fail(offsets.back(), in_quotes(tally.field) + " is not a field of " + in_quotes(tally.child));
  }
}

std::uint32_t Checker::reading(Reading::Kind kind, std::string name, const Tally& tally) {
  const Reading wanted{kind, std::move(name), tally};
  const auto found = std::find(readings_.begin(), readings_.end(), wanted);
  const auto slot = static_cast<std::uint32_t>(found - readings_.begin());
  if (found == readings_.end()) readings_.push_back(wanted);
  return slot;
}

Node Checker::read(Reading::Kind kind, std::string name, Type::Kind type) {
  Node node;
  node.operation = Operation::Read;
  node.kind = type;
  node.slot = reading(kind, std::move(name));
  return node;
}

const Checker::Variable* Checker::variable(std::string_view name) const {
  for (const Variable& known : variables_) {
    if (known.name == name) return &known;
  }
  return nullptr;
}

std::string Checker::suggest(std::string_view written, Reading::Kind kind) const {
  std::vector<std::string> names;
  for (const Variable& known : variables_) {
    if (kind == Reading::Kind::Path) names.emplace_back(known.name);
  }
  for (std::string& name : scope_.names()) {
    const bool is_one = kind == Reading::Kind::State      ? scope_.has_state(name)
                        : kind == Reading::Kind::Deadline ? scope_.has_deadline(name)
                                                          : scope_.path(name).has_value();
    if (is_one) names.push_back(std::move(name));
  }
  return did_you_mean(written, names);
}

}  // namespace accolade
