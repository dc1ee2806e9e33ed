// Walks what was explored and collects what has no image.
#include "engine/move/proof.h"

#include <algorithm>

#include "engine/definition/report.h"
#include "engine/move/fields.h"
#include "engine/move/timers.h"

namespace accolade {
namespace {

class Proving {
 public:
  Proving(const Move& move, const std::map<std::string, Exploration>& explored)
      : move_(move), explored_(explored) {
    for (const auto& [path, text] : move.from.files)
      sources_.add_source(path, text);
  }

  Proof run() {
    for (const auto& [name, workflow] : move_.from.workflows) {
      const Workflow* after = move_.to.workflow(name);
      if (after == nullptr || after->parent != workflow.parent) {
        add(workflow,
            {"",
             "the new version has no workflow `" + name +
                 "` in the same place, and a "
                 "workflow cannot be moved to another one",
             {}},
            {});
        continue;
      }
      prove(move_of(move_, name));
    }
    std::stable_sort(proof_.gaps.begin(), proof_.gaps.end(), [](const Gap& a, const Gap& b) {
      return std::pair(a.what.place.file, a.what.place.line) <
             std::pair(b.what.place.file, b.what.place.line);
    });
    return std::move(proof_);
  }

 private:
  void prove(const WorkflowMove& move) {
    const Exploration& explored = explored_.at(move.from.name);
    proof_.is_complete = proof_.is_complete && explored.is_complete;
    check_roles(move);
    for (const ReachedConfiguration& reached : explored.reached) {
      ++proof_.situations;
      if (check(move, reached))
        proof_.proved[move.from.name].insert({reached.configuration, reached.remembered});
    }
  }

  void check_roles(const WorkflowMove& move) {
    for (const auto& [role, source] : move.from.people) {
      if (source != RoleSource::Creator && source != RoleSource::Assigned) continue;
      const auto target = role_for_old(move.map, move.to, role);
      if (target && target->empty()) continue;
      if (target && move.to.people.at(*target) != RoleSource::Above) continue;
      add(move.from,
          {"", "who is `" + role + "` would have no role of their own in the new version",
           MapEntry{"roles", role, "ROLE"}},
          {});
    }
  }

  bool check(const WorkflowMove& move, const ReachedConfiguration& reached) {
    const ConfigurationImage image =
        image_of(move, reached.configuration, reached.remembered, reached.outcome);
    std::vector<MoveFault> faults = image.faults;
    const bool has_image = image.faults.empty();
    for (const MoveFault& fault : field_faults(move, reached.present))
      faults.push_back(fault);
    for (const auto& [state, name] : reached.timers) {
      if (!has_image) break;  // said of the state is enough
      if (auto fault = image_of_timer(move, state, name, image.configuration).fault)
        faults.push_back(*fault);
    }
    for (const std::string& event : reached.sends) {
      if (auto fault = image_of_send(move, event).fault) faults.push_back(*fault);
    }
    for (const MoveFault& fault : faults)
      add(move.from, fault, reached.script);
    return faults.empty();
  }

  void add(const Workflow& workflow, const MoveFault& fault,
           const std::vector<std::string>& script) {
    if (!known_.insert({workflow.name, fault.state + "\n" + fault.message}).second) return;
    Gap gap;
    gap.what.message = fault.message;
    gap.what.place = place_of(workflow, fault);
    gap.what.line = std::string(sources_.line(gap.what.place));
    gap.script = script;
    gap.workflow = workflow.name;
    gap.lacks = fault.add;
    if (!fault.add.word.empty()) gap.add = workflow.name + ": {" + to_text(fault.add) + "}";
    proof_.gaps.push_back(std::move(gap));
  }

  static Place place_of(const Workflow& workflow, const MoveFault& fault) {
    const auto state = workflow.state(fault.state);
    if (state && !fault.state.empty()) return workflow.states[*state].place;
    const Field* field = fault.field.empty() ? nullptr : workflow.field(fault.field);
    if (field != nullptr) return field->place;
    return {workflow.file};
  }

  const Move& move_;
  const std::map<std::string, Exploration>& explored_;
  Report sources_;
  Proof proof_;
  std::set<std::pair<std::string, std::string>> known_;
};

}  // namespace

std::string to_text(const Gap& gap) {
  std::string text = to_text(gap.what);
  if (!gap.script.empty()) text += "  reached by:\n";
  for (const std::string& line : gap.script)
    text += "    " + line + "\n";
  if (!gap.add.empty()) text += "  add to the map:\n    " + gap.add + "\n";
  return text;
}

Proof prove(const Move& move, const std::map<std::string, Exploration>& explored) {
  return Proving(move, explored).run();
}

}  // namespace accolade
