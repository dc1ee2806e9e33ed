// Whether a mapping is total: whether every situation that the old version can come into has an
// image in the new one. Pure.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/definition/diagnostic.h"
#include "engine/move/configuration.h"
#include "engine/verify/exploration.h"

namespace accolade {

// What is missing, with the place of the old state.
struct Gap {
  Diagnostic what;
  std::vector<std::string> script;  // lines for `accolade run` that lead there
  std::string add;                  // what to add to the map
  std::string workflow = {};        // that it is about
  MapEntry lacks = {};              // of its map
};

// The diagnostic, `reached by:` with the script, `add to the map:`. Ends with a line end.
std::string to_text(const Gap& gap);

// A configuration of a workflow with what its histories remember.
using Standing = std::pair<Configuration, std::map<std::string, Configuration>>;

struct Proof {
  std::vector<Gap> gaps;  // each once, with the shortest script; by workflow and place
  std::map<std::string, std::set<Standing>> proved;  // by workflow: those that have an image
  std::size_t situations = 0;                        // that were looked at
  bool is_complete = true;  // false: a search ended at its limits, there may be more situations

  bool is_total() const { return gaps.empty() && is_complete; }
};

// `explored`: by workflow of the old version. For each reached configuration: its image is legal
// (engine/move/configuration.h), every field that may have a value goes somewhere, every timer that
// may be armed and every event that may be under way has an image or is dropped, every role comes
// about in the same way. A field with a `default:`, which conditions read unguarded, always gets a
// value, so nothing has to be proved of it.
Proof prove(const Move& move, const std::map<std::string, Exploration>& explored);

}  // namespace accolade
