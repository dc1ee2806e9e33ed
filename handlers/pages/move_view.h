// The pages of moving a call to the newer version, as pure functions.
#pragma once

#include <string>
#include <vector>

#include <boost/json/object.hpp>

#include "engine/use_case/call_move.h"
#include "handlers/pages/pages.h"

namespace accolade {

// What is different, and what takes the place of what is gone: templates/pages/move.mustache.
struct MoveQuestions {
  const CallMove& asked;
  const MapAnswers& answers;
  enum class Said { Nothing, Answers } said = Said::Nothing;  // before, nothing is a problem yet
  std::string zone;
  std::vector<std::string> changes = {};  // since it was looked at
};
boost::json::object move_view(const MoveQuestions& page);
// One for each thing that the answers leave open, with a link to its question where there is one.
std::vector<Fault> move_faults(const CallMove& asked, const MapAnswers& answers);

// Each instance before and after, and the button: templates/pages/move_preview.mustache.
struct MovePreview {
  const CallMove& asked;
  const MapAnswers& answers;
  const Preview& preview;
  std::string zone;
  std::string key;                        // of idempotency
  std::vector<std::string> changes = {};  // since it was looked at
};
boost::json::object move_preview_view(const MovePreview& page);

}  // namespace accolade
