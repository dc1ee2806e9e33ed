// Plays one move on a situation, timers included.
#include <algorithm>

#include "engine/form/bind.h"
#include "engine/machine/chart.h"
#include "engine/machine/timing.h"
#include "engine/play/world.h"
#include "engine/verify/situation.h"

namespace accolade {
namespace {

// Within one moment; a play goes on ten times as long before it says so.
constexpr int due_in_a_moment_max = microsteps_max;

class Stepping {
 public:
  Stepping(const Slice& slice, const Situation& situation)
      : workflow_(slice.workflow), at_(situation) {
    facts_.now = at_.now;
    facts_.above = at_.above;
    facts_.full = at_.full;
  }

  Moved run(const Stimulus& move) {
    switch (move.kind) {
      case Stimulus::Kind::Start:
        start(move);
        break;
      case Stimulus::Kind::Person:
        facts_.actor.roles = move.roles;
        deliver({move.event, Event::Source::Person, move.answers});
        break;
      case Stimulus::Kind::Told:
        deliver({move.event, move.is_from_child ? Event::Source::Child : Event::Source::Parent});
        break;
      case Stimulus::Kind::Advance:
        deliver_due(at_.now + move.by);
        break;
      case Stimulus::Kind::Children:
        count(move);
        break;
      case Stimulus::Kind::Above:
        at_.above = facts_.above = move.above;
        deliver_due(at_.now);
        break;
      case Stimulus::Kind::Full:
        at_.full = facts_.full = move.full;
        break;
    }
    if (has_failed_) return std::move(moved_);
    moved_.next = std::move(at_);
    return std::move(moved_);
  }

 private:
  void start(const Stimulus& move) {
    at_.above = facts_.above = move.above;
    std::vector<const Field*> asked;
    for (const Field& field : workflow_.fields) {
      if (move.answers.contains(field.name)) asked.push_back(&field);
    }
    const Fields none;
    Outcome<Fields> fields = bind(asked, move.answers, facts_, {none, Completeness::AsTyped});
    if (!fields) return fail(fields.refusal());
    at_.snapshot.fields = std::move(*fields);
    take(begin(workflow_, at_.snapshot, facts_));
  }

  void deliver(const Event& event) { take(decide(workflow_, at_.snapshot, event, facts_)); }

  void count(const Stimulus& move) {
    auto figures = tallies_from(workflow_, move.event, move.children);
    if (!figures) return fail(figures.refusal());
    for (auto& [tally, numbers] : *figures)
      at_.snapshot.tallies.insert_or_assign(tally, numbers);
    Outcome<Step> step =
        decide(workflow_, at_.snapshot, {"children." + move.event, Event::Source::Child}, facts_);
    // News that nobody waits for is no refusal.
    if (!step && step.refusal().why == Why::NotPossible) return;
    if (!step) {
      moved_.refusal = step.refusal();
      return;
    }
    take(std::move(step));
  }

  void take(Outcome<Step> step) {
    if (!step) return fail(step.refusal());
    accept(std::move(*step));
    deliver_due(at_.now);
  }

  void accept(Step step) {
    at_.snapshot = std::move(step.next);
    const Marks marks = take_marks(at_.snapshot.fields);
    moved_.taken.insert(moved_.taken.end(), marks.taken.begin(), marks.taken.end());
    moved_.letters.insert(marks.letters.begin(), marks.letters.end());
    for (const Effect& effect : step.effects) {
      if (const auto* start = std::get_if<StartEffect>(&effect))
        at_.started.insert(start->workflow);
    }
  }

  void deliver_due(Instant until) {
    facts_.actor = {};
    for (int delivered = 0; delivered < due_in_a_moment_max; ++delivered) {
      const std::optional<DueEvent> due = next_due(workflow_, at_.snapshot, facts_);
      if (!due || due->due > until) return arrive(until);
      facts_.now = std::max(facts_.now, due->due);
      Outcome<Step> step = decide_due(workflow_, at_.snapshot, *due, facts_);
      if (!step) {
        moved_.refusal = step.refusal();
        step = pass_over(workflow_, at_.snapshot, *due, facts_, *moved_.refusal);
        if (!step) return arrive(until);
      }
      accept(std::move(*step));
    }
    moved_.refusal = Refusal{Why::Runaway, "Its timers fire without end."};
    has_failed_ = true;
  }

  void arrive(Instant until) { at_.now = facts_.now = until; }

  void fail(Refusal refusal) {
    moved_.refusal = std::move(refusal);
    has_failed_ = true;
  }

  const Workflow& workflow_;
  Situation at_;
  Facts facts_;
  Moved moved_;
  bool has_failed_ = false;
};

}  // namespace

Moved apply(const Slice& slice, const Situation& situation, const Stimulus& move) {
  return Stepping(slice, situation).run(move);
}

std::vector<Pending> pending_in(const Slice& slice, const Situation& situation) {
  const Snapshot& snapshot = situation.snapshot;
  if (!snapshot.outcome.empty()) return {};
  Facts facts;
  facts.now = situation.now;
  facts.above = situation.above;
  const StateSet active = expand(slice.workflow, snapshot.configuration);
  const Fields no_event;
  const Sources sources{slice.workflow, snapshot, active, facts, no_event};
  std::vector<Pending> pending;
  for (const Timer& timer : snapshot.timers) {
    const Outcome<std::optional<Instant>> due = due_of(timer, sources);
    pending.push_back({timer.state, timer.name, due ? *due : std::nullopt});
  }
  for (const PendingSend& send : snapshot.sends)
    pending.push_back({"", send.event, send.due});
  std::stable_sort(pending.begin(), pending.end(), [](const Pending& one, const Pending& other) {
    if (!one.due || !other.due) return one.due.has_value() && !other.due.has_value();
    return *one.due < *other.due;
  });
  return pending;
}

}  // namespace accolade
