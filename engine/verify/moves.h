// What can happen next: persons, the parent, the children and the clock.
#pragma once

#include <string>
#include <vector>

#include "engine/machine/chart.h"
#include "engine/verify/families.h"
#include "engine/verify/situation.h"

namespace accolade {

// Borrows all that it is made from.
class Moves {
 public:
  Moves(const Workflow& original, const Slice& slice, const Variables& variables,
        const Package* package);

  std::vector<Stimulus> starts() const;
  std::vector<Stimulus> from(const Situation& situation) const;
  // Beyond what is tried at once: combinations were left out.
  bool are_all() const { return are_all_; }

 private:
  struct Told {
    std::string event;
    bool is_from_child = false;
    std::string needs;      // the child that tells; the state of the receiver that is told in
    std::string pool = {};  // offered: it has a place
  };

  void find_events();
  void find_told(const Package* package);
  void find_children(const Package* package);
  void add_persons(const Situation& situation, const std::set<StateIndex>& active,
                   std::vector<Stimulus>& moves) const;
  void add_answered(const Situation& situation, const Stimulus& move,
                    const std::vector<const Transition*>& heard,
                    std::vector<Stimulus>& moves) const;
  void add_told(const Situation& situation, const std::set<StateIndex>& active,
                std::vector<Stimulus>& moves) const;
  void add_time(const Situation& situation, std::vector<Stimulus>& moves) const;
  void add_children(const Situation& situation, std::vector<Stimulus>& moves) const;
  void add_above(const Situation& situation, const StateSet& active,
                 std::vector<Stimulus>& moves) const;
  void add_full(const Situation& situation, const StateSet& active,
                std::vector<Stimulus>& moves) const;
  std::vector<Value> values_of(const std::string& name, const Situation& situation) const;
  std::vector<Value> values_for(const Variable& variable, const Situation& situation) const;
  int rank_of(const Variable& wanted) const;
  Instant latest(const Situation& situation) const;
  bool is_sent_inside(const std::string& event) const;

  const Workflow& original_;
  const Slice& slice_;
  const Variables& variables_;
  std::vector<std::string> events_;
  std::vector<Told> told_;
  std::map<std::string, std::vector<Siblings>> children_;
  std::set<std::string> starts_here_;  // workflows of children that are started by this one
  std::set<std::string> given_;        // fields that may come with the start
  Fields usual_above_;
  bool may_wait_ = false;
  mutable bool are_all_ = true;
};

}  // namespace accolade
