// The page of the door as a pure function of who is expected there.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <boost/json/object.hpp>

#include "engine/use_case/engine.h"
#include "handlers/pages/words.h"

namespace accolade {

// What to say of a check-in that was tried.
struct DoorAnswer {
  enum class Outcome { In, Already, Out, Refused, Unknown } outcome = Outcome::Unknown;
  std::string sentence;
};
std::string name_of(DoorAnswer::Outcome outcome);  // "in", "already", ...

struct DoorPage {
  const Shown& shown;
  const DoorRule& door;
  const std::vector<Guest>& guests;
  const Wording& wording;
  std::string looked_for = {};         // typed words: only those who have all of them are shown
  const Guest* found = nullptr;        // whose code or number it was
  std::string since = {};              // since when the one found is there, in a sentence
  const DoorAnswer* answer = nullptr;  // null: nothing was tried
  std::string key = {};                // begins the idempotency key of every button
};

// Everything of templates/pages/door.mustache but the frame.
boost::json::object door_view(const DoorPage& page);

// Whether all words of `looked_for` stand in `text`; capitals are as good as small letters.
bool has_words(std::string_view text, std::string_view looked_for);
// "Dario Conti checked them in today at 09:12."
std::string since_when(const HistoryLine& line, Instant now, const std::string& zone);

}  // namespace accolade
