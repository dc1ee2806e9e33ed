// Follows what is read from condition to condition until nothing new comes up.
#include "engine/verify/variables.h"

#include <algorithm>

#include "engine/condition/comparisons.h"
#include "engine/definition/walk.h"
#include "engine/verify/candidates.h"

namespace accolade {
namespace {

constexpr std::string_view answer_prefix = "event.";

class Collecting {
 public:
  explicit Collecting(const Workflow& workflow) : workflow_(workflow) {}

  Variables collect() {
    for_each_transition(workflow_, [&](const Transition& transition) {
      if (transition.condition) add(*transition.condition);
    });
    for_each_action(workflow_, [&](const Action& action, StateIndex) {
      if (const Branch* branch = std::get_if<Branch>(&action.what)) add(branch->condition);
    });
    for (const Promise& promise : workflow_.promises) {
      if (promise.condition) add(*promise.condition);
      if (promise.claim) add(*promise.claim);
      if (promise.then) add(*promise.then);
    }
    add_timers();
    while (add_assigned()) {
    }
    flow_back();
    finish();
    return std::move(found_);
  }

 private:
  void add(const Expression& expression) {
    for (const Reading& reading : expression.readings())
      note(reading);
    for (const Term& term : terms_of(expression))
      add_term(expression, term);
    for (auto& [path, variable] : found_.above) {
      if (expression.text().find("has(" + path + ")") != std::string::npos)
        variable.can_be_absent = true;
    }
  }

  Variable* note(const Reading& reading) {
    switch (reading.kind) {
      case Reading::Kind::Path:
        return note_path(reading.name);
      case Reading::Kind::Tally:
        return &found_.figures[reading.tally];
      case Reading::Kind::Deadline:
        note_deadline(reading.name);
        return nullptr;
      case Reading::Kind::State:
      case Reading::Kind::Now:
        break;
    }
    return nullptr;
  }

  Variable* note_path(const std::string& path) {
    if (path.starts_with("parent.")) return note_above(path);
    const bool is_answer = path.starts_with(answer_prefix);
    const std::string name =
        field_of_path(workflow_, is_answer ? path.substr(answer_prefix.size()) : path);
    const Field* field = workflow_.field(name);
    if (field == nullptr) return nullptr;
    Variable& variable = found_.fields[name];
    variable.type = condition_type(*field);
    return &variable;
  }

  // Absent where somebody asks whether it is there; elsewhere it is taken to be.
  Variable* note_above(const std::string& path) {
    Variable& variable = found_.above[path];
    const auto known = workflow_.ancestor_types.find(path);
    if (known != workflow_.ancestor_types.end()) variable.type = known->second;
    return &variable;
  }

  // Whatever it is computed from is cut where it comes, and so long before or after.
  void note_deadline(const std::string& name, Duration offset = {}) {
    const auto deadline = workflow_.deadlines.find(name);
    if (deadline == workflow_.deadlines.end()) return;
    const Expression& instant = deadline->second.instant;
    for (const Reading& reading : instant.readings()) {
      if (reading.kind != Reading::Kind::Path) continue;
      if (Variable* variable = note_path(reading.name))
        variable->thresholds.insert(variable->thresholds.end(), {Duration{}, -offset});
    }
    if (deadlines_.insert(name).second) add(instant);
  }

  void add_timers() {
    for (const State& state : workflow_.states) {
      for (const TimerRule& timer : state.timers) {
        if (timer.deadline.empty()) continue;
        note_deadline(timer.deadline, timer.offset);
      }
    }
  }

  void add_term(const Expression& expression, const Term& term) {
    std::vector<Variable*> variables;
    bool reads_now = false;
    for (const std::size_t index : term.readings) {
      const Reading& reading = expression.readings()[index];
      reads_now = reads_now || reading.kind == Reading::Kind::Now;
      if (Variable* variable = note(reading)) variables.push_back(variable);
    }
    for (Variable* variable : variables) {
      variable->constants.insert(variable->constants.end(), term.constants.begin(),
                                 term.constants.end());
      variable->is_related = variable->is_related || variables.size() > 1;
    }
    if (!reads_now) return;
    for (Variable* variable : variables) {
      variable->thresholds.push_back(Duration{});
      for (const Value& constant : term.constants) {
        const Duration* span = constant.as<Duration>();
        if (span != nullptr)
          variable->thresholds.insert(variable->thresholds.end(), {*span, -*span});
      }
    }
  }

  // What is put into a field that is read is read, too.
  bool add_assigned() {
    const std::size_t before = found_.fields.size() + found_.above.size() + found_.figures.size();
    for_each_action(workflow_, [&](const Action& action, StateIndex) {
      const Assign* assign = std::get_if<Assign>(&action.what);
      if (assign == nullptr) return;
      for (const auto& [name, expression] : assign->fields) {
        if (found_.reads_field(name) && added_.insert(&expression).second) add(expression);
      }
    });
    return found_.fields.size() + found_.above.size() + found_.figures.size() != before;
  }

  // `set: {y: x + 1}` with y compared to 3: x is cut at 3 and at 2.
  void flow_back() {
    constexpr int rounds = 4;  // chains of fields are short; more rounds only add finer classes
    for (int round = 0; round < rounds; ++round) {
      for_each_action(workflow_, [&](const Action& action, StateIndex) {
        const Assign* assign = std::get_if<Assign>(&action.what);
        if (assign == nullptr) return;
        for (const auto& [name, expression] : assign->fields)
          flow_back(name, expression);
      });
    }
  }

  void flow_back(const std::string& name, const Expression& expression) {
    const auto target = found_.fields.find(name);
    if (target == found_.fields.end()) return;
    const std::vector<Value> constants = target->second.constants;
    const std::vector<Duration> thresholds = target->second.thresholds;
    // What is computed keeps its value in the search; classes alone would never count to three.
    const bool is_copied =
        expression.readings().size() == 1 && expression.text() == expression.readings()[0].name;
    if (!expression.readings().empty() && !is_copied) target->second.is_related = true;
    for (const Reading& reading : expression.readings()) {
      Variable* source = note(reading);
      if (source == nullptr || source == &target->second) continue;
      source->constants.insert(source->constants.end(), constants.begin(), constants.end());
      source->is_related = source->is_related || target->second.is_related;
      order(source->constants);
      source->thresholds.insert(source->thresholds.end(), thresholds.begin(), thresholds.end());
      order(source->thresholds);
    }
  }

  void finish() {
    for (auto& [name, variable] : found_.fields)
      finish(variable, workflow_.field(name));
    for (auto& [path, variable] : found_.above)
      finish(variable, nullptr);
    for (auto& [tally, variable] : found_.figures) {
      variable.type = tally.figure == Figure::Count ? int_type() : decimal_type();
      finish(variable, nullptr);
    }
  }

  void finish(Variable& variable, const Field* field) {
    order(variable.constants);
    order(variable.thresholds);
    variable.candidates = candidates_of(variable, field);
    if (is_opaque(variable.type)) found_.are_exact = false;
  }

  const Workflow& workflow_;
  Variables found_;
  std::set<std::string> deadlines_;
  std::set<const Expression*> added_;
};

constexpr Duration far = std::chrono::days(400);

Duration farthest_threshold(const Variables& variables) {
  Duration farthest{};
  for (const auto* all : {&variables.fields, &variables.above}) {
    for (const auto& [name, variable] : *all)
      if (!variable.thresholds.empty()) farthest = std::max(farthest, variable.thresholds.back());
  }
  return farthest;
}

}  // namespace

Variables variables_of(const Workflow& workflow) {
  return Collecting(workflow).collect();
}

std::string field_of_path(const Workflow& workflow, const std::string& path) {
  std::string name = path;
  while (workflow.field(name) == nullptr) {
    const std::size_t dot = name.rfind('.');
    if (dot == std::string::npos) return {};
    name.resize(dot);
  }
  return name;
}

std::vector<Instant> instants_around(const Variable& variable, Instant now) {
  constexpr Duration past = std::chrono::days(1);
  std::vector<Duration> cuts = variable.thresholds;
  if (cuts.empty()) cuts.push_back(Duration{});
  std::vector<Instant> instants{now + cuts.front() - past};
  for (std::size_t i = 1; i < cuts.size(); ++i)
    instants.push_back(now + cuts[i - 1] + (cuts[i] - cuts[i - 1]) / 2);
  instants.push_back(now + cuts.back() + far);
  return instants;
}

Instant later_instant(const Variables& variables, Instant now) {
  return now + farthest_threshold(variables) + 2 * far;
}

}  // namespace accolade
