// A small statechart, written in YAML in the test itself and stepped event by event.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/machine/decide.h"

namespace accolade {

// `yaml` is what follows `workflow: chart`. The field `log` is there already, and `+word` among
// actions appends "word" to it: `entry: [+in_a]`. Throws on what does not load.
class Chart {
 public:
  explicit Chart(const std::string& yaml);
  explicit Chart(Workflow loaded);

  // Begins it, unless that was done; steps on acceptance and keeps the refusal otherwise.
  Chart& begin_with(Fields fields = {});
  Chart& raise(const std::string& event, const std::set<std::string>& roles = {},
               const Answers& answers = {});
  Chart& hear(const std::string& event, Event::Source source);
  // Delivers what becomes due, each at its instant.
  Chart& advance(Duration by);

  std::string here() const;  // "a c": the active atomic states
  std::string log() const;   // "in_a in_b", and empties it when the next event comes
  // Refused: "NotPossible: sentence"; else empty.
  std::string refused() const;
  std::vector<std::string> offered(const std::set<std::string>& roles) const;  // enabled ones

  Workflow workflow;
  Facts facts;
  PersonId actor{7};  // who raises
  Snapshot snapshot;
  std::optional<Refusal> refusal;
  std::optional<Step> step;  // the last accepted one

 private:
  void take(Outcome<Step> outcome);
  void forget_log();

  bool is_begun_ = false;
};

// The text of a refusal as refused() has it.
std::string in_short(const Refusal& refusal);

inline constexpr Instant noon{std::chrono::sys_days{std::chrono::year{2026} / 3 / 2} +
                              std::chrono::hours(12)};  // a Monday

}  // namespace accolade
