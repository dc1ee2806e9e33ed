// Breadth first through all situations of a workflow; remembers how each was reached.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/verify/exploration.h"
#include "engine/verify/moves.h"

namespace accolade {

inline constexpr std::size_t no_situation = static_cast<std::size_t>(-1);

struct Edge {
  std::size_t to = 0;
  Stimulus::Kind kind = Stimulus::Kind::Person;
  std::vector<std::size_t> taken;  // transitions by number
  std::vector<std::string> asked;  // roles of the person, for what its answers write
  std::string event;               // Person, Told
  std::set<std::string> letters;   // that are promised, and were sent
  std::size_t move = 0;            // the first of those that can be made from there
};

struct Reached {
  Situation situation;
  std::size_t before = no_situation;  // where `move` came from; none for a start
  Stimulus move;
  std::vector<std::size_t> taken;  // by `move`
  std::vector<Edge> edges;
};

// A move that the machine refused for a fault of the definition: Runaway or Failed.
struct SearchFault {
  std::size_t before = no_situation;
  Stimulus move;
  Refusal refusal;
};

struct Search {
  Workflow original;  // a copy, so that a search stands for itself
  Variables variables;
  Slice slice;
  std::vector<Edge> births;  // the starts
  std::vector<Reached> reached;
  std::vector<SearchFault> faults;  // the first of each sentence
  std::vector<bool> is_taken;       // by transition number
  bool is_complete = true;          // within the limit
  bool is_exact = true;             // and nothing was left out that could lead elsewhere
  // Of a workflow whose regions were searched apart: where in `reached` each search begins. Inside
  // of `parallel` a situation then has a part of the regions alone.
  std::vector<std::size_t> parts;
  StateIndex parallel = root_state;
  std::vector<bool> have_others_ended;  // by situation: the other regions are all over

  bool is_apart() const { return parts.size() > 1; }

  std::vector<const Transition*> transitions_of(const std::vector<std::size_t>& numbers) const;
  // The lines that lead there, and on with `move`.
  std::vector<std::string> script_to(std::size_t index) const;
  std::vector<std::string> script_to(const SearchFault& fault) const;
  // The lines that lead there, and on along an edge from there.
  std::vector<std::string> script_along(std::size_t from, const Edge& edge,
                                        const Package* package) const;
  // Of searches apart: one situation of each, at the same time. Empty if they do not go together.
  std::vector<std::string> script_to_all(const std::vector<std::size_t>& indexes) const;
};

// `always_there`: paths of ancestors that are known to have a value while there is an instance.
Search search(const Workflow& workflow, const Package* package, const ExplorationLimits& limits,
              const std::set<std::string>& always_there = {});
// The same with independent regions one after the other (regions.h), if there are such.
Search search_apart(const Workflow& workflow, const Package* package,
                    const ExplorationLimits& limits,
                    const std::set<std::string>& always_there = {});
// Of a complete search of a parent: the fields, as the child reads them, that have a value whenever
// there is such a child; and what the parent knows of those above it.
std::set<std::string> always_there_for(const std::string& child, const Search& parent,
                                       const std::set<std::string>& known);

// One line of a script, with answers to what the search left out.
std::string line_of(const Workflow& workflow, const Stimulus& move,
                    const std::vector<const Transition*>& taken);

}  // namespace accolade
