// Atomic states in document order, each looking upwards for its first enabled transition.
#include "engine/machine/selection.h"

#include <algorithm>

#include "engine/definition/naming.h"
#include "engine/machine/asking.h"
#include "engine/machine/places.h"
#include "engine/permission/sight.h"

namespace accolade {
namespace {

bool reads_event(const Expression& condition) {
  return std::any_of(condition.readings().begin(), condition.readings().end(),
                     [](const Reading& reading) { return reading.name.starts_with("event."); });
}

class Selecting {
 public:
  Selecting(const Sources& sources, const Impulse& impulse)
      : sources_(sources), impulse_(impulse) {}

  Selection run() {
    for (const StateIndex index : sources_.active) {
      if (is_atomic(sources_.workflow.states[index])) look_upwards(index);
      if (selection_.failure) return std::move(selection_);
    }
    remove_conflicts();
    return std::move(selection_);
  }

 private:
  void look_upwards(StateIndex index) {
    while (!take_first(sources_.workflow.states[index]) && index != root_state) {
      index = sources_.workflow.states[index].parent;
    }
  }

  // True also when the search has to stop because a condition failed.
  bool take_first(const State& state) {
    for (const Transition& transition : state.transitions) {
      if (!is_heard(transition)) continue;
      const Outcome<bool> enabled = is_enabled(transition);
      if (!enabled) {
        selection_.failure = enabled.refusal();
        return true;
      }
      if (!*enabled) {
        if (selection_.otherwise.empty()) selection_.otherwise = transition.otherwise;
        continue;
      }
      if (const std::optional<Refusal> full = lacks_place(sources_, transition, impulse_.answers)) {
        if (selection_.otherwise.empty()) selection_.otherwise = full->sentence;
        continue;
      }
      add(transition);
      return true;
    }
    return false;
  }

  bool is_heard(const Transition& transition) {
    if (impulse_.event.empty()) return transition.descriptor.empty();
    if (!takes(transition.descriptor, impulse_.event)) return false;
    selection_.heard = true;
    const bool allowed =
        may_take(sources_.workflow, transition, impulse_.source, sources_.facts.actor);
    selection_.allowed = selection_.allowed || allowed;
    return allowed;
  }

  Outcome<bool> is_enabled(const Transition& transition) const {
    if (impulse_.answers == nullptr || !transition.condition ||
        !reads_event(*transition.condition)) {
      return holds(transition.condition, sources_);
    }
    const Fields typed = typed_answers(sources_, transition, *impulse_.answers);
    return holds(transition.condition,
                 {sources_.workflow, sources_.snapshot, sources_.active, sources_.facts, typed});
  }

  void add(const Transition& transition) {
    Transitions& chosen = selection_.transitions;
    if (std::find(chosen.begin(), chosen.end(), &transition) == chosen.end()) {
      chosen.push_back(&transition);
    }
  }

  bool conflict(const Transition& one, const Transition& other) const {
    const StateSet a = exits_of(one);
    const StateSet b = exits_of(other);
    return std::any_of(a.begin(), a.end(), [&](StateIndex state) { return b.contains(state); });
  }

  StateSet exits_of(const Transition& transition) const {
    return exit_set(sources_.workflow, {&transition}, sources_.active,
                    sources_.snapshot.remembered);
  }

  // removeConflictingTransitions: the deeper source wins, else whoever came first.
  void remove_conflicts() {
    if (selection_.transitions.size() < 2) return;
    Transitions kept;
    for (const Transition* candidate : selection_.transitions) {
      Transitions overruled;
      const bool is_preempted =
          std::any_of(kept.begin(), kept.end(), [&](const Transition* earlier) {
            if (!conflict(*candidate, *earlier)) return false;
            if (!descends_from(sources_.workflow, candidate->source, earlier->source)) return true;
            overruled.push_back(earlier);
            return false;
          });
      if (is_preempted) continue;
      std::erase_if(kept, [&](const Transition* earlier) {
        return std::find(overruled.begin(), overruled.end(), earlier) != overruled.end();
      });
      kept.push_back(candidate);
    }
    selection_.transitions = std::move(kept);
  }

  const Sources& sources_;
  const Impulse& impulse_;
  Selection selection_;
};

}  // namespace

Selection select(const Sources& sources, const Impulse& impulse) {
  return Selecting(sources, impulse).run();
}

std::optional<Refusal> lacks_place(const Sources& sources, const Transition& transition,
                                   const Answers* answers) {
  if (sources.facts.full.empty() && !sources.workflow.has_queue()) return std::nullopt;
  const Snapshot& snapshot = sources.snapshot;
  Fields fields = snapshot.fields;
  if (answers != nullptr) {
    for (auto& [name, value] : typed_answers(sources, transition, *answers))
      fields.insert_or_assign(name, value);
  }
  const StateSet after =
      states_after(sources.workflow, transition, sources.active, snapshot.remembered);
  return no_place(places_taken(sources.workflow, sources.active, snapshot.fields),
                  places_taken(sources.workflow, after, fields), sources.facts);
}

bool may_take(const Workflow& workflow, const Transition& transition, Event::Source source,
              const Actor& actor) {
  if (workflow.for_everyone) return true;
  if (source != Event::Source::Person) return transition.by.empty();
  return std::any_of(transition.by.begin(), transition.by.end(), [&](const std::string& role) {
    return role == anyone || actor.roles.contains(role);
  });
}

}  // namespace accolade
