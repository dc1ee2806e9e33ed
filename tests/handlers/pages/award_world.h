// The pages over the real engine on SQLite, without a socket: the award of the repository, its
// people, an open call, and what a browser would ask and post.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "db/open.h"
#include "engine/use_case/engine.h"
#include "handlers/pages/routes.h"
#include "tests/handlers/pages/pages_fixture.h"
#include "tests/support/temporary_folder.h"

namespace accolade::test {

using Inputs = std::vector<std::pair<std::string, std::string>>;

// By path in the package.
std::map<std::string, std::string> award_files();
// Throws with what the loader says.
Package loaded_award(const std::map<std::string, std::string>& files);

class AwardWorld : public testing::Test {
 protected:
  AwardWorld();

  Directory& directory() { return *database_.directory; }
  http::Response ask(const std::string& method, const std::string& target, PersonId person,
                     const std::string& type = "", const std::string& body = "");
  http::Response get(const std::string& target, PersonId person) {
    return ask("GET", target, person);
  }
  http::Response post(const std::string& target, PersonId person, const Inputs& inputs);
  // One that the secretariat has not opened yet.
  InstanceId prepared_call();

  Instant clock_ = noon();
  TemporaryFolder folder_;
  std::string url_ = prepared();
  Database database_;
  Engine engine_{ports_of(database_)};
  Diagrams diagrams_{[](const Workflow&) { return Outcome<std::string>("<svg></svg>"); }};
  Pages pages_{engine_,   templates(),       assets(),
               diagrams_, "Europe/Brussels", "https://awards.example.org"};
  PersonId sofia_, helena_, marta_;
  std::vector<PersonId> experts_;
  InstanceId call_;

 private:
  std::string prepared();
  InstanceId open_call();
};

}  // namespace accolade::test
