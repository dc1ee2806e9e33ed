// What is around an instance: its children, its ancestors, and who sends it what.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include <boost/json/array.hpp>

#include "engine/definition/workflow.h"
#include "engine/verify/variables.h"

namespace accolade {

// Children as a line of `accolade run` gives them.
struct Siblings {
  boost::json::array children;
  // Tallies of what never becomes less, as no child is taken away and none leaves an end: the
  // children in an end at the top, and all of them.
  std::map<std::string, std::int64_t> lasting;
};

// By workflow of the children: the sets of children that the figures tell apart. No more than
// children_max in one state are tried.
std::map<std::string, std::vector<Siblings>> families_of(const Variables& variables,
                                                         const Package* package);
inline constexpr std::int64_t children_max = 1'000;

// Read fields that may come with the start of the instance.
std::set<std::string> fields_given_at_start(const Workflow& workflow, const Variables& variables,
                                            const Package* package);

// What comes from the workflow itself: timers, raised and sent events, ends of states.
std::set<std::string> events_sent_inside(const Workflow& workflow);

// The plainest event that a descriptor takes: "foo.*" takes "foo".
std::string plain_event(const std::string& descriptor);

// Two timers or delayed events can be under way at once.
bool has_two_clocks(const Workflow& workflow);

}  // namespace accolade
