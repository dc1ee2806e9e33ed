// From the journal to figures.
#include "engine/rehearse/account.h"

#include <algorithm>

#include "engine/permission/sight.h"

namespace accolade {
namespace {

std::string joined_names(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names)
    text += (text.empty() ? "" : ", ") + name;
  return text;
}

const State* state_named(const Workflow& workflow, const std::string& name) {
  const std::optional<StateIndex> index = workflow.state(name);
  return index ? &workflow.states[*index] : nullptr;
}

// Who owes in the state or in one around it.
std::string owed_in(const Workflow& workflow, const std::string& name) {
  for (std::optional<StateIndex> index = workflow.state(name); index;) {
    const State& state = workflow.states[*index];
    if (!state.owes.empty()) return state.owes;
    index = *index == root_state ? std::nullopt : std::optional(state.parent);
  }
  return {};
}

std::optional<Duration> expected_in(const State& state) {
  if (state.expected) return state.expected;
  if (!state.expected_working_days) return std::nullopt;
  return std::chrono::hours(24) * (*state.expected_working_days) * 7 / 5;
}

struct Stays {
  std::vector<Duration> lengths;
  std::int64_t still_there = 0;
};
using AllStays = std::map<std::pair<std::string, std::string>, Stays>;  // by workflow and state

void add_stays(const Workflow& workflow, const Life& life, AllStays& all) {
  std::map<std::string, Instant> since;
  for (const Happened& happened : life.happened) {
    const std::set<std::string> to(happened.to.begin(), happened.to.end());
    for (auto stay = since.begin(); stay != since.end();) {
      if (to.contains(stay->first)) {
        ++stay;
        continue;
      }
      all[{workflow.name, stay->first}].lengths.push_back(happened.at - stay->second);
      stay = since.erase(stay);
    }
    for (const std::string& name : to)
      since.try_emplace(name, happened.at);
  }
  for (const auto& [name, instant] : since) {
    const State* state = state_named(workflow, name);
    const bool is_end = state == nullptr || state->kind == State::Kind::Final;
    if (!is_end) ++all[{workflow.name, name}].still_there;
  }
}

// The length below which so many of a hundred are; by the nearest rank.
Duration percentile(const std::vector<Duration>& sorted, std::size_t percent) {
  if (sorted.empty()) return {};
  const std::size_t rank = (sorted.size() * percent + 99) / 100;
  return sorted[std::max<std::size_t>(rank, 1) - 1];
}

std::vector<Wait> waits_of(const Package& package, AllStays&& all) {
  std::vector<Wait> waits;
  for (auto& [where, stays] : all) {
    const Workflow& workflow = *package.workflow(where.first);
    const State* state = state_named(workflow, where.second);
    if (state == nullptr || state->kind == State::Kind::Final) continue;
    std::sort(stays.lengths.begin(), stays.lengths.end());
    Wait wait{where.first, where.second, owed_in(workflow, where.second), 0, 0, 0, {}, {}, {}};
    wait.stays = static_cast<std::int64_t>(stays.lengths.size());
    wait.still_there = stays.still_there;
    const std::optional<Duration> expected = expected_in(*state);
    if (expected) {
      wait.late = std::count_if(stays.lengths.begin(), stays.lengths.end(),
                                [&](Duration length) { return length > *expected; });
    }
    wait.median = percentile(stays.lengths, 50);
    wait.ninety_percent = percentile(stays.lengths, 90);
    wait.longest = percentile(stays.lengths, 100);
    waits.push_back(std::move(wait));
  }
  std::stable_sort(waits.begin(), waits.end(),
                   [](const Wait& a, const Wait& b) { return a.longest > b.longest; });
  return waits;
}

using AllPassed = std::map<std::tuple<std::string, std::string, std::string>, std::int64_t>;

void add_passed(const Life& life, AllPassed& all) {
  for (const Happened& happened : life.happened) {
    if (happened.source != Event::Source::Timer) continue;
    const std::set<std::string> to(happened.to.begin(), happened.to.end());
    for (const std::string& name : happened.from) {
      if (!to.contains(name)) ++all[{life.now.workflow, name, happened.event}];
    }
  }
}

// Whether anything can still happen to the instance, above it or below it.
class Hopes {
 public:
  Hopes(const Journal& journal, const Prospects& prospects) {
    for (const auto& [id, life] : journal.lives()) {
      parents_[id] = life.now.parent;
      if (!life.now.outcome.empty()) continue;
      open_.insert(id);
      if (prospects.due.contains(id) || prospects.able.contains(id)) moving_.insert(id);
    }
  }

  bool has_moving_relative(InstanceId id) const {
    return std::any_of(moving_.begin(), moving_.end(), [&](InstanceId other) {
      return is_above(other, id) || is_above(id, other) || shares_parent_line(other, id);
    });
  }

 private:
  bool is_above(InstanceId ancestor, InstanceId id) const {
    for (InstanceId at = parent_of(id); at; at = parent_of(at)) {
      if (at == ancestor) return true;
    }
    return false;
  }
  // A cousin can move it by way of an ancestor of both that has not ended.
  bool shares_parent_line(InstanceId other, InstanceId id) const {
    for (InstanceId at = parent_of(id); at; at = parent_of(at)) {
      if (open_.contains(at) && is_above(at, other)) return true;
    }
    return false;
  }
  InstanceId parent_of(InstanceId id) const {
    const auto found = parents_.find(id);
    return found == parents_.end() ? InstanceId{} : found->second;
  }

  std::set<InstanceId> moving_, open_;
  std::map<InstanceId, InstanceId> parents_;
};

std::string line_of(const Happened& happened) {
  std::string instant = to_text(happened.at).substr(0, 16);
  std::replace(instant.begin(), instant.end(), 'T', ' ');
  std::string line = instant + " " + happened.event;
  if (!happened.roles.empty()) line += " by " + joined_names(happened.roles);
  if (happened.from != happened.to) line += " -> " + joined_names(happened.to);
  return line;
}

Stuck stuck_of(const Life& life) {
  Stuck stuck{life.now.workflow + " " + std::to_string(life.number),
              joined_names(life.now.configuration),
              {}};
  for (const Happened& happened : life.happened)
    stuck.events.push_back(line_of(happened));
  return stuck;
}

void add_unended(const Journal& journal, const Prospects& prospects, Account& account) {
  const Hopes hopes(journal, prospects);
  std::map<std::tuple<std::string, std::string, std::string>, std::int64_t> open;
  for (const auto& [id, life] : journal.lives()) {
    if (!life.now.outcome.empty()) continue;
    std::string waits_for;
    if (const auto able = prospects.able.find(id); able != prospects.able.end()) {
      waits_for = joined_names({able->second.begin(), able->second.end()});
    } else if (prospects.due.contains(id)) {
      waits_for = "a timer";
    } else if (hopes.has_moving_relative(id)) {
      waits_for = "another instance of its tree";
    } else {
      account.stuck.push_back(stuck_of(life));
      continue;
    }
    ++open[{life.now.workflow, joined_names(life.now.configuration), waits_for}];
  }
  for (const auto& [what, count] : open) {
    const auto& [workflow, states, waits_for] = what;
    account.still_open.push_back({workflow, states, waits_for, count});
  }
}

}  // namespace

Account account_of(const Package& package, const Journal& journal, const Prospects& prospects) {
  Account account;
  account.package = package.name;
  account.first = journal.first();
  account.last = journal.last();
  account.steps = journal.steps();
  account.instances = static_cast<std::int64_t>(journal.lives().size());
  account.letters = journal.letters();
  AllStays stays;
  AllPassed passed;
  for (const auto& [id, life] : journal.lives()) {
    const Workflow& workflow = *package.workflow(life.now.workflow);
    if (!life.now.outcome.empty()) ++account.ends[workflow.name][life.now.outcome];
    add_stays(workflow, life, stays);
    add_passed(life, passed);
  }
  account.waits = waits_of(package, std::move(stays));
  for (const auto& [what, times] : passed) {
    const auto& [name, state, timer] = what;
    account.passed.push_back({name, state, timer, owed_in(*package.workflow(name), state), times});
  }
  add_unended(journal, prospects, account);
  return account;
}

}  // namespace accolade
