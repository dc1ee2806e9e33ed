// Fields of type copies: what the loader refuses, and when they are taken.
#include <gtest/gtest.h>

#include "engine/machine/decide.h"
#include "tests/engine/definition/loading.h"

namespace accolade {
namespace {

using Lines = std::vector<std::string>;

// A file with one field of type copies, beside `adoption` below `portfolio`.
Lines said_in_a_package(
    const std::string& copies,
    const std::string& state = "{open_ended: true, on: {e: {by: editor, to: draft}}}") {
  const auto loaded = load_package(
      "plan", {{"portfolio.yaml",
                "workflow: portfolio\npeople: {editor: creator}\nsees: {editor: all}\n"
                "states: {here: {open_ended: true, on: {adopt: {by: editor, start: adoption}, "
                "tell: {by: editor, start: report}}}}\n"},
               {"adoption.yaml",
                "workflow: adoption\npeople: {editor: above}\nsees: {editor: all}\n"
                "fields: {grade: text, who: {type: text, personal: true}, secret: {type: bool, "
                "default: false}}\n"
                "states: {here: {open_ended: true, on: {e: {by: editor, ask: [grade]}}}}\n"},
               {"report.yaml",
                "workflow: report\npeople: {editor: above}\nsees: {editor: all}\n"
                "fields:\n  items: " +
                    copies + "\nstates:\n  draft: " + state + "\n"}});
  Lines lines;
  for (const Diagnostic& diagnostic : loaded.diagnostics)
    if (diagnostic.severity == Diagnostic::Severity::Error) lines.push_back(diagnostic.message);
  return lines;
}

TEST(Copies, AreOfWorkflowsBesideAndOfTheirFields) {
  EXPECT_EQ(said_in_a_package("{type: copies, from: adoption, columns: [grade], unless: secret, "
                              "while: [draft]}"),
            Lines());
  EXPECT_EQ(said_in_a_package("{type: copies, from: portfolio, columns: [grade]}"),
            Lines{"`portfolio` is not started beside report, below the same parent"});
  EXPECT_EQ(said_in_a_package("{type: copies, from: adoption, columns: [size], if: grade}"),
            (Lines{"`grade` is no field of type bool", "`size` is no field of adoption"}));
  EXPECT_EQ(said_in_a_package("{type: copies, from: adoption, columns: [grade, who]}"),
            Lines{"`who` is personal, and a copy would outlive it"});
  EXPECT_EQ(said_in_a_package("{type: copies, from: adoption}"),
            Lines{"copies need `from:`, a workflow, and `columns:`, its fields"});
  EXPECT_EQ(said_in_a_package("{type: copies, from: adoption, columns: [grade], while: [nowhere]}"),
            Lines{"`nowhere` is no state of report"});
}

TEST(Copies, AreAskedOfNobodyAndReadByNoCondition) {
  const std::string copies = "{type: copies, from: adoption, columns: [grade]}";
  EXPECT_EQ(
      said_in_a_package(
          copies, "{open_ended: true, form: {editor: [items]}, on: {e: {by: editor, to: draft}}}"),
      Lines{"nobody is asked for `items`: it is taken by itself"});
  EXPECT_EQ(said_in_a_package(copies, "{open_ended: true, on: {e: {by: editor, ask: [items]}}}"),
            Lines{"nobody is asked for `items`: it is taken by itself"});
  const Lines read = said_in_a_package(
      copies, "{open_ended: true, on: {e: {by: editor, if: has(items), to: draft}}}");
  ASSERT_EQ(read.size(), 1U);
  EXPECT_TRUE(read.front().starts_with("`items` is not known here")) << read.front();
}

TEST(Copies, AreTakenAtTheBeginningAndInTheStatesThatSaySo) {
  const Workflow report = loaded(
      "workflow: report\nfields: {items: {type: copies, from: a, columns: [g], while: [draft]}}\n"
      "states: {draft: {on: {again: {}, send: sent}}, sent: {on: {again: {to: sent}}}}\n");
  Facts facts;
  const auto taking = [&](const char* what) {
    facts.copies = {{"items", what == nullptr ? Value() : Value(List{Value(Record{{"g", what}})})}};
  };
  const auto held = [](const Outcome<Step>& step) {
    const List* const rows = at(step->next.fields, "items").as<List>();
    return rows == nullptr ? "nothing" : *at(*rows->front().as<Record>(), "g").as<std::string>();
  };
  taking("first");
  Outcome<Step> step = begin(report, {}, facts);
  EXPECT_EQ(held(step), "first");
  EXPECT_TRUE(step->happened.changed.contains("items"));
  taking("second");
  step = decide(report, step->next, {"again"}, facts);
  EXPECT_EQ(held(step), "second");
  taking("third");
  step = decide(report, step->next, {"send"}, facts);
  EXPECT_EQ(held(step), "third");
  taking("fourth");
  step = decide(report, step->next, {"again"}, facts);
  EXPECT_EQ(held(step), "third");
  taking(nullptr);
  EXPECT_EQ(held(begin(report, {}, facts)), "nothing");
}

}  // namespace
}  // namespace accolade
