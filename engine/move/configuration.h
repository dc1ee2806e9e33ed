// The image of a configuration and of what its histories remember. Pure; the proof and the move
// call the same functions.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/machine/snapshot.h"
#include "engine/move/mapping.h"

namespace accolade {

// What the map of a workflow would have to say: `states: {submitted: STATE}`.
struct MapEntry {
  std::string word;   // "states"; empty: nothing that a map could say
  std::string name;   // of the old version; under `values`, of the new one
  std::string value;  // "STATE", "dropped", "\"EXPRESSION\""
  bool operator==(const MapEntry&) const = default;
};
// Empty where the word is.
std::string to_text(const MapEntry& entry);

// Why something cannot be moved, and what to write into the map.
struct MoveFault {
  std::string state;    // of the old version, which it is about; empty: of the whole workflow
  std::string message;  // one sentence
  MapEntry add;
  std::string field = {};  // that it is about, if any
  bool operator==(const MoveFault&) const = default;
};

// One workflow in both versions.
struct WorkflowMove {
  const Workflow& from;
  const Workflow& to;
  const WorkflowMap& map;
};

// Precondition: both versions have it.
WorkflowMove move_of(const Move& move, const std::string& workflow);

struct ConfigurationImage {
  Configuration configuration;
  std::map<std::string, Configuration> remembered;
  std::string outcome;
  std::vector<MoveFault> faults;  // none: the rest is legal in the new version
};

// A target that is a compound or parallel state stands for what it is entered by; nothing is done
// on the way. Legal: exactly one child of each active compound state, all regions of each active
// parallel one; an end (nested too) stays an end and nothing else becomes one; the outcome is the
// same or as the map says; what a history state remembers lies inside of its parent.
ConfigurationImage image_of(const WorkflowMove& move, const Configuration& configuration,
                            const std::map<std::string, Configuration>& remembered,
                            const std::string& outcome);

}  // namespace accolade
