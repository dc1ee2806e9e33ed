// First reading of a file: its names. Conditions and targets are read when all names are known.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/definition/loader.h"
#include "engine/definition/report.h"
#include "engine/definition/words.h"
#include "engine/definition/workflow.h"
#include "engine/definition/yaml.h"

namespace accolade {

struct Outline {
  Workflow
      workflow;  // name, fields, people, names of deadlines; states with kind, parent, children
  std::map<std::string, Field, std::less<>> parent_fields;  // `parent_fields:`
  std::vector<Words> words;  // by state, what is left to read; [0] is the file itself
  std::map<std::string, StateIndex, std::less<>> states;
  std::map<std::string, std::size_t, std::less<>> fields;
  Place parent_place = {{}, 0, 0};  // of `parent:`; line 0 where it is left out
  int guesses = 0;                  // of types that a file alone cannot know, spent so far

  const Field* field(std::string_view name) const;
  std::optional<StateIndex> state(std::string_view name) const;
};

inline constexpr std::size_t states_max = 2'000;

// `yaml` must outlive the outline.
Outline read_outline(const std::string& file, const YamlNode& yaml, Report& report);

}  // namespace accolade
