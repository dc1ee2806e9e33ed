// Paths, tallies, states, deadlines and now, as an expression asks for them.
#include "engine/machine/reading.h"

#include <algorithm>

#include "engine/condition/node.h"

namespace accolade {
namespace {

// Deadlines that name deadlines that name deadlines: nobody needs more.
constexpr int deadline_depth_max = 16;

Refusal failed(std::string sentence) {
  return {Why::Failed, std::move(sentence)};
}

// Follows the rest of a dotted path into records: "scores.total".
Value member_of(const Value& whole, std::string_view rest) {
  if (rest.empty()) return whole;
  const Record* record = whole.as<Record>();
  if (record == nullptr) return {};
  const std::size_t dot = rest.find('.');
  const auto found = record->find(std::string(rest.substr(0, dot)));
  if (found == record->end()) return {};
  return member_of(found->second, dot == std::string_view::npos ? "" : rest.substr(dot + 1));
}

// The longest name among `fields` that begins the path, and from there into records.
Value along(const Fields& fields, std::string_view path) {
  std::size_t end = path.size();
  while (true) {
    const auto found = fields.find(std::string(path.substr(0, end)));
    if (found != fields.end()) {
      return member_of(found->second, end == path.size() ? "" : path.substr(end + 1));
    }
    if (end == 0) return {};
    end = path.rfind('.', end - 1);
    if (end == std::string_view::npos) return {};
  }
}

Value path_value(const std::string& path, const Sources& sources) {
  constexpr std::string_view event = "event.";
  if (path.starts_with("parent.")) return along(sources.facts.above, path);
  if (path.starts_with(event)) return along(sources.event, path.substr(event.size()));
  return along(sources.snapshot.fields, path);
}

Value figure_of(Figure figure, const TallyFigures& figures) {
  switch (figure) {
    case Figure::Count:
      return figures.count;
    case Figure::Sum:
      return figures.total;
    case Figure::Mean: {
      const std::optional<Decimal> count = Decimal::of_int(figures.count);
      const std::optional<Decimal> mean =
          figures.count > 0 && count ? divide(figures.total, *count) : std::nullopt;
      return mean ? Value(*mean) : Value();
    }
    case Figure::Min:
      return figures.min ? Value(*figures.min) : Value();
    case Figure::Max:
      return figures.max ? Value(*figures.max) : Value();
    case Figure::Spread: {
      if (!figures.min || !figures.max) return {};
      const std::optional<Decimal> spread = subtract(*figures.max, *figures.min);
      return spread ? Value(*spread) : Value();
    }
  }
  return {};
}

Value tally_value(const Tally& tally, const Sources& sources) {
  const auto found = sources.snapshot.tallies.find(tally.text());
  return figure_of(tally.figure,
                   found == sources.snapshot.tallies.end() ? TallyFigures{} : found->second);
}

bool is_active(const std::string& name, const Sources& sources) {
  return std::any_of(sources.active.begin(), sources.active.end(),
                     [&](StateIndex index) { return sources.workflow.states[index].name == name; });
}

const Node* reader_of(const Node& node, std::size_t slot) {
  if (node.operation == Operation::Read && node.slot == slot) return &node;
  for (const Node& operand : node.operands) {
    if (const Node* found = reader_of(operand, slot)) return found;
  }
  return nullptr;
}

// Figures are kept as decimals, and a parent that is not loaded gives numbers as they come: the
// expression says which kind of number it was checked for.
Value fitted(Value value, const Expression& expression, std::size_t slot) {
  const auto* whole = value.as<std::int64_t>();
  const auto* decimal = value.as<Decimal>();
  if ((whole == nullptr && decimal == nullptr) || expression.root() == nullptr) return value;
  const Node* reader = reader_of(*expression.root(), slot);
  if (reader == nullptr) return value;
  if (whole != nullptr && reader->kind == Type::Kind::Decimal) {
    if (const std::optional<Decimal> wider = Decimal::of_int(*whole)) return *wider;
  }
  if (decimal != nullptr && reader->kind == Type::Kind::Int &&
      decimal->units() % Decimal::scale == 0) {
    return decimal->units() / Decimal::scale;
  }
  return value;
}

Outcome<std::optional<Instant>> instant_at(const std::string& name, const Sources& sources,
                                           int depth);

Outcome<Value> read(const Reading& reading, const Sources& sources, int depth) {
  switch (reading.kind) {
    case Reading::Kind::Path:
      return path_value(reading.name, sources);
    case Reading::Kind::Tally:
      return tally_value(reading.tally, sources);
    case Reading::Kind::State:
      return Value(is_active(reading.name, sources));
    case Reading::Kind::Now:
      return Value(sources.facts.now);
    case Reading::Kind::Deadline: {
      const Outcome<std::optional<Instant>> instant = instant_at(reading.name, sources, depth + 1);
      if (!instant) return instant.refusal();
      return *instant ? Value(**instant) : Value();
    }
  }
  return Value();
}

Outcome<std::vector<Value>> values_for(const Expression& expression, const Sources& sources,
                                       int depth) {
  std::vector<Value> values;
  values.reserve(expression.readings().size());
  for (const Reading& reading : expression.readings()) {
    Outcome<Value> value = read(reading, sources, depth);
    if (!value) return value.refusal();
    values.push_back(fitted(std::move(*value), expression, values.size()));
  }
  return values;
}

Outcome<Value> value_at(const Expression& expression, const Sources& sources, int depth) {
  const Outcome<std::vector<Value>> values = values_for(expression, sources, depth);
  return values ? evaluate(expression, *values) : Outcome<Value>(values.refusal());
}

Outcome<std::optional<Instant>> instant_at(const std::string& name, const Sources& sources,
                                           int depth) {
  if (depth > deadline_depth_max) return failed("The deadline " + name + " depends on itself.");
  Value value;
  if (const auto found = sources.workflow.deadlines.find(name);
      found != sources.workflow.deadlines.end()) {
    Outcome<Value> computed = value_at(found->second.instant, sources, depth);
    if (!computed) return computed.refusal();
    value = std::move(*computed);
  } else {
    value = path_value(name, sources);  // an ancestor's deadline, among the facts
  }
  const Instant* instant = value.as<Instant>();
  return instant == nullptr ? std::optional<Instant>() : std::optional(*instant);
}

std::optional<Instant> moved_above_at(const std::string& name, const Sources& sources, int depth) {
  const auto found = sources.workflow.deadlines.find(name);
  if (found == sources.workflow.deadlines.end() || depth > deadline_depth_max) return std::nullopt;
  std::optional<Instant> last;
  for (const Reading& reading : found->second.instant.readings()) {
    std::optional<Instant> moved;
    if (reading.kind == Reading::Kind::Deadline) {
      moved = moved_above_at(reading.name, sources, depth + 1);
    }
    const auto since = sources.facts.above_since.find(reading.name);
    if (since != sources.facts.above_since.end()) moved = since->second;
    last = std::max(last, moved);
  }
  return last;
}

}  // namespace

Outcome<Value> value_of(const Expression& expression, const Sources& sources) {
  return value_at(expression, sources, 0);
}

Outcome<bool> holds(const std::optional<Expression>& condition, const Sources& sources) {
  if (!condition) return true;
  const Outcome<std::vector<Value>> values = values_for(*condition, sources, 0);
  return values ? is_true(*condition, *values) : Outcome<bool>(values.refusal());
}

Outcome<std::optional<Instant>> instant_of(const std::string& deadline, const Sources& sources) {
  return instant_at(deadline, sources, 0);
}

std::optional<Instant> moved_above(const std::string& deadline, const Sources& sources) {
  return moved_above_at(deadline, sources, 0);
}

}  // namespace accolade
