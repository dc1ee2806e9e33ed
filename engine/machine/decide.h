// The heart: what an event does to an instance. Pure: values in, value out.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include <boost/json/value.hpp>

#include "engine/definition/workflow.h"
#include "engine/machine/snapshot.h"
#include "engine/value/outcome.h"

namespace accolade {

// Answers as they came: strings as typed in a form, or typed JSON from the API.
using Answers = std::map<std::string, boost::json::value>;

struct Event {
  enum class Source { Person, Timer, Parent, Child, Inside };

  std::string name;
  Source source = Source::Person;
  Answers answers = {};  // for the fields that the transition asks for; others are refused Invalid
};

struct Actor {
  PersonId person;  // 0: nobody is signed in, or the event is no person's
  std::set<std::string>
      roles;  // on this instance: own, above, below; never "anyone", which all have
};

// Exactly what the loader found that this workflow may read, beside the snapshot.
struct Facts {
  Actor actor;
  Instant now{};
  Fields above =
      {};  // ancestor paths as written: "parent.closes_at" -> value; absent ones left out
  // Those paths that deadlines read: when the ancestor last changed that field, also to absent.
  std::map<std::string, Instant> above_since = {};
  Answers draft = {};  // saved answers; an event takes those that it asks for and did not bring
  std::vector<Member> people = {};  // holders of `above` roles and of the directory's, for letters
  std::set<PersonId> started_for =
      {};  // children's persons, for `limit: one per person`: who has one already
  // Pools of the parent (machine/places.h) in which a newcomer finds no place: all are taken, or
  // somebody waits.
  std::set<std::string> full = {};
  // By field of type Copies: what it would take now; absent of nothing. Only where a step is made.
  Fields copies = {};
};

struct MailEffect {
  std::string letter;
  std::vector<Member>
      to;         // role and person; empty when nobody holds the role (a warning on the page)
  Fields fields;  // as they were at the step, cut to what all of `to`'s role may see
  bool operator==(const MailEffect&) const = default;
};
struct TellEffect {
  accolade::Tell tell;
  InstanceId call = {};  // of a tell to a call: whom
  Answers answers = {};  // and what comes with it
};
struct StartEffect {
  std::string workflow;
  std::vector<Member> people;
  Fields fields;
  std::vector<std::string> one_per = {};  // fields in which no two children hold the same
  bool needs_answers = false;             // of the child: they come with the ask
  bool operator==(const StartEffect&) const = default;
};
struct TimerEffect {  // armed
  Timer timer;
  bool operator==(const TimerEffect&) const = default;
};
struct CancelEffect {  // a timer or a send that will not come
  std::string name;
  bool operator==(const CancelEffect&) const = default;
};
using Effect = std::variant<MailEffect, TellEffect, StartEffect, TimerEffect, CancelEffect>;

// What happened, for people and for the chain; the store adds sequence, salt and hash.
struct Happened {
  std::string event;
  Event::Source source = Event::Source::Person;
  PersonId actor;
  std::vector<std::string> roles;  // that the actor held, sorted
  Instant at{};
  Configuration from, to;
  Fields changed;                  // those that the step changed, as they came out; absent: cleared
  std::set<std::string> personal;  // names among `changed` that are personal
  std::set<std::string> kept = {};  // names among `personal` that are deleted after a time
  std::string says;  // the sentence, in the words of the workflow: "{actor} sent it back"
};

struct Step {
  Snapshot next;
  Happened happened;
  std::vector<Effect> effects;
  std::set<std::string> taken;  // draft fields that the event took
};

// A new instance: enters the initial states. `born` carries ids, workflow, people and given fields.
Outcome<Step> begin(const Workflow& workflow, Snapshot born, const Facts& facts);

// What `event` does to `snapshot`: one macrostep. Refuses NotPossible (nothing takes it here),
// NotAllowed (by role, or `if` with `otherwise`: NotPossible), Invalid (answers), Runaway (1,000
// microsteps), Failed.
Outcome<Step> decide(const Workflow& workflow, const Snapshot& snapshot, const Event& event,
                     const Facts& facts);

// The earliest own timer or send that is due at facts.now, with deadlines computed again; and,
// whatever its instant, the next one. Deliver while there is one before deciding anything else.
struct DueEvent {
  std::string name;
  Instant due{};
  std::string state;       // of a timer; empty for a send
  std::int64_t entry = 0;  // of a timer; the number of a send
};
std::optional<DueEvent> next_due(const Workflow& workflow, const Snapshot& snapshot,
                                 const Facts& facts);
// As decide, for a due timer or send: consumed even if nothing takes its event. One of `late: skip`
// whose instant had passed already when an ancestor moved its deadline there is left out: it raises
// nothing, and the history says so.
Outcome<Step> decide_due(const Workflow& workflow, const Snapshot& snapshot, const DueEvent& due,
                         const Facts& facts);

// The timers with their instants by the facts of now: those of `snapshot` are of its last step.
std::vector<Timer> timers_now(const Workflow& workflow, const Snapshot& snapshot,
                              const Facts& facts);

// For a due event whose decide_due refused Failed or Runaway: it is gone, nothing else changes, and
// the history says why. Without this the instance would be stuck for good.
Outcome<Step> pass_over(const Workflow& workflow, const Snapshot& snapshot, const DueEvent& due,
                        const Facts& facts, const Refusal& refusal);

// What a person may raise now: one for each event name, in document order.
struct Offer {
  std::string event, label;
  std::vector<const Field*> ask;
  bool enabled = false;   // its condition holds now
  std::string otherwise;  // why not
  bool starts = false;    // it starts a child
  // That start, while the workflow lives. What it asks for is the child's: `ask` does not have it
  // here, and has it in Shown::offers.
  const Start* start = nullptr;
};
std::vector<Offer> offers(const Workflow& workflow, const Snapshot& snapshot, const Facts& facts);

// Known to the workflow in any state at all (else an event name is a 404).
bool is_event_of(const Workflow& workflow, std::string_view event);

inline constexpr int microsteps_max = 1'000;

}  // namespace accolade
