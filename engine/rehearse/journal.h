// What happened in a rehearsal, written down from the decisions as they are made.
#pragma once

#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "engine/ports/instances.h"

namespace accolade {

// One instance from its beginning.
struct Life {
  Snapshot now;
  std::int64_t number = 0;         // of its workflow, from 1, in order of birth
  std::set<std::string> visited;   // states that were ever active, compound ones too
  std::vector<Happened> happened;  // everything, oldest first
};

// Not thread-safe: whoever asks the store waits for its answer, and nobody else asks.
class Journal {
 public:
  // Of a decision that is going to be committed.
  void note(const Decision& decision);

  const std::map<InstanceId, Life>& lives() const { return lives_; }
  const Life& life(InstanceId id) const { return lives_.at(id); }
  // Whose steps, tallies or timers changed since the last call, each once, in the order of ids.
  std::set<InstanceId> take_changed();

  // Workflow, letter, role -> how many.
  using Letters = std::map<std::tuple<std::string, std::string, std::string>, std::int64_t>;
  const Letters& letters() const { return letters_; }
  std::int64_t steps() const { return steps_; }
  Instant first() const { return first_; }
  Instant last() const { return last_; }

 private:
  std::map<InstanceId, Life> lives_;
  std::map<std::string, std::int64_t> numbers_;
  std::set<InstanceId> changed_;
  Letters letters_;
  std::int64_t steps_ = 0;
  Instant first_{}, last_{};
};

// The same Decide, whose decisions the journal hears. The journal outlives it.
Decide watched(Decide decide, Journal& journal);

}  // namespace accolade
