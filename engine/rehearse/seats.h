// Who sits where, and what they are likely to do next: read off the definition, never off a name.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/machine/decide.h"
#include "engine/rehearse/chance.h"

namespace accolade {

// An instance and those above it, nearest first.
struct Lineage {
  const Workflow& workflow;
  const Snapshot& snapshot;
  std::vector<const Snapshot*> above = {};
};
using Holders = std::map<std::string, std::vector<PersonId>>;  // of the directory's roles

// Whoever holds the role on the instance: by its own people, else those above, else the
// directory's.
std::vector<PersonId> holders_on(const Lineage& lineage, const std::string& role,
                                 const Holders& directory);

// What the active states say about who acts.
struct Duty {
  std::string role;
  bool is_owed = false;  // the state says `owes:`; else the role merely may
  bool operator==(const Duty&) const = default;
};
// Roles that owe, innermost state first, then those that may raise something, by name; "anyone" is
// not among them. Where nothing is owed and no timer waits, whoever may act has to.
std::vector<Duty> duties(const Workflow& workflow, const Snapshot& snapshot);

// Where an event leads. What a workflow is for is what takes the form or goes on; the way back, out
// and round in a circle is taken, but less often.
enum class Course { Onward, Starting, Ending, Back, Staying };
Course course_of(const Workflow& workflow, const Snapshot& snapshot,
                 const std::set<std::string>& visited, const Offer& offer);
// One of the offers, by course and, among equals, by the order in which they are written.
// Precondition: there is one.
const Offer& chosen(const Workflow& workflow, const Snapshot& snapshot,
                    const std::set<std::string>& visited, const std::vector<const Offer*>& offers,
                    Chance& chance);

// How long the role is expected to take here: `expected:` of the state that it owes in; else the
// time until the next timer; else three days.
struct Expectation {
  Duration usual{};
  bool until_timer = false;
};
Expectation expectation(const Workflow& workflow, const Snapshot& snapshot, const std::string& role,
                        Instant now);

// Of 100 people at one task: 76 are prompt, 17 slow, 7 never do it.
enum class Manner { Prompt, Slow, Never };
Manner manner(Chance& chance);
// Above 0. Prompt people take up to what is expected; slow ones up to three times that, or, where
// only a deadline is near, up to a tenth too long.
Duration delay(const Expectation& expectation, Manner manner, Chance& chance);

// The events of `workflow` by which a person starts a child, as written.
struct Starting {
  std::string parent, child, event;
  StateIndex state = root_state;
  std::vector<std::string> by = {};
  bool by_anyone() const;
};
std::vector<Starting> starting_events(const Workflow& workflow);
// What a case of the package is: a child that anybody may start, nearest to the root; else one that
// some role starts by an event; none: the root itself.
std::optional<Starting> case_of(const Package& package);

// The roles that nobody gets by starting or being assigned: held in the directory.
std::vector<std::string> directory_roles(const Package& package);

}  // namespace accolade
