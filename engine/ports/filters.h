// Filters that people keep under a name of their own. What one shows is found anew each time, for
// whoever looks.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/value/ids.h"

namespace accolade {

using FilterId = Id<struct FilterTag>;

struct SavedFilter {
  FilterId id;
  std::string name;           // one person has each name once; 1 to 100 characters
  InstanceId place = {};      // whose children; 0: a search over everything
  std::string workflow = {};  // empty: any
  std::string state = {};     // empty: any
  std::string typed = {};     // what is looked for
  bool oldest_first = false;
  bool operator==(const SavedFilter&) const = default;
};

enum class FilterProblem { None, NameTaken, TooMany, NotThere };
inline constexpr int saved_filters_max = 100;  // of one person

class SavedFilters {
 public:
  virtual ~SavedFilters() = default;
  virtual std::vector<SavedFilter> of(PersonId person) = 0;  // by name
  // `id` is ignored.
  virtual FilterProblem keep(PersonId person, const SavedFilter& filter) = 0;
  virtual FilterProblem rename(PersonId person, FilterId id, const std::string& name) = 0;
  virtual FilterProblem remove(PersonId person, FilterId id) = 0;
};

}  // namespace accolade
