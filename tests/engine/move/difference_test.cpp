// The difference of two versions in plain sentences, word by word.
#include "engine/move/difference.h"

#include <gtest/gtest.h>

#include "tests/engine/move/two_versions.h"

namespace accolade {
namespace {

using Said = std::vector<std::string>;

const char* const base = R"(workflow: talk
title: Talk
people: {speaker: creator, chair: above}
fields:
  title: {type: text, label: Title, words: 30}
  country: {type: country, label: Country, optional: true}
  topic: {type: choice, label: Topic, choices: {care: Care, cure: Cure}}
  closes_at: {type: instant, label: Close}
deadlines: {close: closes_at}
sees: {speaker: {fields: all, history: all, names: all}}
states:
  draft:
    title: Draft
    owes: speaker
    expected: 5d
    form: {speaker: [title, country]}
    timers:
      reminder: {at: close - 48h, late: skip}
      lapse: {at: close, to: lapsed}
    on:
      send: {by: speaker, label: Send in, ask: form, if: before(close), to: sent}
      reminder: {}
  sent:
    title: Sent in
    on:
      accept: {by: chair, label: Accept, to: given}
  given: {title: Given, final: given}
  lapsed: {title: Lapsed, final: lapsed}
)";

Said difference_of(const Package& from, const Package& to, const std::string& map = "") {
  return difference({from, to, mapping_between(from, to, map)});
}

Said difference_after(const std::string& part, const std::string& instead) {
  std::string after = base;
  const std::size_t at = after.find(part);
  EXPECT_NE(at, std::string::npos) << part;
  after.replace(at, part.size(), instead);
  return difference_of(version(base), version(after));
}

// A talk with a door for its guests; `door` is the line.
Package talk_with_door(const std::string& door, const std::string& shown_field) {
  return version(
      "workflow: talk\npeople: {chair: above}\n" + door +
          "states:\n  open: {open_ended: true, on: {come: {by: chair, start: guest}, "
          "close: {by: chair, to: closed}}}\n  closed: {final: closed}\n",
      {{"guest.yaml", "workflow: guest\npeople: {guest: creator, chair: above}\nfields: {" +
                          shown_field +
                          ": {type: text, label: Name}}\nticket: {in: coming, event: attend}\n"
                          "states:\n  coming: {open_ended: true, form: {guest: [" +
                          shown_field +
                          "]}, on: {attend: {by: chair, to: here}}}\n"
                          "  here: {open_ended: true, on: {undo: {by: chair, to: coming}, "
                          "leave: {by: chair, to: gone}}}\n  gone: {final: gone}\n"}});
}

TEST(Difference, ADoorThatIsNewAnotherOneOrGone) {
  const Package none = talk_with_door("", "name");
  const Package one =
      talk_with_door("door: {of: guest, undo: undo, for: chair, shows: [name]}\n", "name");
  const Package other = talk_with_door("door: {of: guest, undo: undo, for: chair}\n", "name");
  EXPECT_EQ(difference_of(none, one), Said{"Talk: the door is new."});
  EXPECT_EQ(difference_of(one, other), Said{"Talk: the door is made otherwise."});
  EXPECT_EQ(difference_of(one, none), Said{"Talk: the door is gone."});
  // A field that it shows has another name now, and it is the same door.
  const Package renamed_field = talk_with_door(
      "door: {of: guest, undo: undo, for: chair, shows: [full_name]}\n", "full_name");
  const Said said = difference_of(one, renamed_field, "guest:\n  fields: {name: full_name}\n");
  for (const std::string& sentence : said)
    EXPECT_EQ(sentence.find("door"), std::string::npos) << sentence;
}

TEST(Difference, OfTheSameVersionIsNothing) {
  EXPECT_EQ(difference_of(version(base), version(base)), Said{});
}

TEST(Difference, ANewStateAndTheWayToIt) {
  EXPECT_EQ(
      difference_after("accept: {by: chair, label: Accept, to: given}\n",
                       "accept: {by: chair, label: Accept, to: review}\n"
                       "  review: {title: Under review, on: {give: {by: chair, to: given}}}\n"),
      (Said{"Talk: the state “Under review” is new.",
            "Talk: “Accept” in “Sent in” now leads to “Under review” instead of “Given”."}));
}

TEST(Difference, WhoCanNowDoWhat) {
  EXPECT_EQ(difference_after("      reminder: {}\n",
                             "      reminder: {}\n"
                             "      withdraw: {by: speaker, label: Withdraw, to: lapsed}\n"),
            (Said{"Talk: in “Draft”, speaker can now also “Withdraw”."}));
  EXPECT_EQ(difference_after("accept: {by: chair,", "accept: {by: [chair, speaker],"),
            (Said{"Talk: in “Sent in”, speaker can now also “Accept”."}));
  EXPECT_EQ(difference_after("accept: {by: chair,", "accept: {by: speaker,"),
            (Said{"Talk: in “Sent in”, speaker can now also “Accept”.",
                  "Talk: in “Sent in”, chair can no longer “Accept”."}));
}

TEST(Difference, AConditionThatIsGone) {
  EXPECT_EQ(difference_after("ask: form, if: before(close), to: sent", "ask: form, to: sent"),
            (Said{"Talk: “Send in” in “Draft” is now possible always instead of if "
                  "`before(close)`."}));
}

TEST(Difference, FieldsThatAreNewGoneOrRequired) {
  EXPECT_EQ(difference_after("label: Country, optional: true", "label: Country"),
            (Said{"Talk: the field “Country” is now required."}));
  EXPECT_EQ(difference_after("words: 30", "words: 40"),
            (Said{"Talk: the field “Title” may now have at most 40 words instead of at most 30 "
                  "words."}));
  EXPECT_EQ(difference_after("{care: Care, cure: Cure}", "{care: Care, rare: Rare diseases}"),
            (Said{"Talk: “Topic” has the new choice “Rare diseases”.",
                  "Talk: “Topic” no longer has the choice “Cure”."}));
  EXPECT_EQ(difference_after("  topic:", "  minutes: {type: int, label: Minutes}\n  topic:"),
            (Said{"Talk: the field “Minutes” is new: a whole number."}));
}

TEST(Difference, TheReminderComesEarlier) {
  EXPECT_EQ(
      difference_after("close - 48h", "close - 72h"),
      (Said{"Talk: the reminder in “Draft” now comes 72 h before the close instead of 48 h."}));
  EXPECT_EQ(
      difference_after("reminder: {at: close - 48h, late: skip}", "reminder: {after: 10d}"),
      (Said{"Talk: the reminder in “Draft” now comes 10 days later instead of 48 h before the "
            "close.",
            "Talk: the reminder in “Draft” now comes even when it is late."}));
}

TEST(Difference, DutiesFormsAndSight) {
  EXPECT_EQ(difference_after("expected: 5d", "expected: 14d"),
            (Said{"Talk: in “Draft”, it should now take 14 days instead of 5 days."}));
  EXPECT_EQ(
      difference_after("form: {speaker: [title, country]}", "form: {speaker: [title, topic]}"),
      (Said{"Talk: in “Draft”, speaker is now asked for “Topic”.",
            "Talk: in “Draft”, speaker is no longer asked for “Country”."}));
  EXPECT_EQ(difference_after("    title: Sent in\n",
                             "    title: Sent in\n    sees: {chair: {fields: [title, topic]}}\n"),
            (Said{"Talk: in “Sent in”, chair now also sees “Title” and “Topic”."}));
}

TEST(Difference, RolesDeadlinesOutcomesAndLetters) {
  EXPECT_EQ(difference_after("chair: above", "chair: above, helper: assigned"),
            (Said{"Talk: the role helper is new: whoever is named for it."}));
  EXPECT_EQ(difference_after("deadlines: {close: closes_at}",
                             "deadlines: {close: \"max(closes_at, closes_at)\"}"),
            (Said{"Talk: the deadline close is now `max(closes_at, closes_at)` instead of "
                  "`closes_at`."}));
  EXPECT_EQ(difference_after("final: given}", "final: held}"),
            (Said{"Talk: “Given” now ends with “held” instead of “given”."}));
  const std::string mailing = std::string(base).replace(std::string(base).find("to: sent}"), 9,
                                                        "to: sent, mail: {receipt: speaker}}");
  EXPECT_EQ(difference_of(version(base),
                          version(mailing, {{"letters/receipt.md", "Subject: Here\n\nx"}})),
            (Said{"Talk: “Send in” in “Draft” now also writes the letter `receipt` to speaker.",
                  "The letter `receipt` is new."}));
  EXPECT_EQ(difference_of(version(mailing, {{"letters/receipt.md", "Subject: Here\n\nx"}}),
                          version(mailing, {{"letters/receipt.md", "Subject: There\n\nx"}})),
            (Said{"The letter `receipt` has another text."}));
}

std::string with(std::string text,
                 const std::vector<std::pair<std::string, std::string>>& changes) {
  for (const auto& [before, after] : changes) {
    EXPECT_NE(text.find(before), std::string::npos) << before;
    for (std::size_t at = text.find(before); at != std::string::npos;
         at = text.find(before, at + after.size()))
      text.replace(at, before.size(), after);
  }
  return text;
}

TEST(Difference, AStateThatTheMapRenamesIsNeitherNewNorGone) {
  const Package after = version(
      with(base, {{"  draft:\n    title: Draft\n", "  writing:\n    title: Being written\n"}}));
  EXPECT_EQ(difference_of(version(base), after, "talk: {states: {draft: writing}}"),
            (Said{"Talk: the state “Draft” is now called “Being written”."}));
  EXPECT_EQ(difference_of(version(base), after).front(), "Talk: the state “Being written” is new.");
  const Package received =
      version(with(base, {{"  sent:\n    title: Sent in\n", "  received:\n    title: Received\n"},
                          {"to: sent}", "to: received}"}}));
  EXPECT_EQ(difference_of(version(base), received, "talk: {states: {sent: received}}"),
            (Said{"Talk: the state “Sent in” is now called “Received”."}));
}

TEST(Difference, AFieldThatTheMapRenamesIsSoInFormsAndConditions) {
  const std::string asking = with(base, {{"if: before(close)", "if: \"has(country)\""}});
  const Package after = version(with(
      asking, {{"country: {type: country, label: Country", "nation: {type: country, label: Nation"},
               {"country]", "nation]"},
               {"has(country)", "has(nation)"}}));
  EXPECT_EQ(difference_of(version(asking), after, "talk: {fields: {country: nation}}"),
            (Said{"Talk: the field “Country” is now called “Nation”."}));
}

TEST(Difference, RolesTimersAndEndsThatTheMapRenames) {
  const Package after = version(with(
      base, {{"speaker", "lecturer"}, {"reminder", "nudge"}, {"final: given", "final: held"}}));
  EXPECT_EQ(difference_of(version(base), after,
                          "talk: {roles: {speaker: lecturer}, timers: {reminder: nudge}, "
                          "outcomes: {given: held}}"),
            (Said{"Talk: the role speaker is now called lecturer.",
                  "Talk: the end given is now called held.",
                  "Talk: the timer reminder is now called nudge."}));
}

TEST(Difference, StatesThatBecomeOneAreSaidToBe) {
  const Package after = version(with(base, {{"to: given", "to: given, internal: false"},
                                            {"  lapsed: {title: Lapsed, final: lapsed}\n", ""},
                                            {"to: lapsed", "to: given"}}));
  EXPECT_EQ(
      difference_of(version(base), after,
                    "talk: {states: {lapsed: given}, outcomes: {lapsed: given}}"),
      (Said{"Talk: the end lapsed is now called given.",
            "Talk: what was at “Lapsed” is now at “Given”.", "Talk: the state “Lapsed” is gone.",
            "Talk: “Lapse” in “Draft” now leads to “Given” instead of “Lapsed”."}));
}

TEST(Difference, ALetterOfTheSameTextIsCalledOtherwise) {
  const std::string letter = "Subject: Here\n\nx";
  const std::string mailing = with(base, {{"to: sent}", "to: sent, mail: {receipt: speaker}}"}});
  EXPECT_EQ(difference_of(
                version(mailing, {{"letters/receipt.md", letter}}),
                version(with(mailing, {{"receipt", "thanks"}}), {{"letters/thanks.md", letter}})),
            (Said{"The letter `receipt` is now called `thanks`."}));
}

}  // namespace
}  // namespace accolade
