// The page that asks before an event is raised, as a pure function.
#pragma once

#include <string>

#include <boost/json/object.hpp>

#include "handlers/pages/form_view.h"

namespace accolade {

struct EventQuestions {
  const Shown& shown;
  const Offer& offer;
  const Questions& questions;
  const Wording& wording;
  std::string key;       // of idempotency
  Refusal refusal = {};  // an empty sentence: none. Stale: the page was made from an older revision
};
boost::json::object event_view(const EventQuestions& asked);

}  // namespace accolade
