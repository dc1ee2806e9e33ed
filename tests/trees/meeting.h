// The shipped workshop in Siena, 4 and 5 May 2026, on a real store: one place on site, two online,
// one on the stage for a speaker.
#pragma once

#include <string>
#include <vector>

#include "tests/trees/consortium.h"

namespace accolade {

class Meeting : public Consortium {
 public:
  // As of Consortium. `on_site`: how many places there are.
  explicit Meeting(const char* admission = "open", const std::string& url = "", int on_site = 1);

  InstanceId begin(PersonId person);
  static Answers answers(const char* mode);
  InstanceId registered(PersonId person, const char* mode = "on_site");
  std::string state(InstanceId id) { return configuration(id).at(0); }
  std::vector<InstanceId> registrations(PersonId viewer);
  std::vector<std::string> choices(InstanceId id, PersonId viewer);

  InstanceId workshop;
};

}  // namespace accolade
