// Moves one snapshot: states, fields, people, timers, sends; then arms what is new.
#include "engine/move/image.h"

#include <algorithm>
#include <set>

#include "engine/machine/chart.h"
#include "engine/machine/finish.h"
#include "engine/machine/macrostep.h"
#include "engine/machine/timing.h"
#include "engine/move/fields.h"
#include "engine/move/timers.h"

namespace accolade {
namespace {

Refusal no_image(const MoveFault& fault) {
  const std::string advice =
      fault.add.word.empty() ? "" : "; add `" + to_text(fault.add) + "` to the map";
  return {Why::NotPossible, "Not possible: " + fault.message + advice + ".", {}};
}

std::vector<Member> people_in(const WorkflowMove& move, const std::vector<Member>& people) {
  std::vector<Member> moved;
  for (const Member& member : people) {
    const auto role = role_for_old(move.map, move.to, member.role);
    if (role && !role->empty()) moved.push_back({*role, member.person});
  }
  std::sort(moved.begin(), moved.end());
  moved.erase(std::unique(moved.begin(), moved.end()), moved.end());
  return moved;
}

std::optional<Refusal> move_waiting(const WorkflowMove& move, const Snapshot& before,
                                    Snapshot& image) {
  image.timers.clear();
  for (const Timer& timer : before.timers) {
    const TimerImage kept = image_of_timer(move, timer.state, timer.name, image.configuration);
    if (kept.fault) return no_image(*kept.fault);
    // A timer that never had an instant has none to keep.
    if (kept.rule == nullptr || (kept.rule->deadline.empty() && !timer.due)) continue;
    image.timers.push_back(
        {kept.rule->name, kept.state, timer.entry, timer.due, !kept.rule->deadline.empty()});
  }
  image.sends.clear();
  for (const PendingSend& send : before.sends) {
    SendImage kept = image_of_send(move, send.event);
    if (kept.fault) return no_image(*kept.fault);
    if (kept.event.empty()) continue;
    image.sends.push_back({send.id, std::move(kept.event), send.number, send.due});
  }
  return std::nullopt;
}

// (state, name) of the new rules that take over a rule of the old active states: whatever became of
// those timers, they are not armed anew.
std::set<std::pair<std::string, std::string>> taken_over(const WorkflowMove& move,
                                                         const Snapshot& before,
                                                         const Configuration& configuration) {
  std::set<std::pair<std::string, std::string>> rules;
  for (const StateIndex index : expand(move.from, before.configuration)) {
    for (const TimerRule& rule : move.from.states[index].timers) {
      const TimerImage kept =
          image_of_timer(move, key_of(move.from, index), rule.name, configuration);
      if (kept.rule != nullptr) rules.emplace(kept.state, kept.rule->name);
    }
  }
  return rules;
}

// `{actor}` stays for the reader's page to fill in; a command is run by nobody.
std::string moved_sentence(const Move& move, const Facts& facts) {
  return (facts.actor.person ? "{actor} moved this from version " : "Moved from version ") +
         short_version(move.from.hash) + " to version " + short_version(move.to.hash);
}

// Arms the rules of the new version that the old one did not have.
void arm_new(Macrostep& step, const std::set<std::pair<std::string, std::string>>& old_rules) {
  std::vector<Timer> timers = std::move(step.next.timers);
  step.next.timers.clear();
  for (const StateIndex index : step.active)
    arm_timers(step, index);
  const auto is_old = [&](const Timer& timer) {
    return old_rules.contains({timer.state, timer.name});
  };
  std::erase_if(step.next.timers, is_old);
  std::erase_if(step.effects, [&](const Effect& effect) {
    const auto* armed = std::get_if<TimerEffect>(&effect);
    return armed != nullptr && is_old(armed->timer);
  });
  timers.insert(timers.end(), step.next.timers.begin(), step.next.timers.end());
  step.next.timers = std::move(timers);
}

void say_dropped(Macrostep& step, const Snapshot& before) {
  for (const Timer& timer : before.timers) {
    const bool is_kept = std::any_of(
        step.next.timers.begin(), step.next.timers.end(),
        [&](const Timer& kept) { return kept.entry == timer.entry && kept.name == timer.name; });
    if (!is_kept) step.effects.push_back(CancelEffect{timer.name});
  }
}

}  // namespace

std::string short_version(const PackageHash& hash) {
  return hash.substr(0, 8);
}

Outcome<Snapshot> image_of(const Move& move, const Snapshot& before, const Facts& facts) {
  if (move.to.workflow(before.workflow) == nullptr) {
    return Refusal{Why::NotPossible,
                   "Not possible: the new version has no workflow `" + before.workflow + "`.",
                   {}};
  }
  const WorkflowMove way = move_of(move, before.workflow);
  ConfigurationImage where = image_of(way, before.configuration, before.remembered, before.outcome);
  if (!where.faults.empty()) return no_image(where.faults.front());
  std::set<std::string> present;
  for (const auto& [name, value] : before.fields)
    present.insert(name);
  const std::vector<MoveFault> faults = field_faults(way, present);
  if (!faults.empty()) return no_image(faults.front());

  const StateSet active = expand(way.from, before.configuration);
  const Fields no_event;
  Outcome<Fields> fields = image_of_fields(way, {way.from, before, active, facts, no_event});
  if (!fields) return fields.refusal();

  Snapshot image = before;
  image.package = move.to.hash;
  image.configuration = std::move(where.configuration);
  image.remembered = std::move(where.remembered);
  image.outcome = std::move(where.outcome);
  image.fields = *std::move(fields);
  image.people = people_in(way, before.people);
  image.tallies.clear();
  image.pools.clear();
  image.since.clear();
  for (const auto& [field, instant] : before.since) {
    const auto target = field_for(way.map, way.to, field);
    if (target && !target->empty()) image.since.emplace(*target, instant);
  }
  image.forgotten.clear();
  for (const std::string& field : before.forgotten) {
    const auto target = field_for(way.map, way.to, field);
    if (target && !target->empty()) image.forgotten.insert(*target);
  }
  if (auto refusal = move_waiting(way, before, image)) return *std::move(refusal);
  return image;
}

Outcome<Step> arrive(const Move& move, const Snapshot& before, const Snapshot& image,
                     const Facts& facts) {
  const WorkflowMove way = move_of(move, before.workflow);
  const auto old_rules = taken_over(way, before, image.configuration);
  Macrostep step = resume_unmoved(way.to, image, facts);
  if (step.ended) {
    step.next.timers.clear();
    step.next.sends.clear();
  } else {
    arm_new(step, old_rules);
    if (!step.refusal) follow_deadlines(step);
    if (step.refusal) return *std::move(step.refusal);
    say_dropped(step, before);
  }
  Step arrived = record(std::move(step), before,
                        {moved_event, Event::Source::Inside, moved_sentence(move, facts)});
  // What was personal before stays so in the record, whatever the new version says.
  for (const Field& field : way.from.fields) {
    if (!field.personal) continue;
    const auto target = field_for(way.map, way.to, field.name).value_or("");
    for (const std::string& name : {field.name, target}) {
      if (arrived.happened.changed.contains(name)) arrived.happened.personal.insert(name);
    }
  }
  return arrived;
}

}  // namespace accolade
