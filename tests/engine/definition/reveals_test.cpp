// An `if` tells no more than its roles see, unless it says so.
#include <gtest/gtest.h>

#include "tests/engine/definition/loading.h"

namespace accolade {
namespace {

constexpr const char* call_of_papers = R"(workflow: call
people: {chair: above}
fields: {title: text, secret: {type: int, default: 0}, closes_at: instant}
sees: {chair: {fields: [title]}}
states:
  open:
    sees: {author: {fields: [title]}}
    on:
      enter: {by: anyone, start: paper}
      end: {by: chair, if: "CALL", to: ended}
  ended: {final: ended}
)";
constexpr const char* paper_of_call = R"(workflow: paper
people: {author: creator, chair: above}
fields: {score: {type: int, default: 0}, note: {type: int, default: 0}}
deadlines: {close: parent.closes_at}
sees: {chair: all, author: {fields: [note]}}
states:
  sent:
    on:
      withdraw: {by: [author, chair], if: "PAPER", MORE to: gone}
      judge: {by: chair, ask: [score], to: judged}
  judged: {final: judged}
  gone: {final: gone}
)";

std::string with(std::string text, std::string_view hole, std::string_view what) {
  return text.replace(text.find(hole), hole.size(), what);
}

std::string said_of_paper(std::string_view condition, std::string_view more = "") {
  return texts(load_package("p", {{"call.yaml", with(call_of_papers, "CALL", "true")},
                                  {"paper.yaml",
                                   with(with(paper_of_call, "PAPER", condition), "MORE", more)}})
                   .diagnostics);
}

std::string said_of_call(std::string_view condition) {
  return texts(
      load_package("p", {{"call.yaml", with(call_of_papers, "CALL", condition)},
                         {"paper.yaml", with(with(paper_of_call, "PAPER", "true"), "MORE", "")}})
          .diagnostics);
}

TEST(Reveals, AFieldThatOneOfTheRolesDoesNotSeeIsRefused) {
  EXPECT_EQ(
      said_of_paper("score > 3"),
      "paper.yaml:9:7: error: `author` may not see `score`, which this `if` reads; show it in "
      "`sees:`, or say `reveals: true`\n"
      "   9 |       withdraw: {by: [author, chair], if: \"score > 3\",  to: gone}\n"
      "     |       ^\n");
}

TEST(Reveals, WhatAllRolesSeeMayBeRead) {
  EXPECT_EQ(said_of_paper("note > 3 && in_state('sent') && before(close)"), "");
}

TEST(Reveals, ATransitionMaySayThatItReveals) {
  EXPECT_EQ(said_of_paper("score > 3", "reveals: true,"), "");
}

TEST(Reveals, WhatThePersonAnswersIsNoSecret) {
  EXPECT_EQ(said_of_paper("event.score > 3", "ask: [score],"), "");
}

TEST(Reveals, UpwardsARoleSeesWhatTheParentShowsIt) {
  EXPECT_EQ(said_of_paper("has(parent.title)"), "");
  const std::string said = said_of_paper("has(parent.secret) && parent.secret > 3");
  EXPECT_NE(said.find("`author` may not see `parent.secret`, which"), said.npos) << said;
  EXPECT_NE(said.find("`chair` may not see `parent.secret`, which"), said.npos) << said;
}

TEST(Reveals, FiguresOfChildrenAreSeenByWhoSeesTheChildren) {
  EXPECT_EQ(said_of_call("count(paper in sent) > 3 && sum(paper in sent, score) > 2"), "");
  const std::string blind = "sees: {chair: all, author";
  const std::string said = texts(
      load_package("p", {{"call.yaml", with(call_of_papers, "CALL", "count(paper in sent) > 3")},
                         {"paper.yaml",
                          with(with(with(paper_of_call, blind, "sees: {author"), "PAPER", "true"),
                               "MORE", "")}})
          .diagnostics);
  EXPECT_EQ(said.substr(0, said.find('\n')),
            "call.yaml:10:7: error: `chair` may not see `count(paper in sent)`, which this `if` "
            "reads; show it in `sees:`, or say `reveals: true`");
}

}  // namespace
}  // namespace accolade
