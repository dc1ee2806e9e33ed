// What a promise can say, and what is refused.
#include <gtest/gtest.h>

#include "tests/engine/definition/loading.h"

namespace accolade {
namespace {

std::string said_of_promise(const std::string& promise) {
  std::string messages;
  const std::string yaml = "workflow: w\npeople: {a: creator}\npromises: [" + promise +
                           "]\nfields: {n: {type: int, default: 0}}\n"
                           "states: {s: {on: {e: {by: a, to: d}}}, d: {final: done}}\n";
  for (const Diagnostic& one : load_workflow("a.yaml", yaml, Strictness::Run).diagnostics)
    messages += one.message + "\n";
  return messages;
}

TEST(Promise, SaysOneThing) {
  const std::string one_of =
      "a promise says one of `may:`, `can:`, `cannot:`, `holds:`, `possible:` and `sees:`\n";
  EXPECT_EQ(said_of_promise("{in: s}"), one_of);
  EXPECT_EQ(said_of_promise("{in: s, can: e, cannot: e}"), one_of);
  EXPECT_EQ(said_of_promise("{in: s, can: [e, e]}"), "`can:` is about one event\n");
}

TEST(Promise, NamesEventsStatesFieldsAndRolesThatExist) {
  EXPECT_EQ(said_of_promise("{in: x, can: e}"), "`x` is no state of w\n");
  EXPECT_EQ(said_of_promise("{in: s, can: f}"), "`f` is no event of w\n");
  EXPECT_EQ(said_of_promise("{in: s, by: a, sees: m}"), "`m` is no field of w\n");
  EXPECT_EQ(said_of_promise("{in: s, holds: m > 1}"), "`m` is not known here\n");
}

TEST(Promise, HasNoWordThatItDoesNotUse) {
  EXPECT_EQ(said_of_promise("{in: s, by: a, may: [e]}"), "`in:` says nothing beside `may:`\n");
  EXPECT_EQ(said_of_promise("{in: s, by: a, holds: n > 1}"),
            "`by:` says nothing beside `holds:`\n");
  EXPECT_EQ(said_of_promise("{in: s, cannot: e, to: d}"), "`to:` says nothing beside `cannot:`\n");
  EXPECT_EQ(said_of_promise("{may: [e]}"), "`may:` needs `by:`, one role\n");
  EXPECT_EQ(said_of_promise("{in: s, sees: n}"), "`sees:` needs `by:`, the roles it is about\n");
}

TEST(Promise, IsReadByNoStep) {
  const Workflow workflow = loaded(
      "workflow: w\npromises: [{in: s, holds: count(c in x) > 1 && parent.y > 2}]\n"
      "states: {s: {}}\n");
  EXPECT_EQ(workflow.tallies, std::vector<Tally>());
  EXPECT_EQ(workflow.ancestor_paths, std::set<std::string>());
}

}  // namespace
}  // namespace accolade
