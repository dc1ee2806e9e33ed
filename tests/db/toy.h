// A small world for the store's contract suite: a database on either engine, and a Decide that does
// what its event's name says, without any of the engine.
#pragma once

#include <atomic>
#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "db/open.h"
#include "tests/support/temporary_folder.h"

namespace accolade {

// The events that the toy understands, beside Begin, which makes an instance in the state "open":
//
//   add       the field `count` goes up by one; a letter "added" to the actor
//   child     a child of workflow "child" starts
//   report    a child's `count` goes up, and its parent's tallies count(child), max(child, count)
//   close     the state is "closed"
//   publish   everybody sees it
//   tell      an inbox row "heard" for the parent
//   wait      a timer `due` at answers.due, or shared under answers.key
//   move      the children's deadline answers.key moves to answers.due
//   expect    it should go on by answers.due
//   submit    takes the draft of `title` as a field
//   refuse    refused; partly: its `count` goes up, and it is refused
//   throw     throws
//   poison    the database rejects what it writes
//
// Wake delivers one inbox row as "add".
Decide toy_decide();

class StoreTest : public testing::TestWithParam<const char*> {
 protected:
  StoreTest();

  bool is_sqlite() const { return std::string(GetParam()) == "SQLite"; }
  // Another store on the same database.
  Database another(OpenOptions options = {});
  Database another(const Decide& decide, OpenOptions options = {});

  InstanceId begin(PersonId actor = PersonId{7});
  Outcome<Applied> fire(InstanceId target, const std::string& event, Answers answers = {});
  InstanceId child_of(InstanceId parent);
  // The whole-number field of an instance; 0 if there is none.
  std::int64_t number(InstanceId id, const std::string& field);
  // What verify finds beside the toy's package, which nobody publishes.
  std::vector<std::string> faults();

  static Ask begin_ask(PersonId actor = PersonId{7});
  static Ask ask(InstanceId target, const std::string& event, Answers answers = {});

  TemporaryFolder folder;
  std::string url;
  std::shared_ptr<std::atomic<Instant>> clock;
  Database database;
};

// Runs the tests of a suite on both engines.
#define ON_BOTH_ENGINES(Suite)                                 \
  INSTANTIATE_TEST_SUITE_P(                                    \
      Engines, Suite, testing::Values("SQLite", "PostgreSQL"), \
      [](const testing::TestParamInfo<const char*>& engine) { return std::string(engine.param); })

}  // namespace accolade
