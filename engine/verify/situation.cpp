// When two situations are the same to all conditions.
#include "engine/verify/situation.h"

#include <boost/json/serialize.hpp>

#include "engine/machine/chart.h"
#include "engine/verify/candidates.h"

namespace accolade {
namespace {

class Key {
 public:
  Key(const Slice& slice, const Variables& variables, const Situation& situation)
      : slice_(slice), variables_(variables), at_(situation) {}

  std::string make() {
    add_states();
    const bool is_over = !at_.snapshot.outcome.empty();
    active_ = expand(slice_.workflow, at_.snapshot.configuration);
    for (const auto& [name, variable] : variables_.fields)
      add_own(name, variable);
    if (is_over) return finish();
    for (const std::string& pool : slice_.pools)
      add_pool(pool);
    for (const auto& [path, variable] : variables_.above)
      if (is_live(slice_.live, active_, path)) add(variable, at(at_.above, path));
    add_order_of_instants();
    add_figures();
    add_pending();
    return finish();
  }

 private:
  std::string finish() {
    for (const std::string& child : at_.started)
      add(child);
    return std::move(key_);
  }

  void add(std::string_view part) {
    key_ += part;
    key_ += '\n';
  }

  // Of what nobody reads any more it matters only whether it is there.
  void add_own(const std::string& name, const Variable& variable) {
    const Value& value = at(at_.snapshot.fields, name);
    if (is_live(slice_.live, active_, name)) return add(variable, value);
    add(value.is_absent() ? "-" : "+");
  }

  // Whether there is a place, and whether this one is for it.
  void add_pool(const std::string& pool) {
    if (!is_live(slice_.live, active_, pool)) return;
    const bool has_answer = at_.snapshot.fields.contains(place_stand_in(field_of_pool(pool)));
    key_ += has_answer ? '@' : '-';
    add(at_.full.contains(pool) ? "full" : "");
  }

  void add_states() {
    for (const std::string& name : at_.snapshot.configuration)
      add(name);
    for (const auto& [history, configuration] : at_.snapshot.remembered) {
      add(">" + history);
      for (const std::string& name : configuration)
        add(name);
    }
    add("|" + at_.snapshot.outcome);
  }

  void add(const Variable& variable, const Value& value) {
    if (value.is_absent()) return add("-");
    if (const Instant* instant = value.as<Instant>()) return add(*instant, variable);
    if (!is_ordered(variable.type)) return add(boost::json::serialize(to_stored(value)));
    // Far beyond all constants even a value that is added to counts as one class, or counting
    // never ends.
    if (variable.is_related && !is_far(variable, value))
      return add(boost::json::serialize(to_stored(value)));
    add(std::to_string(class_of(variable.constants, value)));
  }

  // How far away it is, and its side of the instants that are written out.
  void add(Instant instant, const Variable& variable) {
    std::size_t passed = 0;
    for (const Duration threshold : variable.thresholds) {
      if (instant - threshold <= at_.now) ++passed;
    }
    std::string part = std::to_string(passed);
    for (const Value& constant : variable.constants) {
      const Instant* cut = constant.as<Instant>();
      if (cut != nullptr) part += instant < *cut ? '<' : instant == *cut ? '=' : '>';
    }
    add(part);
  }

  // Of those that are compared with each other.
  void add_order_of_instants() {
    std::vector<Instant> instants;
    const auto collect = [&](const std::map<std::string, Variable>& variables,
                             const Fields& values) {
      for (const auto& [name, variable] : variables) {
        const Instant* instant = at(values, name).as<Instant>();
        if (instant != nullptr && variable.is_related && is_live(slice_.live, active_, name))
          instants.push_back(*instant);
      }
    };
    collect(variables_.fields, at_.snapshot.fields);
    collect(variables_.above, at_.above);
    std::string part;
    for (std::size_t one = 0; one < instants.size(); ++one) {
      for (std::size_t other = one + 1; other < instants.size(); ++other) {
        const bool is_before = instants[one] < instants[other];
        part += is_before ? '<' : instants[one] == instants[other] ? '=' : '>';
      }
    }
    add(part);
  }

  void add_figures() {
    for (const auto& [tally, variable] : variables_.figures) {
      const auto found = at_.snapshot.tallies.find(tally.text());
      const TallyFigures figures =
          found == at_.snapshot.tallies.end() ? TallyFigures() : found->second;
      std::string part = std::to_string(figures.count) + " " + figures.total.text();
      if (figures.min) part += " " + figures.min->text() + " " + figures.max->text();
      add(part);
    }
  }

  // Which comes first, and whether it is about to come.
  void add_pending() {
    constexpr Duration soon = std::chrono::seconds(2);
    const std::vector<Pending> pending = pending_in(slice_, at_);
    std::optional<Instant> before;
    for (const Pending& one : pending) {
      key_ += !one.due ? '?' : before == one.due ? '=' : '<';
      before = one.due;
      add(one.state + "." + one.name);
    }
    if (!pending.empty() && pending.front().due && *pending.front().due - at_.now < soon) add("!");
  }

  const Slice& slice_;
  const Variables& variables_;
  const Situation& at_;
  StateSet active_;
  std::string key_;
};

}  // namespace

std::string key_of(const Slice& slice, const Variables& variables, const Situation& situation) {
  return Key(slice, variables, situation).make();
}

}  // namespace accolade
