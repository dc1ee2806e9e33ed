// What a rehearsal comes to: figures, and what is left open. No id, hash or salt is in it, so that
// the same seed gives the same bytes.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include <boost/json/value.hpp>

#include "engine/definition/workflow.h"
#include "engine/rehearse/journal.h"

namespace accolade {

// The time that instances spent in one state.
struct Wait {
  std::string workflow, state;
  std::string owed_by;           // a role; empty: nobody
  std::int64_t stays = 0;        // that are over
  std::int64_t still_there = 0;  // at the end
  std::int64_t late = 0;         // of the stays: longer than `expected:`
  Duration median{}, ninety_percent{}, longest{};
};

// A timer that moved instances out of a state.
struct Passed {
  std::string workflow, state, timer, owed_by;
  std::int64_t times = 0;
};

// Instances that did not end: somebody could act who did not, or they wait for another instance.
struct StillOpen {
  std::string workflow, states, waits_for;
  std::int64_t count = 0;
};

// An instance that did not end, in a tree in which nothing is due and nobody can act.
struct Stuck {
  std::string title, states;        // "nomination 17", "accepted"
  std::vector<std::string> events;  // "2026-02-03 12:41 submit by applicant: draft -> submitted"
};

struct RefusalSeen {
  std::string workflow, event, why, sentence;
  auto operator<=>(const RefusalSeen&) const = default;
};
using RefusalsSeen = std::map<RefusalSeen, std::int64_t>;

struct Account {
  std::string package;
  std::uint64_t seed = 0;
  int cases = 0;
  Instant first{}, last{};
  std::int64_t steps = 0, instances = 0;
  bool came_to_rest = true;  // false: it went on beyond the limit of acts, or of years
  std::map<std::string, std::map<std::string, std::int64_t>> ends;  // workflow, outcome
  Journal::Letters letters;
  std::vector<Wait> waits;  // the longest first
  std::vector<Passed> passed;
  RefusalsSeen refusals;
  std::vector<StillOpen> still_open;
  std::vector<Stuck> stuck;
};

// What can still happen to the instances that did not end. Who may: roles.
struct Prospects {
  std::map<InstanceId, std::set<std::string>> able;
  std::set<InstanceId> due;  // a timer or a message waits; only if it did not come to rest
};

// Fills everything but seed, cases, came_to_rest and refusals.
Account account_of(const Package& package, const Journal& journal, const Prospects& prospects);

// For people; ends with a line that says whether anybody is stuck.
std::string to_text(const Account& account);
boost::json::value to_json(const Account& account);

}  // namespace accolade
