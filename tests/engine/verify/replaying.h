// Plays the scripts of findings as `accolade run` does.
#pragma once

#include <string>
#include <vector>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "engine/play/play.h"

namespace accolade {

// The answer to the last line; every line before it has to be understood and taken.
inline boost::json::object replayed(const Workflow& workflow,
                                    const std::vector<std::string>& script) {
  Play play(workflow);
  boost::json::object last;
  for (std::size_t line = 0; line < script.size(); ++line) {
    last = boost::json::parse(play.answer(script[line])).as_object();
    const bool is_taken = !last.contains("error") && last.at("refusal").is_null();
    if (!is_taken && line + 1 < script.size()) return {{"stopped", script[line]}, {"by", last}};
  }
  return last;
}

inline boost::json::array json_of(const Configuration& configuration) {
  boost::json::array names;
  for (const std::string& name : configuration)
    names.emplace_back(name);
  return names;
}

}  // namespace accolade
