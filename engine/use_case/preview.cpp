// The dry run of one tree, in words.
#include <algorithm>

#include "engine/definition/naming.h"
#include "engine/machine/chart.h"
#include "engine/machine/sentences.h"
#include "engine/use_case/mover.h"

namespace accolade {
namespace {

std::set<std::string> owing_roles(const Workflow& workflow, const Configuration& configuration) {
  std::set<std::string> roles;
  for (const StateIndex index : expand(workflow, configuration)) {
    const State& state = workflow.states[index];
    if (!state.owes.empty()) roles.insert(state.owes);
  }
  return roles;
}

// Fields that somebody is asked for in these states and has to fill in.
std::set<std::string> asked_fields(const Workflow& workflow, const Configuration& configuration) {
  std::set<std::string> names;
  for (const StateIndex index : expand(workflow, configuration)) {
    for (const auto& [role, fields] : workflow.states[index].form) {
      for (const std::string& name : fields) {
        const Field* field = workflow.field(name);
        if (field != nullptr && !field->optional) names.insert(name);
      }
    }
  }
  return names;
}

Owed owed_by(const Timer& timer, std::string what) {
  return {std::move(what), timer.due, timer.due && !timer.follows_deadline};
}

// By the nearest of its timers.
Owed duty_of(const std::string& role, const Snapshot& snapshot) {
  const Timer* nearest = nullptr;
  for (const Timer& timer : snapshot.timers) {
    if (timer.due && (nearest == nullptr || *timer.due < *nearest->due)) nearest = &timer;
  }
  const std::string what = "The " + role + " has to act";
  return nearest == nullptr ? Owed{what, std::nullopt} : owed_by(*nearest, what);
}

void add_duties(const WorkflowMove& way, const Snapshot& before, const Snapshot& after,
                std::vector<Owed>& owes) {
  std::set<std::string> had;
  for (const std::string& role : owing_roles(way.from, before.configuration))
    had.insert(role_for_old(way.map, way.to, role).value_or(role));
  for (const std::string& role : owing_roles(way.to, after.configuration)) {
    if (!had.contains(role)) owes.push_back(duty_of(role, after));
  }
  std::set<std::string> asked;
  for (const std::string& name : asked_fields(way.from, before.configuration))
    asked.insert(field_for(way.map, way.to, name).value_or(name));
  for (const std::string& name : asked_fields(way.to, after.configuration)) {
    if (asked.contains(name) || after.fields.contains(name)) continue;
    const Field& field = *way.to.field(name);
    owes.push_back(
        {"“" + (field.label.empty() ? sentence_case(name) : field.label) + "” has to be answered",
         std::nullopt});
  }
}

PreviewRow row_for(const Move& move, const Arrival& arrival) {
  const WorkflowMove way = move_of(move, arrival.before.workflow);
  const Snapshot& after = arrival.step.next;
  PreviewRow row;
  row.id = after.id;
  row.reference = reference_of(after);
  row.title = way.to.title.empty() ? sentence_case(way.to.name) : way.to.title;
  row.before = state_titles(way.from, arrival.before.configuration);
  row.after = state_titles(way.to, after.configuration);
  add_duties(way, arrival.before, after, row.owes);
  for (const Effect& effect : arrival.step.effects) {
    if (const auto* armed = std::get_if<TimerEffect>(&effect))
      row.owes.push_back(
          owed_by(armed->timer, "“" + label_of(way.to, armed->timer.name) + "” comes"));
    if (const auto* cancelled = std::get_if<CancelEffect>(&effect))
      row.owes.push_back(
          {"“" + label_of(way.from, cancelled->name) + "” does not come any more", std::nullopt});
  }
  return row;
}

}  // namespace

std::string state_titles(const Workflow& workflow, const Configuration& configuration) {
  std::string titles;
  for (const std::string& name : configuration)
    titles += (titles.empty() ? "" : ", ") + title_of(workflow.states[index_of(workflow, name)]);
  return titles;
}

Preview preview(Ports& ports, const MovePlan& plan, InstanceId root) {
  Preview shown;
  const Loaded<Mapping> mapping = read_mapping("map", plan.map, *plan.from, *plan.to);
  if (!mapping.value) {
    shown.refusal = Refusal{Why::Invalid, "The map cannot be read.", {}};
    return shown;
  }
  const Move move{*plan.from, *plan.to, *mapping.value};
  const std::vector<Snapshot> tree = ports.instances.tree(root);
  shown.digest = digest_of(tree);
  const auto arrivals = move_tree(move, tree, {{}, {}, ports.instances.now()});
  if (!arrivals) {
    shown.refusal = arrivals.refusal();
    return shown;
  }
  for (const Arrival& arrival : *arrivals) {
    if (!arrival.before.outcome.empty()) {
      ++shown.ended;
    } else {
      shown.rows.push_back(row_for(move, arrival));
    }
  }
  return shown;
}

}  // namespace accolade
