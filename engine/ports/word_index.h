// Finds instances by their words, for one viewer. What may be found: engine/permission/findable.h.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/search/terms.h"
#include "engine/value/ids.h"

namespace accolade {

struct SearchQuery {
  std::vector<SearchTerm> terms = {};    // all of them, each in some piece; none: nothing is found
  InstanceId parent = {};                // only its children; 0: everything
  std::string workflow = {};             // empty: any
  std::vector<std::string> states = {};  // in any of these; empty: any
  bool oldest_first = false;
};

struct Hit {
  InstanceId instance, root;
  bool operator==(const Hit&) const = default;
};

// How many of some hits are of this workflow and in this state (atomic or compound).
struct HitKind {
  std::string workflow, package, state;
  std::int64_t count = 0;
};

class WordIndex {
 public:
  virtual ~WordIndex() = default;
  // Visible hits alone, by root and id, newest first or oldest first; at most `limit`.
  virtual std::vector<Hit> find(const SearchQuery& query, PersonId viewer, int limit) = 0;
  // By workflow and state. Of a workflow in several versions: one of them.
  virtual std::vector<HitKind> kinds(const std::vector<InstanceId>& hits) = 0;
};

}  // namespace accolade
