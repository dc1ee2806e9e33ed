// How things may be called, and how a name reads in words.
#pragma once

#include <string>
#include <string_view>

namespace accolade {

// Letters, digits, `_` and `-`, at most 100 of them: roles, workflows, letters.
bool is_name(std::string_view text);
// Names with points between them, as ids of SCXML may have: `b1.2`. At most 100 characters.
bool is_state_name(std::string_view text);
// As conditions write it: letters, digits and `_`, not a digit first, no word of conditions.
bool is_field_name(std::string_view text);
// Names with points between them: `submit`, `done.state.review`.
bool is_event(std::string_view text);
// An event, the beginning of one (`foo.*`), or `*`.
bool is_descriptor(std::string_view text);
// SCXML 3.12.1: whether `descriptor` takes `event`, part by part.
bool takes(std::string_view descriptor, std::string_view event);

// "not_awarded" -> "Not awarded"
std::string sentence_case(std::string_view name);

}  // namespace accolade
