// What a person may raise now, and why not where not.
#include <algorithm>

#include "engine/definition/naming.h"
#include "engine/machine/asking.h"
#include "engine/machine/decide.h"
#include "engine/machine/selection.h"
#include "engine/machine/sentences.h"

namespace accolade {
namespace {

// An event that a person can name: no wildcard, and none of those that the engine raises.
bool can_be_raised(const Transition& transition) {
  const std::string& descriptor = transition.descriptor;
  return !descriptor.empty() && !descriptor.ends_with("*") &&
         !descriptor.starts_with("done.state.") && !descriptor.starts_with("children.");
}

const Start* started_by(const Actions& actions) {
  for (const Action& action : actions) {
    if (const Start* start = std::get_if<Start>(&action.what)) return start;
    const Branch* branch = std::get_if<Branch>(&action.what);
    if (branch == nullptr) continue;
    for (const auto& inner : {branch->then, branch->otherwise}) {
      const Start* start = inner ? started_by(*inner) : nullptr;
      if (start != nullptr) return start;
    }
  }
  return nullptr;
}

bool waits_for_answers(const Transition& transition) {
  if (!transition.condition) return false;
  const std::vector<Reading>& readings = transition.condition->readings();
  return std::any_of(readings.begin(), readings.end(),
                     [](const Reading& reading) { return reading.name.starts_with("event."); });
}

// Which place it would be is known when it is answered.
bool asks_place(const Offer& offer) {
  return std::any_of(offer.ask.begin(), offer.ask.end(),
                     [](const Field* field) { return field->type == FieldType::OnePlace; });
}

class Offering {
 public:
  explicit Offering(const Sources& sources) : sources_(sources) {}

  // The first transition that is enabled, else the first that the roles allow; both from the
  // innermost state outwards, as the event itself would find them.
  std::optional<Offer> offer(const std::string& event) const {
    std::optional<Offer> refused;
    for (const StateIndex atomic : sources_.active) {
      if (!is_atomic(sources_.workflow.states[atomic])) continue;
      for (StateIndex index = atomic;; index = sources_.workflow.states[index].parent) {
        for (const Transition& transition : sources_.workflow.states[index].transitions) {
          if (!takes(transition.descriptor, event) || !allows(transition)) continue;
          Offer made = made_of(transition, event);
          if (made.enabled) return made;
          if (!refused) refused = std::move(made);
        }
        if (index == root_state) break;
      }
    }
    return refused;
  }

 private:
  bool allows(const Transition& transition) const {
    return may_take(sources_.workflow, transition, Event::Source::Person, sources_.facts.actor);
  }

  Offer made_of(const Transition& transition, const std::string& event) const {
    Offer offer;
    offer.event = event;
    offer.label = transition.label.empty() ? label_of(sources_.workflow, event) : transition.label;
    offer.ask = asked_by(sources_.workflow, transition, sources_.facts.actor);
    const Start* start = started_by(transition.actions);
    offer.starts = start != nullptr;
    offer.start = start;
    offer.enabled = true;
    // What an unanswered question decides is decided when it is answered.
    if (!waits_for_answers(transition)) {
      const Outcome<bool> enabled = holds(transition.condition, sources_);
      offer.enabled = enabled && *enabled;
      if (!enabled) offer.otherwise = enabled.refusal().sentence;
    }
    if (!offer.enabled && offer.otherwise.empty()) {
      offer.otherwise = not_met(sources_.workflow, event, transition.otherwise).sentence;
    }
    if (offer.enabled && !asks_place(offer)) {
      const std::optional<Refusal> full = lacks_place(sources_, transition, nullptr);
      offer.enabled = !full;
      if (full) offer.otherwise = full->sentence;
    }
    const PersonId person = sources_.facts.actor.person;
    if (offer.enabled && start != nullptr && start->one_per_person && start->each.empty() &&
        sources_.facts.started_for.contains(person)) {
      offer.enabled = false;
      offer.otherwise = "You have started one already; only one a person is possible.";
    }
    return offer;
  }

  const Sources& sources_;
};

}  // namespace

std::vector<Offer> offers(const Workflow& workflow, const Snapshot& snapshot, const Facts& facts) {
  std::vector<Offer> all;
  if (!snapshot.outcome.empty()) return all;
  const StateSet active = expand(workflow, snapshot.configuration);
  const Fields no_event;
  const Sources sources{workflow, snapshot, active, facts, no_event};
  const Offering offering(sources);
  std::set<std::string> seen;
  for (const StateIndex index : active) {
    for (const Transition& transition : workflow.states[index].transitions) {
      if (!can_be_raised(transition) || !seen.insert(transition.descriptor).second) continue;
      if (std::optional<Offer> offer = offering.offer(transition.descriptor)) {
        all.push_back(std::move(*offer));
      }
    }
  }
  return all;
}

}  // namespace accolade
