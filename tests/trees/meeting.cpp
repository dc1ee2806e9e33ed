// Opens the workshop, and registers people for it.
#include "tests/trees/meeting.h"

#include <algorithm>

#include <boost/json/array.hpp>
#include <gtest/gtest.h>

#include "engine/definition/loader.h"
#include "tests/support/shipped_files.h"

namespace accolade {
namespace {

namespace json = boost::json;

json::object places_row(const char* name, const char* label, int capacity,
                        const char* kept_for = "") {
  return {{"name", name}, {"label", label}, {"capacity", capacity}, {"kept_for", kept_for}};
}

}  // namespace

Meeting::Meeting(const char* admission, const std::string& url, int on_site) : Consortium(url) {
  Loaded<Package> loaded = load_package("workshop", shipped_files("workshop"));
  for (const Diagnostic& diagnostic : loaded.diagnostics)
    ADD_FAILURE() << to_text(diagnostic);
  database().packages->publish(loaded.value.value());
  const json::array modes{places_row("on_site", "On site", on_site),
                          places_row("online", "Online", 2),
                          places_row("stage", "Stage", 1, "speaker")};
  const json::array sessions{places_row("genomes", "Genomes", std::max(5, on_site))};
  const Outcome<Applied> begun = engine().start({"workshop",
                                                 {},
                                                 {{"title", "Genomes at work"},
                                                  {"summary", "Two days."},
                                                  {"venue", "Siena"},
                                                  {"begins_at", "2026-05-04T08:00:00Z"},
                                                  {"ends_at", "2026-05-05T15:00:00Z"},
                                                  {"closes_at", "2026-04-20T16:00:00Z"},
                                                  {"admission", admission},
                                                  {"modes", modes},
                                                  {"sessions", sessions}},
                                                 secretary,
                                                 {}});
  EXPECT_TRUE(begun) << (begun ? "" : begun.refusal().sentence);
  workshop = begun->instance;
  fire(workshop, "open", secretary);
}

InstanceId Meeting::begin(PersonId person) {
  const Outcome<Applied> started = engine().fire({workshop, "register", {}, person, {}, {}});
  EXPECT_TRUE(started) << (started ? "" : started.refusal().sentence);
  return started ? started->instance : InstanceId{};
}

Answers Meeting::answers(const char* mode) {
  return {{"name", "Ada Lovelace"}, {"affiliation", "CNR"},
          {"kind", "research"},     {"country", "IT"},
          {"mode", mode},           {"session", "genomes"},
          {"agrees", "on"},         {"answers", json::object{{"diet", "No nuts"}}}};
}

InstanceId Meeting::registered(PersonId person, const char* mode) {
  const InstanceId id = begin(person);
  fire(id, "submit", person, answers(mode));
  return id;
}

std::vector<InstanceId> Meeting::registrations(PersonId viewer) {
  std::vector<InstanceId> ids;
  for (const ListRow& one : engine().list({workshop, "registration", {}, {}, 50}, viewer).rows)
    ids.push_back(one.snapshot.id);
  return ids;
}

std::vector<std::string> Meeting::choices(InstanceId id, PersonId viewer) {
  std::vector<std::string> labels;
  const Outcome<Shown> shown = engine().show(id, viewer);
  EXPECT_TRUE(shown);
  for (const Choice& choice : shown->places.at("mode"))
    labels.push_back(choice.label);
  return labels;
}

}  // namespace accolade
