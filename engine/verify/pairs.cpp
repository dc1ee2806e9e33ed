// Sums up each situation once, so that two of them are compared in no time.
#include "engine/verify/pairs.h"

#include <algorithm>

#include "engine/machine/chart.h"

namespace accolade {
namespace {

constexpr std::string_view one_step_up = "parent.";
constexpr std::size_t counted_max = 64;
constexpr std::size_t facts_max = 16;  // four bits each

bool can_be_shared(const Type& type) {
  return type.kind == Type::Kind::Timestamp || type.kind == Type::Kind::Bool;
}

constexpr std::uint64_t passed = 1, to_come = 2, is_true = 3, is_false = 4;
constexpr std::uint64_t one_fact = 15;

std::uint64_t code_of(const Value& value, Instant now) {
  if (const Instant* instant = value.as<Instant>()) return *instant <= now ? passed : to_come;
  if (const bool* truth = value.as<bool>()) return *truth ? is_true : is_false;
  return 0;
}

void note(Shared& shared, const Value& value, Instant now) {
  const std::uint64_t code = code_of(value, now);
  shared.facts = shared.facts << 4U | code;
  shared.pending = shared.pending << 4U | (code == to_come ? one_fact : 0);
}

bool is_in_state(const Workflow& workflow, const StateSet& active, const std::string& state) {
  if (state.empty()) return true;
  const std::optional<StateIndex> index = workflow.state(state);
  return index && active.contains(*index);
}

}  // namespace

Agreement::Agreement(const Search& above, const Search& below) {
  find_counted(above, below.original.name);
  find_facts(above, below);
  for (const Reached& reached : above.reached)
    parents_.push_back(parent_at(reached.situation));
  for (const Reached& reached : below.reached)
    children_.push_back(child_at(below, reached.situation));
}

void Agreement::find_counted(const Search& above, const std::string& child) {
  for (const auto& [tally, variable] : above.variables.figures) {
    const auto is_same = [&, &one = tally](const Tally& known) { return known.state == one.state; };
    const bool is_known = std::any_of(counted_.begin(), counted_.end(), is_same);
    if (tally.child == child && !is_known && counted_.size() < counted_max)
      counted_.push_back(tally);
  }
}

void Agreement::find_facts(const Search& above, const Search& below) {
  for (const auto& [path, variable] : below.variables.above) {
    if (!path.starts_with(one_step_up) || !can_be_shared(variable.type)) continue;
    const std::string field = path.substr(one_step_up.size());
    if (above.variables.reads_field(field) && facts_.size() < facts_max) facts_.push_back(field);
  }
}

Shared Agreement::parent_at(const Situation& situation) const {
  Shared shared;
  shared.is_over = !situation.snapshot.outcome.empty();
  for (std::size_t bit = 0; bit < counted_.size(); ++bit) {
    const auto figures = situation.snapshot.tallies.find(counted_[bit].text());
    const bool has_some = figures != situation.snapshot.tallies.end() && figures->second.count > 0;
    if (has_some) shared.states |= std::uint64_t{1} << bit;
  }
  for (const std::string& field : facts_)
    note(shared, at(situation.snapshot.fields, field), situation.now);
  return shared;
}

Shared Agreement::child_at(const Search& below, const Situation& situation) const {
  Shared shared;
  shared.is_over = !situation.snapshot.outcome.empty();
  const StateSet active = expand(below.slice.workflow, situation.snapshot.configuration);
  for (std::size_t bit = 0; bit < counted_.size(); ++bit) {
    if (is_in_state(below.original, active, counted_[bit].state))
      shared.states |= std::uint64_t{1} << bit;
  }
  for (const std::string& field : facts_) {
    const std::string path = std::string(one_step_up) + field;
    note(shared, at(situation.above, path), situation.now);
    shared.read = shared.read << 4U | (is_live(below.slice.live, active, path) ? one_fact : 0);
  }
  return shared;
}

bool Agreement::agree(std::size_t parent, std::size_t child) const {
  const Shared& above = parents_[parent];
  const Shared& below = children_[child];
  if (below.is_over) return true;
  if (!above.is_over)
    return (below.states & ~above.states) == 0 && ((above.facts ^ below.facts) & below.read) == 0;
  // Four bits with `passed` in each.
  constexpr std::uint64_t all_passed = 0x1111'1111'1111'1111;
  const std::uint64_t come = above.pending & ~below.pending;
  const std::uint64_t expected = (above.facts & ~come) | (all_passed & come);
  return ((expected ^ below.facts) & below.read) == 0;
}

}  // namespace accolade
