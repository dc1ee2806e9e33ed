// Plays the scripts of findings as `accolade run` does, and looks whether they show what they say.
#pragma once

#include <string>
#include <vector>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "engine/definition/workflow.h"
#include "engine/machine/snapshot.h"

namespace accolade {

// The answer to the last line; every line before it has to be understood and taken.
boost::json::object replayed(const Workflow& workflow, const std::vector<std::string>& script);

boost::json::array json_of(const Configuration& configuration);

// `workflow`: the file of the finding, loaded alone. Empty if the script comes to the bad end that
// the finding claims, or if it has none; else what came instead.
std::string objection(const Workflow& workflow, const Diagnostic& finding);

}  // namespace accolade
