// What a person looks for first.
#include "handlers/pages/status_view.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "engine/definition/naming.h"
#include "engine/machine/way_back.h"
#include "engine/permission/sight.h"
#include "handlers/pages/form_groups.h"
#include "handlers/pages/paths.h"
#include "handlers/text/zone.h"

namespace accolade {
namespace {

namespace json = boost::json;

std::string title_of(const StateWords& state) {
  return state.title.empty() ? sentence_case(state.state) : state.title;
}

std::string names_of(const std::vector<PersonId>& persons, const Wording& wording) {
  std::vector<std::string> names;
  for (const PersonId person : persons) {
    const auto found = wording.persons.find(person.text());
    if (found != wording.persons.end()) names.push_back(found->second);
  }
  return fmt::format("{}", fmt::join(names, ", "));
}

// "Waiting for the secretary (Ana Rossi)."
std::string waiting_for(const StateWords& state, const Wording& wording) {
  const std::string names = names_of(state.owed_by, wording);
  return fmt::format("Waiting for the {}{}.", role_in_words(state.owes),
                     names.empty() ? "" : " (" + names + ")");
}

bool is_turn_of_viewer(const Shown& shown) {
  return std::ranges::any_of(shown.states, [&](const StateWords& state) {
    return !state.owes.empty() && shown.roles.contains(state.owes);
  });
}

json::object button(const Offer& offer, const std::string& path, const std::string& key) {
  return {{"action", path}, {"button", offer.label}, {"key", key + "." + offer.event}};
}

bool needs_page(const Shown& shown, const Offer& offer) {
  return !offer.ask.empty() || may_end(shown, offer.event) || is_out_of_turn(shown, offer.event);
}

}  // namespace

json::object status_view(const Shown& shown, const Wording& wording, Instant now) {
  json::array states;
  json::array waiting;
  for (const StateWords& state : shown.states) {
    states.push_back(json::object{{"state_title", title_of(state)}, {"state_next", state.next}});
    if (!state.owes.empty() && !shown.roles.contains(state.owes)) {
      waiting.push_back(json::string(waiting_for(state, wording)));
    }
  }
  for (const QueuePlace& queue : shown.queues) {
    waiting.push_back(
        json::string(fmt::format("Number {} in the queue for “{}”.", queue.place, queue.label)));
  }
  const bool has_ended = !shown.snapshot.outcome.empty();
  json::object view{{"states", std::move(states)},
                    {"waiting", has_ended ? json::array{} : std::move(waiting)},
                    {"is_your_turn", !has_ended && is_turn_of_viewer(shown)},
                    {"has_ended", has_ended},
                    {"by", nullptr}};
  if (shown.by && !has_ended) {
    view["by"] = json::object{{"moment", human(*shown.by, wording.zone)},
                              {"datetime", to_text(*shown.by)},
                              {"left", relative(*shown.by, now)}};
  }
  return view;
}

json::value crumbs_view(const std::vector<Crumb>& crumbs) {
  if (crumbs.empty()) return nullptr;
  json::array list;
  for (const Crumb& crumb : crumbs)
    list.push_back(json::object{{"crumb_href", path_to(crumb.id)}, {"crumb", crumb.title}});
  return json::object{{"above", std::move(list)}};
}

json::object actions_view(const Shown& shown, const std::string& key) {
  json::array buttons, links, unavailable;
  bool has_check = false;
  for (const Offer& offer : shown.offers) {
    const std::string path = path_to_event(shown.snapshot.id, offer.event);
    if (!offer.enabled) {
      unavailable.push_back(json::object{{"what", offer.label}, {"reason", offer.otherwise}});
    } else if (sends_form(offer, shown.form)) {
      has_check = true;
    } else if (needs_page(shown, offer)) {
      links.push_back(json::object{{"href", path}, {"text", offer.label}});
      if (offer.start != nullptr && offer.start->from_table)
        links.push_back(
            json::object{{"href", path + "/table"}, {"text", offer.label + ": from a table"}});
    } else {
      buttons.push_back(button(offer, path, key));
    }
  }

  json::object view{{"fill_in", nullptr}, {"check", nullptr}, {"sign_in_first", false}};
  if (!shown.form.empty()) {
    const std::vector<FormGroup> groups = groups_of(*shown.workflow, shown.form);
    const std::size_t page = first_open_page(groups, all_answers(shown));
    view["fill_in"] =
        json::object{{"href", path_to_form(shown.snapshot.id, page)},
                     {"text", shown.draft.empty() ? "Fill in the form" : "Go on with the form"}};
  }
  if (has_check) view["check"] = path_to_check(shown.snapshot.id);
  view["are_there"] = !shown.form.empty() || !shown.offers.empty();
  view["buttons"] = std::move(buttons);
  view["links"] = std::move(links);
  view["unavailable"] = std::move(unavailable);
  return view;
}

json::object visitor_actions_view(const Shown& shown) {
  json::array links;
  std::set<std::string> events;
  for (const StateIndex index : active_states(*shown.workflow, shown.snapshot.configuration)) {
    for (const Transition& transition : shown.workflow->states[index].transitions) {
      const bool is_for_all = std::ranges::find(transition.by, anyone) != transition.by.end();
      if (!is_for_all || !events.insert(transition.descriptor).second) continue;
      links.push_back(
          json::object{{"href", path_to_event(shown.snapshot.id, transition.descriptor)},
                       {"text", transition.label}});
    }
  }
  return {{"fill_in", nullptr},          {"check", nullptr},
          {"are_there", !links.empty()}, {"sign_in_first", !links.empty()},
          {"buttons", json::array{}},    {"links", std::move(links)},
          {"unavailable", json::array{}}};
}

std::string kind_and_reference(const Workflow& workflow, const Snapshot& snapshot) {
  if (snapshot.reference.empty()) return workflow.title;
  return workflow.title + " " + snapshot.reference;
}

std::string states_in_words(const std::vector<StateWords>& states) {
  std::vector<std::string> titles;
  for (const StateWords& state : states)
    titles.push_back(title_of(state));
  return fmt::format("{}", fmt::join(titles, "; "));
}

bool may_end(const Shown& shown, const std::string& event) {
  const Workflow& workflow = *shown.workflow;
  const auto ends = [&](StateIndex target) {
    const State& state = workflow.states[target];
    return state.kind == State::Kind::Final && state.parent == root_state;
  };
  for (const StateIndex index : active_states(workflow, shown.snapshot.configuration))
    for (const Transition& transition : workflow.states[index].transitions)
      if (transition.descriptor == event && std::ranges::any_of(transition.targets, ends)) {
        return true;
      }
  return false;
}

bool is_out_of_turn(const Shown& shown, const std::string& event) {
  return !is_turn_of_viewer(shown) &&
         is_one_way(*shown.workflow, shown.snapshot.configuration, event);
}

}  // namespace accolade
