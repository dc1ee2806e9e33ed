// Whether a mapping is total, and what is said where it is not.
#include "engine/move/proof.h"

#include <gtest/gtest.h>

#include "tests/engine/move/two_versions.h"

namespace accolade {
namespace {

const char* const parallel_talk = R"(workflow: talk
people: {speaker: creator}
fields:
  title: {type: text}
  topic: {type: choice, choices: [care, cure]}
initial: draft
states:
  draft:
    timers: {lapse: {after: 20d, to: lapsed}}
    on: {send: {by: speaker, to: checks}}
  checks:
    parallel: true
    on: {done.state.checks: given}
    states:
      form:
        states:
          form_open: {on: {ok: {by: speaker, to: form_done}, more: {by: speaker, to: form_more}}}
          form_more: {on: {ok: {by: speaker, to: form_done}}}
          back: {history: deep, to: form_open}
          form_done: {final: checked}
      content:
        states:
          content_open: {on: {fine: {by: speaker, to: content_done}}}
          content_done: {final: checked}
  given: {final: given}
  lapsed: {final: lapsed}
)";

ReachedConfiguration at_rest(Configuration configuration, std::string outcome = "") {
  ReachedConfiguration reached;
  reached.configuration = std::move(configuration);
  reached.outcome = std::move(outcome);
  reached.script = {R"({"event": "send", "by": ["speaker"]})"};
  return reached;
}

Proof proof_of(const std::string& before, const std::string& after, const std::string& map,
               std::vector<ReachedConfiguration> reached, bool is_complete = true) {
  const Package from = version(before);
  const Package to = version(after);
  const Mapping mapping = mapping_between(from, to, map);
  const Exploration explored{std::move(reached), 1, is_complete};
  return prove({from, to, mapping}, {{"talk", explored}});
}

std::string gaps_of(const Proof& proof) {
  std::string all;
  for (const Gap& gap : proof.gaps)
    all += to_text(gap);
  return all;
}

std::string without(std::string text, const std::string& part, const std::string& instead = "") {
  const std::size_t at = text.find(part);
  EXPECT_NE(at, std::string::npos) << part;
  return text.replace(at, part.size(), instead);
}

const char* const plain_talk = R"(workflow: talk
people: {speaker: creator}
fields:
  title: {type: text}
  topic: {type: choice, choices: [care, cure]}
states:
  draft:
    timers: {lapse: {after: 20d, to: lapsed}}
    on: {send: {by: speaker, to: given}}
  given: {final: given}
  lapsed: {final: lapsed}
)";

TEST(MoveProof, TheSameVersionIsTotalWithoutAWord) {
  ReachedConfiguration draft = at_rest({"draft"});
  draft.timers = {{"draft", "lapse"}};
  draft.present = {"title", "topic"};

  const Proof proof = proof_of(plain_talk, plain_talk, "", {draft, at_rest({"given"}, "given")});

  EXPECT_EQ(gaps_of(proof), "");
  EXPECT_TRUE(proof.is_total());
  EXPECT_EQ(proof.situations, 2U);
  EXPECT_EQ(proof.proved.at("talk"), (std::set<Standing>{{{"draft"}, {}}, {{"given"}, {}}}));
}

TEST(MoveProof, AStateWithoutAnImageIsNamedWithItsPlaceScriptAndWhatToAdd) {
  const std::string after =
      without(without(plain_talk, "  draft:", "  writing:"),
              "timers: {lapse: {after: 20d, to: lapsed}}", "open_ended: true");

  EXPECT_EQ(gaps_of(proof_of(plain_talk, after, "", {at_rest({"draft"})})),
            "talk.yaml:7:3: error: the new version has no state `draft`, and the map does not say "
            "which one takes its place\n"
            "   7 |   draft:\n"
            "     |   ^\n"
            "  reached by:\n"
            "    {\"event\": \"send\", \"by\": [\"speaker\"]}\n"
            "  add to the map:\n"
            "    talk: {states: {draft: STATE}}\n");
  EXPECT_TRUE(proof_of(plain_talk, after, "talk: {states: {draft: writing}}", {at_rest({"draft"})})
                  .is_total());
}

TEST(MoveProof, AStateCannotBecomeAnEndNorAnEndGoOn) {
  const Proof proof =
      proof_of(plain_talk, plain_talk, "talk: {states: {draft: given, lapsed: draft}}",
               {at_rest({"draft"}), at_rest({"lapsed"}, "lapsed")});

  ASSERT_EQ(proof.gaps.size(), 2U);
  EXPECT_EQ(proof.gaps[0].what.message, "`draft` is no end, and `given` is one");
  EXPECT_EQ(proof.gaps[1].what.message, "`lapsed` is an end, and `draft` is not");
  EXPECT_TRUE(proof.proved.empty());
}

TEST(MoveProof, AnotherOutcomeHasToBeSaid) {
  const std::string after = without(plain_talk, "{final: given}", "{final: held}");
  const std::vector<ReachedConfiguration> reached = {at_rest({"given"}, "given")};

  const Proof proof = proof_of(plain_talk, after, "", reached);

  ASSERT_EQ(proof.gaps.size(), 1U);
  EXPECT_EQ(proof.gaps[0].what.message, "the outcome `given` would become `held`");
  EXPECT_EQ(proof.gaps[0].add, "talk: {outcomes: {given: held}}");
  EXPECT_TRUE(proof_of(plain_talk, after, "talk: {outcomes: {given: held}}", reached).is_total());
}

TEST(MoveProof, EveryRegionNeedsAState) {
  const std::vector<ReachedConfiguration> reached = {at_rest({"draft"})};

  const Proof open = proof_of(plain_talk, parallel_talk, "talk: {states: {draft: form_open}}",
                              {at_rest({"draft"})});
  const Proof whole =
      proof_of(plain_talk, parallel_talk, "talk: {states: {draft: checks}}", reached);
  const Proof both = proof_of(plain_talk, parallel_talk,
                              "talk: {states: {draft: [form_open, content_open]}}", reached);

  ASSERT_EQ(open.gaps.size(), 1U);
  EXPECT_EQ(open.gaps[0].what.message, "`draft` would leave `content` of `checks` without a state");
  EXPECT_EQ(open.gaps[0].add, "talk: {states: {draft: [STATE, STATE]}}");
  EXPECT_TRUE(whole.is_total()) << gaps_of(whole);
  EXPECT_TRUE(both.is_total()) << gaps_of(both);
}

TEST(MoveProof, NothingCanBeInTwoStatesAtOnce) {
  const Proof proof = proof_of(
      parallel_talk, plain_talk,
      "talk: {states: {form_open: draft, content_open: draft, form_done: given, content_done: "
      "given, back: dropped}}",
      {at_rest({"content_open", "form_open"}), at_rest({"content_done", "form_open"})});

  ASSERT_FALSE(proof.gaps.empty());
  EXPECT_EQ(proof.gaps[0].what.message,
            "`content_done`, `form_open` would be in `draft`, `given` of the workflow at once");
  EXPECT_EQ(proof.proved.at("talk"), (std::set<Standing>{{{"content_open", "form_open"}, {}}}));
}

TEST(MoveProof, WhatAHistoryRemembersMovesWithIt) {
  ReachedConfiguration left = at_rest({"draft"});
  left.remembered = {{"back", {"form_more"}}};
  const std::string renamed = without(without(parallel_talk, "form_more: {on", "form_extra: {on"),
                                      "to: form_more", "to: form_extra");

  EXPECT_TRUE(proof_of(parallel_talk, renamed, "talk: {states: {form_more: form_extra}}", {left})
                  .is_total());
  EXPECT_EQ(proof_of(parallel_talk, renamed, "", {left}).gaps.at(0).what.message,
            "`back` remembers `form_more`, which has no image inside of its new parent");
  const Proof gone = proof_of(parallel_talk, plain_talk, "", {left});
  ASSERT_EQ(gone.gaps.size(), 1U);
  EXPECT_EQ(gone.gaps[0].what.message,
            "what the history state `back` remembers has no history state in the new version");
  EXPECT_EQ(gone.gaps[0].add, "talk: {states: {back: dropped}}");
  EXPECT_TRUE(
      proof_of(parallel_talk, plain_talk, "talk: {states: {back: dropped}}", {left}).is_total());
}

TEST(MoveProof, AFieldIsNotLostInSilence) {
  ReachedConfiguration draft = at_rest({"draft"});
  draft.present = {"title"};
  const std::string after = without(plain_talk, "title: {type: text}", "name: {type: text}");

  EXPECT_EQ(gaps_of(proof_of(plain_talk, after, "", {draft})),
            "talk.yaml:4:3: error: the field `title` has no place in the new version\n"
            "   4 |   title: {type: text}\n"
            "     |   ^\n"
            "  reached by:\n"
            "    {\"event\": \"send\", \"by\": [\"speaker\"]}\n"
            "  add to the map:\n"
            "    talk: {fields: {title: dropped}}\n");
  EXPECT_TRUE(proof_of(plain_talk, after, "talk: {fields: {title: dropped}}", {draft}).is_total());
  EXPECT_TRUE(proof_of(plain_talk, after, "talk: {fields: {title: name}}", {draft}).is_total());
  EXPECT_TRUE(proof_of(plain_talk, after, "", {at_rest({"draft"})}).is_total());  // never filled in
}

TEST(MoveProof, AChoiceThatIsGoneNeedsAValue) {
  ReachedConfiguration draft = at_rest({"draft"});
  draft.present = {"topic"};
  const std::string after = without(plain_talk, "[care, cure]", "[care, other]");

  const Proof proof = proof_of(plain_talk, after, "", {draft});

  ASSERT_EQ(proof.gaps.size(), 1U);
  EXPECT_EQ(proof.gaps[0].what.message,
            "the values of the field `topic` are not all values of `topic` in the new version");
  EXPECT_EQ(proof.gaps[0].add, "talk: {values: {topic: \"EXPRESSION\"}}");
}

TEST(MoveProof, AnArmedTimerNeedsAnImageOrIsDropped) {
  ReachedConfiguration draft = at_rest({"draft"});
  draft.timers = {{"draft", "lapse"}};
  const std::string after =
      without(without(plain_talk, "timers: {lapse:", "timers: {expire:"),
              "on: {send: {by: speaker, to: given}}", "on: {send: {by: speaker, to: given}}");

  const Proof proof = proof_of(plain_talk, after, "", {draft});

  ASSERT_EQ(proof.gaps.size(), 1U);
  EXPECT_EQ(proof.gaps[0].what.message,
            "the timer `lapse` may be armed in `draft`, and the state that takes its place has no "
            "such timer");
  EXPECT_EQ(proof.gaps[0].add, "talk: {timers: {lapse: dropped}}");
  EXPECT_TRUE(proof_of(plain_talk, after, "talk: {timers: {lapse: dropped}}", {draft}).is_total());
  EXPECT_TRUE(proof_of(plain_talk, after, "talk: {timers: {lapse: expire}}", {draft}).is_total());
}

TEST(MoveProof, ARoleNeedsARole) {
  const std::string after = without(without(plain_talk, "speaker: creator", "presenter: creator"),
                                    "by: speaker", "by: presenter");

  const Proof proof = proof_of(plain_talk, after, "", {at_rest({"draft"})});

  ASSERT_EQ(proof.gaps.size(), 1U);
  EXPECT_EQ(proof.gaps[0].what.message,
            "who is `speaker` would have no role of their own in the new version");
  EXPECT_EQ(proof.gaps[0].add, "talk: {roles: {speaker: ROLE}}");
}

TEST(MoveProof, BeyondTheBoundNothingIsCalledTotal) {
  const Proof proof = proof_of(plain_talk, plain_talk, "", {at_rest({"draft"})}, false);

  EXPECT_TRUE(proof.gaps.empty());
  EXPECT_FALSE(proof.is_complete);
  EXPECT_FALSE(proof.is_total());
}

}  // namespace
}  // namespace accolade
