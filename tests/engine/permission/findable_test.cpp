// Which pieces the search knows, and by which roles each is found.
#include "engine/permission/findable.h"

#include <gtest/gtest.h>

#include "engine/definition/loader.h"
#include "engine/permission/sight.h"

namespace accolade {
namespace {

const char* const yaml = R"(
workflow: w
people: {author: creator, chair: above}
fields:
  number: {type: int}
  title: {type: text}
  notes: {type: long text, search: true}
  other: {type: text}
headline: title
sees: {author: {fields: [title], names: [author]}, chair: all}
states: {open: {open_ended: true, on: {go: {by: author}}}}
)";

Workflow workflow() {
  return *load_workflow("w.yaml", yaml, Strictness::Run).value;
}

std::vector<std::string> complaints(const std::string& text) {
  std::vector<std::string> messages;
  for (const Diagnostic& diagnostic : load_workflow("w.yaml", text, Strictness::Run).diagnostics)
    messages.push_back(diagnostic.message);
  return messages;
}

TEST(Findable, TheReferenceTheSearchedFieldsAndTheNamesAreItsPieces) {
  const Workflow searched = workflow();
  Snapshot snapshot;
  snapshot.reference = "R_1";
  snapshot.fields = {{"number", 5}, {"title", "Title"}, {"notes", "Notes"}, {"other", "Other"}};
  EXPECT_EQ(texts_of(searched, snapshot),
            (std::map<int, std::string>{{0, "R_1"}, {1, "Title"}, {2, "Notes"}}));
  EXPECT_EQ(names_bit(searched, "author"), piece_bit(3));
  EXPECT_EQ(names_bit(searched, "chair"), piece_bit(4));
  EXPECT_EQ(names_bit(searched, "nobody"), 0);
}

TEST(Findable, ARoleFindsWhatItSees) {
  const Workflow searched = workflow();
  const auto shown = [&](const char* role) {
    return pieces_shown(searched, sight_of(searched, {"open"}, role));
  };
  EXPECT_EQ(shown("author"), piece_bit(0) | piece_bit(1) | piece_bit(3));
  EXPECT_EQ(shown("chair"), piece_bit(5) - 1);
}

TEST(Findable, OnlyWhatChangedIsWrittenAndWhatIsGoneIsTakenOut) {
  const Workflow searched = workflow();
  Snapshot before, next;
  before.fields = {{"title", "Títle"}, {"notes", "Notes"}};
  next.fields = {{"title", "Títle"}};
  next.reference = "R-2";
  EXPECT_EQ(changed_pieces(searched, before, next),
            (std::map<int, std::string>{{0, "r 2"}, {2, ""}}));
  EXPECT_EQ(changed_pieces(searched, {}, before),
            (std::map<int, std::string>{{1, "title"}, {2, "notes"}}));
  EXPECT_TRUE(changed_pieces(searched, before, before).empty());
}

TEST(Findable, WhatIsNoTextCannotBeSearched) {
  const std::string head = "workflow: w\nfields: {x: {type: ";
  const std::string tail = ", search: true}}\nstates: {open: {}}\n";
  EXPECT_EQ(
      complaints(head + "int" + tail),
      (std::vector<std::string>{"only a text, a link or an address of mail can be searched"}));
  for (const char* type : {"text", "long text", "link", "email"})
    EXPECT_EQ(complaints(head + type + tail), std::vector<std::string>{}) << type;
}

TEST(Findable, ThereIsALimitToWhatIsToldApart) {
  std::string fields;
  for (int i = 0; i < search_pieces_max; ++i)
    fields += "  f" + std::to_string(i) + ": {type: text, search: true}\n";
  const Loaded<Package> loaded = load_package(
      "p",
      {{"w.yaml", "workflow: w\npeople: {a: creator}\nfields:\n" + fields +
                      "sees: {a: all}\nstates: {open: {open_ended: true, on: {go: {by: a}}}}\n"}});
  ASSERT_EQ(loaded.diagnostics.size(), 1U);
  EXPECT_EQ(loaded.diagnostics[0].message, "searched fields and roles are 62 at most");
}

}  // namespace
}  // namespace accolade
