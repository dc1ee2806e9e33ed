// Loads the shipped packages, and steps one instance of theirs.
#include "tests/support/scenario.h"

#include <stdexcept>

#include "engine/definition/loader.h"
#include "tests/support/shipped_files.h"
#include "tests/support/zones.h"

namespace accolade {
namespace {

Package load_folder(const std::string& name) {
  Loaded<Package> loaded = load_package(name, shipped_files(name), brussels_zone);
  std::string problems;
  for (const Diagnostic& diagnostic : loaded.diagnostics)
    problems += to_text(diagnostic) + "\n";
  if (!problems.empty()) throw std::runtime_error(problems);
  return std::move(*loaded.value);
}

}  // namespace

const Package& shipped(const std::string& name) {
  static std::map<std::string, Package> packages;
  const auto found = packages.find(name);
  return found != packages.end() ? found->second
                                 : packages.emplace(name, load_folder(name)).first->second;
}

Scenario::Scenario(const Package& package, const std::string& workflow)
    : chart_(*package.workflow(workflow)) {}

Scenario& Scenario::at(Instant now) {
  chart_.facts.now = now;
  return *this;
}

Scenario& Scenario::above(const std::string& path, Value value) {
  chart_.facts.above.insert_or_assign(path, std::move(value));
  return *this;
}

Scenario& Scenario::full(std::set<std::string> pools) {
  chart_.facts.full = std::move(pools);
  return *this;
}

Scenario& Scenario::person(const std::string& role, std::int64_t id) {
  const auto declared = chart_.workflow.people.find(role);
  const bool is_own =
      declared != chart_.workflow.people.end() &&
      (declared->second == RoleSource::Creator || declared->second == RoleSource::Assigned);
  (is_own ? chart_.snapshot.people : chart_.facts.people).push_back({role, PersonId{id}});
  holders_[role] = PersonId{id};
  return *this;
}

Scenario& Scenario::holding(Fields fields) {
  chart_.begin_with(std::move(fields));
  return *this;
}

Scenario& Scenario::begun() {
  chart_.begin_with();
  return *this;
}

Scenario& Scenario::raise(const std::string& event, const std::string& role,
                          const Answers& answers) {
  chart_.actor = holders_[role];
  chart_.raise(event, {role}, answers);
  return *this;
}

Scenario& Scenario::children(const std::string& tally, TallyFigures figures) {
  chart_.begin_with();
  chart_.snapshot.tallies.insert_or_assign(tally, figures);
  const std::string child = tally.substr(tally.find('(') + 1);
  chart_.hear("children." + child.substr(0, child.find_first_of(" )")), Event::Source::Child);
  return *this;
}

Scenario& Scenario::told(const std::string& event) {
  chart_.hear(event, Event::Source::Parent);
  return *this;
}

Scenario& Scenario::pass(Duration by) {
  chart_.advance(by);
  return *this;
}

std::vector<MailEffect> Scenario::letters() const {
  std::vector<MailEffect> letters;
  for (const Effect& effect : chart_.step->effects) {
    if (const auto* mail = std::get_if<MailEffect>(&effect)) letters.push_back(*mail);
  }
  return letters;
}

std::vector<std::string> Scenario::posted() const {
  std::vector<std::string> lines;
  for (const MailEffect& mail : letters()) {
    for (const Member& member : mail.to)
      lines.push_back(mail.letter + " to " + member.role + " " + member.person.text());
  }
  return lines;
}

std::vector<StartEffect> Scenario::started() const {
  std::vector<StartEffect> starts;
  for (const Effect& effect : chart_.step->effects) {
    if (const auto* start = std::get_if<StartEffect>(&effect)) starts.push_back(*start);
  }
  return starts;
}

std::vector<std::string> Scenario::timers() const {
  std::vector<std::string> lines;
  for (const Timer& timer : chart_.snapshot.timers)
    lines.push_back(timer.name + " " + (timer.due ? to_text(*timer.due) : "open"));
  return lines;
}

Scenario& Scenario::already_started_for(std::int64_t person) {
  chart_.facts.started_for.insert(PersonId{person});
  return *this;
}

}  // namespace accolade
