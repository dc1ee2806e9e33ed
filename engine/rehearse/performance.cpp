// At equal instants timers come first, as the engine has it.
#include "engine/rehearse/performance.h"

#include <algorithm>

namespace accolade {
namespace {

constexpr int due_at_once_max = 100;
constexpr auto span_max = std::chrono::hours(24 * 365 * 30);
constexpr std::int64_t visits_at_least = 20'000;
constexpr std::int64_t visits_per_case = 500;

void deliver_what_is_due(Engine& engine) {
  for (const InstanceId id : engine.ports().instances.due(due_at_once_max))
    engine.wake(id);
}

// False: it went beyond the limits.
bool comes_to_rest(Engine& engine, Players& players, const Journal& journal,
                   const Rehearsal& rehearsal) {
  const std::int64_t visits_max = visits_at_least + visits_per_case * rehearsal.cases;
  Instant now = rehearsal_begins;
  while (true) {
    const std::optional<Instant> visit = players.next();
    const std::optional<Instant> due = engine.ports().instances.next_due();
    if (!visit && !due) return true;
    now = std::max(now, std::min(visit.value_or(instant_max), due.value_or(instant_max)));
    if (now > rehearsal_begins + span_max || players.acts() > visits_max) return false;
    rehearsal.set_clock(now);
    if (due && *due <= now) {
      deliver_what_is_due(engine);
    } else {
      players.act(now);
    }
    players.look_around(now);
    if (rehearsal.progress) rehearsal.progress(now, journal.steps());
  }
}

// What could still happen by itself to those that did not end; empty after a rest.
std::set<InstanceId> still_due(const Journal& journal) {
  std::set<InstanceId> due;
  for (const auto& [id, life] : journal.lives()) {
    const bool has_timer = std::any_of(life.now.timers.begin(), life.now.timers.end(),
                                       [](const Timer& timer) { return timer.due.has_value(); });
    if (has_timer || !life.now.sends.empty()) due.insert(id);
  }
  return due;
}

}  // namespace

Outcome<Account> perform(Engine& engine, const Package& package, Journal& journal,
                         const Rehearsal& rehearsal) {
  rehearsal.set_clock(rehearsal_begins);
  Players players(engine, package, journal,
                  make_cast(engine.ports().directory, package, rehearsal.cases), rehearsal.seed);
  if (const Outcome<Done> begun = players.begin(rehearsal_begins); !begun) {
    return begun.refusal();
  }
  const bool has_come_to_rest = comes_to_rest(engine, players, journal, rehearsal);
  std::set<InstanceId> due;
  if (!has_come_to_rest) due = still_due(journal);
  Account account = account_of(package, journal, {players.able(), std::move(due)});
  account.seed = rehearsal.seed;
  account.cases = rehearsal.cases;
  account.came_to_rest = has_come_to_rest;
  account.refusals = players.refusals();
  return account;
}

}  // namespace accolade
