// Given, when, then: one instance of a shipped workflow, its world and a virtual clock.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "tests/support/chart.h"

namespace accolade {

// workflows/NAME as it is shipped; fails the test on any diagnostic.
const Package& shipped(const std::string& name);

class Scenario {
 public:
  Scenario(const Package& package, const std::string& workflow);

  // Given. What the instance knows of those above it, who holds roles, what it holds itself.
  Scenario& at(Instant now);
  Scenario& above(const std::string& path, Value value);
  Scenario& full(std::set<std::string> pools);  // the pools of the parent without a place
  Scenario& person(const std::string& role, std::int64_t id);  // of the instance, or from above
  Scenario& holding(Fields fields);                            // at its beginning
  Scenario& begun();

  // When. The actor is whoever holds the role.
  Scenario& raise(const std::string& event, const std::string& role, const Answers& answers = {});
  Scenario& children(const std::string& tally, TallyFigures figures);  // then `children.X`
  Scenario& told(const std::string& event);                            // by the instance above
  Scenario& pass(Duration by);

  // Then, of the last answer.
  std::string here() const { return chart_.here(); }
  std::string outcome() const { return chart_.snapshot.outcome; }
  std::string refused() const { return chart_.refused(); }
  std::string says() const { return chart_.step->happened.says; }
  Value field(const std::string& name) const { return accolade::at(chart_.snapshot.fields, name); }
  std::vector<std::string> offered(const std::string& role) const { return chart_.offered({role}); }
  std::vector<MailEffect> letters() const;  // whole
  std::vector<std::string> posted() const;  // "receipt to applicant 7"
  std::vector<StartEffect> started() const;
  std::vector<std::string> timers() const;  // those that wait: "lapse 2026-03-02T16:00:00Z"
  Scenario& already_started_for(std::int64_t person);

 private:
  Chart chart_;
  std::map<std::string, PersonId> holders_;
};

}  // namespace accolade
