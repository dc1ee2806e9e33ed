// Finds parents, and tells children what is counted of them.
#include "engine/definition/link.h"

#include <algorithm>
#include <set>

#include "engine/condition/suggestion.h"
#include "engine/definition/scope.h"
#include "engine/definition/walk.h"

namespace accolade {
namespace {

// Everything that stands behind a key `start:`, wherever it is nested.
void collect_starts(const YamlNode& node, std::set<std::string>& started) {
  for (std::size_t i = 0; i < node.items.size(); ++i) {
    const YamlNode& item = node.items[i];
    const bool is_start = i < node.keys.size() && node.keys[i].text == "start";
    if (is_start && item.kind == YamlNode::Kind::Scalar) started.insert(item.text);
    if (is_start && item.kind == YamlNode::Kind::Map) {
      for (const YamlKey& key : item.keys)
        started.insert(key.text);
    }
    collect_starts(item, started);
  }
}

void adopt(Outline& starter, std::vector<Outline>& outlines, Report& report) {
  std::set<std::string> started;
  collect_starts(starter.words[root_state].node(), started);
  for (Outline& outline : outlines) {
    if (!started.contains(outline.workflow.name) || outline.parent_place.line > 0) continue;
    std::string& parent = outline.workflow.parent;
    if (!parent.empty() && parent != starter.workflow.name) {
      report.error(outline.words[root_state].key_place("workflow"),
                   "`" + parent + "` and `" + starter.workflow.name +
                       "` both start this workflow; say which is its `parent:`");
    }
    parent = starter.workflow.name;
  }
}

void check_parent(const Outline& outline, const Family& family, Report& report) {
  const std::string& parent = outline.workflow.parent;
  if (parent.empty()) return;
  if (!family.contains(parent)) {
    std::vector<std::string> names;
    for (const auto& [name, workflow] : family)
      names.push_back(name);
    report.error(outline.parent_place,
                 "`" + parent + "` is no workflow of this package" + did_you_mean(parent, names));
    return;
  }
  const Workflow* above = &outline.workflow;
  for (std::size_t step = 0; step <= family.size(); ++step) {
    const auto next = family.find(above->parent);
    if (next == family.end()) return;
    above = next->second;
  }
  report.error(outline.words[root_state].key_place("parent"),
               "`" + outline.workflow.name + "` would be above itself");
}

// What a person can raise, in any state.
std::vector<std::string> events_for_people(const Workflow& workflow) {
  std::set<std::string> events;
  for_each_transition(workflow, [&](const Transition& transition) {
    if (!transition.by.empty()) events.insert(transition.descriptor);
  });
  return {events.begin(), events.end()};
}

void check_door_event(const std::string& event, const Workflow& workflow, const Place& place,
                      Report& report) {
  const std::vector<std::string> events = events_for_people(workflow);
  if (event.empty() || std::find(events.begin(), events.end(), event) != events.end()) return;
  report.error(place, "`" + event + "` is no event that a person raises in " + workflow.name +
                          did_you_mean(event, events));
}

}  // namespace

void check_doors(const std::map<std::string, Workflow>& workflows, Report& report) {
  for (const auto& [name, workflow] : workflows) {
    if (!workflow.door) continue;
    const DoorRule& door = *workflow.door;
    const Workflow& rows = workflows.at(door.of);
    if (!rows.ticket) report.error(door.place, "a door needs a `ticket:` of " + rows.name);
    check_door_event(door.undo, rows, door.place, report);
    check_door_event(door.walk_in, workflow, door.place, report);
  }
}

void check_searched(const std::map<std::string, Workflow>& workflows, Report& report) {
  for (const auto& [name, workflow] : workflows) {
    const std::vector<const Field*> searched = workflow.searched_fields();
    if (1 + searched.size() + workflow.people.size() <= search_pieces_max) continue;
    report.error(
        searched.empty() ? Place{workflow.file} : searched.back()->place,
        "searched fields and roles are " + std::to_string(search_pieces_max - 1) + " at most");
  }
}

void check_kept(const std::map<std::string, Workflow>& workflows, Report& report) {
  for (const auto& [name, workflow] : workflows) {
    for (const Field& field : workflow.fields) {
      const std::string path = "." + field.name;
      bool is_read = field.keep && workflow.averaged_fields.contains(field.name);
      for (const auto& [other_name, other] : workflows) {
        if (!field.keep || other.parent != name) continue;
        is_read = is_read || other.ancestor_paths.contains("parent" + path);
      }
      if (is_read)
        report.error(field.place, "`" + field.name +
                                      "` is deleted after a time (`keep:`), and "
                                      "others read it who would keep what they made of it");
    }
  }
}

void infer_parents(std::vector<Outline>& outlines, const Family& family, Report& report) {
  for (Outline& outline : outlines)
    adopt(outline, outlines, report);

  std::vector<std::string> roots;
  for (const Outline& outline : outlines) {
    check_parent(outline, family, report);
    if (!outline.workflow.parent.empty()) continue;
    roots.push_back(outline.workflow.name);
    if (roots.size() > 1)
      report.error(
          outline.words[root_state].key_place("workflow"),
          "a package has one workflow that no other starts, and here are " + listed(roots));
  }
}

void link_deadlines(std::map<std::string, Workflow>& workflows) {
  for (const auto& [name, workflow] : workflows) {
    for (const auto& [deadline_name, deadline] : workflow.deadlines) {
      for (const Reading& reading : deadline.instant.readings()) {
        const AncestorPath path = ancestor_path(reading.name);
        auto above = workflows.find(workflow.parent);
        for (int step = 1; step < path.steps && above != workflows.end(); ++step)
          above = workflows.find(above->second.parent);
        if (path.steps > 0 && above != workflows.end())
          above->second.dated_fields.emplace(path.field);
      }
    }
  }
}

void link_tallies(std::map<std::string, Workflow>& workflows) {
  for (const auto& [name, parent] : workflows) {
    for (const Tally& tally : parent.tallies) {
      const auto child = workflows.find(tally.child);
      if (child == workflows.end()) continue;
      if (tally.state.empty()) child->second.parent_counts_all = true;
      if (!tally.state.empty()) child->second.counted_states.insert(tally.state);
      if (!tally.field.empty()) child->second.averaged_fields.insert(tally.field);
    }
  }
}

}  // namespace accolade
