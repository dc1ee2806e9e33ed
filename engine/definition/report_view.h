// Figures of the children of an instance: how many of each country, of each kind (`reports:`).
#pragma once

#include <string>
#include <vector>

#include "engine/definition/diagnostic.h"

namespace accolade {

// How many are in one of these states.
struct ReportCount {
  std::string label;
  std::vector<std::string> states;
  bool operator==(const ReportCount&) const = default;
};

// A table for each field of `by`: a row for each of its answers, a column for each count.
struct ReportView {
  std::string name, title, text;
  std::string of;               // the workflow of the children
  std::vector<std::string> by;  // fields of theirs: country, choice, place
  std::string split;            // one more: each number also by this one; may be empty
  std::vector<ReportCount> counts;
  std::vector<std::string>
      roles;  // who sees it; rows are cut by the children's `sees` all the same
  Place place = {};
};

}  // namespace accolade
