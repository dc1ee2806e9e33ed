// What a mapping calls the names of the old version: private to engine/move.
#pragma once

#include <map>
#include <string>

#include "engine/move/renamed.h"

namespace accolade {

// The names of one workflow; a name of its parent or of a child is asked of that one's.
class NewNames {
 public:
  NewNames(const Move& move, const Workflow& from)
      : move_(move), from_(from), to_(move.to.workflow(from.name)) {
    for (const State& state : from.states) {
      const std::string target = target_of(state.name);
      const bool keeps = target == state.name;
      if (keeps || !taken_.contains(target)) taken_[target] = state.name;
    }
  }

  std::string state(const std::string& name) const {
    const std::string target = target_of(name);
    const auto taker = taken_.find(target);
    return taker != taken_.end() && taker->second == name ? target : name;
  }
  std::string field(const std::string& name) const { return said(map().fields, name); }
  std::string role(const std::string& name) const { return said(map().roles, name); }
  std::string outcome(const std::string& name) const { return outcome_for(map(), name); }
  std::string timer(const std::string& state, const std::string& name) const {
    const std::optional<std::string> said = timer_for(map(), state, name);
    if (!said || said->empty()) return name;
    const std::size_t dot = said->rfind('.');
    return dot == std::string::npos ? *said : said->substr(dot + 1);
  }
  std::string event(const std::string& name) const { return timer("", name); }
  std::string letter(const std::string& name) const { return renamed_letter(move_, name); }
  std::string text(const std::string& text) const;

  NewNames above() const {
    const Workflow* parent = move_.from.workflow(from_.parent);
    return {move_, parent == nullptr ? from_ : *parent};
  }
  NewNames below(const std::string& child) const {
    const Workflow* found = move_.from.workflow(child);
    return {move_, found == nullptr ? from_ : *found};
  }
  bool is_workflow(const std::string& name) const { return move_.from.workflow(name) != nullptr; }

 private:
  const WorkflowMap& map() const { return move_.mapping.of(from_.name); }

  std::string target_of(const std::string& name) const {
    if (name.empty() || to_ == nullptr) return name;
    const auto targets = states_for(map(), *to_, name);
    return targets && targets->size() == 1 ? targets->front() : name;
  }

  static std::string said(const std::map<std::string, std::string>& names,
                          const std::string& name) {
    const auto found = names.find(name);
    return found == names.end() || found->second.empty() ? name : found->second;
  }

  const Move& move_;
  const Workflow& from_;
  const Workflow* to_;
  std::map<std::string, std::string> taken_;  // new state -> the old one that is called so now
};

}  // namespace accolade
