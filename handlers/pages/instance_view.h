// The page of an instance as a pure function of what was found out about it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include "engine/use_case/engine.h"
#include "handlers/pages/words.h"

namespace accolade {

// A letter as a line of a list.
struct LetterLine {
  LetterId id;
  std::string subject, to;
  Delivery delivery = Delivery::Ready;
  Instant queued{};
  std::optional<Instant> sent = {};
};

struct InstanceTable {
  const ListView* list = nullptr;
  std::vector<ListRow> rows;
};

struct InstancePage {
  const Shown& shown;
  enum class Viewer { Visitor, Person } viewer = Viewer::Person;
  Wording wording = {};
  const Shown* above = nullptr;  // the nearest visible instance above, to be read beside
  std::vector<HistoryLine> history = {};
  std::vector<LetterLine> letters = {};
  std::vector<InstanceTable> tables = {};
  std::optional<std::string> diagram = {};  // SVG
  boost::json::array copied = {};           // as of copied_view
  boost::json::value documents = {};        // as of documents_view
  boost::json::value door = {};             // as of door_link
  boost::json::value feedback = {};         // as of feedback_link
  Instant now{};
  std::string key = {};                                            // as of actions_view
  enum class Version { Newest, Older } version = Version::Newest;  // Older: the viewer may move it
};

// Everything of templates/pages/instance.mustache but the frame.
boost::json::object instance_view(const InstancePage& page);

// The answers of the instance above, to be read beside: partials/beside; null: there are none.
// Open where it is what the person judges, as in a review.
boost::json::value beside_view(const Shown& shown, const Shown* above, const Wording& wording);

// Whether it was sent, in a sentence of its own.
std::string delivery_in_words(Delivery delivery);
boost::json::array letters_view(const std::vector<LetterLine>& letters, const std::string& zone);
boost::json::array history_view(const std::vector<HistoryLine>& lines, const std::string& zone);

}  // namespace accolade
