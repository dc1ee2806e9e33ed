// What a person is told when an event may not be: plain, and naming the state by its title.
#pragma once

#include <string>
#include <string_view>

#include "engine/machine/chart.h"
#include "engine/machine/decide.h"

namespace accolade {

// The title of a state, or its name in words.
std::string title_of(const State& state);
// The button of an event, wherever the workflow has one; or the event in words.
std::string label_of(const Workflow& workflow, std::string_view event);
// "“Draft, not sent in”": the titles of the active atomic states.
std::string whereabouts(const Workflow& workflow, const StateSet& active);

Refusal not_possible(const Workflow& workflow, const StateSet& active, std::string_view event);
Refusal not_allowed(const Workflow& workflow, std::string_view event);
Refusal not_met(const Workflow& workflow, std::string_view event, const std::string& otherwise);
Refusal runaway(const Workflow& workflow);

// The sentence of the history where the workflow gives none. "{actor}" stays for the reader's page
// to fill in.
std::string history_sentence(const Workflow& workflow, std::string_view event,
                             Event::Source source);

}  // namespace accolade
