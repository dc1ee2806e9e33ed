// The agenda: who comes when, and who has to come because something changed.
#include "engine/rehearse/players.h"

#include <algorithm>

#include "engine/permission/sight.h"

namespace accolade {
namespace {

constexpr auto case_window = std::chrono::hours(24 * 30);
constexpr int spontaneous_per_hundred = 4;

PersonId person_of(Directory& directory, const std::string& role, int number) {
  const std::string digits = std::to_string(number);
  return directory.ensure(role + "." + digits + "@example.org", role + " " + digits);
}

}  // namespace

Cast make_cast(Directory& directory, const Package& package, int cases) {
  constexpr int holders_each = 3;
  constexpr int to_pick_from = 24;
  constexpr int organisations = 5;
  std::set<std::string> picked;
  for (const auto& [name, workflow] : package.workflows) {
    for (const Field& field : workflow.fields)
      picked.insert(field.pool);
  }
  Cast cast;
  for (const std::string& role : directory_roles(package)) {
    const int count = picked.contains(role) ? to_pick_from : holders_each;
    for (int number = 1; number <= count; ++number) {
      const PersonId person = person_of(directory, role, number);
      directory.give_role(person, role, {}, {});
      cast.holders[role].push_back(person);
    }
  }
  for (int number = 1; number <= cases; ++number)
    cast.outsiders.push_back(person_of(directory, "outsider", number));
  for (int number = 1; number <= organisations; ++number) {
    const std::string name = "Organisation " + std::to_string(number);
    cast.organisations.push_back(directory.add_organisation({{}, "IT", name, name, "member"}));
  }
  return cast;
}

Players::Players(Engine& engine, const Package& package, Journal& journal, Cast cast,
                 std::uint64_t seed)
    : engine_(engine),
      package_(package),
      journal_(journal),
      cast_(std::move(cast)),
      chance_(seed),
      case_(case_of(package)) {}

std::vector<PersonId> Players::openers() {
  std::vector<PersonId> all;
  const auto may_open = [&](PersonId person) {
    const std::vector<const Workflow*> openable = engine_.openable(person);
    return std::any_of(openable.begin(), openable.end(), [&](const Workflow* workflow) {
      return workflow->name == package_.root_workflow();
    });
  };
  for (const auto& [role, holders] : cast_.holders) {
    // Those of one role may all do the same.
    if (may_open(holders.front())) all.insert(all.end(), holders.begin(), holders.end());
  }
  if (!all.empty() && case_) return {all.front()};
  if (may_open(cast_.outsiders.front())) return cast_.outsiders;
  return all;
}

Outcome<Done> Players::begin(Instant now) {
  const std::vector<PersonId> may = openers();
  if (may.empty()) {
    return Refusal{Why::NotAllowed, "nobody may begin a " + package_.root_workflow() +
                                        ": none of its first states offers anything to a role"};
  }
  if (case_) {
    schedule(now, {Act::Kind::Open, {}, may.front()});
    return Done{};
  }
  for (std::size_t number = 0; number < cast_.outsiders.size(); ++number) {
    const Duration later = std::chrono::minutes(
        chance_.between(0, std::chrono::floor<std::chrono::minutes>(case_window).count()));
    schedule(now + later, {Act::Kind::Open, {}, may[number % may.size()]});
  }
  return Done{};
}

void Players::schedule(Instant at, Act act) {
  agenda_.emplace(at, std::move(act));
}

std::optional<Instant> Players::next() const {
  if (agenda_.empty()) return std::nullopt;
  return agenda_.begin()->first;
}

void Players::act(Instant now) {
  Act act = std::move(agenda_.extract(agenda_.begin()).mapped());
  ++acts_;
  switch (act.kind) {
    case Act::Kind::Open:
      return open(act);
    case Act::Kind::Arrive:
      return arrive(act, now);
    case Act::Kind::Duty:
      return do_duty(std::move(act), now);
  }
}

void Players::look_around(Instant now) {
  for (const InstanceId id : journal_.take_changed()) {
    const Life& life = journal_.life(id);
    if (is_gate(life)) open_gate(life, now);
    Configuration& given = given_[id];
    const bool has_moved = given != life.now.configuration;
    given = life.now.configuration;
    if (has_moved) give_duties(life, now);
    wake_idle(id, now);
  }
}

void Players::give_duties(const Life& life, Instant now) {
  idle_.erase(life.now.id);
  if (!life.now.outcome.empty()) return;
  for (const Duty& duty : duties(workflow_of(life), life.now)) {
    if (duty.is_owed) {
      give_owed(life, duty, now);
      continue;
    }
    for (const PersonId person : holders_on(lineage(life), duty.role, cast_.holders)) {
      if (!chance_.happens(spontaneous_per_hundred)) continue;
      const Expectation usual = expectation(workflow_of(life), life.now, duty.role, now);
      schedule(now + delay(usual, Manner::Prompt, chance_),
               {Act::Kind::Duty, life.now.id, person, duty, life.now.configuration});
    }
  }
}

// The first of the role's holders who is not one of those who never act; the others are covered,
// which takes its time. The people of the call itself come in the end.
void Players::give_owed(const Life& life, const Duty& duty, Instant now) {
  std::vector<PersonId> holders = holders_on(lineage(life), duty.role, cast_.holders);
  chance_.shuffle(holders);
  const Expectation usual = expectation(workflow_of(life), life.now, duty.role, now);
  const bool is_call = case_ && !life.now.parent;
  Instant from = now;
  for (std::size_t index = 0; index < holders.size(); ++index) {
    Manner way = manner(chance_);
    const bool is_last = index + 1 == holders.size();
    if (way == Manner::Never && is_last && (is_call || holders.size() > 1)) way = Manner::Slow;
    if (way == Manner::Never) {
      from += usual.until_timer ? Duration{} : usual.usual;
      continue;
    }
    schedule(from + delay(usual, way, chance_),
             {Act::Kind::Duty, life.now.id, holders[index], duty, life.now.configuration});
    return;
  }
}

void Players::wake_idle(InstanceId changed, Instant now) {
  for (auto& [id, acts] : idle_) {
    if (id != changed && journal_.life(id).now.parent != changed) continue;
    for (Act& act : acts) {
      act.tries = 0;
      schedule(now + std::chrono::minutes(chance_.between(60, 1'440)), std::move(act));
    }
    acts.clear();
  }
  std::erase_if(idle_, [](const auto& entry) { return entry.second.empty(); });
}

bool Players::is_gate(const Life& life) const {
  if (!case_ || life.now.workflow != case_->parent || gates_.contains(life.now.id)) return false;
  return active_states(workflow_of(life), life.now.configuration).contains(case_->state);
}

// All cases come through the first gate that opens, while it is open and a little beyond.
void Players::open_gate(const Life& life, Instant now) {
  gates_.insert(life.now.id);
  if (arrived_ > 0) return;
  Duration window = case_window;
  for (const Timer& timer : life.now.timers) {
    if (timer.due && *timer.due > now) window = std::max(window, Duration(*timer.due - now));
  }
  std::vector<PersonId> comers = cast_.outsiders;
  if (!case_->by_anyone()) {
    comers.clear();
    for (const std::string& role : case_->by) {
      const auto held = holders_on(lineage(life), role, cast_.holders);
      comers.insert(comers.end(), held.begin(), held.end());
    }
  }
  if (comers.empty()) return;
  for (; arrived_ < cast_.outsiders.size(); ++arrived_) {
    constexpr std::int64_t permille_at_the_end = 1'030;
    const Duration later = window / 1'000 * chance_.between(0, permille_at_the_end);
    schedule(now + later, {Act::Kind::Arrive, life.now.id, comers[arrived_ % comers.size()]});
  }
}

Lineage Players::lineage(const Life& life) const {
  Lineage line{workflow_of(life), life.now, {}};
  for (InstanceId id = life.now.parent; id;) {
    const Snapshot& above = journal_.life(id).now;
    line.above.push_back(&above);
    id = above.parent;
  }
  return line;
}

const Workflow& Players::workflow_of(const Life& life) const {
  return *package_.workflow(life.now.workflow);
}

std::map<InstanceId, std::set<std::string>> Players::able() {
  std::map<InstanceId, std::set<std::string>> roles;
  const auto could = [&](InstanceId id, PersonId person) {
    const Outcome<Shown> shown = engine_.show(id, person);
    return shown && std::any_of(shown->offers.begin(), shown->offers.end(),
                                [](const Offer& offer) { return offer.enabled; });
  };
  for (const auto& [id, life] : journal_.lives()) {
    if (!life.now.outcome.empty()) continue;
    for (const Duty& duty : duties(workflow_of(life), life.now)) {
      const std::vector<PersonId> held = holders_on(lineage(life), duty.role, cast_.holders);
      const bool is_able =
          std::any_of(held.begin(), held.end(), [&](PersonId person) { return could(id, person); });
      if (is_able) roles[id].insert(duty.role);
    }
    if (could(id, cast_.outsiders.front())) roles[id].insert(std::string(anyone));
  }
  return roles;
}

}  // namespace accolade
