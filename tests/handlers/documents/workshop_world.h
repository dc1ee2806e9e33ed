// The workshop of the repository on SQLite, with its secretary, its desk and whoever registers.
#pragma once

#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "db/open.h"
#include "engine/use_case/engine.h"
#include "handlers/documents/documents.h"
#include "handlers/pages/pages.h"
#include "tests/handlers/pages/pages_fixture.h"
#include "tests/support/temporary_folder.h"

namespace accolade::test {

class WorkshopWorld : public testing::Test {
 protected:
  WorkshopWorld();

  PersonId person(const std::string& name);
  // A draft, and what is sent in; `name` is also the person's name in the directory.
  InstanceId draft(PersonId who);
  InstanceId registers(PersonId who, const std::string& name, const std::string& mode = "on_site");
  // Throws with the sentence of a refusal.
  void fire(InstanceId id, const std::string& event, PersonId who, Answers answers = {});
  // Until nothing is due any more.
  void deliver();
  void move_to(const std::string& instant);
  std::vector<Letter> letters(InstanceId id);

  http::Response get(const std::string& target, PersonId who);
  // `body` as a browser sends a form; `accept` is what it wants to read.
  // `scan_age`: in seconds, as the page of the door sends it.
  http::Response post(const std::string& target, PersonId who, const std::string& body,
                      const std::string& accept = "text/html", const std::string& scan_age = "");
  // The page of whatever does not exist, as this person gets it.
  http::Response absent(PersonId who) { return get("/instances/999999999", who); }

  Instant clock_ = *parse_instant("2026-03-02T09:00:00Z");
  TemporaryFolder folder_;
  std::string url_ = prepared();
  Database database_;
  Engine engine_{ports_of(database_)};
  const Seal seal_{std::string(43, 's')};
  Diagrams diagrams_{[](const Workflow&) { return Outcome<std::string>("<svg></svg>"); }};
  Pages pages_{.engine = engine_,
               .templates = templates(),
               .assets = assets(),
               .diagrams = diagrams_,
               .public_url = "https://awards.example.org",
               .seal = &seal_,
               .from = {"The secretariat", "office@example.org"}};
  Press press_{engine_, seal_, pages_.from, pages_.public_url, pages_.zone};
  PersonId sofia_, dario_;
  InstanceId workshop_;

 private:
  http::Response answer(http::Request request, PersonId who);
  std::string prepared();
};

}  // namespace accolade::test
