// What a person is asked before a move: what takes the place of everything that is gone. Pure.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/move/proof.h"

namespace accolade {

// What a map says that something goes nowhere.
inline constexpr const char* dropped_name = "dropped";

struct MapOption {
  std::string value;  // a name of the new version, or `dropped`
  std::string text;   // its title
  bool operator==(const MapOption&) const = default;
};

// Answered by one entry of the map.
struct MapQuestion {
  std::string workflow;
  MapEntry entry;     // its value: what is suggested; empty: nothing is near enough
  std::string about;  // the title of what is gone
  std::vector<MapOption> options;
  bool operator==(const MapQuestion&) const = default;
};

// "nomination.states.draft"
std::string key_of(const MapQuestion& question);
// By key_of: what was chosen.
using MapAnswers = std::map<std::string, std::string>;

// By workflow and document order; states, fields, timers, roles, outcomes. States and timers that
// nothing can stand in or wait for are left out, what keeps its name is not asked about. Besides,
// what one of `gaps` lacks and what `answers` have an answer for. Suggested is what has the same
// title, else the most similar name, of those that may take its place at all; else the one new
// state where one alone is gone; a field, timer or role without any is suggested to be dropped.
std::vector<MapQuestion> questions(const Package& from, const Package& to,
                                   const std::vector<Gap>& gaps, const MapAnswers& answers);

// The map in which every question has its answer, or what is suggested where there is none. An
// answer that is none of the options is left out.
std::string map_of(const std::vector<MapQuestion>& questions, const MapAnswers& answers);
// The answer to one question; empty: none.
std::string answer_to(const MapQuestion& question, const MapAnswers& answers);

}  // namespace accolade
