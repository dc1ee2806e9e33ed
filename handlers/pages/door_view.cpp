// One card for whoever was looked for, and a line for each who is expected.
#include "handlers/pages/door_view.h"

#include <algorithm>

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "engine/value/ascii.h"
#include "handlers/pages/paths.h"
#include "handlers/pages/status_view.h"
#include "handlers/text/zone.h"

namespace accolade {
namespace {

namespace json = boost::json;

// "Hospital of Siena, On site"
std::string about(const Guest& guest, const DoorPage& page) {
  std::vector<std::string> words;
  for (const std::string& name : page.door.shows) {
    const Field* field = guest.row.workflow->field(name);
    const json::value answer = to_json(at(guest.row.snapshot.fields, name));
    const std::string said = field == nullptr ? "" : in_words(*field, answer, page.wording);
    if (!said.empty()) words.push_back(said);
  }
  return fmt::format("{}", fmt::join(words, ", "));
}

json::value guest_button(const Guest& guest, const DoorPage& page) {
  if (!guest.enter && !guest.undo) return nullptr;
  const InstanceId id = guest.row.snapshot.id;
  return json::object{{"label", guest.enter ? guest.enter->label : guest.undo->label},
                      {"act", guest.enter ? "in" : "out"},
                      {"is_undo", !guest.enter},
                      {"who", id.text()},
                      {"key", page.key + "." + id.text()}};
}

json::object guest_view(const Guest& guest, const DoorPage& page) {
  const bool has_button = guest.enter || guest.undo;
  return {{"name", guest.row.title},
          {"href", path_to(guest.row.snapshot.id)},
          {"reference", guest.row.snapshot.reference},
          {"about", about(guest, page)},
          {"guest_id", guest.row.snapshot.id.text()},
          {"state", states_in_words(guest.row.states)},
          {"tag", has_button && !guest.is_present ? "" : states_in_words(guest.row.states)},
          {"door_button", guest_button(guest, page)}};
}

bool is_looked_for(const json::object& guest, const std::string& looked_for) {
  const std::string text =
      plain(guest.at("name")) + " " + plain(guest.at("about")) + " " + plain(guest.at("reference"));
  return has_words(text, looked_for);
}

bool is_good(DoorAnswer::Outcome outcome) {
  return outcome == DoorAnswer::Outcome::In || outcome == DoorAnswer::Outcome::Out;
}

json::value walk_in_view(const DoorPage& page) {
  const auto offer = std::ranges::find(page.shown.offers, page.door.walk_in, &Offer::event);
  if (offer == page.shown.offers.end() || !offer->enabled) return nullptr;
  return json::object{{"href", path_to_event(page.shown.snapshot.id, offer->event)},
                      {"text", offer->label}};
}

}  // namespace

std::string name_of(DoorAnswer::Outcome outcome) {
  switch (outcome) {
    case DoorAnswer::Outcome::In:
      return "in";
    case DoorAnswer::Outcome::Already:
      return "already";
    case DoorAnswer::Outcome::Out:
      return "out";
    case DoorAnswer::Outcome::Refused:
      return "refused";
    case DoorAnswer::Outcome::Unknown:
      return "unknown";
  }
  return {};
}

json::object door_view(const DoorPage& page) {
  json::array guests;
  for (const Guest& guest : page.guests) {
    json::object view = guest_view(guest, page);
    if (is_looked_for(view, page.looked_for)) guests.push_back(std::move(view));
  }
  json::value found = nullptr;
  if (page.found != nullptr) {
    json::object view = guest_view(*page.found, page);
    view["since"] = page.since;
    found = std::move(view);
  }
  json::value answer = nullptr;
  if (page.answer != nullptr) {
    answer =
        json::object{{"said", page.answer->sentence}, {"is_good", is_good(page.answer->outcome)}};
  }
  return {{"about_title", page.shown.title},
          {"action", path_to_door(page.shown.snapshot.id)},
          {"present", std::ranges::count_if(page.guests, &Guest::is_present)},
          {"expected", page.guests.size()},
          {"answer", std::move(answer)},
          {"found", std::move(found)},
          {"looked_for", page.looked_for},
          {"has_guests", !guests.empty()},
          {"guests", std::move(guests)},
          {"walk_in", walk_in_view(page)}};
}

bool has_words(std::string_view text, std::string_view looked_for) {
  const std::string all = small(text);
  const std::string wanted = small(looked_for);
  for (std::size_t begin = 0; begin < wanted.size();) {
    const std::size_t end = std::min(wanted.find(' ', begin), wanted.size());
    if (all.find(wanted.substr(begin, end - begin)) == all.npos) return false;
    begin = end + 1;
  }
  return true;
}

std::string since_when(const HistoryLine& line, Instant now, const std::string& zone) {
  std::string sentence = line.sentence;
  if (!sentence.empty() && sentence.back() == '.') sentence.pop_back();
  const std::string local = local_text(line.at, zone);  // "2026-03-02T09:12"
  const bool is_today = local_day(line.at, zone) == local_day(now, zone);
  if (is_today) return fmt::format("{} today at {}.", sentence, local.substr(11, 5));
  return fmt::format("{} on {}.", sentence, human(line.at, zone));
}

}  // namespace accolade
