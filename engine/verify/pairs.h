// What a situation of a parent and one of its child can be true of at the same time.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/verify/search.h"

namespace accolade {

// Of one situation, as the other side has to agree with it.
struct Shared {
  std::uint64_t states = 0;   // parent: those in which it counts children; child: those it is in
  std::uint64_t facts = 0;    // four bits a field of the parent: absent, passed, to come, ...
  std::uint64_t pending = 0;  // those of instants that are to come
  std::uint64_t read = 0;     // of a child: four bits for each that still matters to it
  bool is_over = false;
};

class Agreement {
 public:
  // Borrows both.
  Agreement(const Search& above, const Search& below);

  const Shared& of_parent(std::size_t at) const { return parents_[at]; }
  const Shared& of_child(std::size_t at) const { return children_[at]; }
  // A parent that is over counts no longer, and keeps its fields; what was to come may have passed.
  bool agree(std::size_t parent, std::size_t child) const;

 private:
  void find_counted(const Search& above, const std::string& child);
  void find_facts(const Search& above, const Search& below);
  Shared parent_at(const Situation& situation) const;
  Shared child_at(const Search& below, const Situation& situation) const;

  std::vector<Tally> counted_;      // one a state
  std::vector<std::string> facts_;  // fields of the parent that both sides read
  std::vector<Shared> parents_, children_;
};

}  // namespace accolade
