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
      "a promise says one of `may:`, `can:`, `cannot:`, `holds:`, `possible:`, `sees:`, `hides:` "
      "and `sends:`\n";
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
  EXPECT_EQ(said_of_promise("{in: s, hides: n}"), "`hides:` needs `by:`, the roles it is about\n");
  EXPECT_EQ(said_of_promise("{in: s, by: a, holds: n > 1, asks: n}"),
            "`by:` says nothing beside `holds:`\n`asks:` says nothing beside `holds:`\n");
}

TEST(Promise, SaysWhoIsAskedWhatIsStartedAndWhatIsSent) {
  EXPECT_EQ(said_of_promise("{in: s, by: a, can: e, asks: n, starts: c, limit: one per person}"),
            "");
  EXPECT_EQ(said_of_promise("{in: s, can: e, asks: n}"),
            "`asks:` needs `by:`, the roles it is about\n");
  EXPECT_EQ(said_of_promise("{in: s, can: e, each: n}"),
            "`each:` needs `starts:`, the workflow of the children\n");
  EXPECT_EQ(said_of_promise("{in: s, can: e, starts: c, limit: two}"),
            "`one per person` is expected here, or `one per` a field\n");
  EXPECT_EQ(said_of_promise("{in: s, can: e, starts: c, limit: one per x and y, table: true}"), "");
  EXPECT_EQ(said_of_promise("{in: s, can: e, starts: c, gives: [x, y]}"), "");
  EXPECT_EQ(said_of_promise("{in: s, can: e, table: true}"),
            "`table:` needs `starts:`, the workflow of the children\n");
  EXPECT_EQ(said_of_promise("{in: s, can: e, tells: heard, appoints: a}"), "");
  EXPECT_EQ(said_of_promise("{in: s, cannot: e, tells: heard}"),
            "`tells:` says nothing beside `cannot:`\n");
  EXPECT_EQ(said_of_promise("{sends: x}"), "`sends:` needs `in:`, the states that are entered\n");
}

TEST(Promise, IsAboutHistoryAndNamesUnlessThatIsWhatAFieldIsCalled) {
  EXPECT_EQ(said_of_promise("{by: a, sees: [history, n, names]}"), "");
  EXPECT_EQ(said_of_promise("{by: a, hides: history}"), "");
  const Workflow workflow = loaded(
      "workflow: w\nfields: {names: int}\n"
      "promises: [{by: anyone, sees: [history, names]}, {by: anyone, hides: history}]\n"
      "states: {s: {}}\n");
  EXPECT_TRUE(workflow.promises.at(0).history && workflow.promises.at(1).history);
  EXPECT_FALSE(workflow.promises.at(0).names);
  EXPECT_EQ(workflow.promises.at(0).fields, std::vector<std::string>{"names"});
}

TEST(Promise, KnowsOfPlacesOnlyWhereThereAreSome) {
  EXPECT_EQ(said_of_promise("{in: s, free: n, can: e}"), "`n` is no place\n");
  EXPECT_EQ(said_of_promise("{in: s, full: m, can: e}"), "`m` is no field of w\n");
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
