// What is of no use, and whom a definition leaves out: each said once, and nothing of sound ones.
#include <gtest/gtest.h>

#include "engine/verify/verify.h"
#include "tests/engine/definition/loading.h"

namespace accolade {
namespace {

using Messages = std::vector<std::string>;

Messages messages_of(const std::map<std::string, std::string>& files) {
  const Loaded<Package> loaded = load_package("w", files);
  if (!loaded.value) return {"not loaded:\n" + texts(loaded.diagnostics)};
  Messages messages;
  for (const Diagnostic& finding : verify(*loaded.value))
    messages.push_back(finding.message);
  return messages;
}

// `words` before the states; `moves` of the first one.
std::map<std::string, std::string> package_with(const std::string& words,
                                                const std::string& moves = "") {
  return {{"w.yaml", "workflow: w\npeople: {a: creator}\n" + words +
                         "states:\n  s: {open_ended: true, on: {end: {by: a, to: d}" + moves +
                         "}}\n  d: {final: done}\n"}};
}

TEST(Leftovers, AFieldThatNothingFills) {
  EXPECT_EQ(messages_of(package_with("fields: {x: text}\nsees: {a: all}\n")),
            Messages{"nothing ever fills `x`"});
}

TEST(Leftovers, AFieldThatNobodySees) {
  EXPECT_EQ(messages_of(package_with("fields: {x: text, y: text}\nsees: {a: {fields: [y]}}\n",
                                     ", ask: {by: a, ask: [x, y]}")),
            Messages{"nobody ever sees or reads `x`"});
}

TEST(Leftovers, AQuestionThatNobodyIsAsked) {
  EXPECT_EQ(messages_of(package_with(
                "fields: {x: {type: int, default: 3, label: How many?}}\nsees: {a: all}\n")),
            Messages{"nobody is ever asked `x`; it stays its default"});
  EXPECT_EQ(messages_of(package_with("fields: {x: {type: int, default: 3}}\nsees: {a: all}\n")),
            Messages());
}

TEST(Leftovers, AFormThatNoEventTakes) {
  const std::string fields = "fields: {x: text}\nform: {a: [x]}\nsees: {a: all}\n";
  EXPECT_EQ(
      messages_of(package_with(fields)),
      Messages{"what a answers in the form of `w` is never taken; say `ask: form` of an event"});
  EXPECT_EQ(messages_of(package_with(fields, ", take: {by: a, ask: form}")), Messages());
}

TEST(Leftovers, ADeadlineAndARoleThatNothingUses) {
  EXPECT_EQ(messages_of(package_with("deadlines: {late: now + 3d}\n")),
            Messages{"no timer and no condition uses the deadline `late`"});
  std::map<std::string, std::string> files = package_with("");
  files["w.yaml"].replace(files["w.yaml"].find("{a: creator}"), 12, "{a: creator, b: above}");
  EXPECT_EQ(messages_of(files), Messages{"`b` of w can do nothing and sees nothing"});
}

TEST(Leftovers, AnEventThatChangesNothing) {
  EXPECT_EQ(messages_of(package_with("", ", knock: {by: a}")), Messages{"`knock` changes nothing"});
}

TEST(Leftovers, WhoOwesAStepAndCannotTakeIt) {
  EXPECT_EQ(messages_of({{"w.yaml",
                          "workflow: w\npeople: {a: creator, b: above}\nstates:\n"
                          "  s: {owes: b, open_ended: true, on: {end: {by: a, to: d}}}\n"
                          "  d: {final: done}\n"}}),
            Messages{"`s` waits for b, who can do nothing there"});
}

TEST(Leftovers, APublicPageThatShowsNothing) {
  EXPECT_EQ(messages_of(package_with("public: true\nsees: {a: all}\n")), Messages());
  EXPECT_EQ(messages_of({{"w.yaml",
                          "workflow: w\npeople: {a: creator}\nsees: {a: all}\nstates:\n"
                          "  s: {public: true, open_ended: true, on: {end: {by: a, to: d}}}\n"
                          "  d: {final: done}\n"}}),
            Messages{"the page of `s` is public and shows nothing; say `sees: {anyone: ...}`"});
}

TEST(Leftovers, AnEventForSomebodyWhoSeesNothing) {
  EXPECT_EQ(messages_of({{"w.yaml",
                          "workflow: w\npeople: {a: creator, b: above}\nsees: {a: all}\nstates:\n"
                          "  s: {open_ended: true, on: {end: {by: [a, b], to: d}}}\n"
                          "  d: {final: done}\n"}}),
            Messages{"b may raise `end` in `s`, and sees nothing there"});
}

TEST(Leftovers, ALetterWithAGap) {
  std::map<std::string, std::string> files =
      package_with("fields: {why: text}\nsees: {a: all}\n",
                   ", tell: {by: a, ask: [why]}, post: {by: a, mail: {news: a}}");
  files["letters/news.md"] = "Subject: News\n\nBecause of {{why}}.\n";
  EXPECT_EQ(messages_of(files),
            Messages{"the letter `news` shows `why`, which may have no value here; ask for it, or "
                     "put it into a section"});
  files["letters/news.md"] = "Subject: News\n\n{{#why}}Because of {{why}}.{{/why}}\n";
  EXPECT_EQ(messages_of(files), Messages());
}

// A parent that starts children, and tells them.
std::map<std::string, std::string> family(const std::string& start, const std::string& people,
                                          const std::string& tell) {
  return {{"w.yaml",
           "workflow: w\npeople: {a: creator}\nfields: {who: people}\nsees: {a: all}\nstates:\n"
           "  s: {open_ended: true, on: {ask: {by: a, ask: [who], start: {c: {" +
               start +
               "}}},\n"
               "      end: {by: a, if: count(c) >= 0, reveals: true, tell: {children: c, " +
               tell +
               "}, to: d}}}\n"
               "  d: {final: done}\n"},
          {"c.yaml", "workflow: c\npeople: {" + people +
                         "}\nfields: {n: {type: int, default: 0}}\n"
                         "sees: {x: all}\nstates:\n"
                         "  going: {open_ended: true, on: {hand: {by: x, ask: [n], to: handed}}}\n"
                         "  handed: {open_ended: true, on: {win: won, back: {by: x, to: over}}}\n"
                         "  won: {final: won}\n  over: {final: over}\n"}};
}

TEST(Leftovers, ASoundFamilyHasNone) {
  EXPECT_EQ(messages_of(family("each: who, limit: one per person", "x: assigned",
                               "in: handed, event: win")),
            Messages());
}

TEST(Leftovers, AChildThatIsNobodys) {
  EXPECT_EQ(messages_of(family("", "x: assigned", "in: handed, event: win")),
            Messages{"nobody is assigned to the c; say `each:`"});
}

TEST(Leftovers, OnePersonsWordThatCountsTwice) {
  EXPECT_EQ(messages_of(family("each: who", "x: assigned", "in: handed, event: win")),
            Messages{"one person may get several of the cs that are counted here; say `limit: one "
                     "per person`"});
}

TEST(Leftovers, APlaceThatGoesToSomebodyWhoDoesNotHear) {
  EXPECT_EQ(messages_of(family("each: who, limit: one per person", "x: assigned",
                               "first: 1, by: n, event: win")),
            Messages{"a place may go to a c in `going`, where nothing takes `win`; say `in:`"});
}

TEST(Leftovers, ATellIntoAStateThatDoesNotHear) {
  EXPECT_EQ(messages_of(
                family("each: who, limit: one per person", "x: assigned", "in: going, event: win")),
            (Messages{"`win` is never taken when it could be",
                      "`won` is never reached: what leads there is never taken",
                      "nothing takes `win` while a c is in `going`"}));
}

}  // namespace
}  // namespace accolade
