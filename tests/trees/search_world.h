// A call whose submissions hide and show their fields as they go, and people who see different
// parts: for what the search must never tell.
#pragma once

#include <memory>
#include <random>
#include <string>
#include <vector>

#include "db/open.h"
#include "engine/use_case/engine.h"
#include "tests/support/temporary_folder.h"

namespace accolade {

class SearchWorld {
 public:
  // "SQLite" or "PostgreSQL".
  explicit SearchWorld(const std::string& engine, unsigned seed = 1);

  Engine& engine() { return *engine_; }
  Database& database() { return database_; }
  Ports& ports() { return engine_->ports(); }
  const std::string& url() const { return url_; }

  PersonId person(const std::string& name);
  InstanceId submit(PersonId author, const std::string& title, const std::string& secret);
  // Empty, or why not.
  std::string fire(InstanceId id, const std::string& event, PersonId actor, Answers answers = {});
  // Anything that somebody may do, with words out of a few.
  void step();

  // By the search of everything; and by looking at all that the engine shows this person.
  std::vector<InstanceId> found(const std::string& typed, PersonId viewer);
  std::vector<InstanceId> seen(const std::string& typed, PersonId viewer);

  std::vector<std::string> faults() { return verify(url_); }
  const std::vector<PersonId>& everybody() const { return everybody_; }  // a visitor among them
  const std::vector<InstanceId>& instances() const { return instances_; }

  PersonId secretary, chair, ann, bob, cleo;
  InstanceId call;

 private:
  std::size_t pick(std::size_t size);
  std::string words();

  TemporaryFolder folder_;
  std::string url_;
  std::shared_ptr<Instant> now_;
  Database database_;
  std::unique_ptr<Engine> engine_;
  std::mt19937 random_;
  std::vector<PersonId> everybody_;
  std::vector<InstanceId> instances_;
};

// What random texts are made of, and some that look like commands of an index.
extern const std::vector<std::string> search_words;

}  // namespace accolade
